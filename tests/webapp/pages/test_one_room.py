"""A page is one room: its addresses, what its template shows, and the template in the folder of the same name."""

from __future__ import annotations

import ast
from importlib.resources import files
from pathlib import Path

import pytest

from webapp.pages import addresses

PAGES = Path(str(files("webapp"))) / "pages"
TEMPLATES = PAGES.parent / "templates"
MODULES = sorted(path for path in PAGES.rglob("*.py") if path.name != "__init__.py")


def rendered(path: Path) -> set[str]:
    """Give the templates that a module names."""
    return {node.args[0].value for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "render_template"
            and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PAGES)))
def test_a_page_shows_templates_of_its_own_room(path: Path) -> None:
    assert {name.partition("/")[0] for name in rendered(path)} <= {path.parent.name}


def test_each_template_of_a_room_is_shown_by_a_page_there() -> None:
    shown = {name for path in MODULES for name in rendered(path)}
    rooms = {path.parent.name for path in MODULES if path.parent != PAGES}
    lying = {str(path.relative_to(TEMPLATES)) for room in rooms for path in (TEMPLATES / room).iterdir()}
    imported = {name for name in lying if any(f'import "{name}"' in path.read_text("utf-8")
                                              for path in TEMPLATES.rglob("*.html"))}
    assert shown and lying - imported == shown


def test_every_module_that_adds_addresses_is_gathered() -> None:
    adding = {path for path in MODULES if "\n@site." in path.read_text("utf-8")}
    assert adding == {Path(str(module.__file__)) for module in addresses.MODULES}

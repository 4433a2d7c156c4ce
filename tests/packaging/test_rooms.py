"""The house: every room opens only the modules that its ``__init__`` names, and is small enough to be known."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from house import FILES, ROOMS, ROOT

MAX_MODULES = 20
MAX_LINES = 400


def room(module: str) -> str:
    """Give the room of a module; a package where it lies in none."""
    parts = module.split(".")
    return ".".join(parts[:2]) if ".".join(parts[:2]) in ROOMS else parts[0]


def imported(path: Path) -> Iterator[str]:
    """Give the modules of the three packages that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in FILES)
        elif isinstance(node, ast.ImportFrom) and node.module in FILES:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in FILES else node.module


@cache
def opened() -> dict[str, set[str]]:
    """Give the modules of each room that are imported from outside of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, path in FILES.items():
        for other in imported(path):
            if room(other) in ROOMS and room(other) != room(name) and other != room(other):
                found[room(other)].add(other.removeprefix(room(other) + "."))
    return found


def named(name: str) -> list[str]:
    """Give what ``OPEN`` of a room names."""
    for node in ast.parse(FILES[name].read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "OPEN":
            return [str(each) for each in ast.literal_eval(node.value)]
    return []


@pytest.mark.parametrize("name", [name for name in ROOMS if name.count(".") == 1])
def test_a_room_opens_what_it_names(name: str) -> None:
    assert sorted(named(name)) == sorted(opened()[name])


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_says_what_lives_there(name: str) -> None:
    said = ast.get_docstring(ast.parse(FILES[name].read_text("utf-8")))
    assert said and len(said.split()) >= 4, name


BESIDE = {path.parent for place in ("scripts", "tests") for path in (ROOT / place).rglob("*.py")}


@pytest.mark.parametrize("folder", sorted({*BESIDE, *(path.parent for path in FILES.values())}), ids=str)
def test_a_room_is_small_enough_to_be_known(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MAX_MODULES
    assert not [path.name for path in modules if path.read_text("utf-8").count("\n") > MAX_LINES]

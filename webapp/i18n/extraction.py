"""Finding the strings of the interface in modules and templates, for translators and for the check."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract

KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "Counted": (1, 2)}
OPTIONS = {"jinja2": {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}}


Call = tuple[int, str, tuple[str | None, ...], list[str]]
"""A call as Babel takes it: line, name of the function, arguments, comments."""


def calls(module: BytesIO, names: Collection[str], *_: Any, **__: Any) -> Iterator[Call]:
    """Give the calls of functions that mark strings in a module, wherever they stand.

    Babel's own way goes by the tokens of the interpreter that runs it, which before Python 3.12 has one token for the
    whole of a formatted string, so that what is marked within goes unseen.
    """
    for node in ast.walk(ast.parse(module.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in names and node.args:
                yield node.lineno, name, tuple(_string(one) for one in node.args), []


def _string(argument: ast.expr) -> str | None:
    """Give a string that stands in the module; None for anything else."""
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


METHODS: dict[str, Any] = {".py": calls, ".html": "jinja2", ".xml": "jinja2"}


def messages() -> Catalog:
    """Give the catalogue of all strings, each with the file it stands in."""
    root = Path(str(files("webapp")))
    found = Catalog(fuzzy=False)
    for path in sorted(p for p in root.rglob("*") if p.suffix in METHODS and "commands" not in p.parts):
        method = METHODS[path.suffix]
        rows = extract(method, BytesIO(path.read_bytes()), KEYWORDS, options=OPTIONS.get(method, {}))
        for _, message, _, context in rows:
            found.add(message, locations=[(path.relative_to(root).as_posix(), 0)], context=context)
    return found

"""Finding the strings of the interface in modules and templates, for translators and for the check."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract

KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "Counted": (1, 2)}
METHODS = {".py": "python", ".html": "jinja2", ".xml": "jinja2"}
OPTIONS = {"jinja2": {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}}


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

"""Turns as rows of JSON: values in the order of the fields, without names, as a page of results reads twenty.

A row is an array of the fields of :class:`corpus.model.turns.Turn` in their order, without ``offsets``. Page, origin,
marks and corrections are arrays of their own fields; a page without anything is null.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap
from corpus.model.turns import Correction, Mark, Origin, Page, Turn

_NOWHERE = Page()
_UNMAPPED = OffsetMap()
_FIELDS = [field.name for field in fields(Turn)]
_PARTS = {kind: [field.name for field in fields(kind)] for kind in (Page, Mark, Origin, Correction)}


def to_row(turn: Turn) -> list[Any]:
    """Give a turn as a row."""
    row = list(_row(turn))
    for at, written in _WRITE:
        row[at] = written(row[at])
    return row


def from_row(row: list[Any]) -> Turn:
    """Give the turn of a row, which is used up; its map to the file is empty."""
    row.insert(_OFFSETS, _UNMAPPED)
    for at, read in _READ:
        row[at] = read(row[at])
    return Turn(*row)


def _values(part: Page | Mark | Origin | Correction) -> list[Any]:
    return [getattr(part, name) for name in _PARTS[type(part)]]


def _origin(row: list[Any]) -> Origin:
    row[_LINES] = tuple(map(tuple, row[_LINES]))
    return Origin(*row)


_OFFSETS = _FIELDS.index("offsets")
_WRITTEN = [name for name in _FIELDS if name != "offsets"]
_row = attrgetter(*_WRITTEN)
_WRITERS: dict[str, Callable[[Any], Any]] = {
    "page": lambda page: None if page == _NOWHERE else _values(page),
    "marks": lambda marks: [_values(mark) for mark in marks],
    "origin": lambda origin: _values(origin),
    "inferred": lambda inferred: [[what, why.to_json()] for what, why in inferred],
    "corrections": lambda entries: [_values(entry) for entry in entries],
}
_WRITE = [(_WRITTEN.index(name), written) for name, written in _WRITERS.items()]
_LINES = _PARTS[Origin].index("lines")
_READERS: dict[str, Callable[[Any], Any]] = {
    "page": lambda row: Page(*row) if row else _NOWHERE,
    "marks": lambda rows: tuple(Mark(*row) for row in rows) if rows else (),
    "origin": _origin,
    "inferred": lambda rows: tuple((what, Note.from_json(why)) for what, why in rows) if rows else (),
    "corrections": lambda rows: tuple(Correction(*row) for row in rows) if rows else (),
}
_READ = [(_FIELDS.index(name), read) for name, read in _READERS.items()]

"""Kinds of files that hold no text this program reads, refused by name with the way out."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from corpus.data_files import load_data
from corpus.errors import SourceRefusedError
from corpus.limits import MAX_TEXT_CHARS, MAX_UNPACKED_BYTES
from corpus.model.notes import Note
from corpus.reading.archive import names_in

GZIP = b"\x1f\x8b"
"""First bytes of what is packed with gzip."""

_PDF_HEAD = 1024
"""Bytes among which a PDF names itself (PDF Reference 1.7, appendix H, note 13)."""

_HEAD = 4096
"""A packed office document names its kind in so many bytes at its beginning."""

_TABLE_LINES, _TABLE_TABS = 5, 3
"""A table has so many lines at least, each with as many tabs, so many at least."""

_TABLE_ROWS = 20
"""Rows looked at."""

_TABLE_CELLS, _QUOTED_LINES = 2, 3
"""Cells of a row at least; rows of a table with cells in quotation marks, which hold whole speeches, at least."""

_ENTRY = re.compile(r"(?<!\s)(?P<gap>\s++)\d{1,4}\s*$")
"""A line of a contents page ends like this, whatever its tabs."""


def is_pdf(data: bytes) -> bool:
    """Say whether a file is a PDF, sound or not."""
    return b"%PDF-" in data[:_PDF_HEAD]


@dataclass(frozen=True, slots=True)
class _Binary:
    """A kind told by the bytes at ``at``, in hexadecimal digits, and by what stands in the head of the file.

    ``part`` is the name of a part of a compound file, which stands anywhere in it, in two bytes a sign (MS-CFB, 2.6.1).
    """

    begins: str
    name: str
    advice: str
    at: int = 0
    inside: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class _Packed:
    """A kind of archive told by how the name of a file in it begins."""

    part: str
    name: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Markup:
    """A kind of text told by how it begins."""

    begins: str
    name: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Through:
    """A kind of text told by ``marks`` that stand in it ``fewest`` times, and in this ``share`` of its lines."""

    marks: str
    fewest: int
    share: float
    name: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Kinds:
    """``data/formats.toml``."""

    binary: tuple[_Binary, ...]
    packed: tuple[_Packed, ...]
    text: tuple[_Markup, ...]
    through: tuple[_Through, ...]


def _kinds() -> _Kinds:
    return load_data("formats.toml", _Kinds)


@cache
def _beginnings() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(row.begins, re.S), row.name, row.advice) for row in _kinds().text)


def opened(data: bytes, file: str) -> bytes:
    """Give what is packed with gzip, as recognised pages are offered, or else the bytes themselves.

    Raises SourceRefusedError for a damaged file, or one that unpacks to more than the limit.
    """
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.open(BytesIO(data)) as packed:
            inner = packed.read(MAX_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceRefusedError(Note("gzip-damaged", name=file), Note("get-complete")) from error
    if len(inner) > MAX_UNPACKED_BYTES:
        raise SourceRefusedError(Note("file-unpacks", name=file, megabytes=MAX_UNPACKED_BYTES >> 20), Note("split-it"))
    return inner


def refuse_binary(data: bytes, file: str) -> None:
    """Raise SourceRefusedError, with the name of the kind, for what is no text by its first bytes."""
    names = names_in(data)
    for kind in _kinds().packed if names else ():
        if any(_compiled(kind.part).match(name) for name in names):
            raise _of_kind(file, kind.name, kind.advice)
    for row in _kinds().binary:
        begins = bytes.fromhex(row.begins)
        fits = data[row.at : row.at + len(begins)] == begins and row.inside.encode() in data[:_HEAD]
        if fits and row.part.encode("utf-16-le") in data:
            raise _of_kind(file, row.name, row.advice)


def refuse_long(size: int, file: str) -> None:
    """Refuse a text of more characters than are read. Raises SourceRefusedError."""
    if size > MAX_TEXT_CHARS:
        raise SourceRefusedError(Note("file-too-long", name=file, count=size, most=MAX_TEXT_CHARS), Note("split-it"))


def refuse_text(head: str, file: str) -> None:
    """Raise SourceRefusedError, with the name of the kind, for text that is markup of another program, or a table."""
    for pattern, name, advice in _beginnings():
        if pattern.match(head):
            raise _of_kind(file, name, advice)
    lines = [line for line in head.split("\n")[:-1] if line.strip()]
    if table := "TSV" if _has_tabs(lines) else "CSV" if _has_cells(head) else "":
        raise _of_kind(file, f"a table ({table})", "Give the text itself, as text or HTML.")
    for kind in _kinds().through:
        found = len(_compiled(kind.marks).findall(head))
        if found >= max(kind.fewest, kind.share * len(lines)):
            raise _of_kind(file, kind.name, kind.advice)


def _of_kind(file: str, kind: str, remedy: str) -> SourceRefusedError:
    """Give the refusal of a kind of file; how it is called and what helps are the words of the data."""
    return SourceRefusedError(Note("file-of-kind", name=file, kind=kind), Note("kind-remedy", remedy=remedy))


@cache
def _compiled(marks: str) -> re.Pattern[str]:
    return re.compile(marks, re.M)


def _has_tabs(lines: list[str]) -> bool:
    """Whether lines are the rows of a table whose cells tabs part."""
    rows = lines[:_TABLE_ROWS]
    tabs = {row.count("\t") for row in rows}
    return len(rows) >= _TABLE_LINES and len(tabs) == 1 and min(tabs) >= _TABLE_TABS and not _is_entry(rows[-1])


def _has_cells(head: str) -> bool:
    """Whether a text is a table whose cells commas or semicolons part (RFC 4180).

    Each row has as many cells, and no white space stands behind what parts them, as it does in every sentence.
    """
    return any(_is_table(head, sign) for sign in ",;")


def _is_table(head: str, sign: str) -> bool:
    rows = _rows(head, sign)
    width = len(rows[0]) if rows else 0
    if width < _TABLE_CELLS or any(len(row) != width or _is_sentence(row) for row in rows):
        return False
    if f'{sign}"' in head or f'"{sign}' in head:
        return len(rows) >= _QUOTED_LINES
    return len(rows) >= _TABLE_LINES and width > _TABLE_CELLS


def _rows(head: str, sign: str) -> list[list[str]]:
    """Give the first rows of what is read as a table, without the last where it may be cut off."""
    try:
        rows = [row for row in csv.reader(head.splitlines(keepends=True), delimiter=sign) if row]
    except csv.Error:
        return []
    return rows[: None if head.endswith("\n") else -1][:_TABLE_ROWS]


def _is_sentence(row: list[str]) -> bool:
    return any(cell[:1].isspace() for cell in row[1:])


def _is_entry(line: str) -> bool:
    found = _ENTRY.search(line)
    return found is not None and "\t" in found["gap"]

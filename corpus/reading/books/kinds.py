"""Which e-book, office document or export a file is, by its content, and reading it by the reader of its kind."""

from __future__ import annotations

import re

from corpus.errors import SourceRefusedError
from corpus.model.blocks import Format, SourceText
from corpus.model.notes import Note
from corpus.reading.archive import PackedFile, names_in
from corpus.reading.encoding import decode

PACKED: tuple[Format, ...] = ("epub", "odt", "rtf", "fb2zip")
"""Formats whose file has no text of its own that offsets could refer to."""

MARKED: tuple[Format, ...] = ("fb2", "wxr", "mhtml", "tei", "fodt")
"""Formats that are text with markup: offsets refer to the file as received."""

_MIMETYPE = "mimetype"
_ODT = b"application/vnd.oasis.opendocument.text"
_ROOTS: tuple[tuple[Format, re.Pattern[str]], ...] = (
    ("fb2", re.compile(r"<(?:\w{1,20}:)?FictionBook\b")),
    ("tei", re.compile(r"<(?:\w{1,20}:)?(?:TEI|TEI\.2|teiCorpus(?:\.2)?)\b", re.I)),
    ("fodt", re.compile(r"<office:document\b(?=[^>]{0,8000}opendocument\.text)")),
    ("wxr", re.compile(r"<rss\b(?=.{0,3000}wordpress\.org/export/)", re.S)),
)
"""How the first element of a file looks."""

_RTF = b"{\\rtf"


def packed_kind(data: bytes, file: str) -> Format | None:
    """Give the format of a packed or coded document by its bytes, None for other files."""
    if data.lstrip()[: len(_RTF)] == _RTF:
        return "rtf"
    names = names_in(data)
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    if "content.xml" in names and _is_text(PackedFile(data, file)):
        return "odt"
    return "fb2zip" if len(_books(names)) == 1 else None


def _is_text(packed: PackedFile) -> bool:
    """Say whether an office document is a text, by its type, or where it lost that by its content."""
    if _MIMETYPE in packed:
        return packed.read(_MIMETYPE).startswith(_ODT)
    return b"<office:text" in packed.read("content.xml")


def text_kind(head: str, root: str) -> Format | None:
    """Give the format of a text by its beginning and that of its first element, None for other texts."""
    from corpus.reading.books.mhtml import is_mhtml

    if is_mhtml(head):
        return "mhtml"
    return next((form for form, pattern in _ROOTS if pattern.match(root)), None)


def read_packed(data: bytes, form: Format, file: str) -> list[SourceText]:
    """Read a packed or coded document. Raises SourceRefusedError."""
    if form == "docx":
        from corpus.reading.books.office.docx import read_docx

        return [read_docx(data, file)]
    if form == "epub":
        from corpus.reading.books.epub import read_epub

        return [read_epub(data, file)]
    if form == "odt":
        from corpus.reading.books.office.odt import read_odt

        return [read_odt(data, file)]
    if form == "rtf":
        from corpus.reading.books.office.rtf import read_rtf

        return [read_rtf(data, file)]
    return [_packed_fb2(data, file)]


def read_marked(data: bytes, raw: str, form: Format, file: str) -> list[SourceText]:
    """Read a document that is text with markup, ``raw``. Raises SourceRefusedError."""
    if form == "fb2":
        from corpus.reading.books.fb2 import read_fb2

        return [read_fb2(raw, file)]
    if form == "fodt":
        from corpus.reading.books.office.odt import read_fodt

        return [read_fodt(raw, file)]
    if form == "tei":
        from corpus.reading.books.tei import read_tei

        return read_tei(raw, file)
    if form == "wxr":
        from corpus.reading.books.wxr import read_wxr

        return read_wxr(raw, file)
    from corpus.reading.books.mhtml import read_mhtml

    return [read_mhtml(data, raw, file)]


def _packed_fb2(data: bytes, file: str) -> SourceText:
    from corpus.reading.books.fb2 import read_fb2

    packed = PackedFile(data, file)
    books = _books(packed.names)
    if len(books) != 1:
        raise SourceRefusedError(Note("books-several", name=file, count=len(books)), Note("unpack-folder"))
    return read_fb2(decode(packed.read(books[0]), file)[0], file).without_offsets()


def _books(names: tuple[str, ...] | frozenset[str]) -> list[str]:
    return [name for name in names if name.lower().endswith(".fb2")]

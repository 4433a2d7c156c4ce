"""Reads e-books (EPUB 2 and 3): the chapters of the spine in order, through the reader of HTML, with printed pages.

Format: https://www.w3.org/TR/epub-33/ (OPF package, spine, ``epub:type``) and http://idpf.org/epub/201 . It is packed
and so has no characters that offsets could count. Notes stand behind the paragraph that refers to them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_TEXT_CHARS
from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.model.turns import Page
from corpus.reading.archive import PackedFile
from corpus.reading.books.events import described, events, local
from corpus.reading.drafts import Placed, in_place
from corpus.reading.encoding import decode
from corpus.reading.html.page import read_chapter
from corpus.reading.html.tokens import Token

CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_PAGES = (".xhtml", ".html", ".htm", ".xml")
_TEXT = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})


@dataclass
class _Package:
    """What the package file lists: parts by identifier, and the identifiers of the spine in order."""

    said: dict[str, str]
    folder: str
    parts: dict[str, Token] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)


def read_epub(data: bytes, file: str) -> SourceText:
    """Read a book. Raises SourceRefusedError where it is damaged, locked, too large or without words."""
    packed = PackedFile(data, file)
    _refuse_locked(packed, file)
    package = _package(packed, file)
    placed: list[Placed] = []
    doubts: list[Note] = []
    page = Page()
    size = 0
    for name in _chapters(package):
        if name not in packed:
            doubts.append(Note("part-missing", name=name[:200]))
            continue
        raw, _ = decode(packed.read(name), file)
        size += len(raw)
        if size > MAX_TEXT_CHARS:
            raise SourceRefusedError(f"{file} has more than {MAX_TEXT_CHARS:,} characters.", "Split it.")
        found, _, page = read_chapter(raw, page)
        placed += [_in_chapter(one, name) for one in found]
    blocks = in_place(placed)
    if not any(block.text for block in blocks):
        raise SourceRefusedError(f"{file} is an EPUB book without text.",
                                 "A book of page pictures has to be recognised: give its pictures.")
    said = package.said
    text = SourceText(file, blocks, "", said.get("title", ""), date=_published(said), author=said.get("creator"),
                      doubts=tuple(doubts))
    return text.without_offsets()


def _published(said: dict[str, str]) -> str | None:
    """Give the date of publication; one with a time of day is when the file was made."""
    date = said.get("date")
    return None if date is None or "T" in date else date


def _refuse_locked(packed: PackedFile, file: str) -> None:
    """Refuse a book whose chapters are locked; fonts that are disguised do no harm (EPUB 3.3, 4.3)."""
    if _LOCKS not in packed:
        return
    for token in events(decode(packed.read(_LOCKS), file)[0]):
        if token.value == "cipherreference" and local(token, "uri").lower().endswith(_PAGES):
            raise SourceRefusedError(f"{file} is an EPUB book protected against copying.",
                                     "Get a copy without protection.")


def _package(packed: PackedFile, file: str) -> _Package:
    """Read the package file that the container names."""
    container = decode(packed.read(CONTAINER), file)[0]
    path = next((local(t, "full-path") for t in events(container) if t.kind == "start" and t.value == "rootfile"), "")
    raw = decode(packed.read(path), file)[0]
    package = _Package(described(raw), posixpath.dirname(path))
    for token in events(raw):
        if token.kind == "start" and token.value == "item":
            package.parts[local(token, "id")] = token
        elif token.kind == "start" and token.value == "itemref":
            package.spine.append(local(token, "idref"))
    return package


def _chapters(package: _Package) -> Iterator[str]:
    """Give the names of the chapters in reading order; the contents page that readers show apart is none."""
    for name in dict.fromkeys(package.spine):
        part = package.parts.get(name)
        if part is None or "nav" in local(part, "properties").split():
            continue
        if local(part, "media-type") in _TEXT:
            yield _resolved(package.folder, local(part, "href"))


def _resolved(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href)))


def _in_chapter(one: Placed, chapter: str) -> Placed:
    """Give a block of a chapter with the names of its notes as the whole book knows them."""
    def target(href: str) -> str:
        path, _, name = href.partition("#")
        return f"{_resolved(posixpath.dirname(chapter), path) if path else chapter}#{unquote(name)}"

    refers = tuple(replace(reference, target=target(reference.target)) for reference in one.refers)
    return replace(one, names=tuple(f"{chapter}#{name}" for name in one.names), refers=refers)

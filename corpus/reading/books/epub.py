"""Reads e-books (EPUB 2 and 3): the chapters of the spine in order, through the reader of HTML, with printed pages.

Format: https://www.w3.org/TR/epub-33/ (OPF package, spine, ``epub:type``) and http://idpf.org/epub/201 . It is packed
and so has no characters that offsets could count. Notes stand behind the paragraph that refers to them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_TEXT_CHARS
from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.model.turns import Page
from corpus.reading.archive import PackedFile
from corpus.reading.books.epub_links import listed_pages, notes_led_to, pages_by_part, resolved, target_of
from corpus.reading.books.events import described, events, local
from corpus.reading.drafts import Placed, in_place
from corpus.reading.encoding import decode
from corpus.reading.html.begun import Anchors
from corpus.reading.html.page import Chapter, read_chapter
from corpus.reading.html.tokens import Token

CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_NCX = "application/x-dtbncx+xml"
_PAGES = (".xhtml", ".html", ".htm", ".xml")
_TEXT = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})

_UNSAID = frozenset({
    "unknown title", "unknown author", "unknown", "untitled", "неизвестный", "неизвестно", "без названия",
})
"""What LibreOffice and Calibre write where a book has no title or author."""


@dataclass
class _Package:
    """What the package file lists: parts by identifier, and the identifiers of the spine in order.

    ``beside`` are those that are not in the way of whoever reads on, as notes.
    """

    said: dict[str, str]
    folder: str
    parts: dict[str, Token] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)


def read_epub(data: bytes, file: str) -> SourceText:
    """Read a book. Raises SourceRefusedError where it is damaged, locked, too large or without words."""
    packed = PackedFile(data, file)
    _refuse_locked(packed, file)
    package = _package(packed, file)
    doubts: list[Note] = []
    chapters = _chapters(packed, package, file, doubts)
    read = _read_chapters(chapters, package, pages_by_part(_pages(packed, package, file)))
    blocks = in_place([one for chapter in read for one in chapter.placed])
    doubts += [doubt for chapter in read for doubt in chapter.doubts]
    if not any(block.text for block in blocks) and doubts:
        raise SourceRefusedError(Note("chapters-lacking", name=file, part=doubts[0].fields["name"]),
                                 Note("get-complete"))
    if not any(block.text for block in blocks):
        raise SourceRefusedError(Note("book-no-text", name=file, form="EPUB"), Note("give-pictures"))
    said = package.said
    title, author = (given if (given := said.get(name, "")).casefold() not in _UNSAID else "" for name in (
        "title", "creator"))
    text = SourceText(file, blocks, "", title, date=_published(said), author=author or None,
                      left_out=tuple(item for chapter in read for item in chapter.left_out if item.kind == "hidden"),
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
            raise SourceRefusedError(Note("book-protected", name=file), Note("get-unprotected"))


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
            package.beside |= {local(token, "idref")} if local(token, "linear") == "no" else set()
    return package


def _chapters(packed: PackedFile, package: _Package, file: str, doubts: list[Note]) -> list[tuple[str, str]]:
    """Give name and text of each chapter in reading order; what is missing is a doubt."""
    chapters: list[tuple[str, str]] = []
    size = 0
    for name in dict.fromkeys(_spine(package)):  # a part under two names is one part (EPUB 3.3, 5.6.1)
        held = packed.entry_like(name)
        if held is None:
            doubts.append(Note("part-missing", name=name[:200]))
            continue
        chapters.append((name, decode(packed.read(held), file)[0]))
        size += len(chapters[-1][1])
        if size > MAX_TEXT_CHARS:
            raise SourceRefusedError(Note("text-too-long", name=file, most=MAX_TEXT_CHARS), Note("split-it"))
    return chapters


def _spine(package: _Package) -> Iterator[str]:
    """Give the names of the chapters in reading order; the contents page that readers show apart is none."""
    for name in dict.fromkeys(package.spine):
        part = package.parts.get(name)
        if part is None:
            yield name
        elif "nav" not in local(part, "properties").split() and local(part, "media-type") in _TEXT:
            yield resolved(package.folder, local(part, "href"))


def _pages(packed: PackedFile, package: _Package, file: str) -> Iterator[tuple[str, str, str]]:
    """Give the pages that the book lists."""
    for part in package.parts.values():
        if "nav" in local(part, "properties").split() or local(part, "media-type") == _NCX:
            name = resolved(package.folder, local(part, "href"))
            held = packed.entry_like(name)
            if held is not None:
                yield from listed_pages(decode(packed.read(held), file)[0], name)


def _read_chapters(
    chapters: list[tuple[str, str]], package: _Package, pages: Mapping[str, Mapping[str, str]]
) -> list[Chapter]:
    """Read the chapters one after the other; a page goes on from one to the next."""
    beside = {resolved(package.folder, local(package.parts[name], "href"))
              for name in package.beside if name in package.parts}
    notes = notes_led_to(chapters)
    out: list[Chapter] = []
    page = Page()
    for name, raw in chapters:
        named = pages.get(name, {})
        first = Page(named[""], "printed") if "" in named else Page() if name in beside else page
        chapter = read_chapter(raw, first, Anchors(named, notes[name]))
        page = page if name in beside else chapter.page
        out.append(replace(chapter, placed=[_in_chapter(one, name) for one in chapter.placed]))
    return out


def _in_chapter(one: Placed, chapter: str) -> Placed:
    """Give a block of a chapter with the names of its notes as the whole book knows them."""
    refers = tuple(replace(reference, target="#".join(target_of(chapter, reference.target)))
                   for reference in one.refers)
    return replace(one, names=tuple(f"{chapter}#{name}" for name in one.names), refers=refers)

"""Reads Word documents (DOCX, ECMA-376) through python-docx: paragraphs, headings, lists, quotations, faces, notes.

What a tracked change struck, hidden words, remarks, running heads and feet are no text and are listed as left out. The
text of a box stands behind the paragraph that it hangs on. The packed size has a limit, and entities are not expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from corpus.errors import SourceRefusedError
from corpus.model.blocks import BlockKind, LeftOutKind, SourceText
from corpus.model.notes import Note
from corpus.reading.archive import PackedFile
from corpus.reading.books.office.docx_lists import ListsOfWord
from corpus.reading.books.office.docx_notes import WordNotes
from corpus.reading.books.office.docx_parts import Element, parts
from corpus.reading.books.office.styles import heading_level, is_quotation
from corpus.reading.books.writer import BlockWriter
from corpus.reading.html.tokens import Token
from corpus.reading.kinds import refuse_long

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _FALLBACK})
"""What is no text: struck passages, codes of fields, and what older programs show in place of what stands beside it."""

_TABLES = {f"{_W}tbl": "table", f"{_W}tr": "tr", f"{_W}tc": "td"}
"""The parts of tables, and what HTML calls them."""

_FACES = {"b": "b", "i": "i", "u": "u", "strike": "s"}
_OUTER: dict[str, LeftOutKind] = {"header": "furniture", "footer": "furniture", "comments": "markup"}
"""Parts that stand beside the text, and as what their words are listed."""


def read_docx(data: bytes, file: str) -> SourceText:
    """Read a Word document. Raises SourceRefusedError where it is too large unpacked, damaged or without words."""
    PackedFile(data, file)
    import docx

    try:
        document = docx.Document(BytesIO(data))
    except (KeyError, ValueError, BadZipFile, SyntaxError, OSError) as error:
        raise SourceRefusedError(Note("word-unsound", name=file), Note("save-or-as-text")) from error
    reader = _Reader(document, WordNotes(document))
    reader.content(document.element.body)
    reader.notes_left()
    reader.outer(document)
    blocks = reader.writer.finish()
    if not any(block.text for block in blocks):
        raise SourceRefusedError(Note("file-no-words", name=file), Note("give-text"))
    refuse_long(sum(len(block.text) for block in blocks), file)
    title = next((block.text for block in blocks if block.kind == "heading"), "")
    return SourceText(file, blocks, "", title, left_out=tuple(reader.writer.left_out)).without_offsets()


class _Reader:
    """Walks through the elements of a document."""

    def __init__(self, document: Document, notes: WordNotes) -> None:
        self.writer = BlockWriter()
        self._styles = _Styles(document)
        self._notes = notes
        self._lists = ListsOfWord(document)
        self._boxes: list[Element] = []
        self._joins = False

    def content(self, element: Element) -> None:
        """Write the paragraphs in an element, those of tables and text controls too."""
        for child in element:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag not in _SKIPPED:
                self.writer.cells.begin(_TABLES.get(child.tag, ""), _spanned(child))
                self.content(child)
                self.writer.cells.end(_TABLES.get(child.tag, ""))

    def notes_left(self) -> None:
        """Write the notes that nothing refers to."""
        for name in self._notes.names():
            self._note(name, None)

    def outer(self, document: Document) -> None:
        """List what stands above and below each page, and the remarks of those who worked on the document."""
        for kind, part in parts(document, _OUTER):
            words = " ".join(text.text or "" for text in part.iter(f"{_W}t"))
            self.writer.leave_out(_OUTER[kind], words, 0, 0)

    def _paragraph(self, element: Element) -> None:
        """Write a paragraph; where a tracked change struck its end, the next one goes on with it."""
        if not self._joins:
            self._open(element)
        ends = element.find(f"{_W}pPr/{_W}rPr")
        self._joins = ends is not None and any(ends.find(f"{_W}{name}") is not None for name in ("del", "moveFrom"))
        referred: list[tuple[str, str]] = []
        for run in _runs(element):
            self._run(run, referred)
        for struck in element.iter(f"{_W}delText"):
            self.writer.leave_out("markup", struck.text or "", 0, 0)
        if self._joins:
            return
        self.writer.set_faces(frozenset())
        self.writer.close()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.content(box)
        for name, label in referred:
            self._note(name, label)

    def _open(self, element: Element) -> None:
        style = self._styles.name(element)
        level = self._styles.level(element) or heading_level(style)
        number = self._lists.number_of(element)
        if level and self.writer.note is None:
            self.writer.open("heading", level, number=number or "")
            return
        quoted = is_quotation(style) or _is_indented(element)
        kind: BlockKind = "para" if number is None else "item"
        self.writer.open(kind, quoted=quoted, number=number or "")

    def _note(self, name: str, label: str | None) -> None:
        paragraphs = self._notes.take(name)
        if paragraphs is not None:
            self.writer.begin_note(name, label)
            self.content(paragraphs)
            self.writer.end_note()

    def _run(self, run: Element, referred: list[tuple[str, str]]) -> None:
        """Write the words of a run with its type faces; hidden ones are listed, raised figures are marks of notes."""
        if run.tag != f"{_W}r":
            self._words("".join(text.text or "" for text in run.iter(f"{_FORMULA}t")))
            return
        form = run.find(f"{_W}rPr")
        if form is not None and _on(form.find(f"{_W}vanish")):
            self.writer.leave_out("hidden", "".join(text.text or "" for text in run.iter(f"{_W}t")), 0, 0)
            return
        self.writer.set_faces(_faces(form))
        raised = form is not None and self._styles.raises(form)
        for child in run:
            if not self._refers(child, run, referred):
                self._piece(child, raised=raised)
            elif child.get(f"{_W}customMarkFollows"):
                return

    def _refers(self, child: Element, run: Element, referred: list[tuple[str, str]]) -> bool:
        """Mark a reference to a note; its own sign, where it has one, stands behind it in the run."""
        kind = str(child.tag).removeprefix(_W).removesuffix("Reference")
        if kind not in ("footnote", "endnote"):
            return False
        own = bool(child.get(f"{_W}customMarkFollows"))
        name = f"{kind}-{child.get(f'{_W}id')}"
        label = "".join(text.text or "" for text in run.iter(f"{_W}t")) if own else self._notes.next_label(kind)
        self.writer.refer(label, name)
        referred.append((name, label))
        return True

    def _piece(self, child: Element, *, raised: bool) -> None:
        name = str(child.tag).removeprefix(_W)
        if name == "t":
            self._words(child.text or "", raised=raised)
        elif name == "cr" or (name == "br" and child.get(f"{_W}type") in (None, "textWrapping")):
            self.writer.line_end()
        elif name in ("tab", "ptab", "br"):
            self.writer.space()
        elif name == "noBreakHyphen":
            self._words("-")
        elif name == "ruby":
            self._ruby(child)
        elif name == "sym":
            self.writer.leave_out("markup", f"{child.get(f'{_W}font')} {child.get(f'{_W}char')}", 0, 0)
        else:
            self._boxes += [box for box in child.iter(f"{_W}txbxContent") if not _falls_back(box)]

    def _ruby(self, element: Element) -> None:
        """Write words that have others printed small above them, which are listed."""
        for part in element:
            words = "".join(text.text or "" for text in part.iter(f"{_W}t"))
            if part.tag == f"{_W}rubyBase":
                self._words(words)
            else:
                self.writer.leave_out("markup", words, 0, 0)

    def _words(self, text: str, *, raised: bool = False) -> None:
        if text:
            write = self.writer.raised if raised else self.writer.text
            write(Token("text", text, 0, len(text)))


class _Styles:
    """Names and levels of the styles of paragraphs, and which styles raise words."""

    def __init__(self, document: Document) -> None:
        self._raising = {style.style_id for style in document.styles if _is_raised(style.element.find(f"{_W}rPr"))}
        self._names = {style.style_id: style.name or "" for style in document.styles}
        self._levels = {style.style_id: _outline(style.element) for style in document.styles}

    def name(self, paragraph: Element) -> str:
        """Give what the style of a paragraph is called."""
        return self._names.get(_style(paragraph), "")

    def raises(self, form: Element) -> bool:
        """Say whether the form of a run raises its words, or the style that it names."""
        style = form.find(f"{_W}rStyle")
        own = form.find(f"{_W}vertAlign")
        return _is_raised(form) or (own is None and style is not None and style.get(f"{_W}val") in self._raising)

    def level(self, paragraph: Element) -> int:
        """Give the level of a heading that a paragraph or its style states, 0 for none."""
        return _outline(paragraph) or self._levels.get(_style(paragraph), 0)


def _is_raised(form: Element | None) -> bool:
    return form is not None and form.find(f"{_W}vertAlign[@{_W}val='superscript']") is not None


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(f"{_W}val"))


def _outline(element: Element) -> int:
    """Give the outline level from 1; 9 stands for body text (ECMA-376, 17.3.1.20)."""
    found = element.find(f"{_W}pPr/{_W}outlineLvl")
    stated = "" if found is None else str(found.get(f"{_W}val"))
    return int(stated) + 1 if stated.isascii() and stated.isdigit() and int(stated) < 9 else 0


def _is_indented(paragraph: Element) -> bool:
    """Say whether a paragraph is set in on both sides, as block quotations are."""
    found = paragraph.find(f"{_W}pPr/{_W}ind")
    if found is None:
        return False
    left, right = (next((found.get(f"{_W}{name}") for name in side if found.get(f"{_W}{name}")), "0")
                   for side in (("left", "start"), ("right", "end")))
    return all(re.fullmatch(r"\d*[1-9]\d*(?:\.\d+)?\w{0,2}", str(side)) for side in (left, right))


def _spanned(cell: Element) -> str:
    """Give how many columns a cell of a table covers, as the file has it."""
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return "" if found is None else str(found.get(f"{_W}val"))


def _falls_back(box: Element) -> bool:
    return any(outer.tag == _FALLBACK for outer in box.iterancestors())


def _runs(element: Element) -> Iterator[Element]:
    """Give the runs and formulas of a paragraph, those of links, fields and text controls in it too."""
    for child in element:
        if child.tag in (f"{_W}r", f"{_FORMULA}oMath"):
            yield child
        elif child.tag not in _SKIPPED and child.tag != f"{_W}p":
            yield from _runs(child)


def _faces(form: Element | None) -> frozenset[str]:
    return frozenset(tag for name, tag in _FACES.items() if form is not None and _on(form.find(f"{_W}{name}")))


def _on(switch: Element | None) -> bool:
    return switch is not None and switch.get(f"{_W}val") not in ("0", "false", "none", "off")

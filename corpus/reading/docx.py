"""Reads Word documents (DOCX, ECMA-376) through python-docx.

The text is put down as Markdown, which the Markdown reader then takes apart: headings, quotations set in a style or
indented on both sides, emphasis, foot- and endnotes. The packed size has a limit, and entities are not expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_TEXT_CHARS
from corpus.model.blocks import SourceText
from corpus.model.offsets import OffsetMap
from corpus.reading.archive import PackedFile
from corpus.reading.encoding import with_line_feeds
from corpus.reading.markdown.reader import read_markdown

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

Element = Any
"""An element of lxml, which has no types."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = ("footnotes", "endnotes")
_QUOTE = re.compile(r"quot|block text|цитата", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|заголовок|title|название)\s*(?P<level>\d)?", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\*_`\[\]<>~#&|])")
_BEGINS = re.compile(r"^(\d{0,3})([-+•=.)])(?=\s)")
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"})


def read_docx(data: bytes, file: str) -> SourceText:
    """Read a Word document. Raises SourceRefusedError where it is too large unpacked, damaged or without words."""
    PackedFile(data, file)
    import docx

    try:
        document = docx.Document(BytesIO(data))
    except (KeyError, ValueError, BadZipFile, SyntaxError, OSError) as error:
        raise SourceRefusedError(f"{file} is no sound Word document.", "Save it again, or save it as text.") from error
    raw = with_line_feeds(_markdown(document))
    if len(raw) > MAX_TEXT_CHARS:
        raise SourceRefusedError(f"{file} has {len(raw):,} characters, more than {MAX_TEXT_CHARS:,}.", "Split it.")
    text = read_markdown(raw, file)
    blocks = []
    for block in text.blocks:
        span = block.offsets.span(0, len(block.text))
        line = raw[raw.rfind("\n", 0, span[0]) + 1 : span[0]] if span else ""
        blocks.append(replace(block, offsets=OffsetMap(), quoted=line.lstrip().startswith(">")))
    return replace(text, raw="", blocks=tuple(blocks), left_out=())


def _markdown(document: Document) -> str:
    out = [_block(paragraph) for paragraph in _paragraphs(document)]
    for kind in _NOTES:
        out += [f"[^{kind[0]}{number}]: {text}" for number, text in _notes(document, kind)]
    return "\n\n".join(part for part in out if part.strip()) + "\n"


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Give all paragraphs in the order of the text, those of tables and text controls too."""
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iter(f"{_W}p"):
        yield Paragraph(element, document)


def _block(paragraph: Paragraph) -> str:
    text = _BEGINS.sub(r"\1\\\2", _text(paragraph._p).strip())
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    if heading := _HEADING.match(style):
        return f"{'#' * min(6, int(heading['level'] or 1))} {text}"
    return f"> {text}" if text and (_QUOTE.search(style) or _indented(paragraph)) else text


def _indented(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is set in on both sides, as block quotations are."""
    form = paragraph.paragraph_format
    return all(side is not None and side > 0 for side in (form.left_indent, form.right_indent))


def _text(element: Element) -> str:
    """Give the text of a paragraph as Markdown; what is struck by a tracked change is left out."""
    out: list[tuple[str, str]] = []
    for run in _runs(element):
        mark = _emphasis(run)
        piece = "".join(_pieces(run))
        if out and out[-1][0] == mark:
            out[-1] = (mark, out[-1][1] + piece)
        elif piece:
            out.append((mark, piece))
    return "".join(_marked(mark, piece) for mark, piece in out)


def _runs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{_W}r":
            yield child
        elif child.tag not in _SKIPPED and child.tag != f"{_W}p":
            yield from _runs(child)


def _emphasis(run: Element) -> str:
    form = run.find(f"{_W}rPr")
    if form is None:
        return ""
    return "".join(mark for name, mark in (("b", "**"), ("i", "*")) if _on(form.find(f"{_W}{name}")))


def _on(switch: Element | None) -> bool:
    return switch is not None and switch.get(f"{_W}val") not in ("0", "false", "none", "off")


def _pieces(run: Element) -> Iterator[str]:
    for child in run:
        name = str(child.tag).removeprefix(_W)
        if name == "t":
            yield _SPECIAL.sub(r"\\\1", child.text or "")
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name in ("footnoteReference", "endnoteReference"):
            yield f"[^{name[0]}{child.get(f'{_W}id')}]"


def _marked(mark: str, piece: str) -> str:
    if not mark or not piece.strip():
        return piece
    lead, tail = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    return f"{piece[:lead]}{mark}{piece[lead:tail]}{mark[::-1]}{piece[tail:]}"


def _notes(document: Document, kind: str) -> Iterator[tuple[str, str]]:
    """Give the notes of a kind with their numbers in the file."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{_W}type") in (None, "normal"):
                    text = " ".join(_noted(note.iter(f"{_W}p")))
                    yield str(note.get(f"{_W}id")), text


def _noted(paragraphs: Iterable[Element]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield _text(paragraph).strip()

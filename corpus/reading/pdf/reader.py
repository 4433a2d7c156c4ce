"""Reading a PDF with a text layer: born digital, or scanned and recognised.

The way: pieces of text with their places → words, lines, columns → running heads and page numbers taken out →
paragraphs → text with pages marked. The words stay as the text layer has them; what is taken out is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pdfminer.pdfdocument import PDFDocument

from corpus.errors import SourceRefusedError
from corpus.language.script import is_cyrillic
from corpus.model.blocks import LeftOut, SourceText
from corpus.model.notes import Note
from corpus.reading.pdf.contents import without_contents
from corpus.reading.pdf.flow import flow, style_of
from corpus.reading.pdf.furniture import Bare, strip
from corpus.reading.pdf.hyphens import Hyphens
from corpus.reading.pdf.labels import Repair, repaired
from corpus.reading.pdf.line_numbers import without_line_numbers
from corpus.reading.pdf.lines import leaves
from corpus.reading.pdf.opening import damaged, is_rebuilt, open_pdf, sheets, stated_labels, stated_pages, title_of
from corpus.reading.pdf.page_numbers import Numbered
from corpus.reading.pdf.paragraphs import groups
from corpus.reading.pdf.pieces import UNREADABLE, Sheet
from corpus.reading.pdf.text import Report, block_of

_UNREADABLE_SHARE = 0.1
"""A sheet with more unreadable signs than this is reported."""

_LOST = {
    "pdf-part-missing": "part of it is not in the file", "pdf-bytes-unknown": "its text is in an unknown encoding",
}
"""Why no text at all is read, where that is no damage."""

_END_BYTES = 2048
"""The end mark of a PDF stands within so many bytes of its end."""


def read_pdf(data: bytes, file: str) -> SourceText:
    """Read a PDF; ``file`` is its name under ``sources/``.

    Blocks carry page label and sheet and no offsets (a PDF has no text offsets). Raises
    :class:`corpus.errors.SourceRefusedError` for a file that is empty, no PDF, encrypted, damaged beyond
    reading, without a text layer, or too large. Memory and time are the business of the calling process.
    """
    document = open_pdf(data)
    pages = list(sheets(document))
    if not any(page.width for page in pages):
        raise damaged()
    if not any(page.pieces for page in pages):
        faults = [fault for page in pages for fault in page.faults]
        if faults:
            why = _LOST.get(faults[0].code, "part of it is damaged")
            raise SourceRefusedError(f"No text of the PDF can be read: {why}.", "Save it with another program.")
        raise SourceRefusedError(
            f"The PDF has {_count(len(pages), 'page')} and no text layer: its pages are images.",
            "Recognise it first, for example with: ocrmypdf --language eng+rus IN.pdf OUT.pdf",
        )
    unnumbered, counted = without_line_numbers(leaves(pages))
    stripped, stated = _with_stated_labels(strip(unnumbered), document, len(pages))
    bares, contents = without_contents(stripped)
    lines, dirt = flow(bares)
    items, labels = repaired(lines)
    style = style_of(items)
    hyphens = Hyphens.of(item.text for item in items)
    report = Report()
    blocks = tuple(block_of(group, hyphens, style.size, report) for group in groups(items, style))
    left_out = [
        *(LeftOut("furniture", line.text, sheet=b.leaf.sheet) for b in bares for line in b.furniture),
        *(LeftOut("furniture", text, sheet=sheet) for sheet, text in dirt),
        *(LeftOut("furniture", text, sheet=sheet) for sheet, text in counted),
        *(LeftOut("navigation", text, sheet=sheet) for sheet, text in contents),
        *(LeftOut("duplicate", text, sheet=page.number) for page in pages for text in page.repeated),
        *report.left_out,
    ]
    return SourceText(
        file,
        blocks,
        title=title_of(document),
        lang=_language(b.text for b in blocks),
        left_out=tuple(sorted(left_out, key=lambda entry: entry.sheet or 0)),
        doubts=(
            *_end_doubts(data), *_file_doubts(document, len(pages)), *_sheet_doubts(pages),
            *([Note("pages-stated")] if stated else _label_doubts(bares)), *_word_doubts(report, labels),
        ),
    )


def _with_stated_labels(bares: Sequence[Bare], document: PDFDocument, sheets: int) -> tuple[Sequence[Bare], bool]:
    """Give the leaves with the labels that the file states, where none is printed on any of them.

    They are numbers of a sequence, not printed ones: whoever made the file counted.
    """
    labels = [] if any(bare.number.label for bare in bares) else stated_labels(document, sheets)
    if not labels or len({bare.leaf.sheet for bare in bares}) != len(bares):
        return bares, False
    return [replace(bare, number=Numbered(labels[bare.leaf.sheet - 1], False)) for bare in bares], True


def _end_doubts(data: bytes) -> list[Note]:
    return [] if b"%%EOF" in data[-_END_BYTES:] else [Note("pdf-end-missing")]


def _file_doubts(document: PDFDocument, found: int) -> list[Note]:
    out = [Note("pdf-rebuilt")] if is_rebuilt(document) else []
    stated = stated_pages(document)
    if stated is not None and stated != found:
        out.append(Note("pdf-pages-stated", stated=stated, found=found))
    return out


def _sheet_doubts(pages: Sequence[Sheet]) -> list[Note]:
    out = [Note("pdf-sheet-broken", sheet=page.number, faults=page.faults) for page in pages if page.faults]
    empty = [page.number for page in pages if not page.pieces and not page.faults]
    if empty:
        out.append(Note("sheets-empty", sheets=tuple(empty)))
    if twice := [page.number for page in pages if page.second_layer]:
        out.append(Note("sheets-of-two-layers", sheets=tuple(twice)))
    for page in pages:
        text = "".join(p.text for p in page.pieces)
        unknown = text.count(UNREADABLE)
        if unknown > _UNREADABLE_SHARE * len(text):
            out.append(Note("sheet-unreadable", sheet=page.number, unknown=unknown, all=len(text)))
    return out


def _label_doubts(bares: Sequence[Bare]) -> list[Note]:
    out = []
    counted = []
    for bare in bares:
        number, sheet = bare.number, bare.leaf.sheet
        if number.label and not number.printed:
            counted.append(Note("page-of-sheet", page=number.label, sheet=sheet))
        if number.label and bare.misread:
            out.append(Note("page-misread", sheet=sheet, read=bare.misread, page=number.label))
    if counted:
        out.insert(0, Note("pages-counted", pages=tuple(counted)))
    unknown = [bare.leaf.sheet for bare in bares if bare.number.label is None]
    if unknown and len(unknown) == len(bares):
        out.append(Note("pages-absent"))
    elif unknown:
        out.append(Note("pages-unknown", sheets=tuple(unknown)))
    return out


def _word_doubts(report: Report, labels: Sequence[Repair]) -> list[Note]:
    return [
        *(Note("word-rejoined", sheet=sheet, word=word) for sheet, word in report.rejoined),
        *(Note("label-repaired", sheet=sheet, read=read, label=label) for sheet, read, label in labels),
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _language(texts: Iterable[str]) -> str | None:
    """Give ``ru`` where most letters are Cyrillic; Latin letters leave the language open."""
    return "ru" if is_cyrillic(" ".join(text[:400] for text in texts)) else None

"""Reading a PDF with a text layer: born digital, or scanned and recognised.

The way: pieces of text with their places → words, lines, columns → running heads and page numbers taken out →
paragraphs → text with pages marked. The words stay as the text layer has them; what is taken out is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pdfminer.pdfdocument import PDFDocument

from corpus.errors import SourceRefusedError
from corpus.model.blocks import LeftOut, SourceText
from corpus.reading.pdf.contents import without_contents
from corpus.reading.pdf.flow import flow, style_of
from corpus.reading.pdf.furniture import Bare, strip
from corpus.reading.pdf.hyphens import Hyphens
from corpus.reading.pdf.labels import Repair, repaired
from corpus.reading.pdf.lines import leaves
from corpus.reading.pdf.opening import damaged, is_rebuilt, open_pdf, sheets, stated_pages, title_of
from corpus.reading.pdf.paragraphs import groups
from corpus.reading.pdf.pieces import UNREADABLE, Sheet
from corpus.reading.pdf.text import Report, block_of

_UNREADABLE_SHARE = 0.1
"""A sheet with more unreadable signs than this is reported."""

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
        faults = [page.fault for page in pages if page.fault]
        if faults:
            raise SourceRefusedError(f"No text of the PDF can be read: {faults[0]}.", "Save it with another program.")
        raise SourceRefusedError(
            f"The PDF has {_count(len(pages), 'page')} and no text layer: its pages are images.",
            "Recognise it first, for example with: ocrmypdf --language eng+rus IN.pdf OUT.pdf",
        )
    bares, contents = without_contents(strip(leaves(pages)))
    lines, dirt = flow(bares)
    items, labels = repaired(lines)
    style = style_of(items)
    hyphens = Hyphens.of(item.text for item in items)
    report = Report()
    blocks = tuple(block_of(group, hyphens, style.size, report) for group in groups(items, style))
    left_out = [
        *(LeftOut("furniture", line.text, sheet=b.leaf.sheet) for b in bares for line in b.furniture),
        *(LeftOut("furniture", text, sheet=sheet) for sheet, text in dirt),
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
            *_label_doubts(bares), *_word_doubts(report, labels),
        ),
    )


def _end_doubts(data: bytes) -> list[str]:
    if b"%%EOF" in data[-_END_BYTES:]:
        return []
    return ["The file has no end mark and may be cut short: compare its last page with the print."]


def _file_doubts(document: PDFDocument, found: int) -> list[str]:
    out = []
    if is_rebuilt(document):
        out.append("The file's table of its parts is damaged; the parts were searched for, and some may be missing.")
    stated = stated_pages(document)
    if stated is not None and stated != found:
        out.append(f"The file states {_count(stated, 'page')}; {found} could be read.")
    return out


def _sheet_doubts(pages: Sequence[Sheet]) -> list[str]:
    out = [f"Sheet {page.number} could not be read whole: {page.fault}." for page in pages if page.fault]
    empty = [page.number for page in pages if not page.pieces and not page.fault]
    if empty:
        out.append(f"No text on {_sheets(empty)}.")
    for page in pages:
        text = "".join(p.text for p in page.pieces)
        unknown = text.count(UNREADABLE)
        if unknown > _UNREADABLE_SHARE * len(text):
            out.append(
                f"Sheet {page.number}: {unknown} of {len(text)} signs are unreadable (the file does not name them)."
            )
    return out


def _label_doubts(bares: Sequence[Bare]) -> list[str]:
    out = []
    counted = []
    for bare in bares:
        number, sheet = bare.number, bare.leaf.sheet
        if number.label and not number.printed:
            counted.append(f"{number.label} (sheet {sheet})")
        if number.label and bare.misread:
            out.append(f"Sheet {sheet} reads “{bare.misread}”; by its neighbours it is page {number.label}.")
    if counted:
        out.insert(0, f"Page labels counted from the neighbours: {', '.join(counted)}.")
    unknown = [bare.leaf.sheet for bare in bares if bare.number.label is None]
    if unknown and len(unknown) == len(bares):
        out.append("No page numbers were found: passages are cited by sheet.")
    elif unknown:
        out.append(f"No page number is known for {_sheets(unknown)}.")
    return out


def _word_doubts(report: Report, labels: Sequence[Repair]) -> list[str]:
    return [
        *(f"Sheet {sheet}: “{word}” was rejoined in doubt." for sheet, word in report.rejoined),
        *(f"Sheet {sheet}: “{read}” was taken for the label “{label}”." for sheet, read, label in labels),
    ]


def _sheets(numbers: Sequence[int]) -> str:
    return ("sheet " if len(numbers) == 1 else "sheets ") + ", ".join(map(str, numbers))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _language(texts: Iterable[str]) -> str | None:
    """Give ``ru`` where most letters are Cyrillic; Latin letters leave the language open."""
    letters = [c for text in texts for c in text[:400] if c.isalpha()]
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in letters)
    return "ru" if letters and cyrillic > 0.5 * len(letters) else None

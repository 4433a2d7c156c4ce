"""Reading a PDF with a text layer: born digital, or scanned and recognised.

The way: pieces of text with their places → words, lines, columns → running heads and page numbers taken out →
paragraphs → text with pages marked. The words stay as the text layer has them; what is taken out is listed.
"""

from __future__ import annotations

from pdfminer.pdfdocument import PDFDocument

from corpus.errors import SourceRefusedError
from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.reading.pdf.file.opening import damaged, is_rebuilt, open_pdf, sheets, stated_labels, stated_pages, title_of
from corpus.reading.pdf.stages import read_sheets

_LOST = {"pdf-part-missing": Note("pdf-text-missing"), "pdf-bytes-unknown": Note("pdf-text-undecoded")}
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
            raise SourceRefusedError(_LOST.get(faults[0].code, Note("pdf-text-damaged")), Note("save-otherwise"))
        raise SourceRefusedError(Note("pdf-no-layer", count=len(pages)), Note("recognise-it"))
    return read_sheets(
        pages, file, title=title_of(document), doubts=[*_end_doubts(data), *_file_doubts(document, len(pages))],
        stated=stated_labels(document, len(pages)),
    )


def _end_doubts(data: bytes) -> list[Note]:
    return [] if b"%%EOF" in data[-_END_BYTES:] else [Note("pdf-end-missing")]


def _file_doubts(document: PDFDocument, found: int) -> list[Note]:
    out = [Note("pdf-rebuilt")] if is_rebuilt(document) else []
    stated = stated_pages(document)
    if stated is not None and stated != found:
        out.append(Note("pdf-pages-stated", stated=stated, found=found))
    return out

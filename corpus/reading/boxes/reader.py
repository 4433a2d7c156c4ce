"""Reading files of recognised words with boxes: one way for all of them, that of recognised PDF pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_PAGES
from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.reading.boxes.djvu import djvu_pages
from corpus.reading.boxes.hocr import hocr_pages
from corpus.reading.boxes.words import BoxedPage, sheets_of
from corpus.reading.boxes.xml_pages import xml_pages
from corpus.reading.encoding import decode
from corpus.reading.pdf.stages import read_sheets

_DOUBTFUL = 0.7
"""A page whose words the recogniser is less sure of on average is doubtful; clean print has .95."""


_SHOWN = 12
"""Words of a page at most that are named in the report because the recogniser is not sure of them."""


def read_boxes(data: bytes, form: str, file: str) -> SourceText:
    """Read a file of recognised pages; ``form`` is ``hocr``, ``alto``, ``page``, ``djvuxml`` or ``djvu``.

    Blocks carry page label and sheet and no offsets, as those of a PDF. Raises SourceRefusedError.
    """
    pages = _pages(data, form, file)
    if len(pages) > MAX_PAGES:
        raise SourceRefusedError(Note("pages-too-many", name=file, most=MAX_PAGES), Note("split-into-files"))
    if not any(page.words for page in pages):
        raise SourceRefusedError(Note("nothing-recognised", name=file), Note("recognise-first"))
    labels = [page.label for page in pages]
    return read_sheets(sheets_of(pages), file, doubts=_doubts(pages), stated=labels if any(labels) else ())


def _pages(data: bytes, form: str, file: str) -> list[BoxedPage]:
    if form == "hocr":
        return hocr_pages(decode(data, file)[0])
    return djvu_pages(data, file) if form == "djvu" else xml_pages(data, form, file)


def _doubts(pages: Sequence[BoxedPage]) -> list[Note]:
    """Name the pages, and on the others the words, of which the recogniser is not sure."""
    return [*_bad_pages(pages), *_unsure_words(pages)]


def _unsure_words(pages: Sequence[BoxedPage]) -> Iterator[Note]:
    for sheet, page in enumerate(pages, 1):
        unsure = [word.text for word in page.words if word.is_unsure]
        if unsure and not _is_bad(page):
            yield Note("words-unsure", sheet=sheet, words=" ".join(unsure[:_SHOWN]), count=len(unsure))


def _is_bad(page: BoxedPage) -> bool:
    return page.confidence is not None and page.confidence < _DOUBTFUL


def _bad_pages(pages: Sequence[BoxedPage]) -> list[Note]:
    return [
        Note("sheet-badly-recognised", sheet=sheet, confidence=round(100 * (page.confidence or 0)))
        for sheet, page in enumerate(pages, 1) if _is_bad(page)
    ]

"""Scans for tests: the pages of a PDF drawn as pictures and set as pages that hold nothing else."""

from __future__ import annotations

from io import BytesIO

import pytest

from corpus.facsimile.picture import page_sizes, picture


def needs_tesseract(*languages: str) -> None:
    """Skip the test where Tesseract or one of its models is absent."""
    from corpus.errors import TrialsError
    from corpus.recognition.engine import find_engine

    try:
        find_engine("+".join(languages))
    except TrialsError as error:
        pytest.skip(f"{error.message} {error.advice}")


def part_of(pdf: bytes, sheets: range) -> bytes:
    """Give a PDF of some sheets of another, counted from 1."""
    import pypdfium2

    part, out = pypdfium2.PdfDocument.new(), BytesIO()
    part.import_pages(pypdfium2.PdfDocument(pdf), [sheet - 1 for sheet in sheets])
    part.save(out)
    return out.getvalue()


def page_pictures(pdf: bytes, resolution: int = 300) -> list[bytes]:
    """Draw the sheets of a PDF as PNG."""
    return [picture(pdf, sheet, int(size[0] / 72 * resolution)) for sheet, size in enumerate(page_sizes(pdf), 1)]


def scan_of(pdf: bytes) -> bytes:
    """Give a PDF whose pages are pictures of the sheets of another."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    for (width, height), drawn in zip(page_sizes(pdf), page_pictures(pdf), strict=True):
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(BytesIO(drawn)), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()

"""A passage as its source has it: the characters of the file, or the page of the PDF with the words boxed."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

from corpus.errors import UnknownNameError
from corpus.model import Turn
from corpus.sourceview import DEFAULT_WIDTH, boxes, page_image, sheets, source_text
from webapp.books import Books
from webapp.context import permalink, shelf, to
from webapp.i18n import gettext
from webapp.models import Link
from webapp.present import text_link
from webapp.views_passage import heading, origin_line

NEAR = 40
"""Turns on each side among which the words of a page are shared out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a PDF: where its picture is, its size in pixels, and the boxes as x, y, width, height."""

    number: int
    href: str
    width: int
    height: int
    rects: list[tuple[float, float, float, float]]


def source(books: Books, turn: Turn) -> dict[str, Any]:
    """Give what the page needs. Raises UnknownNameError and SourceRefusedError where the source cannot be shown."""
    text = books.text(turn.text_id)
    paged = turn.origin.sheet is not None
    return {
        "crumbs": [Link(gettext("Texts"), to("texts")), text_link(books, text),
                   Link(heading(books, turn), permalink(turn.ref, turn.digest))],
        "text": text,
        "turn": turn,
        "file": origin_line(turn.origin),
        "excerpt": None if paged else source_text(shelf().home, turn),
        "sheets": sheet_views(books, turn) if paged else [],
    }


def sheet_views(books: Books, turn: Turn) -> list[Sheet]:
    """Give the pages of the PDF that a turn stands on."""
    home = shelf().home
    near = list(books.around(turn, NEAR))
    at = next(number for number, other in enumerate(near) if other.ref == turn.ref)
    following = near[at + 1] if at + 1 < len(near) else None
    out = []
    for number in sheets(turn, following):
        width, height = png_size(page_image(home, turn.origin.file, number, DEFAULT_WIDTH))
        rects = [(round(box.left * width, 1), round(box.top * height, 1), round((box.right - box.left) * width, 1),
                  round((box.bottom - box.top) * height, 1)) for box in boxes(home, turn, number, near)]
        out.append(Sheet(number, to("sheet", number=number, ref=turn.ref), width, height, rects))
    return out


def png_size(data: bytes) -> tuple[int, int]:
    """Give width and height of a PNG in pixels (the IHDR chunk, which comes first)."""
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def picture(turn: Turn, number: int) -> bytes:
    """Give the picture of one page. Raises UnknownNameError for a page that the passage does not stand on."""
    first = turn.origin.sheet
    if first is None or not first <= number <= first + NEAR:
        raise UnknownNameError(gettext("This passage does not stand on that page of the file."))
    return page_image(shelf().home, turn.origin.file, number, DEFAULT_WIDTH)

"""A passage as its source has it: the characters of the file, or the page of the PDF with the words boxed."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from corpus.errors import UnknownNameError
from corpus.facsimile.passage import DEFAULT_WIDTH, Box, boxes, page_image, sheets, source_text
from corpus.model.turns import Turn
from webapp.books.books import Books
from webapp.i18n.i18n import gettext
from webapp.models.models import Link
from webapp.pages.passage import heading, origin_line
from webapp.pages.read import find_places
from webapp.presenting.passages import crumbs, short_place
from webapp.server.links import permalink, shelf, to

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
        "crumbs": [*crumbs(books, text), Link(heading(books, turn), permalink(turn.ref, turn.digest))],
        "text": text,
        "place": short_place(turn.ref, turn.page),
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
        here = rects(boxes(home, turn, number, near), width, height)
        out.append(Sheet(number, to("sheet", number=number, ref=turn.ref), width, height, here))
    return out


def found_boxes(books: Books, turn: Turn, number: int, args: MultiDict[str, str]) -> dict[str, Any]:
    """Give the boxes of the words of a query on one page of a PDF, on which a turn stands, with the page's size."""
    data = picture(turn, number)
    text = books.text(turn.text_id)
    name = turn.sitting if text.is_edition else None
    turns = books.turns(text.id, name)
    near = list(books.around(turn, NEAR))
    found: dict[str, list[tuple[int, int]]] = {}
    for place in find_places(books, text, name, turns, args):
        found.setdefault(turns[place.turn].ref, []).append((place.start, place.end))
    width, height = png_size(data)
    return {"width": width, "height": height, "rects": [
        rect for other, after in zip(near, [*near[1:], None], strict=True)
        if other.ref in found and number in sheets(other, after)
        for rect in rects(boxes(shelf().home, other, number, near, found[other.ref]), width, height)
    ]}


def rects(found: Iterable[Box], width: int, height: int) -> list[tuple[float, float, float, float]]:
    """Give boxes as x, y, width and height in pixels."""
    return [(round(box.left * width, 1), round(box.top * height, 1), round((box.right - box.left) * width, 1),
             round((box.bottom - box.top) * height, 1)) for box in found]


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

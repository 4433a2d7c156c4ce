"""A passage as its source has it: the characters of the file, or the page of the PDF with the words boxed."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from corpus.errors import UnknownNameError
from corpus.facsimile import passage as facsimile
from corpus.facsimile.passage import DEFAULT_WIDTH, Box, page_image, sheets, source_text
from corpus.model.turns import Turn
from webapp.books.held import Held
from webapp.i18n.i18n import gettext
from webapp.models.highlight import paragraphs
from webapp.models.models import Link
from webapp.pages.reading.occurrences import find_occurrences
from webapp.pages.reading.passage import heading, origin_line
from webapp.presenting.passages import crumbs
from webapp.presenting.places import short_place
from webapp.server.links import permalink, shelf, to
from webapp.server.places import PICTURES
from webapp.server.site import current_books, site

NEAR = 40
"""Turns on each side among which the words of a page are shared out."""


@site.get("/source/<path:ref>")
def source(ref: str) -> str:
    """Show a passage as its source has it."""
    books = current_books()
    return render_template("reading/source.html", **source_context(books.held, books.held.turn(ref)))


@site.get("/sheet/<int:number>/<path:ref>.png")
def sheet(number: int, ref: str) -> Response:
    """Give the picture of a page of a PDF that a passage stands on."""
    answer = make_response(picture(current_books().held.turn(ref), number))
    answer.content_type = "image/png"
    return answer


@site.get("/sheet/<int:number>/<path:ref>.svg")
def boxes(number: int, ref: str) -> Response:
    """Give the boxes of the words of a query, to be laid over the picture of the page."""
    books = current_books()
    with PICTURES.taken():
        answer = make_response(render_template("reading/boxes.svg", **boxes_context(
            books.held, books.held.turn(ref), number, request.args)))
    answer.content_type = "image/svg+xml"
    return answer


@dataclass(frozen=True, slots=True)
class SheetView:
    """A page of a PDF: where its picture is, its size in pixels, and the boxes as x, y, width, height."""

    number: int
    href: str
    width: int
    height: int
    rects: list[tuple[float, float, float, float]]


def source_context(held: Held, turn: Turn) -> dict[str, Any]:
    """Give what the page needs. Raises UnknownNameError and SourceRefusedError where the source cannot be shown."""
    text = held.text(turn.text_id)
    paged = turn.origin.sheet is not None
    return {
        "crumbs": [*crumbs(held, text), Link(heading(held, turn), permalink(turn.ref, turn.digest))],
        "text": text,
        "place": short_place(held, turn.ref, turn.page),
        "turn": turn,
        "paragraphs": paragraphs(turn.text, [mark for mark in turn.marks if mark.kind == "narration"]),
        "file": origin_line(turn.origin),
        "excerpt": None if paged else source_text(shelf().home, turn),
        "sheets": sheet_views(held, turn) if paged else [],
    }


def sheet_views(held: Held, turn: Turn) -> list[SheetView]:
    """Give the pages of the PDF that a turn stands on. Raises TooManyRequests where many pictures are being made."""
    with PICTURES.taken():
        return _sheet_views(held, turn)


def _sheet_views(held: Held, turn: Turn) -> list[SheetView]:
    home = shelf().home
    near = list(held.turns_around(turn, NEAR))
    at = next(number for number, other in enumerate(near) if other.ref == turn.ref)
    following = near[at + 1] if at + 1 < len(near) else None
    out = []
    for number in sheets(turn, following):
        width, height = png_size(page_image(home, turn.origin.file, number, DEFAULT_WIDTH))
        here = rects(facsimile.boxes(home, turn, number, near), width, height)
        out.append(SheetView(number, to("sheet", number=number, ref=turn.ref), width, height, here))
    return out


def boxes_context(held: Held, turn: Turn, number: int, args: MultiDict[str, str]) -> dict[str, Any]:
    """Give the boxes of the words of a query on one page of a PDF, on which a turn stands, with the page's size."""
    data = _page(turn, number)
    text = held.text(turn.text_id)
    name = turn.sitting if text.is_edition else None
    turns = held.turns(text.id, name)
    near = list(held.turns_around(turn, NEAR))
    found: dict[str, list[tuple[int, int]]] = {}
    for place in find_occurrences(held, text, name, turns, args):
        found.setdefault(turns[place.turn].ref, []).append((place.start, place.end))
    width, height = png_size(data)
    return {"width": width, "height": height, "rects": [
        rect for other, after in zip(near, [*near[1:], None], strict=True)
        if other.ref in found and number in sheets(other, after)
        for rect in rects(facsimile.boxes(shelf().home, other, number, near, found[other.ref]), width, height)
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
    with PICTURES.taken():
        return _page(turn, number)


def _page(turn: Turn, number: int) -> bytes:
    first = turn.origin.sheet
    if first is None or not first <= number <= first + NEAR:
        raise UnknownNameError(gettext("This passage does not stand on that page of the file."))
    return page_image(shelf().home, turn.origin.file, number, DEFAULT_WIDTH)

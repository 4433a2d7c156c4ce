"""Who questions a person and whom the person questions: a table, and a picture drawn on the server."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.statistics.exchanges import Exchange
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.models.models import Link
from webapp.presenting.passages import person_name, text_link
from webapp.server.links import to

MOST = 8
"""Persons on each side of the picture."""

ROW = 30
"""Height of a line of the picture."""

WIDTH, NAME_WIDTH, CENTRE_WIDTH = 640, 190, 150
"""Width of the picture, of the room for names at its sides, and of its middle."""

THICKEST = 12.0
"""Width of the line of the most frequent exchange."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A line of the table; ``href`` leads to the turns that are counted."""

    text: Link
    asks: Link
    answers: Link
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """A line of the picture from or to the person in the middle; coordinates are those of the picture."""

    name: str
    count: int
    y: float
    path: str
    width: float
    href: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Those who ask on the left, the person in the middle, those who are asked on the right.

    ``left`` and ``width`` say which part of the drawing is used: a side without anybody is cut off.
    """

    title: Link
    name: str
    left: int
    width: int
    height: int
    middle: float
    askers: list[Spoke]
    asked: list[Spoke]


def rows(books: Books, name: str) -> list[QuestionRow]:
    """Give the table of a person: first who asks, then who is asked, in each edition."""
    held = books.held
    mine = [e for e in books.figures.exchanges if name in (e.asks, e.answers)]
    order = list(held.infos)
    mine.sort(key=lambda e: (order.index(e.text_id), e.asks == name, -e.count))
    return [QuestionRow(text_link(held, held.infos[e.text_id]), _person(held, e.asks), _person(held, e.answers),
                        e.count, _turns_href(e)) for e in mine]


def picture(books: Books, name: str) -> Picture | None:
    """Give the picture of the edition with most questions by or to a person; None where there are none."""
    held = books.held
    mine = [e for e in books.figures.exchanges if name in (e.asks, e.answers)]
    if not mine:
        return None
    totals: dict[str, int] = {}
    for exchange in mine:
        totals[exchange.text_id] = totals.get(exchange.text_id, 0) + exchange.count
    text = max(totals, key=lambda text_id: totals[text_id])
    mine = [e for e in mine if e.text_id == text]
    left = [e for e in mine if e.answers == name][:MOST]
    right = [e for e in mine if e.asks == name][:MOST]
    height = ROW * max(len(left), len(right), 1)
    most = max(e.count for e in mine)
    low = 0 if left else (WIDTH - CENTRE_WIDTH) // 2
    high = WIDTH if right else (WIDTH + CENTRE_WIDTH) // 2
    return Picture(
        text_link(held, held.infos[text]), person_name(held, name), low, high - low, height, height / 2,
        [_spoke(held, e, e.asks, at, len(left), height, most, right=False) for at, e in enumerate(left)],
        [_spoke(held, e, e.answers, at, len(right), height, most, right=True) for at, e in enumerate(right)],
    )


def _spoke(
    held: Held, exchange: Exchange, other: str, at: int, count: int, height: int, most: int, *, right: bool
) -> Spoke:
    """Draw the line between a person in the midst and one at the side, as thick as the questions are many."""
    y = height / 2 + (at - (count - 1) / 2) * ROW
    outer, inner = NAME_WIDTH, (WIDTH - CENTRE_WIDTH) / 2
    if right:
        outer, inner = WIDTH - NAME_WIDTH, (WIDTH + CENTRE_WIDTH) / 2
    bend = (outer + inner) / 2
    path = f"M{outer} {y:g}C{bend:g} {y:g} {bend:g} {height / 2:g} {inner:g} {height / 2:g}"
    return Spoke(person_name(held, other), exchange.count, y, path,
                 round(max(1.0, THICKEST * exchange.count / most), 1), _turns_href(exchange))


def _turns_href(exchange: Exchange) -> str:
    """Give the search that finds the turns that are counted."""
    asked = f"speaker:{exchange.asks} to:{exchange.answers} edition:{exchange.text_id}"
    return to("search", q=asked, sort="record")


def _person(held: Held, name: str) -> Link:
    return Link(person_name(held, name), to("person", person_id=name))

"""A sitting in two languages side by side, row by row."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from flask import render_template, request

from corpus.errors import UnknownNameError
from corpus.model.turns import Pair, TextInfo, Turn
from webapp.books.books import Books
from webapp.books.pairs import Pairs, Partner
from webapp.i18n.i18n import gettext, language
from webapp.models.models import Link, Steps
from webapp.pages.reading.parallel import (
    STACKED,
    Opposite,
    RowRun,
    RowView,
    layout_links,
    opposite,
    opposite_views,
    runs,
    stacked,
)
from webapp.presenting.asking import choice, page_number
from webapp.presenting.passages import text_link
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import labels

ROWS = 40
"""Rows on one page."""


@dataclass(frozen=True, slots=True)
class FacingRow:
    """A row of two editions side by side; one side may be empty, and stands above already where there is a pair."""

    left: tuple[Turn, ...]
    right: tuple[Turn, ...]
    pair: Pair | None = None


@site.get("/compare/<trial>/<sitting>")
def compare(trial: str, sitting: str) -> str:
    """Show a sitting in two languages."""
    books = current_books()
    first = choice(request.args, "first", books.pairs.sides(trial))
    return render_template("reading/compare.html", **compare_context(
        books, trial, sitting, page_number(), first, request.args.get("text"), below=stacked(request.args)))


def compare_context(
    books: Books, trial: str, sitting: str, number: int, first: str | None = None, text: str | None = None, *,
    below: bool = False,
) -> dict[str, Any]:
    """Give a page of rows, counted from 1, with the language ``first`` on the left, by default that of the page.

    ``text`` is an edition to be shown that has the sitting's words under no or another sitting; ``below`` asks for one
    language below the other. Raises UnknownNameError where one language is missing.
    """
    sides = books.pairs.facing_editions(trial, sitting, text if text in books.held.infos else None)
    if not sides:
        raise UnknownNameError(gettext("This sitting is not held in two languages."),
                               gettext("The list of texts says what is held."))
    left, right = sorted(sides, key=lambda side: side.lang != (first or language()))
    rows = list(align(books.pairs, left, right, sitting))
    last = max(1, -(-len(rows) // ROWS))
    number = min(number, last)

    def here(**values: Any) -> str:
        shown = {"layout": STACKED if below else None, **values}
        return to("compare", trial=trial, sitting=sitting, text=text, **shown)

    return {
        "heading": labels.sitting(sitting),
        "crumbs": [Link(gettext("Texts"), to("texts")), *(text_link(books.held, text) for text in (left, right))],
        "left": text_link(books.held, left),
        "right": text_link(books.held, right),
        "elsewhere": [text_link(books.held, side) for side in (left, right) if sitting not in side.sittings],
        "swapped": here(first=right.lang),
        "runs": row_runs(books, left, right, rows[(number - 1) * ROWS:number * ROWS]),
        "stacked": below,
        "layouts": layout_links(*(here(first=first, n=number if number > 1 else None, layout=layout)
                                  for layout in (None, STACKED)), is_stacked=below),
        "portion": Steps(number, last, here(first=first, n=number - 1) if number > 1 else None,
                         here(first=first, n=number + 1) if number < last else None),
    }


def row_runs(books: Books, left: TextInfo, right: TextInfo, rows: Sequence[FacingRow]) -> list[RowRun]:
    """Make rows ready for the page, with the page numbers of each side where they change; folds what stands alone."""
    own, other = (opposite_views(books, turns) for turns in (
        [turn for row in rows for turn in row.left], [turn for row in rows for turn in row.right]))
    link = text_link(books.held, right)
    views = []
    for row in rows:
        turns = tuple(other[turn.ref] for turn in row.right)
        facing: tuple[Opposite, ...] = ()
        if turns:
            facing = (opposite(books, Partner(row.right, row.pair), turns) if row.pair else Opposite(turns, link),)
        views.append(RowView(tuple(own[turn.ref] for turn in row.left), facing,
                             above=row.pair is not None and not (row.left and turns)))
    empty = {"en": gettext("no counterpart found in the English report"),
             "ru": gettext("no counterpart found in the Russian edition")}
    neither = gettext("no counterpart found in the other edition")
    return runs(views, empty.get(left.lang, neither), empty.get(right.lang, neither), left)


def align(pairs: Pairs, left: TextInfo, right: TextInfo, sitting: str) -> Iterator[FacingRow]:
    """Give the rows in the order of both texts: pairs, and between them what stands on one side only.

    A pair that goes against the order of the right text is shown where its left side stands. Turns of one pair that
    others stand between have rows of their own, each in its place.
    """
    rest = pairs.turns_beside(right.id, left.id, sitting)
    turns = pairs.turns_beside(left.id, right.id, sitting)
    partners = _partners(pairs, left, turns, {turn.ref for turn in rest})
    paired = {turn.ref for partner in partners.values() for turn in partner.turns}
    later: dict[str, Pair | None] = {}
    group: list[Turn] = []
    for at, turn in enumerate(turns):
        partner = partners.get(turn.ref)
        if partner is None:
            yield FacingRow((turn,), ())
            continue
        group.append(turn)
        following = partners.get(turns[at + 1].ref) if at + 1 < len(turns) else None
        if following is not None and following.turns == partner.turns:
            continue
        while rest and (rest[0].ref not in paired or rest[0].ref in later):
            other = rest.pop(0)
            yield FacingRow((), (other,), later.get(other.ref))
        fresh = {t.ref for t in partner.turns}.difference(later)
        here = _taken(rest, fresh)
        later.update((ref, partner.pair) for ref in fresh.difference(t.ref for t in here))
        yield FacingRow(tuple(group), here, partner.pair)
        group = []
    yield from (FacingRow((), (turn,), later.get(turn.ref)) for turn in rest)


def _taken(turns: list[Turn], refs: Container[str]) -> tuple[Turn, ...]:
    """Take the first run of turns that have one of the references out of a list."""
    first = next((at for at, turn in enumerate(turns) if turn.ref in refs), 0)
    run = tuple(takewhile(lambda turn: turn.ref in refs, turns[first:]))
    del turns[first:first + len(run)]
    return run


def _partners(pairs: Pairs, left: TextInfo, turns: Sequence[Turn], shown: Container[str]) -> dict[str, Partner]:
    """Give the partner of each turn of the left text that has one among those shown."""
    return {ref: partner for unit in {turn.sitting for turn in turns}
            for ref, found in pairs.partners_in(left.id, unit).items() if (partner := _in(found, shown))}


def _in(partners: list[Partner], shown: Container[str]) -> Partner | None:
    """Give the partner whose turns are shown, with these only."""
    for partner in partners:
        if turns := tuple(turn for turn in partner.turns if turn.ref in shown):
            return replace(partner, turns=turns)
    return None

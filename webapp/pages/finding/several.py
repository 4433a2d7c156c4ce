"""Up to five queries beside each other: how often, first and last, and over the days of the trials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, make_response, render_template, request

from corpus.errors import UnknownNameError, WrongUseError
from corpus.language.script import script_language
from corpus.model.turns import Page
from indexer.arrays.columns import UNKNOWN
from indexer.results import Result
from indexer.statistics.shares import Shares
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import decimal, gettext
from webapp.models.models import Link
from webapp.pages.finding.filters import chips
from webapp.presenting.asking import MARK, PASSAGES, Ask, around_mark, asked
from webapp.presenting.calendar import Calendar, calendar
from webapp.presenting.places import NO_BREAK, short_page, short_place
from webapp.server.links import absolute, permalink, quoted, to
from webapp.server.parameters import refuse_ignored
from webapp.server.site import current_books, site
from webapp.wording import labels

MOST_QUERIES = 5
"""Queries that are set beside each other: rows that fit a screen."""

ALSO = "also"
"""Parameter of the further queries."""


@dataclass(frozen=True, slots=True)
class CountedQuery:
    """A query with what it finds by sitting."""

    ask: Ask
    name: str
    by_sitting: Shares


def further() -> tuple[str, ...]:
    """Give the further queries that the address names. Raises WrongUseError for too many."""
    found = tuple(dict.fromkeys(query.strip() for query in request.args.getlist(ALSO) if query.strip()))
    if len(found) >= MOST_QUERIES:
        raise WrongUseError(gettext("At most %(most)s queries can be set beside each other.", most=MOST_QUERIES))
    return found


def counted(books: Books, ask: Ask, also: Sequence[str]) -> list[CountedQuery]:
    """Count a search and further queries with the same filters, by sitting. Raises QueryError."""
    asks = [ask, *(replace(ask, query=query) for query in also)]
    return [CountedQuery(one, one.query or gettext("all"), books.figures.by_sitting(one.request(facets=False)))
            for one in asks]


def editions_counted(held: Held, ask: Ask) -> list[str]:
    """Give the editions in which a search counts."""
    searched = held.look_up(replace(ask.request(facets=False), limit=0)).searched
    return [text.id for text in searched if text.is_edition]


def drawn(
    held: Held, rows: Sequence[CountedQuery], texts: Sequence[str], address: Callable[[str], str] = str
) -> Calendar | None:
    """Draw queries over the days of the trials of ``texts``, in which they are counted; ``address`` makes those of a
    file whole."""
    trials = sorted({held.infos[text].trial or "" for text in texts})

    def href(at: int, sitting: str) -> str:
        own = rows[at].ask
        return address(own.href(filters={**own.filters, "sitting": (sitting,)}))

    return calendar(held, trials, texts, [
        (row.name, {share.value: share.turns for share in row.by_sitting.rows}) for row in rows], href)


def several_context(books: Books, ask: Ask, also: Sequence[str], address: Any) -> dict[str, Any]:
    """Give the table of the queries, the picture, and the ways to leave one out; ``address`` is that with others."""
    rows = counted(books, ask, also)
    picture = drawn(books.held, rows, editions_counted(books.held, ask))
    found = [[share for share in row.by_sitting.rows if share.turns and share.value != UNKNOWN]
             or [share for share in row.by_sitting.rows if share.turns] for row in rows]
    wordless = all(row.by_sitting.wordless for row in rows)
    return {
        "calendar": picture,
        "all_wordless": wordless,
        "calendar_unit": labels.turns(picture.most) if picture else "",
        "calendar_file": to("calendar_file", **{**ask.parameters(sort=None), ALSO: list(also)}),
        "queries": [
            (Link(row.name, row.ask.href(), lang=script_language(row.name)),
             *(() if wordless else (None if row.by_sitting.wordless else row.by_sitting.hits_total,)),
             row.by_sitting.turns_total, decimal(_rate(row.by_sitting), 1),
             end_link(books.held, shares[0].first, shares[0].first_page) if shares else None,
             end_link(books.held, shares[-1].last, shares[-1].last_page) if shares else None)
            for row, shares in zip(rows, found, strict=True)],
        "also": [Link(query, address(tuple(one for one in also if one != query))) for query in also],
        "room_for_more": len(also) + 1 < MOST_QUERIES,
        "also_fields": [(ALSO, query) for query in also],
    }


def _rate(found: Shares) -> float:
    return 10_000 * found.hits_total / found.words_total if found.words_total else 0.0


def end_link(held: Held, ref: str, page: Page | None) -> Link | None:
    """Give the way to a turn, called by its day and the ``page`` of what was found in it; None without one."""
    if page is None:
        return None
    turn = held.turn(ref)
    place = ", ".join(filter(None, (labels.sitting_day(turn.sitting), short_page(page))))
    name = place if turn.sitting else short_place(held, ref, page)
    return Link(name.replace(" ", NO_BREAK), permalink(turn.ref, turn.digest))


def beside_results(held: Held, ask: Ask, found: Result) -> Calendar | None:
    """Draw the turns found over the days of their trials, to stand small beside them; None without an edition.

    A bar sets the filter to its sitting, as the filter of sittings does.
    """
    texts = [name for name in found.found_in if held.infos[name].is_edition]
    counts = dict(next((facet.values for facet in found.facets if facet.name == "sitting"), ()))
    trials = sorted({held.infos[text].trial or "" for text in texts})
    before, after = around_mark(ask.href(filters={**ask.filters, "sitting": (MARK,)}))
    return calendar(held, trials, texts, [(gettext("Over the days"), counts)],
                    lambda _, sitting: f"{before}{quoted(sitting)}{after}")


@site.get("/statistics/calendar.svg")
def calendar_file() -> Response:
    """Give the picture of queries over the days as a file. Raises UnknownNameError where there is none."""
    books, ask = current_books(), asked()
    held, rows = books.held, counted(books, ask, further())
    texts = editions_counted(held, ask)
    picture = drawn(held, rows, texts, absolute)
    if picture is None:
        raise UnknownNameError(gettext("There is no such picture of this trial."))
    refuse_ignored()
    set_filters = "; ".join(chip.name for chip in chips(held, ask))
    answer = make_response(render_template(
        "finding/calendar.svg", calendar=picture, unit=labels.turns(picture.most),
        caption=gettext("Days of the trials: %(queries)s", queries="; ".join(row.name for row in rows)), notes=[
            gettext("The height of a bar is the turns found in a sitting, hatched is what is not held."),
            *filter(None, [set_filters]),
            gettext("Source: %(title)s. State of the texts: %(state)s.", title=", ".join(texts),
                    state=held.index.state),
            absolute(to("statistics", **{**ask.parameters(view=PASSAGES, sort=None), ALSO: list(further())}))]))
    answer.content_type = "image/svg+xml"
    return answer

"""Reading: the contents of a text, a sitting or document turn by turn, landing on a hit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from corpus.errors import QueryError, UnknownNameError
from corpus.limits import MAX_ROWS
from corpus.model.turns import TextInfo, Turn
from indexer.results import Request
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.books.overview import OUTSIDE, Part
from webapp.i18n.i18n import gettext
from webapp.models.models import Link, Steps, Words
from webapp.pages.reading import columns
from webapp.pages.reading.passage import passage_page
from webapp.presenting.asking import Ask, whole_number
from webapp.presenting.passages import (
    anchor,
    compare_href,
    context_href,
    crumbs,
    part_href,
    short_page,
    turn_view,
    with_margins,
)
from webapp.server.links import base_url, to
from webapp.server.site import current_books, site
from webapp.wording import labels
from webapp.wording.sentences import words_in

PORTION = 60
"""Turns on one page of a long sitting, at most."""

PORTION_CHARS = 30_000
"""Characters after which a page of long speeches ends."""

LOOSE = ("speaker", "role", "page")
"""Filters that a reading page takes over from a search."""


@site.get("/<text_id>/")
def contents(text_id: str) -> str:
    """Show the contents of an edition, or read a document."""
    books = current_books()
    info = books.held.text(text_id)
    if info.is_edition:
        return render_template("reading/contents.html", **contents_context(books, info))
    return render_template("reading/reading.html", **reading_context(books, info, None, request.args))


@site.get("/<text_id>/p/<label>")
@site.get("/<text_id>/p/")
def page(text_id: str, label: str = "") -> AnyResponse:
    """Go to a page of a text; the form of the contents page names it in the query."""
    books = current_books()
    wanted = label or request.args.get("label", "").strip()
    turn = books.held.turn_on_page(text_id, wanted) if wanted else None
    if turn is None:
        raise UnknownNameError(gettext("This text has no page of that number here."),
                               gettext("Its contents say which pages it has."))
    return redirect(context_href(books.held.text(text_id), turn))


@site.get("/<text_id>/<part>")
def part(text_id: str, part: str) -> str:
    """Read a sitting of an edition, or show a passage of a document."""
    books = current_books()
    info = books.held.text(text_id)
    if not info.is_edition:
        return passage_page(books, f"{text_id}/{part}")
    name = None if part == OUTSIDE else part
    return render_template("reading/reading.html", **reading_context(books, info, name, request.args))


@dataclass(frozen=True, slots=True)
class Place:
    """An occurrence on a reading page: which turn of the part, and where in its text."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """A sitting in a table of contents."""

    title: str
    href: str
    turns: int
    pages: str
    sections: tuple[ContentsSection, ...]
    compare: str | None = None


@dataclass(frozen=True, slots=True)
class ContentsSection:
    """A section in a table of contents."""

    name: str
    href: str
    page: str


def contents_context(books: Books, text: TextInfo) -> dict[str, Any]:
    """Give the table of contents of an edition."""
    return {
        "text": text,
        "crumbs": [Link(gettext("Texts"), to("texts"))],
        "imprint": imprint(text),
        "note": note(books.held, text),
        "sittings": [contents_part(books, text, part) for part in books.held.parts(text.id)],
    }


def note(held: Held, text: TextInfo) -> Words:
    """Say what kind of text it is: of an edition, also of the reader's own copy, as the catalogue has it."""
    edition = held.catalogue.editions.get(text.id.partition(".")[0]) if text.is_edition else None
    return Words(held.source_note(edition)) if edition else words_in(text.note or "", text.lang)


def imprint(text: TextInfo) -> Words:
    """Give place, publisher and year in one line."""
    return words_in(", ".join(str(value) for value in (text.place, text.publisher, text.year) if value), text.lang)


def contents_part(books: Books, text: TextInfo, part: Part) -> ContentsPart:
    """Give a sitting with its sections and the pages it takes."""
    return ContentsPart(
        labels.sitting(part.name),
        part_href(text, part.name),
        part.turns,
        part_pages(books.held, text, part.name),
        tuple(
            ContentsSection(
                section.title,
                part_href(text, part.name, at=section.ref.rsplit("/", 1)[-1], _anchor=anchor(section.ref)),
                short_page(section.page),
            )
            for section in part.sections
        ),
        compare_href(books.pairs, text, part.name),
    )


def reading_context(books: Books, text: TextInfo, name: str | None, args: MultiDict[str, str]) -> dict[str, Any]:
    """Give a part of a text in portions, with the hits of a query marked.

    ``name`` is the sitting, None for a document or what stands outside the sittings. Raises UnknownNameError
    where the text has no such part.
    """
    held = books.held
    turns = held.turns(text.id, name)
    if not turns:
        raise UnknownNameError(gettext("%(text)s has no such sitting.", text=text.id))
    query = args.get("q", "").strip()
    places = find_places(held, text, name, turns, args) if query else []
    hit = current_hit(places, turns, args)
    whole = args.get("whole") == "1"
    starts = [0] if whole else portions(turns)
    first = first_shown(turns, places, hit, args)
    number = bisect_right(starts, first) - 1
    low = starts[number]
    shown = turns[low:starts[number + 1] if number + 1 < len(starts) else len(turns)]
    first_hits = [bisect_left(places, at, key=lambda p: p.turn) + 1 for at in range(low, low + len(shown))]
    views = [
        turn_view(books, turn, [(p.start, p.end) for p in places if p.turn == at], first_hit)
        for (at, turn), first_hit in zip(enumerate(shown, low), first_hits, strict=True)
    ]
    there = columns.possible(books, text, name)
    on = columns.chosen(args, there)
    way = Way(text, name, turns, places, {**kept(args), **columns.parameter(on)})
    return {
        "text": text,
        "columns": on,
        "switches": columns.switches(there, on, partial(way.columns, low, hit)),
        "opposite_texts": columns.opposite_texts(books, text, shown) if columns.OTHER in on else [],
        "groups": columns.groups(books, text, shown, with_margins(shown, views), on, query),
        "heading": labels.sitting(name) if text.is_edition else text.title,
        "in_sitting": text.is_edition,
        "crumbs": crumbs(held, text),
        "compare": compare_href(books.pairs, text, name),
        "portion_line": portion_line(text, low, len(shown), len(turns)),
        "sections": sections(held, text, name, turns[first].section),
        "pages": part_pages(held, text, name),
        "sittings": [Link(labels.sitting(part.name), part_href(text, part.name), on=part.name == name)
                     for part in held.parts(text.id)] if text.is_edition else [],
        "whole": part_href(text, name, whole=1) if len(starts) > 1 else None,
        "permanent": f"{base_url()}/{text.id}/{name or ''}",
        "query": query,
        "ask_text": query,
        "hits_total": len(places),
        "current": hit or 0,
        "back_hit": way.hit(hit - 1) if hit and hit > 1 else None,
        "next_hit": way.hit(hit + 1) if hit and hit < len(places) else None,
        "results": Ask.read(args).href() if query else None,
        "portion": Steps(number + 1, len(starts), way.turn(starts[number - 1]) if number else None,
                         way.turn(starts[number + 1]) if number + 1 < len(starts) else None),
        **neighbours(held, text, name),
    }


def portion_line(text: TextInfo, low: int, shown: int, total: int) -> str:
    """Say which turns of an edition, or passages of a document, are shown, where those are not all."""
    if shown == total:
        return labels.turns(total) if text.is_edition else labels.passages(total)
    if not text.is_edition:
        return gettext("passages %(first)s–%(last)s of %(total)s", first=low + 1, last=low + shown, total=total)
    return gettext("turns %(first)s–%(last)s of %(total)s", first=low + 1, last=low + shown, total=total)


def kept(args: MultiDict[str, str]) -> dict[str, Any]:
    """Give the parameters that stay while one walks from hit to hit."""
    return {name: args.getlist(name) for name in ("q", *LOOSE) if args.get(name)}


@dataclass(frozen=True, slots=True)
class Way:
    """Addresses within one part of a text."""

    text: TextInfo
    name: str | None
    turns: Sequence[Turn]
    places: Sequence[Place]
    kept: dict[str, Any]

    def hit(self, number: int) -> str:
        """Give the address of a hit, counted from 1."""
        ref = self.turns[self.places[number - 1].turn].ref
        return part_href(self.text, self.name, **self.kept, hit=number, _anchor=anchor(ref))

    def columns(self, number: int, hit: int | None, chosen: Sequence[str]) -> str:
        """Give the address of a turn, counted from 0, or of the hit landed on, with these columns."""
        values = {name: value for name, value in self.kept.items() if name != "show"} | columns.parameter(chosen)
        place = {"hit": hit} if hit else {"at": self.turns[number].ref.rsplit("/", 1)[-1]}
        return part_href(self.text, self.name, **values, **place)

    def turn(self, number: int) -> str:
        """Give the address of the portion that begins with a turn, counted from 0."""
        ref = self.turns[number].ref
        return part_href(self.text, self.name, **self.kept, at=ref.rsplit("/", 1)[-1], _anchor=anchor(ref))


def find_places(
    held: Held, text: TextInfo, name: str | None, turns: Sequence[Turn], args: MultiDict[str, str]
) -> list[Place]:
    """Find the query in this part, in the order of the text. A query that cannot be read has no hits here."""
    filters = {key: values for key, values in Ask.read(args).filters.items() if key in LOOSE}
    filters["edition" if text.is_edition else "document"] = (text.id,)
    if name:
        filters["sitting"] = (name,)
    try:
        found = held.search(Request(args.get("q", ""), filters, "record", MAX_ROWS))
    except QueryError:
        return []
    numbers = {turn.ref: number for number, turn in enumerate(turns)}
    places = {
        Place(numbers[hit.turn.ref], hit.start + low, hit.start + high)
        for hit in found.hits if hit.turn.ref in numbers for low, high in hit.matches
    }
    return sorted(places, key=lambda p: (p.turn, p.start))


def current_hit(places: Sequence[Place], turns: Sequence[Turn], args: MultiDict[str, str]) -> int | None:
    """Give the number of the hit to land on, from 1: the one asked for, or the first from a turn on."""
    if not places:
        return None
    asked = whole_number(args, "hit", 1)
    if asked:
        return min(asked, len(places))
    at = turn_number(turns, args.get("at", ""))
    offset = whole_number(args, "pos", 0, 10**8) or 0
    after = (n for n, p in enumerate(places, 1) if at is None or (p.turn, p.start) >= (at, offset))
    return next(after, len(places))


def turn_number(turns: Sequence[Turn], name: str) -> int | None:
    """Give the place, from 0, of the turn whose reference ends with ``name``; None where there is none."""
    return next((n for n, turn in enumerate(turns) if name and turn.ref.endswith(f"/{name}")), None)


def portions(turns: Sequence[Turn]) -> list[int]:
    """Give the first turn of each page of a part, counted from 0."""
    starts = [0]
    chars = 0
    for number, turn in enumerate(turns):
        if number - starts[-1] >= PORTION or chars >= PORTION_CHARS:
            starts.append(number)
            chars = 0
        chars += len(turn.text)
    return starts


def first_shown(turns: Sequence[Turn], places: Sequence[Place], hit: int | None, args: MultiDict[str, str]) -> int:
    """Give the turn that must be on the page: the one asked for, or that of the hit asked for."""
    at = turn_number(turns, args.get("at", ""))
    if at is not None:
        return at
    return places[hit - 1].turn if hit and args.get("hit") else 0


def sections(held: Held, text: TextInfo, name: str | None, here: str | None) -> list[Link]:
    """Give the ways to the sections of a part; the one that one is in is in force."""
    part = held.part(text.id, name)
    return [
        Link(s.title, part_href(text, name, at=s.ref.rsplit("/", 1)[-1], _anchor=anchor(s.ref)),
             on=s.title.casefold() == (here or "").casefold())
        for s in (part.sections if part else ())
    ]


def part_pages(held: Held, text: TextInfo, name: str | None) -> str:
    """Give the pages a part takes; empty where it has none."""
    part = held.part(text.id, name)
    return labels.page_range(part.first, part.last) if part and part.first.label is not None else ""


def neighbours(held: Held, text: TextInfo, name: str | None) -> dict[str, Any]:
    """Give the sittings before and after."""
    names: list[str | None] = [part.name for part in held.parts(text.id)] if text.is_edition else [None]
    at = names.index(name)
    back = names[at - 1] if at else None
    forward = names[at + 1] if at + 1 < len(names) else None
    return {
        "steps": Steps(at + 1, len(names), part_href(text, back) if at else None,
                       part_href(text, forward) if at + 1 < len(names) else None),
        "back_name": labels.sitting(back),
        "forward_name": labels.sitting(forward),
    }

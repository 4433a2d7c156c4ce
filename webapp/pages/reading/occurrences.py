"""Where the words of a query stand in a part of a text, and which of them one lands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from corpus.errors import QueryError
from corpus.limits import MAX_ROWS
from corpus.model.turns import TextInfo, Turn
from indexer.results import Request
from webapp.books.held import Held
from webapp.presenting.asking import Ask, whole_number

LOOSE = ("speaker", "role", "page")
"""Filters that a reading page takes over from a search."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An occurrence on a reading page: which turn of the part, and where in its text."""

    turn: int
    start: int
    end: int


def find_occurrences(
    held: Held, text: TextInfo, name: str | None, turns: Sequence[Turn], args: MultiDict[str, str]
) -> list[Occurrence]:
    """Find the query in this part, in the order of the text. A query that cannot be read has no hits here."""
    filters = _filters(text, args)
    if name:
        filters["sitting"] = (name,)
    try:
        found = held.search(Request(args.get("q", ""), filters, "record", MAX_ROWS))
    except QueryError:
        return []
    numbers = {turn.ref: number for number, turn in enumerate(turns)}
    places = {
        Occurrence(numbers[hit.turn.ref], hit.start + low, hit.start + high)
        for hit in found.hits if hit.turn.ref in numbers for low, high in hit.matches
    }
    return sorted(places, key=lambda p: (p.turn, p.start))


def parts_with_hits(held: Held, text: TextInfo, args: MultiDict[str, str]) -> frozenset[str]:
    """Give the sittings of an edition in which words of the query stand; none for a query that cannot be read."""
    try:
        found = held.search(Request(args.get("q", ""), _filters(text, args), "record", MAX_ROWS))
    except QueryError:
        return frozenset()
    return frozenset(hit.turn.sitting for hit in found.hits if hit.matches and hit.turn.sitting)


def _filters(text: TextInfo, args: MultiDict[str, str]) -> dict[str, tuple[str, ...]]:
    """Give the filters that hits in a text are held against."""
    filters = {key: values for key, values in Ask.read(args).filters.items() if key in LOOSE}
    return filters | {"edition" if text.is_edition else "document": (text.id,)}


def current_hit(places: Sequence[Occurrence], turns: Sequence[Turn], args: MultiDict[str, str]) -> int | None:
    """Give the number of the hit to land on, from 1: the one asked for, or the first from a turn on."""
    asked = whole_number(args, "hit", 1)
    at = turn_number(turns, args.get("at", ""))
    offset = whole_number(args, "pos", 0, 10**8) or 0
    if not places:
        return None
    if asked:
        return min(asked, len(places))
    after = (n for n, p in enumerate(places, 1) if at is None or (p.turn, p.start) >= (at, offset))
    return next(after, len(places))


def turn_number(turns: Sequence[Turn], name: str) -> int | None:
    """Give the place, from 0, of the turn whose reference ends with ``name``; None where there is none."""
    return next((n for n, turn in enumerate(turns) if name and turn.ref.endswith(f"/{name}")), None)

"""Where the words of a query stand in a part of a text, and which of them one lands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from corpus.errors import QueryError
from corpus.limits import MAX_ROWS
from corpus.model.turns import TextInfo, Turn
from indexer.results import Request, Result
from webapp.books.held import Held
from webapp.presenting.asking import Ask, whole_number

LOOSE = ("speaker", "role", "page", "mentions")
"""Filters that a reading page takes over from a search."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An occurrence on a reading page: which turn of the part, and where in its text.

    ``marks`` are its words: words that are near to each other are one occurrence. Where only values of filters are
    asked for, a turn is found as a whole: it begins and ends at 0.
    """

    turn: int
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()


def find_occurrences(
    held: Held, text: TextInfo, name: str | None, turns: Sequence[Turn], args: MultiDict[str, str]
) -> list[Occurrence]:
    """Find the query in this part, in the order of the text: its words, or the turns that filters leave.

    A query that cannot be read has no hits here.
    """
    filters = _filters(text, args)
    if name:
        filters["sitting"] = (name,)
    found = _found(held, args, filters)
    if found is None:
        return []
    numbers = {turn.ref: number for number, turn in enumerate(turns)}
    hits = [hit for hit in found.hits if hit.turn.ref in numbers]
    if found.only_turns:
        return [Occurrence(turn, 0, 0) for turn in sorted({numbers[hit.turn.ref] for hit in hits})]
    marks = sorted({(numbers[hit.turn.ref], hit.start + low, hit.start + high)
                    for hit in hits for low, high in hit.matches})
    if len(marks) == found.hits_total:
        return [Occurrence(turn, low, high, ((low, high),)) for turn, low, high in marks]
    of_turn: dict[int, list[tuple[int, int]]] = {}
    for turn, low, high in marks:
        of_turn.setdefault(turn, []).append((low, high))
    lines = held.concordance(_request(args, filters), 0).lines
    spans = sorted({(numbers[line.ref], line.start, line.end) for line in lines if line.ref in numbers})
    return [Occurrence(turn, start, end, tuple(mark for mark in of_turn.get(turn, ())
                                               if start <= mark[0] and mark[1] <= end))
            for turn, start, end in spans]


def parts_with_hits(held: Held, text: TextInfo, args: MultiDict[str, str]) -> frozenset[str]:
    """Give the sittings of an edition in which something is found; none for a query that cannot be read."""
    found = _found(held, args, _filters(text, args))
    return frozenset(hit.turn.sitting for hit in (found.hits if found else ())
                     if (hit.matches or (found and found.only_turns)) and hit.turn.sitting)


def is_asked(args: MultiDict[str, str]) -> bool:
    """Whether an address asks for hits: for words, or for turns by filters."""
    return any(args.get(name, "").strip() for name in ("q", *LOOSE))


def _found(held: Held, args: MultiDict[str, str], filters: dict[str, tuple[str, ...]]) -> Result | None:
    """Ask the index; None for what cannot be read, and where nothing is asked."""
    if not is_asked(args):
        return None
    try:
        return held.look_up(_request(args, filters))
    except QueryError:
        return None


def _request(args: MultiDict[str, str], filters: dict[str, tuple[str, ...]]) -> Request:
    """Give the question to the index: the words typed, else what lists the turns that filters leave."""
    query = args.get("q", "").strip() or Ask(filters={n: v for n, v in filters.items() if n in LOOSE}).listing
    return Request(query, filters, "record", MAX_ROWS)


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

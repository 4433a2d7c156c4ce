"""Long parts of a text in portions: which turns stand on a page, and the ways between turns, hits and pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from corpus.model.turns import TextInfo, Turn
from webapp.i18n.i18n import gettext
from webapp.models.models import Steps
from webapp.pages.reading import columns
from webapp.pages.reading.occurrences import LOOSE, Occurrence, turn_number
from webapp.presenting.passages import anchor, part_href
from webapp.wording import labels

PORTION = 60
"""Turns on one page of a long sitting, at most."""

PORTION_CHARS = 30_000
"""Characters after which a page of long speeches ends."""


WHOLE_BYTES, AROUND = 220_000, 450
"""Bytes of a page of long parts, to print, which has at most 300 kB with its map and frame; and those that stand around
the words of a turn, measured."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What of a part stands on one page. ``starts`` are the first turns of all pages, ``number`` is this page, from 0.
    """

    turns: Sequence[Turn]
    starts: Sequence[int]
    number: int

    @classmethod
    def with_turn(cls, turns: Sequence[Turn], first: int, *, whole: bool, beside: bool = False) -> Portion:
        """Give the portion that has a turn, counted from 0; of the ``whole`` part as much as a page can have.

        ``beside`` says that another language stands beside it, sentence by sentence.
        """
        starts = long_portions(turns, beside=beside) if whole else portions(turns)
        return cls(turns, starts, bisect_right(starts, first) - 1)

    @property
    def low(self) -> int:
        """The first turn of this page, counted from 0."""
        return self.starts[self.number]

    @property
    def shown(self) -> Sequence[Turn]:
        """The turns of this page."""
        following = self.number + 1
        return self.turns[self.low:self.starts[following] if following < len(self.starts) else len(self.turns)]

    def line(self, text: TextInfo) -> str:
        """Say which turns of an edition, or passages of a document, are shown, where those are not all."""
        shown, total = len(self.shown), len(self.turns)
        if shown == total:
            return labels.turns(total) if text.is_edition else labels.passages(total)
        first, last = self.low + 1, self.low + shown
        if not text.is_edition:
            return gettext("passages %(first)s–%(last)s of %(total)s", first=first, last=last, total=total)
        return gettext("turns %(first)s–%(last)s of %(total)s", first=first, last=last, total=total)

    def steps(self, way: Way) -> Steps:
        """Give the way to the pages before and after."""
        back, forward, total = self.number - 1, self.number + 1, len(self.starts)
        return Steps(forward, total, way.turn(self.starts[back]) if back >= 0 else None,
                     way.turn(self.starts[forward]) if forward < total else None)


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


def long_portions(turns: Sequence[Turn], *, beside: bool = False) -> list[int]:
    """Give the first turn of each long page of a part, counted from 0; with a language ``beside`` half as long."""
    most = WHOLE_BYTES // 2 if beside else WHOLE_BYTES
    starts = [0]
    size = 0
    for number, turn in enumerate(turns):
        own = len(turn.text.encode()) + AROUND
        if size and size + own > most:
            starts.append(number)
            size = 0
        size += own
    return starts


def first_shown(turns: Sequence[Turn], places: Sequence[Occurrence], hit: int | None, args: MultiDict[str, str]) -> int:
    """Give the turn that must be on the page: the one asked for, or that of the hit asked for."""
    at = turn_number(turns, args.get("at", ""))
    if at is not None:
        return at
    return places[hit - 1].turn if hit and args.get("hit") else 0


def carried_parameters(args: MultiDict[str, str]) -> dict[str, Any]:
    """Give the parameters that stay while one walks from hit to hit."""
    return {name: args.getlist(name) for name in ("q", *LOOSE) if args.get(name)}


@dataclass(frozen=True, slots=True)
class Way:
    """Addresses within one part of a text."""

    text: TextInfo
    name: str | None
    turns: Sequence[Turn]
    places: Sequence[Occurrence]
    kept: dict[str, Any]

    def hit(self, number: int) -> str:
        """Give the address of a hit, counted from 1."""
        ref = self.turns[self.places[number - 1].turn].ref
        return part_href(self.text, self.name, **self.kept, hit=number, _anchor=anchor(ref))

    def short(self, address: str) -> str:
        """Give an address within this part as it is written on its own page: what is asked, and the anchor."""
        return f"?{address.partition('?')[2]}"

    def columns(self, number: int, hit: int | None, below: bool, chosen: Sequence[str]) -> str:
        """Give the address of a turn, counted from 0, or of the hit landed on, with these columns.

        ``below`` asks for the other language below each turn.
        """
        values = {name: value for name, value in self.kept.items() if name not in ("show", "layout")}
        values |= columns.parameter(chosen, below=below)
        place = {"hit": hit} if hit else {"at": self.turns[number].ref.rsplit("/", 1)[-1]}
        return part_href(self.text, self.name, **values, **place)

    def turn(self, number: int) -> str:
        """Give the address of the portion that begins with a turn, counted from 0."""
        ref = self.turns[number].ref
        return part_href(self.text, self.name, **self.kept, at=ref.rsplit("/", 1)[-1], _anchor=anchor(ref))

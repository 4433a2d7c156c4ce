"""Anchors: stretches of an edition's text whose printed page a citing document tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.language.words import words
from corpus.model.turns import Turn
from corpus.pages.claims import Claim

GRAM = 3
SHARE = 0.5
"""Share of a quotation's three-word sequences that must stand in one place of the text."""
RIVAL = 0.7
"""A second place with more than this of the best one's share leaves the place open."""
DRIFT = 12
"""Words by which glosses and omissions may shift the parts of a quotation against each other."""
TYPICAL_CHARS = 2_000.0
"""Characters on a printed page where fewer than two distant anchors tell."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Characters ``start`` to ``end`` of an edition stand on the pages ``first`` to ``last``.

    ``document`` and ``line`` cite it so, ``printed`` as that prints the pages.
    """

    start: int
    end: int
    first: int
    last: int
    document: str
    line: int | None
    printed: str

    def box(self, rate: float) -> tuple[float, float]:
        """Give the page coordinates its middle may have; ``rate`` is pages a character."""
        half = (self.end - self.start) * rate / 2
        if self.first == self.last:
            low, high = self.first + half, self.first + 1 - half
        else:
            low, high = self.last - half, self.first + 1 + half
        middle = (low + high) / 2
        return (low, high) if low < high else (middle - 0.05, middle + 0.05)

    @property
    def middle(self) -> float:
        """The page coordinate of its middle if nothing else is known."""
        return (self.first + self.last + 1) / 2


def anchors_of(turns: Sequence[Turn], claims: Sequence[Claim]) -> list[Anchor]:
    """Give the anchors of an edition: quotations that are found in its turns at one place only."""
    held = _Held(turns)
    places = ((held.find(claim.quoted), claim) for claim in claims)
    found = {Anchor(*place, claim.first, claim.last, claim.document, claim.line, claim.printed)
             for place, claim in places if place is not None}
    return sorted(found, key=lambda a: (a.start, a.first, a.document, a.line or 0))


class _Held:
    """The words of an edition with their characters, turns laid end to end with one character between them."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.grams: dict[tuple[str, ...], list[int]] = {}
        found: list[str] = []
        offset = 0
        for turn in turns:
            for word in words(turn.text):
                found.append(word.form)
                self.starts.append(offset + word.start)
                self.ends.append(offset + word.end)
            offset += len(turn.text) + 1
        for i in range(len(found) - GRAM + 1):
            self.grams.setdefault(tuple(found[i : i + GRAM]), []).append(i)

    def find(self, quote: Sequence[str]) -> tuple[int, int] | None:
        """Give the characters of the one place where most of a quotation stands."""
        count = len(quote) - GRAM + 1
        if count < 1:
            return None
        hits = [(i, at) for i in range(count) for at in self.grams.get(tuple(quote[i : i + GRAM]), ())]
        votes: dict[int, set[int]] = {}
        for i, at in hits:
            for bucket in ((at - i) // DRIFT, (at - i) // DRIFT + 1):
                votes.setdefault(bucket, set()).add(i)
        ranked = sorted(votes, key=lambda b: (-len(votes[b]), b))
        if not ranked or len(votes[ranked[0]]) < SHARE * count:
            return None
        best = ranked[0]
        rival = next((len(votes[b]) for b in ranked if abs(b - best) > 2), 0)
        whole = len(votes[best]) == count > rival
        if rival > RIVAL * len(votes[best]) and not whole:
            return None
        own = [at for i, at in hits if best in ((at - i) // DRIFT, (at - i) // DRIFT + 1)]
        return self.starts[min(own)], self.ends[max(own) + GRAM - 1]


def consistent(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Give the largest set of anchors whose pages rise with the text, one for each place."""
    ordered = sorted(anchors, key=lambda a: (a.start + a.end, a.first))
    best: list[tuple[int, int]] = []
    for i, anchor in enumerate(ordered):
        before = [(best[j][0], j) for j in range(i) if _follows(ordered[j], anchor)]
        length, last = max(before, default=(0, -1))
        best.append((length + 1, last))
    if not best:
        return []
    at = max(range(len(best)), key=lambda i: best[i][0])
    chain = []
    while at >= 0:
        chain.append(ordered[at])
        at = best[at][1]
    chain.reverse()
    out: list[Anchor] = []
    for anchor in chain:
        if not out or anchor.start + anchor.end > out[-1].start + out[-1].end:
            out.append(anchor)
    return out


def _follows(one: Anchor, other: Anchor) -> bool:
    """Say whether both can be right: later in the text is no earlier page, and pages do not fly by."""
    if other.first < one.first or other.last < one.last:
        return False
    gap = other.start - one.end
    return (other.first - one.last - 1) * TYPICAL_CHARS <= max(gap, 0) * 2 + TYPICAL_CHARS


def chars_a_page(anchors: Sequence[Anchor]) -> float:
    """Give how many characters a page has: the median over pairs of anchors some pages apart."""
    rates = [
        ((b.start + b.end) - (a.start + a.end)) / 2 / (b.middle - a.middle)
        for i, a in enumerate(anchors) for b in anchors[i + 1 :] if b.middle - a.middle >= 3
    ]
    return median(rates) if rates else TYPICAL_CHARS

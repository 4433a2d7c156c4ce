"""Estimated pages of editions without printed ones, from quotations that are cited with their page.

A quotation found in the edition's text ties a stretch of it to a page: an anchor. Between anchors that are not far
apart the page is interpolated by the length of the text; elsewhere none is given. Anchors that contradict the order
of the others are left out: their page is probably a slip.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.model.notes import Note
from corpus.model.turns import Mark, Page, TextInfo, Turn
from corpus.pages.anchors import Anchor, chars_a_page, consistent

MAX_GAP = 25.0
"""Pages between two anchors beyond which nothing is interpolated: no straight line holds so far."""
EDGE = 3.0
"""Pages before the first and behind the last anchor for which that one still speaks."""
GAP_EDGE = 0.5
"""The same at the edges of a gap between two anchors that are too far apart."""
NEAR = 4.0
"""Pages from the nearest anchor within which an estimate is right within a page; else within two."""
STEP = 500
"""Characters between two looks whether a long turn lies near anchors throughout."""
ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Estimator:
    """Pages of one edition by the offset of its text. ``points`` are offset and page coordinate of each anchor.

    A page coordinate of 41.5 is the middle of page 41.
    """

    points: tuple[tuple[float, float], ...]
    anchors: tuple[Anchor, ...]
    rate: float

    @classmethod
    def from_json(cls, data: dict[str, Any] | None) -> Estimator | None:
        """Read what was written of one: its fields by name; None where there is none."""
        if data is None:
            return None
        points = tuple((float(offset), float(page)) for offset, page in data["points"])
        return cls(points, tuple(Anchor(**anchor) for anchor in data["anchors"]), float(data["rate"]))

    def page_at(self, offset: float) -> tuple[int, float, tuple[Anchor, ...]] | None:
        """Give page, margin and the neighbours it rests on; None where no anchor is near."""
        if not self.points:
            return None
        right = bisect_right(self.points, (offset, float("inf")))
        before = self.points[right - 1] if right else None
        after = self.points[right] if right < len(self.points) else None
        known = tuple(self.anchors[i] for i in (right - 1, right) if 0 <= i < len(self.anchors))
        if before and after and after[1] - before[1] <= MAX_GAP:
            share = (offset - before[0]) / max(1.0, after[0] - before[0])
            page = before[1] + share * (after[1] - before[1])
            distance = min(page - before[1], after[1] - page)
            return int(page), 1.0 if distance <= NEAR else 2.0, known
        sides = [(abs(offset - p[0]) * self.rate, p, i) for p, i in ((before, right - 1), (after, right)) if p]
        distance, point, number = min(sides)
        if distance > (GAP_EDGE if before and after else EDGE):
            return None
        return int(point[1] + (offset - point[0]) * self.rate), 1.0, (self.anchors[number],)


def estimator(anchors: Sequence[Anchor]) -> Estimator | None:
    """Make the estimator of an edition from its anchors; None where fewer than two agree."""
    kept = consistent(anchors)
    if len(kept) < 2:
        return None
    rate = 1.0 / chars_a_page(kept)
    return Estimator(tuple(_settled(kept, rate)), tuple(kept), rate)


def with_estimated_pages(info: TextInfo, turns: Sequence[Turn], found: Estimator) -> tuple[TextInfo, tuple[Turn, ...]]:
    """Give an edition with estimated pages.

    Only turns without any page are touched; pages that begin inside one are marked in it, as where they are printed.
    What an estimate rests on is told in the turn's ``inferred``.
    """
    out = []
    offset = 0
    for turn in turns:
        start, offset = offset, offset + len(turn.text) + 1
        out.append(_paged(turn, start, offset - 1, found) if turn.page.basis == "none" else turn)
    some = any(turn.page.basis == "estimated" for turn in out)
    return (replace(info, paged="estimated") if some else info), tuple(out)


def _paged(turn: Turn, start: int, end: int, found: Estimator) -> Turn:
    """Give a turn its pages, and marks where further pages begin in it; none unless all of it lies near anchors."""
    places = [found.page_at(offset) for offset in (*range(start, end, STEP), max(start, end - 1))]
    known = [place for place in places if place is not None]
    if len(known) < len(places):
        return turn
    first, last = known[0][0], known[-1][0]
    rests = dict.fromkeys((*known[0][2], *known[-1][2]))
    why = Note("page-estimated", count=len(rests), neighbours=tuple(
        Note("page-cited", page=a.printed, document=a.document, line=a.line) for a in rests))
    page = Page(str(first), "estimated", max(place[1] for place in known), None if last == first else str(last))
    marks = [_begins(turn, start, end, number, found) for number in range(first + 1, last + 1)]
    ordered = tuple(sorted((*turn.marks, *marks), key=lambda mark: (mark.start, mark.end)))
    return replace(turn, page=page, marks=ordered, inferred=(*turn.inferred, ("page", why)))


def _begins(turn: Turn, start: int, end: int, page: int, found: Estimator) -> Mark:
    """Give the mark of the word with which a page probably begins."""

    def number(offset: int) -> int:
        place = found.page_at(offset)
        return place[0] if place else 0

    at = bisect_left(range(start, end), page, key=number)
    space = turn.text.find(" ", at)
    place = (space if space >= 0 else turn.text.rfind(" ", 0, at)) + 1
    return Mark("page", place, place, str(page))


def _settled(anchors: Sequence[Anchor], rate: float) -> list[tuple[float, float]]:
    """Give each anchor its page coordinate: inside its page, and as even a count of letters a page as that allows."""
    middles = [(a.start + a.end) / 2 for a in anchors]
    boxes = [a.box(rate) for a in anchors]
    pages = [(low + high) / 2 for low, high in boxes]
    for _ in range(ROUNDS):
        for i, (low, high) in enumerate(boxes):
            pulls = []
            for j in (i - 1, i + 1):
                if 0 <= j < len(anchors):
                    gap = abs(middles[j] - middles[i]) * rate + 0.05
                    pulls.append((pages[j] + (middles[i] - middles[j]) * rate, 1 / gap))
            pulls.append(((low + high) / 2, 0.5))
            wanted = sum(page * weight for page, weight in pulls) / sum(weight for _, weight in pulls)
            pages[i] = min(max(wanted, low), high)
    points = sorted(zip(middles, pages, strict=True))
    out: list[tuple[float, float]] = []
    for offset, page in points:
        out.append((offset, max(page, out[-1][1]) if out else page))
    return out

"""The likeliest page ends of a book: a chain of page beginnings, weighed by page length and by what the gaps show.

Each page begins at one of the gaps; the pages of the contents hold their headings. The chain is summed over all its
courses (forward and backward, as for a hidden Markov model), so that every place of the text gets the probability of
each page, and how telling each kind of gap is in this book is learned from the book itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

import numpy as np
import numpy.typing as npt

from corpus.documents.bookpages.clues import MAX_PAGES, Fixed, Gap, GapKind, IndexedName

Floats = npt.NDArray[np.float64]
"""Lengths in lines, probabilities or logarithms of weights; the shape is said where one is given."""

CHANCES: dict[GapKind, float] = {
    "feed": 0.98, "note, cut": 0.95, "note": 0.9, "cut": 0.8, "wide": 0.6, "rule": 0.3, "part": 0.9, "section": 0.2,
    "heading": 0.15, "plain": 0.08, "foot": 0.01, "inside": 0.01,
}
"""How probably a page begins at a gap of each kind, before the book has told."""
WEIGHT = 4.0
"""Gaps that this first belief is worth against those of the book."""
ROUNDS = 4
SPREAD = 0.15
"""Standard deviation of the length of a page, in pages, before the book has told."""
LEAST_SPREAD = 0.04
ODD = 0.02
"""Share of pages of any length (with pictures and tables)."""
SHORT = 0.01
"""Chance that a page is empty before a part begins."""
MISSED = 0.1
"""Chance that a name is not where the index puts it."""
SLACK = 3.0
DRIFT = 0.12
"""A page begins within SLACK pages, and this share of the distance to a fixed point, of where it is expected."""
LEAST_LINES, MOST_LINES = 10.0, 150.0
"""Lines of a page in the mean; other figures come from another text's contents."""
MOST_STEPS, MOST_NAMES = 200_000, 40
"""Steps between gaps of neighbouring pages, in the mean of all pages, beyond which time is too dear, and names that the
index puts on one page of which it is asked where they stand: time grows with the number of pages."""
BEHIND = 1.4
"""So many times as many pages as expected may lie behind the last fixed point."""
SURE = 0.98
"""Probability with which a page is right within its margin."""


@dataclass(frozen=True, slots=True)
class BookPages:
    """Where the pages of a book begin in its file, and how probable that is.

    ``offsets`` and ``labels`` run in parallel: from the offset on it is that page.
    """

    offsets: tuple[int, ...]
    labels: tuple[int, ...]
    gaps: tuple[int, ...]
    begun: dict[int, tuple[int, Floats]] = field(repr=False)
    """By page: the first gap at which it may begin, and the probability that it has begun there, one for each gap of
    its band (float64, rising to 1)."""

    def page_at(self, offset: int) -> tuple[int, int] | None:
        """Give page and margin at an offset of the file; None before the first page known and behind the text."""
        place = bisect_right(self.offsets, offset) - 1
        if place < 0 or offset >= self.gaps[-1]:
            return None
        page, gap = self.labels[place], bisect_right(self.gaps, offset) - 1
        margin = 1
        while self._has_begun(page - margin, gap) - self._has_begun(page + margin + 1, gap) < SURE:
            margin += 1
        return page, margin

    def page_beginnings(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the offsets behind ``start`` and before ``end`` at which pages begin, with their numbers."""
        for place in range(bisect_right(self.offsets, start), len(self.offsets)):
            if self.offsets[place] >= end:
                return
            yield self.offsets[place], self.labels[place]

    def _has_begun(self, page: int, gap: int) -> float:
        if page <= self.labels[0]:
            return 1.0
        if page not in self.begun:
            return 0.0
        low, chances = self.begun[page]
        return float(chances[min(gap - low, len(chances) - 1)]) if gap >= low else 0.0


def fit_pages(gaps: Sequence[Gap], fixed: Sequence[Fixed], listed: Sequence[IndexedName]) -> BookPages | None:
    """Give the pages between the first heading of the contents and the end; None where the pages do not fit."""
    places = {gap.offset: i for i, gap in enumerate(gaps)}
    points = [(places[point.offset], point.page) for point in fixed if point.offset in places]
    if len(points) < 2 or not _are_pages(gaps, points):
        return None
    chain = _Chain(gaps, points, listed)
    if not chain.is_possible():
        return None
    for _ in range(ROUNDS):
        if not chain.weigh():
            return None
        chain.learn()
    if not chain.weigh():
        return None
    middles = {page: chain.middle(page) for page in chain.pages}
    begins = sorted((gaps[place].offset, page) for page, place in middles.items() if place < chain.end)
    offsets: dict[int, int] = {}
    for offset, page in begins:
        offsets[offset] = max(page, offsets.get(offset, 0))
    begun = {page: (chain.bands[page][0], np.cumsum(chain.posterior[page])) for page in chain.pages}
    return BookPages(tuple(offsets), tuple(offsets.values()), tuple(gap.offset for gap in gaps), begun)


def _are_pages(gaps: Sequence[Gap], points: Sequence[tuple[int, int]]) -> bool:
    """Whether the pages between fixed points (gap, page) are as many, and have as many lines, as those of books."""
    (first, low), (last, high) = points[0], points[-1]
    lines = gaps[last].lines - gaps[first].lines
    return 0 < high - low <= MAX_PAGES and LEAST_LINES <= lines / (high - low) <= MOST_LINES


class _Chain:
    """The page beginnings of one book. A band is the gaps (first, behind the last) at which a page may begin.

    ``lines`` and ``is_part`` have a value for each gap (float64, bool): the lines before it, and whether a part of
    the book or its end is there. ``names`` has for a page, and each name that the index puts on it, how often the
    name stands before each gap at which the page or the next may begin. ``posterior`` has for a page the probability of
    each gap of its band.
    """

    def __init__(self, gaps: Sequence[Gap], fixed: Sequence[tuple[int, int]], listed: Sequence[IndexedName]) -> None:
        self.gaps, self.fixed = gaps, fixed
        self.fixed_pages = [page for _, page in fixed]
        self.lines: Floats = np.array([gap.lines for gap in gaps])
        first, last = self.fixed[0], self.fixed[-1]
        self.end = len(gaps) - 1
        self.length = (self.lines[last[0]] - self.lines[first[0]]) / (last[1] - first[1])
        behind = (self.lines[self.end] - self.lines[last[0]]) / self.length
        self.pages = range(first[1], last[1] + 2 + ceil(BEHIND * behind))
        self.spread = SPREAD
        self.chances = dict(CHANCES)
        self.bands = {page: self._band(page) for page in self.pages}
        self.names: dict[int, list[Floats]] = {}
        offsets = np.array([gap.offset for gap in gaps])
        for item in listed:
            if item.page in self.pages[:-1] and len(own := self.names.setdefault(item.page, [])) < MOST_NAMES:
                begin, behind = self._both_bands(item.page)
                own.append(np.searchsorted(np.array(item.offsets), offsets[begin:behind]).astype(np.float64))
        self.is_part = np.array([gap.kind in ("part", "end") for gap in gaps])
        self.posterior: dict[int, Floats] = {}

    def is_possible(self) -> bool:
        """Whether there are courses, and not too many to be summed."""
        sizes = [high - low for low, high in self.bands.values()]
        return min(sizes) > 0 and sum(a * b for a, b in pairwise(sizes)) <= MOST_STEPS * len(sizes)

    def _both_bands(self, page: int) -> tuple[int, int]:
        """Give the gaps, first and behind the last, at which a page or the next may begin."""
        own, following = self.bands[page], self.bands[page + 1]
        return min(own[0], following[0]), max(own[1], following[1])

    def _band(self, page: int) -> tuple[int, int]:
        """Give the gaps at which a page may begin: behind headings of earlier pages, not behind its own or later."""
        start, end = self.fixed[0], self.fixed[-1]
        if page == start[1]:
            return start[0], start[0] + 1
        if page > end[1]:
            lines = self.lines[end[0]] + (page - end[1]) * self.length
            away = self.length * (SLACK + DRIFT * (page - end[1]))
            return min(self.end, max(end[0] + 1, int(np.searchsorted(self.lines, lines - away)))), self.end + 1
        place = bisect_left(self.fixed_pages, page)
        before = self.fixed[place - 1] if place else start
        after = self.fixed[place] if place < len(self.fixed) else end
        share = (page - before[1]) / max(1, after[1] - before[1])
        expected = self.lines[before[0]] + share * (self.lines[after[0]] - self.lines[before[0]])
        away = self.length * (SLACK + DRIFT * min(page - before[1], after[1] - page))
        low = max(before[0] + 1, int(np.searchsorted(self.lines, expected - away)))
        high = min(after[0] + 1, int(np.searchsorted(self.lines, expected + away, "right")))
        return (low, high) if low < high else (before[0] + 1, after[0] + 1)

    def _steps(self, page: int) -> Floats:
        """Give the log weight of each course of a page: from a gap of its band to one of the next page's.

        Shape (gaps of the page's band, gaps of the next page's band), float64; -inf where there is no such course.
        The weight is the product of: how likely a page of this length is (normal around the mean, with a share ODD of
        any length up to three, and half of the pages before a part cut short); for each name of the index, that it
        does stand on the page (1 - MISSED) or not (MISSED); and the odds that a page begins at such a gap.
        """
        (low, high), (start, end) = self.bands[page], self.bands[page + 1]
        size = (self.lines[None, start:end] - self.lines[low:high, None]) / self.length
        normal = np.exp(-0.5 * ((size - 1) / self.spread) ** 2) / self.spread / np.sqrt(2 * np.pi)
        part = self.is_part[None, start:end]
        whole = (1 - ODD) * normal + ODD / 3 * (size < 3)
        short = 0.5 * whole + 0.5 * (size <= 1)
        chance = np.where(part, short, whole)
        ordered = np.arange(start, end)[None, :] - np.arange(low, high)[:, None]
        empty = np.where(part & (ordered == 0), SHORT, 0.0)
        out: Floats = np.log(np.where(ordered > 0, chance, empty) + 1e-12)
        out[ordered < 0] = -np.inf
        out[(ordered == 0) & ~part] = -np.inf
        at = self._both_bands(page)[0]
        for before in self.names.get(page, ()):
            stands = before[None, start - at : end - at] > before[low - at : high - at, None]
            out += np.where(stands, np.log(1 - MISSED), np.log(MISSED))
        odds = np.array([self.chances.get(gap.kind, 0.5) for gap in self.gaps[start:end]])
        out += np.log(odds / (1 - odds))[None, :]
        if high > self.end:
            out[-1] = np.where(np.arange(start, end) == self.end, 0.0, -np.inf)
        return out

    def weigh(self) -> bool:
        """Find the probability of each beginning of each page; says whether any course is possible.

        The sums over all courses up to a gap (forward) and from it on (backward) are logarithms; their sum at each gap,
        normed to 1, is the posterior.
        """
        forward = {self.pages[0]: np.zeros(1)}
        for page in self.pages[:-1]:
            forward[page + 1] = _summed(forward[page][:, None] + self._steps(page), 0)
        backward = np.zeros(len(forward[self.pages[-1]]))
        for page in reversed(self.pages):
            if page < self.pages[-1]:
                backward = _summed(self._steps(page) + backward[None, :], 1)
            both = forward[page] + backward
            if not np.isfinite(both.max()):
                return False
            chances = np.exp(both - both.max())
            self.posterior[page] = chances / chances.sum()
        return True

    def learn(self) -> None:
        """Take from the beginnings found how often pages begin at each kind of gap, and how much their lengths vary.

        The first belief counts as WEIGHT gaps or pages. The spread is the median deviation times 1.4826, which for a
        normal distribution is its standard deviation and does not heed the odd page with a picture.
        """
        met: dict[GapKind, float] = dict.fromkeys(CHANCES, 0.0)
        seen: dict[GapKind, float] = dict.fromkeys(CHANCES, 0.0)
        for gap in self.gaps[self.fixed[0][0] : self.end]:
            seen[gap.kind] += 1
        for page in self.pages[1:]:
            for place, chance in self._chances(page):
                if place < self.end:
                    met[self.gaps[place].kind] += chance
        for kind, first in CHANCES.items():
            share = (met[kind] + WEIGHT * first) / (max(seen[kind], met[kind]) + WEIGHT)
            self.chances[kind] = float(np.clip(share, 0.001, 0.99))
        begins = [place for place in map(self.middle, self.pages) if place < self.end]
        sizes = np.diff(self.lines[begins])[~self.is_part[begins[1:]]]
        if len(sizes) >= WEIGHT:
            self.length = float(np.median(sizes))
            spread = float(np.median(np.abs(sizes / self.length - 1))) * 1.4826
            self.spread = max(LEAST_SPREAD, (spread * len(sizes) + SPREAD * WEIGHT) / (len(sizes) + WEIGHT))

    def _chances(self, page: int) -> Iterator[tuple[int, float]]:
        return enumerate(self.posterior[page].tolist(), self.bands[page][0])

    def middle(self, page: int) -> int:
        """Give the gap by which a page has begun as probably as not."""
        return self.bands[page][0] + int(np.searchsorted(np.cumsum(self.posterior[page]), 0.5))


def _summed(logs: Floats, axis: int) -> Floats:
    """Give the logarithms of the sums along an axis of what the logarithms stand for; the greatest is taken out first,
    so that nothing overflows, and -inf alone stays -inf."""
    most = logs.max(axis=axis)
    safe = np.where(np.isfinite(most), most, 0.0)
    with np.errstate(divide="ignore"):
        out: Floats = np.log(np.exp(logs - np.expand_dims(safe, axis)).sum(axis=axis)) + safe
    return out

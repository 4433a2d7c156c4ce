"""Places of words in the token stream, and what can be made of them.

A span is tokens start … end - 1. :class:`Spans` keeps many of them, sorted by start and then end, none twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from corpus.frozen import frozen
from indexer.arrays.files import Mask, Places, firsts

SameTurn = Callable[[Places, Places], Mask]
"""Tells for two arrays of tokens of equal length which stand in one turn."""


_LENGTH_BITS = 31
"""Room for the length of a span beside its start in one number of 64 bits."""


@frozen
class Spans:
    """Spans of tokens: where each starts, and where each ends or the length that all have."""

    starts: Places
    until: Places | int

    @property
    def ends(self) -> Places:
        """The tokens behind the spans: one entry a span, as ``starts``."""
        return self.starts + self.until if isinstance(self.until, int) else self.until

    def __len__(self) -> int:
        return len(self.starts)

    @classmethod
    def none(cls) -> Spans:
        """Give no spans."""
        empty = np.zeros(0, dtype=np.int64)
        return cls(empty, 1)

    @property
    def words(self) -> bool:
        """Whether each is known to be a single token."""
        return isinstance(self.until, int) and self.until == 1

    def where(self, wanted: Mask) -> Spans:
        """Give the spans for which ``wanted`` is True, one bool a span."""
        until = self.until if isinstance(self.until, int) else self.until.compress(wanted)
        return Spans(self.starts.compress(wanted), until)

    def at(self, numbers: Places) -> Spans:
        """Give the spans of these numbers, counted from 0, in this order."""
        return Spans(self.starts.take(numbers), self.until if isinstance(self.until, int) else self.until.take(numbers))

    def within(self, low: Places, high: Places) -> tuple[Places, Places]:
        """Give for each range of tokens, low … high - 1, the numbers of the spans that start in it: first, last + 1.

        ``low`` and ``high`` have one entry a range, and so have both arrays of the result.
        """
        # Were the numbers of another kind, all starts would be copied.
        kind = self.starts.dtype
        return self.starts.searchsorted(low.astype(kind)), self.starts.searchsorted(high.astype(kind))

    def pairs(self) -> list[tuple[int, int]]:
        """Give the spans as pairs of start and end."""
        return list(zip(self.starts.tolist(), self.ends.tolist(), strict=True))


def union(parts: Iterable[Spans]) -> Spans:
    """Give all spans of the parts, each once."""
    held = [part for part in parts if len(part)]
    if len(held) < 2:
        return held[0] if held else Spans.none()
    length = held[0].until
    # Spans of one length are in order, and the same, where their starts are.
    if isinstance(length, int) and all(isinstance(part.until, int) and part.until == length for part in held):
        found = np.concatenate([part.starts for part in held])
        found.sort(kind="stable")
        return Spans(found.compress(firsts(found)), length)
    return ordered(np.concatenate([part.starts for part in held]), np.concatenate([part.ends for part in held]))


def ordered(starts: Places, ends: Places) -> Spans:
    """Give the spans of these starts and ends in order, each once; both arrays have one entry a span."""
    # Start and length in one number sort as start and end do, and in a sixth of the time.
    keys = starts.astype(np.int64) << _LENGTH_BITS | ends - starts
    keys.sort(kind="stable")
    keys = keys[firsts(keys)]
    starts = keys >> _LENGTH_BITS
    return Spans(starts, starts + (keys & (1 << _LENGTH_BITS) - 1))


def shortest(spans: Spans) -> Spans:
    """Give the spans that hold no other: starts and ends then both rise."""
    if len(spans) < 2 or isinstance(spans.until, int):
        return spans
    lengths = spans.until - spans.starts
    if (lengths == lengths[0]).all():
        return spans
    # Of equal starts the first is the shortest; then a span holds another if one that starts later ends no later.
    spans = spans.where(firsts(spans.starts))
    least_after = np.minimum.accumulate(spans.ends[::-1])[::-1]
    keep = np.ones(len(spans), dtype=np.bool_)
    keep[:-1] = spans.ends[:-1] < least_after[1:]
    return spans.where(keep)


def near(left: Spans, right: Spans, gap: int, same_turn: SameTurn) -> Spans:
    """Give the shortest stretches that hold a span of each side with at most ``gap`` tokens between."""
    left, right = shortest(left), shortest(right)
    return shortest(union([_before(left, right, gap, same_turn), _before(right, left, gap, same_turn)]))


def _before(first: Spans, second: Spans, gap: int, same_turn: SameTurn) -> Spans:
    at = np.searchsorted(second.starts, first.ends)
    first, at = first.where(at < len(second)), at[at < len(second)]
    between = second.starts[at] - first.ends
    wanted = (between <= gap) & same_turn(first.starts, second.ends[at] - 1)
    return Spans(first.starts[wanted], second.ends[at[wanted]])


def in_order(
    words: list[Places], slop: int, same_turn: SameTurn
) -> tuple[Spans, list[Places]]:
    """Give the shortest stretches that hold a token of each list in this order, with ``slop`` others at most.

    Also gives the tokens found, one array a list, in the order of the spans.
    """
    chain = [words[0]]
    for later in words[1:]:
        at = np.searchsorted(later, chain[-1], side="right")
        held = at < len(later)
        chain = [places[held] for places in chain] + [later[at[held]]]
    starts, ends = chain[0], chain[-1] + 1
    wanted = (ends - starts - len(words) <= slop) & same_turn(starts, ends - 1)
    # Of the stretches that end together only the last to start holds no other.
    last = np.ones(len(starts), dtype=np.bool_)
    last[:-1] = ends[:-1] != ends[1:]
    wanted &= last
    return Spans(starts[wanted], ends[wanted]), [places[wanted] for places in chain]

"""Sentences or paragraphs of two texts that say the same: by length, numbers, names and a lexicon.

The same dynamic programming as for turns, over moves up to three to one (data ``[segments]`` in ``align.toml``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.alignment.band import CellBand, Places, Values, band
from corpus.alignment.clues import clues, shared
from corpus.alignment.costs import (
    CLUE,
    MISSED,
    MOST_CLUES,
    OTHER_ENDING,
    WORD,
    SegmentCosts,
    asks,
    english_length,
    length_cost,
    segment_costs,
)
from corpus.alignment.lexicon import Lexicon, lexical_clues
from corpus.alignment.path import Lattice, Move

FORBIDDEN = 50.0
"""Cost of leaving a segment alone where none should be."""

SPARE = 8
"""Sentences counted in when the rarity of a clue is weighed: those of a short turn are few."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or paragraph with its language."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class SegmentLink:
    """Segments that belong together, by their places in the two lists; one list's may be empty."""

    left: range
    right: range
    confidence: float


def align_segments(
    left: Sequence[Segment],
    right: Sequence[Segment],
    lexicon: Lexicon | None = None,
    *,
    condensed: bool = False,
    gaps: bool = True,
) -> list[SegmentLink]:
    """Align two lists in order; together the links hold every segment once.

    ``condensed`` says that the right side leaves sentences out and shortens others. Without ``gaps`` nothing
    is left alone unless there is no other way. A link with an empty side has confidence 0.
    """
    if not left or not right:
        return [SegmentLink(range(i, i + 1), range(0), 0.0) for i in range(len(left))] + [
            SegmentLink(range(0), range(j, j + 1), 0.0) for j in range(len(right))
        ]
    how = segment_costs(condensed=condensed)
    lattice = _lattice(left, right, how, lexicon, gaps=gaps)
    steps = lattice.best()
    sure = lattice.certainties(steps, how.temper)
    return [SegmentLink(here, there, certainty) for (here, there), certainty in zip(steps, sure, strict=True)]


def costs_by_end(left: Sequence[Segment], right: Sequence[Segment]) -> list[float]:
    """Give what it costs to align all of the left with the first 1, 2 … of the right, leaving none of these alone.

    Costs are negative logarithms of odds; below zero the two are likelier to say the same than not.
    """
    ends = _lattice(left, right, segment_costs(), None, gaps=False).ends()
    return [float(cost) for cost in ends[1:]]


def _lattice(
    left: Sequence[Segment], right: Sequence[Segment], how: SegmentCosts, lexicon: Lexicon | None, *, gaps: bool
) -> Lattice:
    cells = band(len(left), len(right))
    moves = _moves(left, right, cells, how, lexicon)
    if not gaps:
        for alone in ((1, 0), (0, 1)):
            moves[alone] += FORBIDDEN
    return Lattice(cells, moves)


def _moves(
    left: Sequence[Segment], right: Sequence[Segment], cells: CellBand, how: SegmentCosts, lexicon: Lexicon | None
) -> dict[Move, Values]:
    """Weigh the moves through two lists of segments, each by the cell where it ends: shape (cells,); infinity where a
    move would begin outside of the band."""
    known = _weighed([clues(s.text, s.lang) for s in left], [clues(s.text, s.lang) for s in right], cells, CLUE, MISSED)
    sides = [[s.text for s in side] for side in (left, right)]
    learned = _weighed(*lexical_clues(sides[0], sides[1], lexicon or {}), cells, WORD, 0.0)
    lengths = [np.cumsum([0.0, *(english_length(s.text, s.lang) for s in side)]) for side in (left, right)]
    asking = [np.array([asks(s.text) for s in side]) for side in (left, right)]
    out: dict[Move, Values] = {}
    for (di, dj), prior in how.moves.items():
        first = cells.shifted(-di, -dj)
        if 0 in (di, dj):
            out[di, dj] = np.where(first < 0, np.inf, prior)
            continue
        cost = prior + OTHER_ENDING * (asking[0][cells.rows - 1] != asking[1][cells.columns - 1])
        here, there = _last(lengths[0], cells.rows, di), _last(lengths[1], cells.columns, dj)
        cost += length_cost(np.maximum(here, 1.0), np.maximum(there, 1.0), shortened=how.shortened)
        cost += np.maximum(known(di, dj) + learned(di, dj), -MOST_CLUES)
        out[di, dj] = np.where(first < 0, np.inf, cost)
    return out


def _last(sums: Values, ends: Places, size: int) -> Values:
    """Give what the last ``size`` before each end add to running ``sums``; anything where there are fewer."""
    found: Values = sums[ends] - sums[np.maximum(ends - size, 0)]
    return found


def _weighed(
    left: Sequence[frozenset[str]], right: Sequence[frozenset[str]], cells: CellBand, gain: float, missed: float
) -> Callable[[int, int], Values]:
    """Give a function from a move to what its two sides share and miss, by the cell where it ends."""
    both, ours, theirs = shared(left, right, cells, spare=SPARE)
    at_left, at_right = np.cumsum([0.0, *ours]), np.cumsum([0.0, *theirs])

    def cost(di: int, dj: int) -> Values:
        here, there = _last(at_left, cells.rows, di), _last(at_right, cells.columns, dj)
        common = np.zeros(len(cells))
        for a in range(di):
            for b in range(dj):
                place = cells.shifted(-a, -b)
                common += np.where(place < 0, 0.0, both[place])
        common = np.minimum(common, np.minimum(here, there))
        found: Values = missed * (here + there - 2 * common) - gain * common
        return found

    return cost

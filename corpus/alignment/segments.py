"""Sentences or paragraphs of two texts that say the same: by length, numbers, names and a lexicon.

The same dynamic programming as for turns, over moves up to three to one (data ``[segments]`` in ``align.toml``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.alignment.band import CellBand, Values, band
from corpus.alignment.clues import clues
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
from corpus.alignment.groups import LinkedPlaces, SharedClues
from corpus.alignment.lexicon import Lexicon, lexical_clues
from corpus.alignment.moves import Move, move_named
from corpus.alignment.path import Lattice

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
    return [
        SegmentLink(_run(here), _run(there), certainty) for (here, there), certainty in zip(steps, sure, strict=True)
    ]


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
        for alone in map(move_named, ("a-", "-a")):
            moves[alone] += FORBIDDEN
    return Lattice(cells, moves)


def _moves(
    left: Sequence[Segment], right: Sequence[Segment], cells: CellBand, how: SegmentCosts, lexicon: Lexicon | None
) -> dict[Move, Values]:
    """Weigh the moves through two lists of segments, each by the cell where it ends: shape (cells,); infinity where a
    move would begin outside of the band."""
    known = SharedClues(
        [clues(s.text, s.lang) for s in left], [clues(s.text, s.lang) for s in right], cells, CLUE, MISSED, spare=SPARE)
    words = lexical_clues([s.text for s in left], [s.text for s in right], lexicon or {})
    learned = SharedClues(*words, cells, WORD, 0.0, spare=SPARE)
    lengths = [np.array([english_length(s.text, s.lang) for s in side]) for side in (left, right)]
    asking = [np.array([asks(s.text) for s in side]) for side in (left, right)]
    out: dict[Move, Values] = {}
    for move, prior in how.moves.items():
        cost = np.full(len(cells), prior)
        cost[cells.shifted(-move.left, -move.right) < 0] = np.inf
        for group in (LinkedPlaces(cells, move, step) for step in move.links):
            here, there = group.lengths(*lengths)
            cost += OTHER_ENDING * (asking[0][group.left[-1]] != asking[1][group.right[-1]])
            cost += length_cost(here, there, shortened=how.shortened)
            cost += np.maximum(known.cost(group) + learned.cost(group), -MOST_CLUES)
        out[move] = cost
    return out


def _run(places: Sequence[int]) -> range:
    return range(places[0], places[-1] + 1) if places else range(0)

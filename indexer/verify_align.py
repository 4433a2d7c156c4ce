"""Fitting a quotation into a stretch of text: fewest changes of words, with free ends in the text.

A word of the quotation may stand for another one (cheaper where they look alike), may be missing in the text
(cheaper where it stands in brackets), and words of the text may be left out (almost free at an ellipsis).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.arrays import Numbers

LIKE = 75.0
"""Likeness of two words, of 100, from which they may be the same word spelled otherwise."""
LIKE_COST, INSERTED_COST, CUT_COST = 0.5, 0.3, 0.01
DROP_COST, OTHER_COST = 1.02, 1.05
"""Dearer than leaving a word of the text out (1): of equal fits the one that keeps more of the quotation is taken."""


@dataclass(frozen=True, slots=True)
class Step:
    """Word ``quote`` of the quotation against word ``source`` of the stretch; None where one side has none."""

    quote: int | None
    source: int | None
    same: bool = False


def fit(
    quote: Sequence[str], source: Sequence[str], inserted: Sequence[bool], cut: Sequence[bool]
) -> tuple[float, list[Step]]:
    """Give the cost of the best fit and its steps in order; the ends of ``source`` that are not used have none."""
    costs = _substitution(quote, source)
    rows, columns = len(quote), len(source)
    ladder = np.arange(columns + 1, dtype=np.float64)
    table = np.zeros((rows + 1, columns + 1))
    for row in range(1, rows + 1):
        drop = INSERTED_COST if inserted[row - 1] else DROP_COST
        step = table[row - 1] + drop
        step[1:] = np.minimum(step[1:], table[row - 1, :-1] + costs[row - 1])
        # Words of the text left out behind this word: a running minimum, in one pass.
        skip = _skip(row, rows, cut)
        table[row] = np.minimum.accumulate(step - ladder * skip) + ladder * skip
    end = int(np.argmin(table[rows]))
    return float(table[rows, end]), _trace(table, costs, end, inserted, cut)


def _skip(row: int, rows: int, cut: Sequence[bool]) -> float:
    return CUT_COST if row < rows and cut[row] else 1.0


def _substitution(quote: Sequence[str], source: Sequence[str]) -> Numbers:
    """Give the cost of every word against every word: 0 same, LIKE_COST alike, OTHER_COST other."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    left, right = sorted(set(quote)), sorted(set(source))
    like = cdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32)
    costs = np.where(like * 100 >= LIKE, LIKE_COST, OTHER_COST)
    for number, word in enumerate(left):
        if len(word) < 4:
            costs[number] = OTHER_COST
    at = {word: number for number, word in enumerate(right)}
    for number, word in enumerate(left):
        if word in at:
            costs[number, at[word]] = 0.0
    rows = {word: number for number, word in enumerate(left)}
    found: Numbers = costs[np.ix_([rows[word] for word in quote], [at[word] for word in source])]
    return found


def _trace(
    table: Numbers, costs: Numbers, end: int, inserted: Sequence[bool], cut: Sequence[bool]
) -> list[Step]:
    row, column = table.shape[0] - 1, end
    rows = row
    steps: list[Step] = []
    while row > 0:
        here = table[row, column]
        if column and abs(table[row - 1, column - 1] + costs[row - 1, column - 1] - here) < 1e-6:
            row, column = row - 1, column - 1
            steps.append(Step(row, column, costs[row, column] == 0))
        elif abs(table[row - 1, column] + (INSERTED_COST if inserted[row - 1] else DROP_COST) - here) < 1e-6:
            row -= 1
            steps.append(Step(row, None))
        elif column and abs(table[row, column - 1] + _skip(row, rows, cut) - here) < 1e-6:
            column -= 1
            steps.append(Step(None, column))
        else:
            row -= 1
            steps.append(Step(row, None))
    steps.reverse()
    return steps

"""Fitting a quotation into a stretch of text: fewest changes of words, with free ends in the text.

A word of the quotation may stand for another one (cheaper where they look alike), may be missing in the text
(cheaper where it stands in brackets), and words of the text may be left out (almost free at an ellipsis).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.arrays.files import Numbers

LIKE = 75.0
"""Likeness of two words, of 100, from which they may be the same word spelled otherwise."""
LIKE_COST, INSERTED_COST, CUT_COST = 0.5, 0.3, 0.01
"""A word spelled otherwise, one put in by brackets, one left out at an ellipsis; leaving out any other costs 1."""
GO_ON_COST = 0.2
"""Each further word left out in a row: one sentence left out is one change, not many."""
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
        step = table[row - 1] + _drop(row, inserted)
        step[1:] = np.minimum(step[1:], table[row - 1, :-1] + costs[row - 1])
        # Words of the text left out behind this word: a running minimum over where the gap begins.
        begin, go_on = _gap(row, rows, cut)
        table[row] = step
        gaps = np.minimum.accumulate(step - ladder * go_on)[:-1] + ladder[1:] * go_on + (begin - go_on)
        table[row, 1:] = np.minimum(step[1:], gaps)
    end = int(np.argmin(table[rows]))
    return float(table[rows, end]), _trace(table, costs, end, inserted, cut)


def _drop(row: int, inserted: Sequence[bool]) -> float:
    return INSERTED_COST if inserted[row - 1] else DROP_COST


def _gap(row: int, rows: int, cut: Sequence[bool]) -> tuple[float, float]:
    """Give what leaving out the first and each further word of the text costs behind the word of a row."""
    return (CUT_COST, CUT_COST) if row < rows and cut[row] else (1.0, GO_ON_COST)


def _substitution(quote: Sequence[str], source: Sequence[str]) -> Numbers:
    """Give the cost of every word against every word: 0 same, LIKE_COST alike, OTHER_COST other.

    A table of float64, words of the quotation by words of the stretch. Each pair of different words is compared once.
    Words under four letters are alike by chance, so that they are the same or other.
    """
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
    """Go back from the best end through the table, and give the steps in order.

    ``table`` has a row for each word of the quotation and a column for each of the stretch, both with one more for the
    empty beginning; ``costs`` has neither; ``end`` is the column in which the fit ends. What a cell was reached by is
    told by adding up the costs again, as gaps of any length lead to it.
    """
    rows, column = table.shape[0] - 1, end
    row = rows
    steps: list[Step] = []

    def taken(row: int, column: int) -> tuple[float, bool]:
        """Give the cost of reaching a cell without a gap, and whether by pairing two words."""
        dropped = float(table[row - 1, column]) + _drop(row, inserted)
        paired = float(table[row - 1, column - 1] + costs[row - 1, column - 1]) if column else np.inf
        return min(dropped, paired), paired <= dropped

    while row > 0:
        begin, go_on = _gap(row, rows, cut)
        here = float(table[row, column])
        cost, paired = taken(row, column)
        at = column
        while cost > here + 1e-6 and at:
            at -= 1
            here -= go_on if at != column - 1 else begin
            cost, paired = taken(row, at)
        steps.extend(Step(None, number) for number in range(column - 1, at - 1, -1))
        column = at
        row -= 1
        if paired:
            column -= 1
            steps.append(Step(row, column, costs[row, column] == 0))
        else:
            steps.append(Step(row, None))
    steps.reverse()
    return steps

"""Fitting a quotation into a stretch of text: fewest changes of words, with free ends in the text.

A word of the quotation may stand for another one (cheaper where they look alike), may be missing in the text
(cheaper where it stands in brackets), and words of the text may be left out (almost free at an ellipsis).

The table of costs has a row for each word of the quotation and a column for each word of the stretch, and is never held
whole: only some rows of it are kept, and those between two of them are made again when the way back comes to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.arrays.files import Numbers, Places

LIKE = 75.0
"""Likeness of two words, of 100, from which they may be the same word spelled otherwise."""
LIKE_COST, INSERTED_COST, CUT_COST = 0.5, 0.3, 0.01
"""A word spelled otherwise, one put in by brackets, one left out at an ellipsis; leaving out any other costs 1."""
GO_ON_COST = 0.2
"""Each further word left out in a row: one sentence left out is one change, not many."""
DROP_COST, OTHER_COST = 1.02, 1.05
"""Dearer than leaving a word of the text out (1): of equal fits the one that keeps more of the quotation is taken."""


KEPT_ROWS = 32
"""Rows of the table held at once on each level: with two levels a thousand words are fitted, with three 32,000."""


@dataclass(frozen=True, slots=True)
class Step:
    """Word ``quote`` of the quotation against word ``source`` of the stretch; None where one side has none."""

    quote: int | None
    source: int | None
    same: bool = False


def fit(
    quote: Sequence[str], source: Sequence[str], inserted: Sequence[bool], cut: Sequence[bool]
) -> tuple[float, list[Step]]:
    """Give the cost of the best fit and its steps in order; the ends of ``source`` that are not used have none.

    Memory grows with the words of the stretch (times ``KEPT_ROWS`` and the number of levels), time with their product
    with those of the quotation.
    """
    table = _Table(quote, source, inserted, cut)
    last = table.first_row()
    for row in range(1, len(quote) + 1):
        last = table.row_after(last, row)
    end = int(np.argmin(last))
    steps: list[Step] = []
    table.trace_back(table.first_row()[: end + 1], 0, len(quote), end, steps)
    steps.reverse()
    return float(last[end]), steps


class _Table:
    """The costs of fitting the first words of a quotation, made row by row as they are needed."""

    def __init__(
        self, quote: Sequence[str], source: Sequence[str], inserted: Sequence[bool], cut: Sequence[bool]
    ) -> None:
        self.quote = quote
        self.inserted, self.cut = inserted, cut
        distinct = sorted(set(source))
        numbers = {word: number for number, word in enumerate(distinct)}
        self.source = np.array([numbers[word] for word in source], dtype=np.int32)
        self.numbers = numbers
        self.alike = _alike(sorted(set(quote)), distinct)
        self.ladder = np.arange(len(source) + 1, dtype=np.float64)

    def first_row(self) -> Numbers:
        """Give the row before the first word: a fit may begin at any word of the stretch."""
        return np.zeros(len(self.source) + 1)

    def costs(self, row: int, columns: int) -> Numbers:
        """Give the cost of the word of a row against the first words of the stretch: 0 same, LIKE_COST alike,
        OTHER_COST other."""
        word = self.quote[row - 1]
        of_word = np.full(len(self.numbers), OTHER_COST)
        of_word[self.alike[word]] = LIKE_COST
        if word in self.numbers:
            of_word[self.numbers[word]] = 0.0
        found: Numbers = of_word[self.source[:columns]]
        return found

    def row_after(self, before: Numbers, row: int) -> Numbers:
        """Give a row from the one before it, as many columns of it; a cell depends on none to its right."""
        ladder = self.ladder[: len(before)]
        step = before + self._drop(row)
        step[1:] = np.minimum(step[1:], before[:-1] + self.costs(row, len(before) - 1))
        # Words of the text left out behind this word: a running minimum over where the gap begins.
        begin, go_on = self._gap(row)
        gaps = np.minimum.accumulate(step - ladder * go_on)[:-1] + ladder[1:] * go_on + (begin - go_on)
        step[1:] = np.minimum(step[1:], gaps)
        return step

    def trace_back(self, first: Numbers, low: int, high: int, column: int, steps: list[Step]) -> int:
        """Go back from a cell of row ``high`` to row ``low``, which is ``first``, and give the column it leads to.

        The steps are added last one first.
        """
        stride = max(1, -(-(high - low) // KEPT_ROWS))
        kept = [first[: column + 1]]
        row = kept[0]
        for number in range(low + 1, high + 1):
            row = self.row_after(row, number)
            if (number - low) % stride == 0 or number == high:
                kept.append(row)
        if stride == 1:
            for number in range(high, low, -1):
                column = self._step_back(kept[number - low - 1], kept[number - low], number, column, steps)
            return column
        for part in range(len(kept) - 2, -1, -1):
            begin = low + part * stride
            column = self.trace_back(kept[part], begin, min(high, begin + stride), column, steps)
            del kept[part + 1 :]
        return column

    def _step_back(self, before: Numbers, row: Numbers, number: int, column: int, steps: list[Step]) -> int:
        """Go back from a cell of a row to the one before it.

        What a cell was reached by is told by adding up the costs again, as gaps of any length lead to it.
        """
        costs = self.costs(number, column)
        drop = self._drop(number)

        def taken(column: int) -> tuple[float, bool]:
            """Give the cost of reaching a cell without a gap, and whether by pairing two words."""
            dropped = float(before[column]) + drop
            paired = float(before[column - 1] + costs[column - 1]) if column else np.inf
            return min(dropped, paired), paired <= dropped

        begin, go_on = self._gap(number)
        here = float(row[column])
        cost, paired = taken(column)
        at = column
        while cost > here + 1e-6 and at:
            at -= 1
            here -= go_on if at != column - 1 else begin
            cost, paired = taken(at)
        steps.extend(Step(None, word) for word in range(column - 1, at - 1, -1))
        if not paired:
            steps.append(Step(number - 1, None))
            return at
        steps.append(Step(number - 1, at - 1, bool(costs[at - 1] == 0)))
        return at - 1

    def _drop(self, row: int) -> float:
        return INSERTED_COST if self.inserted[row - 1] else DROP_COST

    def _gap(self, row: int) -> tuple[float, float]:
        """Give what leaving out the first and each further word of the text costs behind the word of a row."""
        return (CUT_COST, CUT_COST) if row < len(self.quote) and self.cut[row] else (1.0, GO_ON_COST)


def _alike(quote: Sequence[str], source: Sequence[str]) -> dict[str, Places]:
    """Give for each word of ``quote`` the numbers of the words of ``source`` that may be the same spelled otherwise.

    Words under four letters are alike by chance, so that none is like them. The words are compared a few at a time:
    what is alike is little, a table of all pairs is not.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    found: dict[str, Places] = {}
    for begin in range(0, len(quote), KEPT_ROWS):
        words = quote[begin : begin + KEPT_ROWS]
        like = cdist(words, source, scorer=Indel.normalized_similarity, dtype=np.float32)
        for word, likeness in zip(words, like, strict=True):
            found[word] = np.flatnonzero(likeness * 100 >= (LIKE if len(word) >= 4 else np.inf))
    return found

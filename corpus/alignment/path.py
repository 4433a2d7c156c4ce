"""The cheapest way through two lists, and how sure each step of it is.

Dynamic programming over moves that pair some of the left with some of the right, or leave one alone
(Needleman and Wunsch 1970; moves after Gale and Church 1993), a row of cells at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from corpus.alignment.band import CellBand, Values, take

Move = tuple[int, int]
"""How many of the left and of the right a move takes; of those that take none of the left only (0, 1)."""

Step = tuple[range, range]
"""The things on the left and those on the right that one move takes."""

Join = Callable[[Values, Values], Values]
Gather = Callable[[Values], Values]


class Lattice:
    """All paths through the cells of a band; ``moves`` has for each move its cost by the cell where it ends.

    ``leap`` is what it costs to pass over any number of the right between two of the left, where one may.
    """

    def __init__(self, cells: CellBand, moves: Mapping[Move, Values], leap: float = np.inf) -> None:
        self.cells = cells
        self.n, self.m = cells.n, cells.m
        self._moves = moves
        self._leap = leap

    def best(self) -> list[Step]:
        """Give the cheapest path, as the moves from first to last."""
        grid = _sweep(self.cells, self._moves, self._leap, np.minimum, np.minimum.accumulate)
        i, j = self.n, self.m
        steps: list[Step] = []
        while i or j:
            end = self.cells.cell(i, j)
            ways = {move: self._way(grid, move, i, j, end) for move in self._moves}
            di, dj = min(ways, key=lambda move: ways[move])
            if self._leap < np.inf and 0 < i < self.n:
                row = grid[self.cells.start[i] : end]
                if len(row) and row.min() + self._leap < ways[di, dj]:
                    di, dj = 0, len(row) - int(row.argmin())
            steps.append((range(i - di, i), range(j - dj, j)))
            i, j = i - di, j - dj
        return steps[::-1]

    def ends(self) -> Values:
        """Give what it costs to take all of the left and 0, 1, 2 … of the right; all cells must be there."""
        return _sweep(self.cells, self._moves, self._leap, np.minimum, np.minimum.accumulate)[-self.m - 1 :]

    def _way(self, grid: Values, move: Move, i: int, j: int, end: int) -> float:
        begin = self.cells.cell(i - move[0], j - move[1])
        return float(grid[begin] + self._moves[move][end]) if begin >= 0 else np.inf

    def certainties(self, steps: Sequence[Step], temper: float) -> list[float]:
        """Give the probability of each step's links, over all paths, with costs divided by ``temper``.

        Of a step with several links it is that of the least probable one; 0 for a step without links.
        """
        moves = {move: cost / temper for move, cost in self._moves.items()}
        leap = self._leap / temper
        grid = _sweep(self.cells, moves, leap, _add, _running)
        turned = {move: take(cost, self.cells.shifted(*move))[::-1] for move, cost in moves.items()}
        back = _sweep(self.cells.turned(), turned, leap, _add, _running)[::-1]
        whole = grid[-1]

        def through(i: int, j: int, move: Move) -> float:
            """Probability of the move that begins at a cell."""
            begin, end = self.cells.cell(i, j), self.cells.cell(i + move[0], j + move[1])
            if begin < 0 or end < 0:
                return 0.0
            cost = grid[begin] + moves[move][end] + back[end]
            return float(np.exp(np.clip(whole - cost, -700, 0)))

        def link(i: int, j: int) -> float:
            return sum(
                through(i - a, j - b, move) for move in moves for a in range(move[0]) for b in range(move[1])
            )

        return [min((min(1.0, link(i, j)) for i in here for j in there), default=0.0) for here, there in steps]


def _sweep(cells: CellBand, moves: Mapping[Move, Values], leap: float, join: Join, gather: Gather) -> Values:
    """Give for each cell what ``join`` makes of the costs of all ways to it from the first cell.

    Shape (cells,), float64. ``gather`` is ``join`` over all values up to each. A row is made from the rows above it
    at once; the moves along it, (0, 1), are put in last: less what has been passed over up to a cell, all cells of a
    row compare. Any number of the right is passed over for the cost ``leap``, too, where some of the left have been
    taken and some are left.
    """
    grid = np.full(len(cells), np.inf)
    start, low, high = cells.start.tolist(), cells.low.tolist(), cells.high.tolist()
    steep = [(di, dj, cost) for (di, dj), cost in moves.items() if di]
    along = moves[0, 1]
    for i in range(cells.n + 1):
        row = grid[start[i] : start[i + 1]]
        if i == 0:
            row[0] = 0.0
        for di, dj, cost in steep:
            if i < di:
                continue
            first, last = max(low[i], low[i - di] + dj), min(high[i], high[i - di] + dj) + 1
            if first < last:
                here = slice(first - low[i], last - low[i])
                there = start[i - di] - low[i - di] - dj
                ways = grid[there + first : there + last] + cost[start[i] : start[i + 1]][here]
                row[here] = join(row[here], ways)
        gone = along[start[i] : start[i + 1]].astype(np.float64)
        gone[0] = 0.0
        gone = np.cumsum(gone)
        leapt = gather(row)[:-1] + leap if leap < np.inf and 0 < i < cells.n else None
        row[:] = gather(row - gone) + gone
        if leapt is not None:
            row[1:] = join(row[1:], leapt)
    return grid


def _add(one: Values, other: Values) -> Values:
    """Add probabilities of which the negative logarithms are given."""
    total: Values = -np.logaddexp(-one, -other)
    return total


def _running(values: Values) -> Values:
    total: Values = -np.logaddexp.accumulate(-values)
    return total

"""The cheapest way through two lists, and how sure each step of it is.

Dynamic programming over moves that pair some of the left with some of the right, or leave one alone
(Needleman and Wunsch 1970; moves after Gale and Church 1993), a row of cells at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.alignment.band import CellBand, Values, take
from corpus.alignment.moves import Move, Step, move_named

ALONG = move_named("-a")
"""The move that takes one of the right only; every lattice has it."""

ROUNDED = 1e-6
"""Difference of two sums of the same costs."""

Join = Callable[[Values, Values], Values]
Gather = Callable[[Values], Values]


@dataclass(frozen=True, slots=True)
class Leaps:
    """What it costs to pass over any number at once, of the ``left`` or of the ``right``.

    ``back`` is what it costs to go on anywhere on the right between two of the left, and so to come back to what was
    passed over: then the same of the right may be taken twice.
    """

    left: float = np.inf
    right: float = np.inf
    back: float = np.inf

    def __truediv__(self, temper: float) -> Leaps:
        """Give the costs divided by ``temper``."""
        return Leaps(self.left / temper, self.right / temper, self.back / temper)


class Lattice:
    """All paths through the cells of a band; ``moves`` has for each move its cost by the cell where it ends."""

    def __init__(self, cells: CellBand, moves: Mapping[Move, Values], leaps: Leaps | None = None) -> None:
        self.cells = cells
        self.n, self.m = cells.n, cells.m
        self._moves = moves
        self._leaps = leaps or Leaps()

    def best(self) -> list[Step]:
        """Give the steps of the cheapest path from first to last; what is leapt over is in none."""
        grid = _sweep(self.cells, self._moves, self._leaps, np.minimum, np.minimum.accumulate)
        i, j = self.n, self.m
        found: list[list[Step]] = []
        while i or j:
            end = self.cells.cell(i, j)
            ways = {move: self._way(grid, move, i, j, end) for move in self._moves}
            move = min(ways, key=lambda move: ways[move])
            if ways[move] > grid[end] + ROUNDED:
                i, j = self._leapt(grid, i, j)
            else:
                i, j = i - move.left, j - move.right
                found.append(list(move.steps(i, j)))
        return [step for steps in reversed(found) for step in steps]

    def ends(self) -> Values:
        """Give what it costs to take all of the left and 0, 1, 2 … of the right; all cells must be there."""
        return _sweep(self.cells, self._moves, self._leaps, np.minimum, np.minimum.accumulate)[-self.m - 1 :]

    def _way(self, grid: Values, move: Move, i: int, j: int, end: int) -> float:
        begin = self.cells.cell(i - move.left, j - move.right)
        return float(grid[begin] + self._moves[move][end]) if begin >= 0 else np.inf

    def _leapt(self, grid: Values, i: int, j: int) -> tuple[int, int]:
        """Give the cell from which a leap to a cell is the cheapest."""
        row = grid[self.cells.start[i] : self.cells.start[i + 1]]
        before = row[: j - self.cells.low[i]]
        column = take(grid, self.cells.column(j)[:i])
        ways = [(float(side.min()) + cost, side) for side, cost in
                ((column, self._leaps.left), (before, self._leaps.right), (row, self._leaps.back)) if len(side)]
        _, side = min(ways, key=lambda way: way[0])
        at = int(side.argmin())
        return (at, j) if side is column else (i, int(self.cells.low[i]) + at)

    def certainties(self, steps: Sequence[Step], temper: float) -> list[float]:
        """Give the probability of each step's links, over all paths, with costs divided by ``temper``.

        Of a step with several links it is that of the least probable one; 0 for a step without links.
        """
        moves = {move: cost / temper for move, cost in self._moves.items()}
        leaps = self._leaps / temper
        grid = _sweep(self.cells, moves, leaps, _add, _running)
        turned = {move: take(cost, self.cells.shifted(move.left, move.right))[::-1] for move, cost in moves.items()}
        back = _sweep(self.cells.turned(), turned, leaps, _add, _running)[::-1]
        whole = grid[-1]

        def through(i: int, j: int, move: Move) -> float:
            """Probability of the move that begins at a cell."""
            begin, end = self.cells.cell(i, j), self.cells.cell(i + move.left, j + move.right)
            if begin < 0 or end < 0:
                return 0.0
            cost = grid[begin] + moves[move][end] + back[end]
            return float(np.exp(np.clip(whole - cost, -700, 0)))

        def link(i: int, j: int) -> float:
            return sum(through(i - a, j - b, move) for move in moves for a, b in _linked(move))

        return [min((min(1.0, link(i, j)) for i in here for j in there), default=0.0) for here, there in steps]


def _linked(move: Move) -> Iterator[tuple[int, int]]:
    """Give each of the left that a move takes with each of the right that it belongs to."""
    return ((a, b) for here, there in move.links for a in here for b in there)


def _sweep(cells: CellBand, moves: Mapping[Move, Values], leaps: Leaps, join: Join, gather: Gather) -> Values:
    """Give for each cell what ``join`` makes of the costs of all ways to it from the first cell.

    Shape (cells,), float64. ``gather`` is ``join`` over all values up to each. A row is made from the rows above it
    at once, then the leaps from these; the moves along it are put in last: less what has been passed over up to a
    cell, all cells of a row compare.
    """
    grid = np.full(len(cells), np.inf)
    start, low, high = cells.start.tolist(), cells.low.tolist(), cells.high.tolist()
    steep = [(move.left, move.right, cost) for move, cost in moves.items() if move.left]
    along = moves[ALONG]
    above = np.full(cells.m + 1, np.inf)
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
        if leaps.left < np.inf:
            row[:] = join(row, above[low[i] : high[i] + 1] + leaps.left)
        leapt = gather(row)
        gone = along[start[i] : start[i + 1]].astype(np.float64)
        gone[0] = 0.0
        gone = np.cumsum(gone)
        row[:] = gather(row - gone) + gone
        if leaps.right < np.inf:
            row[1:] = join(row[1:], leapt[:-1] + leaps.right)
        if leaps.back < np.inf:
            row[:] = join(row, leapt[-1] + leaps.back)
        if leaps.left < np.inf:
            above[low[i] : high[i] + 1] = join(above[low[i] : high[i] + 1], row)
    return grid


def _add(one: Values, other: Values) -> Values:
    """Add probabilities of which the negative logarithms are given."""
    total: Values = -np.logaddexp(-one, -other)
    return total


def _running(values: Values) -> Values:
    total: Values = -np.logaddexp.accumulate(-values)
    return total

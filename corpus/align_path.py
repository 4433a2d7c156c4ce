"""The cheapest way through two lists of turns, and how sure each step of it is.

Dynamic programming over moves that pair one turn with one, two with one, one with two, or leave one alone
(Needleman and Wunsch 1970; moves after Gale and Church 1993), done for whole diagonals at once.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from corpus.align_clues import Matrix
from corpus.align_costs import Costs

Grid = npt.NDArray[np.float64]
Step = tuple[range, range]
"""The turns on the left and those on the right that one move takes."""

_MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
_PAD = 2


class Lattice:
    """All paths through two lists of ``n`` and ``m`` turns with the cost of every move."""

    def __init__(self, costs: Costs) -> None:
        self.n, self.m = costs.one.shape
        self._wide = self.m + _PAD + 1
        self._moves = [self._spread(costs, di, dj) for di, dj in _MOVES]

    def best(self) -> list[Step]:
        """Give the cheapest path, as the moves from first to last."""
        grid = self._sweep(self._moves, np.minimum.reduce)
        i, j = self.n, self.m
        steps: list[Step] = []
        while i or j:
            ways = [
                grid[i - di + _PAD, j - dj + _PAD] + move[i + _PAD, j + _PAD]
                for (di, dj), move in zip(_MOVES, self._moves, strict=True)
            ]
            di, dj = _MOVES[int(np.argmin(ways))]
            steps.append((range(i - di, i), range(j - dj, j)))
            i, j = i - di, j - dj
        return steps[::-1]

    def certainties(self, steps: list[Step], temper: float) -> list[float]:
        """Give the probability of each step's links, over all paths, with costs divided by ``temper``.

        Of a step with several links it is that of the least probable one; 0 for a step without links.
        """
        moves = [move / temper for move in self._moves]
        grid = self._sweep(moves, _total)
        back = self._backward(moves)
        whole = grid[-1, -1]

        def through(i: int, j: int, di: int, dj: int) -> float:
            """Probability of the move that begins after i and j turns."""
            if i < 0 or j < 0 or i + di > self.n or j + dj > self.m:
                return 0.0
            move = moves[_MOVES.index((di, dj))][i + di + _PAD, j + dj + _PAD]
            cost = grid[i + _PAD, j + _PAD] + move + back[i + di, j + dj]
            return float(np.exp(np.clip(whole - cost, -700, 0)))

        def link(i: int, j: int) -> float:
            return (
                through(i, j, 1, 1)
                + through(i - 1, j, 2, 1)
                + through(i, j, 2, 1)
                + through(i, j - 1, 1, 2)
                + through(i, j, 1, 2)
            )

        return [
            min((min(1.0, link(i, j)) for i in here for j in there), default=0.0) for here, there in steps
        ]

    def _spread(self, costs: Costs, di: int, dj: int) -> Matrix:
        """Lay the costs of one move out by the cell where it ends; infinite where it cannot end."""
        out = np.full((self.n + _PAD + 1, self._wide), np.inf, np.float32)
        values = {
            (1, 1): costs.one,
            (1, 0): np.broadcast_to(costs.left[:, None], (self.n, self.m + 1)),
            (0, 1): np.broadcast_to(costs.right[None, :], (self.n + 1, self.m)),
            (2, 1): costs.two_one,
            (1, 2): costs.one_two,
        }[di, dj]
        out[_PAD + di :, _PAD + dj :] = values
        return out

    def _sweep(self, moves: list[Matrix], join: Callable[[Grid], Grid]) -> Grid:
        """Give for each cell what ``join`` makes of the costs of all ways to it from the first cell."""
        wide = self._wide
        grid = np.full((self.n + _PAD + 1, wide), np.inf)
        grid[_PAD, _PAD] = 0.0
        flat, flats = grid.reshape(-1), [move.reshape(-1) for move in moves]
        for diagonal in range(1, self.n + self.m + 1):
            first = max(0, diagonal - self.m)
            count = min(self.n, diagonal) - first + 1
            start = (first + _PAD) * wide + diagonal - first + _PAD
            cells = _diagonal(start, count, wide)
            ways: Grid = np.array(
                [
                    flat[_diagonal(start - di * wide - dj, count, wide)] + move[cells]
                    for (di, dj), move in zip(_MOVES, flats, strict=True)
                ],
                np.float64,
            )
            flat[cells] = join(ways)
        return grid

    def _backward(self, moves: list[Matrix]) -> Grid:
        """Give for each cell the total of all ways from it to the last cell; no padding."""
        turned = []
        for (di, dj), move in zip(_MOVES, moves, strict=True):
            out = np.full_like(move, np.inf)
            out[_PAD + di :, _PAD + dj :] = move[_PAD + di :, _PAD + dj :][::-1, ::-1]
            turned.append(out)
        return self._sweep(turned, _total)[_PAD:, _PAD:][::-1, ::-1]


def _diagonal(start: int, count: int, wide: int) -> slice:
    """Give the flat places of ``count`` cells going down and to the left from ``start``."""
    return slice(start, start + (count - 1) * (wide - 1) + 1, wide - 1)


def _total(ways: Grid) -> Grid:
    """Add probabilities whose negative logarithms are the rows of ``ways``."""
    least = ways.min(axis=0)
    shift = np.where(np.isfinite(least), least, 0.0)
    total = np.exp(shift - ways).sum(axis=0)
    with np.errstate(divide="ignore"):
        return np.asarray(shift - np.log(total), np.float64)

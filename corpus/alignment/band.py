"""The cells of two lists that an alignment looks at: all of them, or a band along what they surely share.

A cell (i, j) means that i of the left and j of the right have been taken. A row has the cells of one i; the
rows lie one behind the other in flat arrays, each from its own first to its own last j.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.integer[Any]]
"""Flat places of cells, or numbers of rows or columns."""
Values = npt.NDArray[np.floating[Any]]
"""Costs: one for each cell of a band, shape (cells,), float32 as weighed and float64 as summed."""

ALL_CELLS = 150_000
"""Up to so many cells all are looked at: some 390 turns a side."""

MOST_CELLS = 1_000_000
"""Cells of a band at most, about 0.3 GB."""

MARGIN = 40
"""Cells kept on either side of a band."""

REACH = 3
"""A stretch between two anchors reaches to the third beyond it, so that one wrong anchor does no harm."""


class CellBand:
    """Cells of ``n`` and ``m`` things; row i holds the cells (i, low[i]) to (i, high[i]).

    ``low``, ``high`` and ``start`` (where a row begins in flat arrays, and the number of cells) have a value for each
    of the n + 1 rows; ``rows`` and ``columns`` give i and j of each cell, as int32. The others are int64.
    """

    def __init__(self, low: Sequence[int], high: Sequence[int]) -> None:
        self.low, self.high = np.array(low, np.int64), np.array(high, np.int64)
        self.n, self.m = len(self.low) - 1, int(self.high[-1])
        widths = self.high - self.low + 1
        self.start = np.concatenate([[0], np.cumsum(widths)])
        self.rows: Places = np.repeat(np.arange(self.n + 1, dtype=np.int32), widths)
        self._shifted: dict[tuple[int, int], Places] = {}
        before = np.repeat((self.start[:-1] - self.low).astype(np.int32), widths)
        self.columns: Places = np.arange(self.start[-1], dtype=np.int32) - before

    def __len__(self) -> int:
        return int(self.start[-1])

    def cell(self, i: int, j: int) -> int:
        """Give the flat place of a cell, -1 where it is outside."""
        if 0 <= i <= self.n and self.low[i] <= j <= self.high[i]:
            return int(self.start[i] + j - self.low[i])
        return -1

    def shifted(self, di: int, dj: int) -> Places:
        """Give for every cell (i, j) the flat place of (i + di, j + dj), -1 where that is outside."""
        if (di, dj) not in self._shifted:
            self._shifted[di, dj] = self._shift(di, dj)
        return self._shifted[di, dj]

    def _shift(self, di: int, dj: int) -> Places:
        """Work out a shift row by row: all cells of a row go as far, and those at its ends may come to lie outside."""
        row = np.arange(self.n + 1) + di
        there = np.clip(row, 0, self.n)
        low = np.where(row == there, self.low[there] - dj, self.m + 1)
        high = self.high[there] - dj
        by = self.start[there] - self.low[there] + dj - (self.start[:-1] - self.low)
        widths = self.high - self.low + 1
        places: Places = np.arange(len(self), dtype=np.int32) + np.repeat(by.astype(np.int32), widths)
        places[(self.columns < np.repeat(low, widths)) | (self.columns > np.repeat(high, widths))] = -1
        return places

    def column(self, j: int) -> Places:
        """Give the flat places of the cells (0, j) to (n, j), -1 where one is outside."""
        places: Places = np.where((self.low <= j) & (j <= self.high), self.start[:-1] + j - self.low, -1)
        return places

    def turned(self) -> CellBand:
        """Give the band from its end: cell (i, j) becomes (n - i, m - j), its flat place counts from the end."""
        return CellBand((self.m - self.high[::-1]).tolist(), (self.m - self.low[::-1]).tolist())


def take(values: Values, places: Places) -> Values:
    """Give the values at flat places, in the shape of ``places``; infinity at -1."""
    return np.append(values, np.inf)[places]


def band(
    n: int, m: int, anchors: Sequence[tuple[int, int]] = (), *, all_up_to: int = ALL_CELLS, most: int = MOST_CELLS
) -> CellBand:
    """Give the cells to look at for lists of ``n`` and ``m``: all up to a number ``all_up_to``.

    Otherwise those near the ``anchors``, places in the two lists that probably belong together, rising in
    both; where these leave more than ``most`` open, the cells along the lines between them.
    """
    if (n + 1) * (m + 1) <= all_up_to or (not anchors and (n + 1) * (m + 1) <= most):
        return CellBand([0] * (n + 1), [m] * (n + 1))
    points = [(0, 0)] * REACH + list(anchors) + [(n, m)] * REACH
    firsts = [i for i, _ in points]
    low, high = [], []
    for i in range(n + 1):
        at = min(max(bisect_left(firsts, i + 1), REACH), len(points) - REACH)
        low.append(max(0, points[at - REACH][1] - MARGIN))
        high.append(min(m, points[at + REACH - 1][1] + MARGIN))
    if sum(high) - sum(low) + n + 1 > most:
        low, high = _along(n, m, points, max(MARGIN, most // (2 * n + 2)))
    return _whole(low, high, m)


def _along(n: int, m: int, points: Sequence[tuple[int, int]], margin: int) -> tuple[list[int], list[int]]:
    """Give first and last column of each row within ``margin`` of the straight lines between the points."""
    here, there = zip(*dict(points).items(), strict=True)
    line = np.interp(np.arange(n + 1), here, there)
    return [max(0, int(j) - margin) for j in line], [min(m, int(j) + margin) for j in line]


def _whole(low: list[int], high: list[int], m: int) -> CellBand:
    """Make rows rise and overlap, so that a path from first to last cell exists."""
    low[0], high[-1] = 0, m
    for i in range(1, len(low)):
        high[i] = max(high[i], high[i - 1])
    for i in range(len(low) - 2, -1, -1):
        low[i] = min(low[i], low[i + 1])
        high[i] = max(high[i], low[i + 1])
    for i in range(1, len(low)):
        high[i] = max(high[i], high[i - 1])
    return CellBand(low, high)


def chain(points: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Give the heaviest series of ``points`` that rises on both sides.

    ``ends`` has for each column where a series may end the heaviest one, columns and weights rising, so that the
    best series a point can follow is found by bisection. Points of one row come from the right to the left: then
    none follows another of its row.
    """
    best: list[tuple[float, tuple[int, int], int]] = []
    ends: list[tuple[int, float, int]] = []
    for i, j in sorted(points, key=lambda p: (p[0], -p[1])):
        at = bisect_left(ends, (j, -np.inf, 0))
        before = ends[at - 1] if at else (-1, 0.0, -1)
        weight = before[1] + points[i, j]
        best.append((weight, (i, j), before[2]))
        while at < len(ends) and ends[at][1] <= weight:
            del ends[at]
        if at == len(ends) or ends[at][0] > j:
            ends.insert(at, (j, weight, len(best) - 1))
    out: list[tuple[int, int]] = []
    at = ends[-1][2] if ends else -1
    while at >= 0:
        _, point, at = best[at]
        out.append(point)
    return out[::-1]

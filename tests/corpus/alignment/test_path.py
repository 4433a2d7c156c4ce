"""The dynamic programming against all paths counted one by one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest

from corpus.alignment.band import CellBand, Values, band, chain
from corpus.alignment.moves import Move, Step, move_named
from corpus.alignment.path import Lattice, Leaps

NAMES = ("a-a", "a-", "-a", "aa-a", "a-aa", "aaa-a", "aa-aa", "a.a-a", "abab-ab", "ab-ba")
MOVES = [move_named(name) for name in NAMES]


def _random_costs(cells: CellBand, seed: int) -> dict[Move, Values]:
    made = np.random.default_rng(seed)
    return {move: made.normal(1, 2, len(cells)).astype(np.float32) for move in MOVES}


def _paths(
    cells: CellBand, costs: dict[Move, Values], i: int = 0, j: int = 0
) -> Iterator[tuple[list[Step], float]]:
    if (i, j) == (cells.n, cells.m):
        yield [], 0.0
    for move, values in costs.items():
        end = cells.cell(i + move.left, j + move.right)
        if end >= 0:
            for path, cost in _paths(cells, costs, i + move.left, j + move.right):
                yield [*move.steps(i, j), *path], cost + float(values[end])


@pytest.mark.parametrize("cells", [CellBand([0] * 5, [4] * 5), CellBand([0, 0, 1, 2], [2, 3, 4, 4])])
@pytest.mark.parametrize("seed", range(3))
def test_the_best_path_and_its_certainties_are_those_of_all_paths(cells: CellBand, seed: int) -> None:
    costs = _random_costs(cells, seed)
    lattice = Lattice(cells, costs)
    every = list(_paths(cells, costs))
    best = lattice.best()
    assert min(every, key=lambda p: p[1])[0] == best
    for temper in (1.0, 2.5):
        whole = sum(math.exp(-cost / temper) for _, cost in every)
        for step, certainty in zip(best, lattice.certainties(best, temper), strict=True):
            links = [
                sum(math.exp(-c / temper) for p, c in every if any(i in s[0] and j in s[1] for s in p)) / whole
                for i in step[0]
                for j in step[1]
            ]
            assert certainty == pytest.approx(min(links, default=0.0), abs=1e-4)


def test_moves_are_read_by_their_names() -> None:
    assert list(move_named("a.a-a").steps(10, 20)) == [((10, 12), (20,)), ((11,), ())]
    assert list(move_named("ab-abab").steps(0, 0)) == [((0,), (0, 2)), ((1,), (1, 3))]
    assert list(move_named("-a").steps(3, 4)) == [((), (4,))]
    assert (move_named("aaa-a").left, move_named("aaa-a").right) == (3, 1)


def _costs(order: Sequence[int | None], size: int) -> tuple[CellBand, dict[Move, Values]]:
    """Give costs by which each of the left belongs with that of the right which stands in ``order``."""
    cells = CellBand([0] * (len(order) + 1), [size] * (len(order) + 1))
    partner = np.array([-1, *(-1 if at is None else at + 1 for at in order)])
    fits = (partner[cells.rows] == cells.columns) & (cells.columns > 0)
    alone = np.full(len(cells), 3.0)
    return cells, {move_named("a-a"): np.where(fits, -4.0, 12.0), move_named("a-"): alone, move_named("-a"): alone}


@pytest.mark.parametrize(("order", "size", "leaps"), [
    ([0, 1, 2, *[None] * 9, 3, 4], 5, Leaps(left=8.0)), ([0, 1, 11, 12], 13, Leaps(right=8.0)),
    ([7, 8, 9, 2, 3, 4], 12, Leaps(right=8.0, back=8.0)), ([6, 7, 8, *[None] * 6, 15, 16], 17, Leaps(8.0, 8.0, 8.0)),
])
@pytest.mark.parametrize("turned", [False, True])
def test_stretches_are_leapt_over(order: list[int | None], size: int, leaps: Leaps, turned: bool) -> None:
    if turned:
        order = [None if at is None else size - 1 - at for at in order[::-1]]
    lattice = Lattice(*_costs(order, size), leaps)
    steps = [step for step in lattice.best() if step[0] and step[1]]
    assert steps == [((i,), (j,)) for i, j in enumerate(order) if j is not None]
    assert all(0.97 < certainty <= 1 for certainty in lattice.certainties(steps, 1.0))


def test_short_lists_are_looked_at_whole_and_long_ones_near_their_anchors() -> None:
    assert len(band(9, 5)) == 60
    anchors = [(i, i // 2) for i in range(0, 3000, 10)]
    near = band(3000, 1500, anchors)
    assert len(near) < 0.15 * 3000 * 1500
    assert all(near.cell(i, j) >= 0 for i, j in [(0, 0), *anchors, (3000, 1500)])
    assert near.cell(0, 1500) == near.cell(3000, 0) == near.cell(-1, 0) == -1
    wrong = band(3000, 1500, sorted({**dict(anchors), 1500: 760}.items()))
    assert all(wrong.cell(i, j) >= 0 for i, j in anchors)


def test_without_anchors_the_band_lies_along_the_diagonal() -> None:
    cells = band(2000, 1000, all_up_to=9, most=400_000)
    assert len(cells) <= 450_000
    assert all(cells.cell(i, i // 2) >= 0 for i in range(2001))


def test_a_band_that_jumps_has_a_way_through() -> None:
    cells = band(600, 600, [(300, 50), (301, 550)], all_up_to=1, most=1)
    costs = {move: np.ones(len(cells)) for move in MOVES[:3]}
    assert Lattice(cells, costs).best()


def test_the_heaviest_rising_chain() -> None:
    points = {(1, 1): 1.0, (2, 5): 5.0, (3, 2): 2.0, (4, 3): 2.0, (5, 6): 1.0, (5, 4): 1.5, (6, 6): 1.0}
    rising = [
        list(some)
        for size in range(1, len(points) + 1)
        for some in combinations(sorted(points), size)
        if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(some))
    ]
    heaviest = max(sum(points[p] for p in some) for some in rising)
    assert sum(points[p] for p in chain(points)) == heaviest
    assert chain(points) in rising
    assert chain({}) == []

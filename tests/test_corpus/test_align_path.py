"""The dynamic programming against all paths counted one by one."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from corpus.align_costs import Costs
from corpus.align_path import Lattice, Step

MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def _random_costs(n: int, m: int, seed: int) -> Costs:
    made = np.random.default_rng(seed)
    shapes = (n, m), (n - 1, m), (n, m - 1), (n,), (m,)
    return Costs(*(made.normal(1, 2, shape).astype(np.float32) for shape in shapes))


def _paths(n: int, m: int) -> Iterator[list[Step]]:
    if n == m == 0:
        yield []
        return
    for di, dj in MOVES:
        if di <= n and dj <= m:
            for path in _paths(n - di, m - dj):
                yield [*path, (range(n - di, n), range(m - dj, m))]


def _cost(costs: Costs, step: Step) -> float:
    (here, there) = step
    table = {
        (1, 1): lambda: costs.one[here.start, there.start],
        (1, 0): lambda: costs.left[here.start],
        (0, 1): lambda: costs.right[there.start],
        (2, 1): lambda: costs.two_one[here.start, there.start],
        (1, 2): lambda: costs.one_two[here.start, there.start],
    }
    return float(table[len(here), len(there)]())


@pytest.mark.parametrize(
    ("n", "m", "seed"), [(1, 1, 0), (1, 4, 1), (4, 1, 2), (3, 4, 3), (5, 4, 4), (4, 5, 5)]
)
def test_the_best_path_and_its_certainties_are_those_of_all_paths(n: int, m: int, seed: int) -> None:
    costs = _random_costs(n, m, seed)
    lattice = Lattice(costs)
    every = [(path, sum(_cost(costs, step) for step in path)) for path in _paths(n, m)]
    best = lattice.best()
    assert sum(_cost(costs, step) for step in best) == pytest.approx(min(cost for _, cost in every), abs=1e-4)
    for temper in (1.0, 2.5):
        whole = sum(math.exp(-cost / temper) for _, cost in every)
        for step, certainty in zip(best, lattice.certainties(best, temper), strict=True):
            links = [
                sum(math.exp(-c / temper) for p, c in every if any(i in s[0] and j in s[1] for s in p))
                / whole
                for i in step[0]
                for j in step[1]
            ]
            assert certainty == pytest.approx(min(links, default=0.0), abs=1e-4)

"""What the short cuts of counting and ordering give is what the long way gives."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from indexer.arrays.files import Lists, ints, save, starts
from indexer.arrays.passages import PassageSet, all_of, any_of
from indexer.concordance.postings import Postings, inverted, positions
from indexer.search.facets import FacetCounter
from indexer.search.outcome import Outcome

SIZE = 200


def some(chance: random.Random, count: int) -> set[int]:
    return set(chance.sample(range(SIZE), count))


def chosen(numbers: set[int], as_mask: bool) -> PassageSet:
    given = PassageSet(SIZE, np.array(sorted(numbers), dtype=np.int64))
    return PassageSet.of_mask(given.mask) if as_mask else given


@pytest.mark.parametrize("seed", range(20))
def test_passages_join_as_sets_do(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    sets = [some(chance, chance.choice([0, 1, 5, 60, SIZE])) for _ in range(3)]
    parts = [chosen(numbers, chance.random() < 0.5) for numbers in sets]
    assert set(all_of(parts).numbers.tolist()) == sets[0] & sets[1] & sets[2]
    assert set(any_of(parts).numbers.tolist()) == sets[0] | sets[1] | sets[2]
    assert set((~parts[0]).numbers.tolist()) == set(range(SIZE)) - sets[0]
    assert set(parts[0].where(parts[1].mask).numbers.tolist()) == sets[0] & sets[1]
    owners = np.array(sorted([*sets[2], *sets[2]]), dtype=np.int32)
    again = PassageSet.of_owners(owners, SIZE)
    assert len(again) == len(sets[2])
    assert again.numbers.tolist() == sorted(sets[2])


@pytest.mark.parametrize("limit", [0, 1, 3, 20, 150, SIZE, 500])
@pytest.mark.parametrize("offset", [0, 7, 190])
def test_a_page_is_a_part_of_the_order(limit: int, offset: int) -> None:
    chance = np.random.default_rng(limit + offset)
    kept = PassageSet(SIZE, np.arange(SIZE))
    outcome = Outcome(*(cast("Any", None),) * 5, kept, cast("Any", None), "relevance", chance.integers(0, 9, SIZE))
    order = sorted(range(SIZE), key=lambda at: (cast("Any", outcome.keys)[at], at))
    assert outcome.page(offset, limit).tolist() == order[offset : offset + limit]


@pytest.mark.parametrize("seed", range(10))
def test_postings_count_what_stands_there(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    owners = sorted(chance.choices(range(SIZE), k=seed * 60))
    tokens = chance.choices(range(30), k=len(owners))
    found = inverted(positions(ints(tokens), 30), ints(owners))
    for name, values in (("postings", found.passages), ("postings.at", found.at), ("postings.often", found.often)):
        save(tmp_path, name, values)
    postings = Postings(tmp_path, SIZE)
    for wanted in (range(0), range(3, 4), range(3, 17), [5], [1, 8, 20], list(range(30))):
        passages, often = postings.of(wanted)
        counted = [sum(o == p and t in wanted for o, t in zip(owners, tokens, strict=True)) for p in range(SIZE)]
        assert dict(zip(passages.tolist(), often.tolist(), strict=True)) == {p: n for p, n in enumerate(counted) if n}
        assert passages.tolist() == sorted(passages.tolist())


@pytest.mark.parametrize("seed", range(10))
def test_all_columns_are_counted_at_once(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    names = ["unknown", "b", "a", "c"]
    codes = np.array(chance.choices(range(4), k=SIZE), dtype=np.int32)
    lists = [chance.sample(range(1, 4), chance.choice([0, 1, 1, 3])) for _ in range(SIZE)]
    pages = Lists(np.array([p for row in lists for p in row], dtype=np.int32), starts(np.array(list(map(len, lists)))))
    turns = np.sort(np.array(chance.choices(range(SIZE // (1 + seed % 3)), k=SIZE), dtype=np.int32))
    counter = FacetCounter({"one": (names, codes)}, {"page": (names, pages), "other": (names, pages)}, turns)

    def rows(passages: list[int], held: list[list[int]]) -> list[list[int]]:
        """Give the values of each turn of these passages."""
        found: dict[int, list[int]] = {}
        for at in passages:
            found.setdefault(int(turns[at]), []).extend(held[at] or [0])
        return list(found.values())

    single = [[int(code)] for code in codes]
    every, own = sorted(some(chance, 70)), sorted(some(chance, 30))
    counted = counter.counts(np.array(every), {"one": np.array(own), "other": np.array(own)})
    assert counted["one"] == ranked(names, rows(own, single))
    assert counted["page"] == ranked(names, rows(every, lists))
    assert counted["other"] == ranked(names, rows(own, lists))
    few = every[:2] if seed % 2 else []
    wide = FacetCounter(
        {"one": ([*names, *(f"z{at}" for at in range(9 * SIZE))], codes)}, {"page": (names, pages)}, turns)
    assert wide.counts(np.array(few, dtype=np.int64), {}) == {
        "one": ranked(names, rows(few, single)), "page": ranked(names, rows(few, lists))
    }


def ranked(names: list[str], rows: list[list[int]]) -> tuple[tuple[str, int], ...]:
    counts = {code: sum(code in row for row in rows) for code in range(len(names))}
    order = sorted((code for code, count in counts.items() if count), key=lambda code: (-counts[code], names[code]))
    return tuple((names[code], counts[code]) for code in order)

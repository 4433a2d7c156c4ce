"""Which node holds which text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.cluster.spreading import spread

SIZES = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 5_000), max_size=30)


@given(SIZES, st.integers(1, 6))
def test_every_text_has_a_node_and_keeps_it(sizes: dict[str, int], count: int) -> None:
    where = spread(sizes, [set() for _ in range(count)])
    assert where.keys() == sizes.keys() and all(0 <= node < count for node in where.values())
    held = [{text for text, node in where.items() if node == number} for number in range(count)]
    assert spread(sizes, held) == where


@given(SIZES, st.integers(2, 5))
def test_no_node_has_a_text_more_than_another_when_all_are_new(sizes: dict[str, int], count: int) -> None:
    where = spread(sizes, [set() for _ in range(count)])
    load = [sum(sizes[text] for text, node in where.items() if node == number) for number in range(count)]
    assert max(load) - min(load) <= max(sizes.values(), default=0)


def test_one_text_more_moves_no_other() -> None:
    sizes = {f"text-{number}": 100 + number for number in range(20)}
    where = spread(sizes, [set(), set()])
    held = [{text for text, node in where.items() if node == number} for number in range(2)]
    more = spread({**sizes, "new": 500}, held)
    assert {text: more[text] for text in sizes} == where


def test_from_two_nodes_to_four_about_half_is_moved() -> None:
    sizes = {f"text-{number}": 100 for number in range(40)}
    where = spread(sizes, [set(), set()])
    held = [{text for text, node in where.items() if node == number} for number in range(2)]
    more = spread(sizes, [*held, set(), set()])
    load = [sum(100 for node in more.values() if node == number) for number in range(4)]
    assert max(load) <= 1.5 * 1_000 and min(load) >= 500
    assert sum(more[text] != where[text] for text in sizes) <= 20

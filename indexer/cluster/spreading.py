"""Which node holds which text: texts stay where they are, new ones go where there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

UNEVEN = 1.5
"""So many times the mean a node may hold before texts are moved off it, as when nodes were added."""


def spread(sizes: Mapping[str, int], held: Sequence[AbstractSet[str]]) -> dict[str, int]:
    """Give for each text the number of its node; ``sizes`` are turns, ``held`` the texts that each node has whole.

    The same texts and nodes give the same answer.
    """
    where: dict[str, int] = {}
    load = [0] * len(held)
    for text, size in sizes.items():
        node = next((number for number, texts in enumerate(held) if text in texts), None)
        if node is not None:
            where[text] = node
            load[node] += size
    for text in sorted(sizes.keys() - where.keys(), key=lambda one: (-sizes[one], one)):
        where[text] = load.index(min(load))
        load[where[text]] += sizes[text]
    _evened(where, load, sizes)
    return where


def _evened(where: dict[str, int], load: list[int], sizes: Mapping[str, int]) -> None:
    """Move texts from the fullest node to the emptiest while that makes the fullest smaller."""
    while max(load) > UNEVEN * sum(load) / len(load):
        full, empty = load.index(max(load)), load.index(min(load))
        room = load[full] - load[empty]
        movable = sorted((text for text, node in where.items() if node == full and 0 < sizes[text] < room),
                         key=lambda one: (abs(room - 2 * sizes[one]), one))
        if not movable:
            return
        where[movable[0]] = empty
        load[full] -= sizes[movable[0]]
        load[empty] += sizes[movable[0]]

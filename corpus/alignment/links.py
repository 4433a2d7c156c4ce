"""Turns that belong together, as places in two lists, and the surest set of such links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.alignment.path import Lattice

PROBABLE = 0.5
"""A link that is surer than this is likelier right than not."""


@dataclass(frozen=True, slots=True)
class TurnLink:
    """Turns that belong together, by their places in the two lists, rising; ``confidence`` is from 0 to 1."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    confidence: float


def best_links(lattice: Lattice, temper: float) -> list[TurnLink]:
    """Give the links on the cheapest path, in the order of the left; costs are divided by ``temper`` for confidence."""
    steps = [step for step in lattice.best() if step[0] and step[1]]
    return [
        TurnLink(here, there, certainty)
        for (here, there), certainty in zip(steps, lattice.certainties(steps, temper), strict=True)
    ]


def surest(links: Iterable[TurnLink]) -> list[TurnLink]:
    """Give the links without those that hold a turn of the right that a surer one holds, in the order of the left."""
    taken: set[int] = set()
    found = []
    for link in sorted(links, key=lambda link: -link.confidence):
        if taken.isdisjoint(link.right):
            taken.update(link.right)
            found.append(link)
    return sorted(found, key=lambda link: link.left)

"""Turns that belong together, as places in two lists, and the surest set of such links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from corpus.alignment.band import CellBand, Values
from corpus.alignment.moves import Move
from corpus.alignment.path import ALONG, Lattice, Leaps

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


def links_anywhere(cells: CellBand, moves: Mapping[Move, Values], leaps: Leaps, temper: float) -> list[TurnLink]:
    """Give the surest links where what the right has before the first and behind the last of the left costs nothing.

    With leaps back the left may have it in another order, and would take some of it twice.
    """
    outside = (cells.rows == 0) | (cells.rows == cells.n)
    along = np.where(outside, np.float32(0.0), moves[ALONG])
    return _surest(best_links(Lattice(cells, {**moves, ALONG: along}, leaps), temper))


def _surest(links: Iterable[TurnLink]) -> list[TurnLink]:
    """Give the links without those that hold a turn of the right that a surer one holds, in the order of the left."""
    taken: set[int] = set()
    found = []
    for link in sorted(links, key=lambda link: -link.confidence):
        if taken.isdisjoint(link.right):
            taken.update(link.right)
            found.append(link)
    return sorted(found, key=lambda link: link.left)

"""What belongs together in a move, weighed for all cells of a band at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.alignment.band import CellBand, Places, Values
from corpus.alignment.clues import shared
from corpus.alignment.moves import Move, Step


class LinkedPlaces:
    """The places of a step of a move, by the cell where the move ends.

    ``left`` and ``right`` have for each place of that side its numbers in the list, ``pairs`` the flat places where
    each of the left ends with each of the right; all have shape (cells,) and anything where the move begins outside
    of the band, which ``fits`` tells. ``joined`` says how many are joined to others of their side.
    """

    def __init__(self, cells: CellBand, move: Move, step: Step) -> None:
        self.left = [np.maximum(cells.rows - move.left + at, 0) for at in step[0]]
        self.right = [np.maximum(cells.columns - move.right + at, 0) for at in step[1]]
        self.pairs = [cells.shifted(a + 1 - move.left, b + 1 - move.right) for a in step[0] for b in step[1]]
        self.joined = len(step[0]) + len(step[1]) - 2
        self.fits = (cells.rows >= move.left) & (cells.columns >= move.right)
        for places in self.pairs:
            self.fits &= places >= 0

    def lengths(self, left: Values, right: Values) -> tuple[Values, Values]:
        """Give what the members of each side add up to; ``left`` and ``right`` have a value for each of the lists."""
        return _sum(left, self.left), _sum(right, self.right)


class SharedClues:
    """What things of two lists share: it makes a group cheaper by ``gain`` for each unit of its rarity.

    What only one side of the group has makes it dearer by ``missed``.
    """

    def __init__(
        self, left: Sequence[frozenset[str]], right: Sequence[frozenset[str]], cells: CellBand, gain: float,
        missed: float, *, spare: int = 0,
    ) -> None:
        self._both, self._left, self._right = shared(left, right, cells, spare=spare)
        self._gain, self._missed = gain, missed

    def cost(self, group: LinkedPlaces) -> Values:
        """Weigh a group; what several of a side have counts as often as both sides have it."""
        here, there = group.lengths(self._left, self._right)
        common = np.minimum(_sum(self._both, group.pairs), np.minimum(here, there))
        found: Values = self._missed * (here + there - 2 * common) - self._gain * common
        return found


def _sum(values: Values, places: Sequence[Places]) -> Values:
    total = values[places[0]]
    for other in places[1:]:
        total = total + values[other]
    return total

"""What a step of an alignment takes of both sides, and which of it belongs together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

ALONE = "."
"""Stands in the name of a move for what is left alone."""

Step = tuple[tuple[int, ...], tuple[int, ...]]
"""Places on the left and on the right that belong together; one side's may be empty."""


@dataclass(frozen=True, slots=True)
class Move:
    """How many of the left and of the right a move takes, ``left`` and ``right``, and what it does with them.

    ``links`` has places that belong together and ``alone`` those without a partner, counted from the move's first.
    """

    left: int
    right: int
    links: tuple[Step, ...]
    alone: Step

    def steps(self, i: int, j: int) -> Iterator[Step]:
        """Give the steps of the move where it begins behind ``i`` of the left and ``j`` of the right."""
        for here, there in self.links:
            yield tuple(i + a for a in here), tuple(j + b for b in there)
        for a in self.alone[0]:
            yield (i + a,), ()
        for b in self.alone[1]:
            yield (), (j + b,)


def move_named(name: str) -> Move:
    """Read the name of a move: letters for what it takes of the left, a dash, letters for the right.

    Equal letters belong together, a point has no partner: ``aa-a`` joins two of the left, ``a-`` leaves one of them
    alone, ``a.a-a`` does both, ``abab-ab`` joins what changes twice on the left with what changes once on the right.
    """
    left, _, right = name.partition("-")
    shared = sorted((set(left) & set(right)) - {ALONE})
    return Move(
        len(left), len(right),
        tuple((_places(left, letter), _places(right, letter)) for letter in shared),
        (tuple(at for at, letter in enumerate(left) if letter not in shared),
         tuple(at for at, letter in enumerate(right) if letter not in shared)),
    )


def _places(letters: str, letter: str) -> tuple[int, ...]:
    return tuple(at for at, other in enumerate(letters) if other == letter)

"""What speaks for a pair or against it, for the reader."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.alignment.clues import clues
from corpus.alignment.costs import english_length
from corpus.model.turns import Turn

CLOSE = 1.5
"""Up to this factor two texts are of the same length."""


def reasons(left: Sequence[Turn], right: Sequence[Turn]) -> tuple[str, ...]:
    """Say what speaks for or against a pair, each in a word that may have a figure behind it.

    ``speaker`` (the same), ``other speaker``; ``numbers 2/3`` and ``names 1/1`` (found on both sides, of those on
    the side that has more); ``length`` (as a translation has it), ``shorter`` or ``longer`` (the right side).
    """
    out = []
    here, there = ({t.speaker for t in side if t.speaker} for side in (left, right))
    if here and there:
        out.append("speaker" if here & there else "other speaker")
    ours, theirs = (frozenset().union(*(clues(t.text, t.lang) for t in side)) for side in (left, right))
    for name, numeric in (("numbers", True), ("names", False)):
        one, other = ({c for c in side if c[0].isdigit() is numeric} for side in (ours, theirs))
        if one or other:
            out.append(f"{name} {len(one & other)}/{max(len(one), len(other))}")
    ratio = _length(right) / _length(left)
    out.append("length" if 1 / CLOSE <= ratio <= CLOSE else "shorter" if ratio < 1 else "longer")
    return tuple(out)


def _length(turns: Sequence[Turn]) -> float:
    return sum(english_length(t.text, t.lang) for t in turns)

"""What speaks for a pair or against it, for the reader."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.alignment.clues import clues
from corpus.alignment.costs import english_length
from corpus.model.notes import Note
from corpus.model.turns import Turn

CLOSE = 1.5
"""Up to this factor two texts are of the same length."""


def reasons(left: Sequence[Turn], right: Sequence[Turn]) -> tuple[Note, ...]:
    """Tell what speaks for or against a pair: the speaker, numbers and names, the length of the right side.

    Of numbers and names those are counted that are found on both sides, ``of`` those on the side that has more.
    """
    out = []
    here, there = ({t.speaker for t in side if t.speaker} for side in (left, right))
    if here and there:
        out.append(Note("speaker-same") if here & there else Note("speaker-differs"))
    ours, theirs = (frozenset().union(*(clues(t.text, t.lang) for t in side)) for side in (left, right))
    for numeric in (True, False):
        one, other = ({c for c in side if c[0].isdigit() is numeric} for side in (ours, theirs))
        if one or other:
            shared, of = len(one & other), max(len(one), len(other))
            out.append(Note("numbers-shared", shared=shared, of=of) if numeric else
                       Note("names-shared", shared=shared, of=of))
    ratio = _length(right) / _length(left)
    if 1 / CLOSE <= ratio <= CLOSE:
        out.append(Note("length-fits"))
    else:
        out.append(Note("length-shorter") if ratio < 1 else Note("length-longer"))
    return tuple(out)


def _length(turns: Sequence[Turn]) -> float:
    return sum(english_length(t.text, t.lang) for t in turns)

"""Doubts about how a page is set: what the rules for columns do not part, or part where rows belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.model.notes import Note
from corpus.reading.pdf.lines import Leaf, Line

_GAP = 1.5
"""Space inside a line, in sizes of its letters, that no justified line has."""

_ROWS, _FEWEST, _WORDS = 6, 4, 5
"""So many lines stand in a column of names at least; so many of so many words with a gap at one place are columns, as
the few rows of a table are."""

_STEP = 0.9
"""Lines are farther apart than this, in sizes of their letters: what stands nearer is set beside the line above."""

_PLACE = 12.0
"""Gaps that end within so many points are at one place."""

_NARROW = 0.35
"""A column of names is narrower than this share of that of the speeches."""

_NAME_WORDS = 4
_NAMES = 0.8
"""Share of the lines of a column that are names: few words, in capitals."""


def layout_doubts(leaves: Iterable[Leaf]) -> list[Note]:
    """Give a doubt for the sheets that may have been read across their columns, or names apart from their speeches."""
    across: list[int] = []
    names: list[int] = []
    for leaf in leaves:
        if any(_has_columns(column) for column in leaf.columns):
            across.append(leaf.sheet)
        if any(_are_names(one, other) for one in leaf.columns for other in leaf.columns if one is not other):
            names.append(leaf.sheet)
    out = [Note("sheets-read-across", sheets=tuple(dict.fromkeys(across)))] if across else []
    return [*out, Note("sheets-of-names", sheets=tuple(dict.fromkeys(names)))] if names else out


def _has_columns(lines: Sequence[Line]) -> bool:
    """Whether several lines of what was read as one column have a wide gap at one place, or others beside them."""
    beside = sum(0 < a.y - b.y < _STEP * b.size and (b.x1 <= a.x0 or a.x1 <= b.x0) for a, b in pairwise(lines))
    places: Counter[int] = Counter()
    for line in lines:
        if len(line.words) < _WORDS:
            continue
        here = {int(b.x0 // _PLACE) for a, b in pairwise(line.words) if b.x0 - a.x1 >= _GAP * line.size}
        places.update({near for place in here for near in (place, place + 1)})
    return max([beside, *places.values()]) >= _FEWEST


def _are_names(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether a column holds the names to the speeches of another, beside it."""
    beside = one[0].y >= other[-1].y and other[0].y >= one[-1].y
    short = [line for line in one if len(line.words) <= _NAME_WORDS and line.text.isupper()]
    widths = [max(line.x1 for line in lines) - min(line.x0 for line in lines) for lines in (one, other)]
    return beside and len(one) >= _ROWS and len(short) >= _NAMES * len(one) and widths[0] < _NARROW * widths[1]

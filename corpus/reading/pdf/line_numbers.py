"""Numbers of lines in the margin, as transcripts for courts have them: taken out of the lines they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.reading.pdf.lines import Leaf, Line, PrintedWord

_LEAST = 5
"""A column of line numbers has so many at least on a page."""

_MOST = 150
"""No page has more lines."""

_RISING = 0.9
"""Share of the numbers that are higher than the one above; recognisers misread some."""

_SPREAD = 1.0
"""Numbers of one column end, or begin, within so many font sizes of the usual place."""


def without_line_numbers(leaves: Sequence[Leaf]) -> tuple[list[Leaf], list[tuple[int, str]]]:
    """Give the leaves without numbers of lines, and these (sheet, text), a page's together."""
    out: list[Leaf] = []
    taken: list[tuple[int, str]] = []
    for leaf in leaves:
        numbers = _numbers(leaf.lines, 0) or _numbers(leaf.lines, -1)
        gone = {id(word) for word in numbers}
        if gone:
            taken.append((leaf.sheet, " ".join(word.text for word in numbers)))
            columns = (tuple(_without(line, gone) for line in column) for column in leaf.columns)
            kept = (tuple(line for line in column if line.words) for column in columns)
            leaf = replace(leaf, columns=tuple(column for column in kept if column))
        out.append(leaf)
    return out, taken


def _without(line: Line, gone: set[int]) -> Line:
    return Line(tuple(word for word in line.words if id(word) not in gone))


def _numbers(lines: Sequence[Line], end: int) -> list[PrintedWord]:
    """Give the words at one end of the lines (0 the left, -1 the right) that number them; else none."""
    found = [line.words[end] for line in sorted(lines, key=lambda line: -line.y) if _is_number(line.words[end])]
    if len(found) < _LEAST:
        return []
    place = median(_inner(word, end) for word in found)
    found = [word for word in found if abs(_inner(word, end) - place) <= _SPREAD * word.size]
    rising = [int(b.text) > int(a.text) for a, b in pairwise(found)]
    steps = [int(b.text) - int(a.text) for a, b in pairwise(found)]
    if len(found) < _LEAST or sum(rising) < _RISING * len(rising) or median(steps) not in (1, 5, 10):
        return []
    gone = {id(word) for word in found}
    rest = [line for line in (_without(line, gone) for line in lines) if line.words]
    return found if rest and all(_clear_of(line, found, end) for line in rest if len(line.words) > 1) else []


def _is_number(word: PrintedWord) -> bool:
    return word.text.isascii() and word.text.isdigit() and 0 < int(word.text) <= _MOST


def _inner(word: PrintedWord, end: int) -> float:
    """Give the side of a number that is towards the text."""
    return word.x1 if end == 0 else word.x0


def _clear_of(line: Line, numbers: Sequence[PrintedWord], end: int) -> bool:
    """Whether a line of text stays on its side of the numbers of its page."""
    if end == 0:
        return line.x0 >= max(word.x1 for word in numbers)
    return line.x1 <= min(word.x0 for word in numbers)

"""Numbers of lines in the margin, as transcripts for courts have them: taken out of the lines they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.reading.pdf.lines import Leaf, Line, PrintedWord

_LEAST = 5
"""A column of line numbers has so many at least on a page."""

_FEW, _SLACK = 3, 2
"""Those that count every fifth or tenth line are fewer, and stand as many lines apart, with such a slack."""

_MOST = 150
"""No page has more lines."""

_RISING = 0.9
"""Share of the numbers that are higher than the one above; recognisers misread some."""

_CLEAR = 0.85
"""Share of the lines of text that stay clear of the numbers."""

_SPREAD = 1.0
"""Numbers of one column end, or begin, within so many font sizes of the usual place."""


def without_line_numbers(leaves: Sequence[Leaf]) -> tuple[list[Leaf], list[tuple[int, str]]]:
    """Give the leaves without numbers of lines, and these (sheet, text), a page's together."""
    out: list[Leaf] = []
    taken: list[tuple[int, str]] = []
    left, right = ([_numbers(leaf.lines, end) for leaf in leaves] for end in (0, -1))
    for n, leaf in enumerate(leaves):
        numbers = left[n] or right[n] or _few(leaf.lines, left, 0) or _few(leaf.lines, right, -1)
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
    words = [line.words[end] for line in sorted(lines, key=lambda line: -line.y)]
    found = [word for word in words if _is_number(word)]
    if len(found) < _FEW:
        return []
    place = median(_inner(word, end) for word in found)
    found = [word for word in found if abs(_inner(word, end) - place) <= _SPREAD * word.size]
    if not _counts(found, lines):
        return []
    gone = {id(word) for word in found}
    rest = [line for line in (_without(line, gone) for line in lines) if line.words]
    return found if rest and _is_clear([line for line in rest if len(line.words) > 1], found, end) else []


def _counts(numbers: Sequence[PrintedWord], lines: Sequence[Line]) -> bool:
    """Say whether numbers below each other count lines: they rise, by a step that such numbers have."""
    steps = [int(b.text) - int(a.text) for a, b in pairwise(numbers)]
    rising = sum(step > 0 for step in steps)
    if len(numbers) < _FEW or rising < _RISING * len(steps) or median(steps) not in (1, 5, 10):
        return False
    return len(numbers) >= _LEAST or _are_even(lines, numbers, steps)


def _are_even(lines: Sequence[Line], numbers: Sequence[PrintedWord], steps: Sequence[int]) -> bool:
    """Say whether few numbers rise by the same step, of several lines, and stand as many lines apart."""
    step = steps[0]
    if step == 1 or set(steps) != {step} or int(numbers[0].text) not in (step, 2 * step):
        return False
    rows = sorted({round(line.y) for line in lines}, reverse=True)
    gap = median(a - b for a, b in pairwise(rows))
    return all(abs((a.y - b.y) / gap - step) <= _SLACK for a, b in pairwise(numbers))


def _few(lines: Sequence[Line], others: Sequence[Sequence[PrintedWord]], end: int) -> list[PrintedWord]:
    """Give the few numbers of a page, as of the last of a chapter, that stand where those of ``others`` do.

    They begin and rise by the same step; a recogniser may have lost one.
    """
    known = [own for own in others if own]
    places = [median(_inner(word, end) for word in own) for own in known]
    ordered = sorted(lines, key=lambda line: -line.y)
    found = [word for line in ordered if _is_number(word := line.words[end]) and _stands_at(word, places, end)]
    if not found:
        return []
    step = median(int(b.text) - int(a.text) for own in known for a, b in pairwise(own))
    may_be = (step, 2 * step)
    if int(found[0].text) not in may_be or any(int(b.text) - int(a.text) not in may_be for a, b in pairwise(found)):
        return []
    gone = {id(word) for word in found}
    rest = [line for line in (_without(line, gone) for line in lines) if len(line.words) > 1]
    return found if _is_clear(rest, found, end) else []


def _stands_at(word: PrintedWord, places: Sequence[float], end: int) -> bool:
    """Whether a number stands at one of the places where those of other pages do."""
    return any(abs(_inner(word, end) - place) <= _SPREAD * word.size for place in places)


def _is_number(word: PrintedWord) -> bool:
    return word.text.isascii() and word.text.isdigit() and 0 < int(word.text) <= _MOST


def _inner(word: PrintedWord, end: int) -> float:
    """Give the side of a number that is towards the text."""
    return word.x1 if end == 0 else word.x0


def _is_clear(lines: Sequence[Line], numbers: Sequence[PrintedWord], end: int) -> bool:
    """Say whether nearly all lines of text stay on their side of the numbers: one may run out into the margin."""
    return sum(_clear_of(line, numbers, end) for line in lines) >= _CLEAR * len(lines)


def _clear_of(line: Line, numbers: Sequence[PrintedWord], end: int) -> bool:
    """Whether a line of text stays on its side of the numbers of its page."""
    if end == 0:
        return line.x0 >= max(word.x1 for word in numbers)
    return line.x1 <= min(word.x0 for word in numbers)

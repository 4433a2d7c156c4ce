"""Numbers that stand clearly on their pages win over the sequence of their neighbours.

Copies from an archive have pages left out anywhere: 31, 35, 36, 39, 52. The sequence (:mod:`page_numbers`) repairs what
cannot be read, and a number between neighbours that leave it one value, or that stands out of their order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from corpus.reading.pdf.page_numbers import Numbered

_RUN = 3
"""So many following pages without a gap tell that a recognised number at an end is misread by one digit; a digit more
or less than the sequence has tells it alone."""


def settled(numbers: Sequence[Numbered], clear: Sequence[int | None], recognised: Sequence[bool]) -> list[Numbered]:
    """Give the labels with those replaced that contradict a clear number.

    ``clear`` has the arabic number that stands on each leaf without doubt, None where there is none or several;
    ``recognised`` says of each leaf whether a recogniser read it.
    """
    rising = _longest_rising(clear)
    clear = [
        value if i in rising or numbers[i].label == str(value) else None for i, value in enumerate(clear)
    ]
    won = {
        i: value for i, value in enumerate(clear)
        if value is not None and numbers[i].label != str(value) and _wins(i, value, numbers[i].label, clear, recognised)
    }
    if not won:
        return list(numbers)
    return [
        Numbered(str(won[i]), True) if i in won else _between(i, number, clear, won)
        for i, number in enumerate(numbers)
    ]


def _longest_rising(clear: Sequence[int | None]) -> set[int]:
    """Give the leaves of the longest series of rising numbers (patience sorting): what stands out of it is misread."""
    tails: list[tuple[int, int]] = []
    before: dict[int, int | None] = {}
    for i, value in enumerate(clear):
        if value is None:
            continue
        at = bisect_left(tails, (value, -1))
        before[i] = tails[at - 1][1] if at else None
        tails[at : at + 1] = [(value, i)]
    out: set[int] = set()
    leaf = tails[-1][1] if tails else None
    while leaf is not None:
        out.add(leaf)
        leaf = before[leaf]
    return out


def _near(index: int, clear: Sequence[int | None], step: int) -> tuple[int, int] | None:
    """Give the nearest leaf before (``step`` -1) or behind that has a clear number, and the number."""
    at = index + step
    while 0 <= at < len(clear):
        value = clear[at]
        if value is not None:
            return at, value
        at += step
    return None


def _wins(
    index: int, value: int, label: str | None, clear: Sequence[int | None], recognised: Sequence[bool]
) -> bool:
    """Say whether a number that is read clearly holds against the sequence: it rises between its neighbours."""
    before, behind = _near(index, clear, -1), _near(index, clear, 1)
    if before and behind and behind[1] - before[1] == behind[0] - before[0]:
        return False
    rising = (before is None or before[1] < value) and (behind is None or value < behind[1])
    if not rising or (before is None and behind is None):
        return False
    if (before and behind) or label is None or Levenshtein.distance(str(value), label) > 1:
        return True
    return len(str(value)) == len(label) and not (recognised[index] and _run(index, clear, before is None))


def _run(index: int, clear: Sequence[int | None], forward: bool) -> bool:
    """Whether the pages next to an end follow each other."""
    near = clear[index + 1 : index + 1 + _RUN] if forward else clear[max(0, index - _RUN) : index]
    return len(near) == _RUN and all(a is not None and b == a + 1 for a, b in pairwise(near))


def _between(index: int, number: Numbered, clear: Sequence[int | None], won: dict[int, int]) -> Numbered:
    """Give the label of a leaf that did not win: none where its neighbours leave several."""
    before, behind = _near(index, clear, -1), _near(index, clear, 1)
    beside_winner = any(near and near[0] in won for near in (before, behind))
    if number.printed or number.label == str(clear[index]) or not beside_winner:
        return number
    if before and behind and behind[1] - before[1] == behind[0] - before[0]:
        return Numbered(str(before[1] + index - before[0]), False)
    return Numbered(None, False)

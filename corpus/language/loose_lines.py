"""Words of one loosely set line below each other: ``pdftotext`` takes the wide spaces of such lines for line ends.

What begins such a line of one word begins no line of the print, so that a name there is no label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from statistics import median

FEWEST = 3
"""Lines of one word each, at least, that were one line."""
USUAL_WORDS = 4
"""Words of the usual line, at least, of a text in which such lines stand out."""
CLOSED_INSIDE = 1 / 3
"""Share of the words inside the line that end a sentence, at most: short answers below each other end more."""

_ONE_WORD = re.compile(r"[ \t]*\S+[ \t\r]*\Z")
_CLOSED = re.compile(r"(?<!^[A-ZА-ЯЁ])[.!?…:;][\"'”’»)\]*\d]*\Z")
_MAY_BE_LABEL = re.compile(r"[A-ZА-ЯЁ][^\s.:]*[.:]\Z")


def loose_breaks(raw: str) -> frozenset[int]:
    """Give where the line ends stand, as offsets in ``raw``, that part words of one loosely set line.

    A line end stays before a word that may be a label: behind a sentence, with a stop or colon of its own.
    """
    lines = raw.split("\n")
    alone = [_ONE_WORD.match(line) is not None for line in lines]
    if sum(alone) < FEWEST or median(len(line.split()) for line in lines if line.strip()) < USUAL_WORDS:
        return frozenset()
    measure = max(map(len, lines))
    breaks: list[int] = []
    start = 0
    for is_word, group in groupby(zip(alone, lines, strict=True), key=itemgetter(0)):
        run = [line for _, line in group]
        if is_word:
            for part in _parted(run):
                ends = [start + end for end in accumulate(len(line) + 1 for line in part)]
                breaks += (end - 1 for end in ends[:-1] if _is_one_line(part, measure))
                start = ends[-1]
        else:
            start += sum(map(len, run)) + len(run)
    return frozenset(breaks)


def _parted(run: Sequence[str]) -> Iterator[list[str]]:
    """Part words below each other before those that may be labels."""
    part: list[str] = []
    for line in run:
        if part and _CLOSED.search(part[-1].strip()) and _MAY_BE_LABEL.match(line.strip()):
            yield part
            part = []
        part.append(line)
    yield part


def _is_one_line(part: Sequence[str], measure: int) -> bool:
    """Whether words below each other fit into the measure, and few inside end a sentence."""
    words = [line.strip() for line in part]
    inside = words[1:-1]
    ended = sum(_CLOSED.search(word) is not None for word in inside)
    width = sum(map(len, words)) + len(words)
    return len(words) >= FEWEST and ended <= CLOSED_INSIDE * len(inside) and width <= measure

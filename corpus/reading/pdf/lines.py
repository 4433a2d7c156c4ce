"""From pieces to words and lines.

Lines are found by following each word to its nearest neighbour, so that the tilt of a scan does no harm.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.reading.pdf.pieces import Piece

_LEVEL = 0.45
"""Baselines this near, in font sizes, belong to one line if the words are neighbours."""

_GLUED = 0.12
"""Pieces nearer than this, in font sizes, are parts of one word where the file writes no space."""

_GUTTER = 0.8
"""Least width of the gap between columns, in font sizes."""

_SPACES, _WIDER = 3, 1.3
"""Of a line of so many spaces the gap is wider than the usual one by this factor: a loose line has many wide spaces."""

_RAISED_SIZE, _RAISED_BY = 0.8, 0.18
"""A note mark is smaller than its neighbours by this factor and raised by this part of their size."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


_SENTENCE_END = re.compile(r"(?<!\s[A-ZА-ЯЁ])(?<!^[A-ZА-ЯЁ])[.!?…]['\"”“»’)\]}*\d]*+(?:\s[\[(]?\d{1,3}[\])]?)?$")
"""The stop behind an initial ends no sentence: its name stands in the next line."""


class PrintedWord(NamedTuple):
    """A word of the text layer with its ends, baseline and size; ``note`` is the raised mark after it.

    ``at`` is its offset in a file that is text, ``unsure`` says that the recogniser was not sure of it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    note: str = ""
    at: int | None = None
    unsure: bool = False

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0


@dataclass(frozen=True)
class Line:
    """The words of one line of a column, from left to right. What is derived from them is asked for often, so kept."""

    words: tuple[PrintedWord, ...]

    @property
    def x0(self) -> float:
        """Left end of the first word."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right end of the last word."""
        return self.words[-1].x1

    @property
    def y(self) -> float:
        """Baseline at the left end."""
        return self.words[0].y

    @cached_property
    def size(self) -> float:
        """Usual font size of its words."""
        return _middle([w.size for w in self.words])

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join([w.text for w in self.words])

    @cached_property
    def wide_gaps(self) -> list[tuple[float, float]]:
        """Gaps between its words, from one x to another, that are wide enough to part columns."""
        between = [(one.x1, two.x0) for one, two in pairwise(self.words)]
        least = _GUTTER * self.size
        wide = [(start, end) for start, end in between if end - start >= least]
        if not wide or len(between) < _SPACES:
            return wide
        usual = median(end - start for start, end in between)
        return [(start, end) for start, end in wide if end - start >= _WIDER * usual]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed page: the sheet it is on and its lines by column.

    A sheet of the file is one leaf, or two where an opened book was scanned. ``order`` counts the leaves
    from 0. ``columns`` are in reading order; a column is a run of lines below each other.
    """

    order: int
    sheet: int
    width: float
    height: float
    columns: tuple[tuple[Line, ...], ...]
    recognised: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in reading order."""
        return tuple(line for column in self.columns for line in column)


@dataclass(slots=True)
class _Row:
    """Words on one height across the whole page, sorted by their left end."""

    words: list[tuple[float, int, Piece]] = field(default_factory=list)
    low: float = math.inf

    def distance(self, piece: Piece) -> float:
        """Height between the piece and its nearest neighbour in this row, in font sizes."""
        at = bisect_left(self.words, piece.x0, key=lambda w: w[0])
        beside = self.words[max(0, at - 2) : at + 2]
        near = min(beside, key=lambda w: max(w[2].x0 - piece.x1, piece.x0 - w[2].x1))[2]
        return abs(near.y - piece.y) / max(near.size, piece.size)

    def ends_before(self, piece: Piece) -> bool:
        """Whether its last word stands on the height of the piece and before it, and is nearest to it."""
        last = self.words[-1][2]
        if last.y != piece.y or last.x0 > piece.x0:
            return False
        return len(self.words) == 1 or self.words[-2][2].x1 < last.x1

    def add(self, piece: Piece, serial: int) -> None:
        insort(self.words, (piece.x0, serial, piece))
        self.low = min(self.low, piece.y - piece.size)


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends with a line."""
    return bool(_SENTENCE_END.search(text))


def rows_of(pieces: Sequence[Piece]) -> list[Line]:
    """Join the pieces to rows over the whole width of the page, from top to bottom."""
    rows: list[_Row] = []
    open_rows: list[_Row] = []
    level, current = math.inf, None
    for serial, piece in sorted(enumerate(pieces), key=lambda p: (-p[1].y, p[1].x0)):
        same = piece.y == level
        if same and current is not None and current.ends_before(piece):
            current.add(piece, serial)
            continue
        if not same:
            level = piece.y
            open_rows = [r for r in open_rows if r.low <= level]
        best = min(((r.distance(piece), i) for i, r in enumerate(open_rows)), default=(9.0, -1))
        if best[0] <= _LEVEL:
            row = open_rows[best[1]]
        else:
            row = _Row()
            rows.append(row)
            open_rows.append(row)
        row.add(piece, serial)
        # only as long as a height has one row is the next piece on it sure to be nearest to that row
        current = row if not same or row is current else None
    lines = [Line(tuple(_words([w[2] for w in row.words]))) for row in rows]
    return sorted(lines, key=lambda line: -_middle([w.y for w in line.words]))


def _middle(values: list[float]) -> float:
    """Give the median, at once where all are the same, as on a line that a program set."""
    first = values[0]
    return first if values.count(first) == len(values) else median(values)


def _words(pieces: Sequence[Piece]) -> list[PrintedWord]:
    """Join the pieces of a row to words; raised digits and stars become note marks."""
    size = _middle([p.size for p in pieces])
    level = _middle([p.y for p in pieces])
    out: list[PrintedWord] = []
    last: Piece | None = None
    for piece in pieces:
        gap = piece.x0 - last.x1 if last else 0.0
        glued = last is not None and not piece.apart and -0.5 * size < gap < _GLUED * size
        raised = (
            piece.size <= _RAISED_SIZE * size
            and piece.y - level > _RAISED_BY * size
            and all(c in "0123456789*†" for c in piece.text)
        )
        if out and raised and gap < 0.5 * size:
            out[-1] = _with_note(out[-1], piece)
        elif out and glued:
            word = out[-1]
            unsure = word.unsure or piece.unsure
            out[-1] = word._replace(text=word.text + piece.text, x1=max(word.x1, piece.x1), unsure=unsure)
        else:
            out.append(
                PrintedWord(piece.text, piece.x0, piece.x1, piece.y, piece.size, piece.bold, piece.italic, "", piece.at,
                            piece.unsure)
            )
        last = piece
    return out


def _with_note(word: PrintedWord, piece: Piece) -> PrintedWord:
    """Put a raised mark after a word: part of a figure (58⁸) or a note mark."""
    if word.text[-1:].isdigit():
        return word._replace(text=word.text + piece.text.translate(_SUPERSCRIPT), x1=piece.x1)
    return word._replace(note=word.note + piece.text, x1=piece.x1)

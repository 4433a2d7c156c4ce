"""From pieces to words, lines and columns: the reading order of a page.

Lines are found by following each word to its nearest neighbour, so that the tilt of a scan does no harm.
Columns are parted where a gap stands at the same place in many lines above each other.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.reading.pdf.pieces import Piece, Sheet

_LEVEL = 0.45
"""Baselines this near, in font sizes, belong to one line if the words are neighbours."""

_GLUED = 0.12
"""Pieces nearer than this, in font sizes, are parts of one word where the file writes no space."""

_GUTTER = 0.8
"""Least width of the gap between columns, in font sizes."""

_SPACES, _WIDER = 3, 1.3
"""Of a line of so many spaces the gap is wider than the usual one by this factor: a loose line has many wide spaces."""

_LABEL_INDENT = 1.2
_NAMES, _NAME_WORDS, _NAME_GAP, _BESIDE = 3, 4, 1.2, 0.7
"""A column of names has so many of at most so many words, with a gap of so many font sizes behind; so much of the other
rows begins where the speeches do."""

_BAND = 1.5
"""Space between two parts of a page that are set in columns of their own, in usual steps from line to line."""

_GUTTER_ROWS = 8
"""Least number of lines that show the gap between columns, one above the other."""

_RAISED_SIZE, _RAISED_BY = 0.8, 0.18
"""A note mark is smaller than its neighbours by this factor and raised by this part of their size."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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
        return median(w.size for w in self.words)

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(w.text for w in self.words)


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


def leaves(sheets: Iterable[Sheet]) -> list[Leaf]:
    """Give the printed pages of a file with lines and columns in reading order."""
    out: list[Leaf] = []
    usual: float | None = None
    for sheet in sheets:
        turns = sorted({p.turn for p in sheet.pieces}, key=lambda t: -sum(p.turn == t for p in sheet.pieces))
        columns: list[tuple[Line, ...]] = []
        halves: tuple[float, ...] = ()
        for turn in turns:
            lines = _rows([p for p in sheet.pieces if p.turn == turn])
            if turn == turns[0] and turn == 0 and sheet.width > 1.2 * sheet.height:
                halves = tuple(_gutter(lines, 0.42 * sheet.width, 0.58 * sheet.width)[:1])
            named = _rows_with_names(lines)
            columns.extend([named] if named else _columns(lines, usual if turn == 0 else None))
            if turn == 0 and not halves:
                usual = next(iter(_parting(lines)), usual)
        for part in _halves(columns, halves):
            width = sheet.width / (1 + len(halves))
            out.append(Leaf(len(out), sheet.number, width, sheet.height, tuple(part), sheet.recognised))
    return out


def _halves(columns: list[tuple[Line, ...]], middle: tuple[float, ...]) -> list[list[tuple[Line, ...]]]:
    """Part the columns of an opened book into its two pages."""
    if not middle:
        return [columns]
    return [[c for c in columns if (c[0].x0 < middle[0]) == left] for left in (True, False)]


def _rows(pieces: Sequence[Piece]) -> list[Line]:
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
    return sorted(lines, key=lambda line: -median(w.y for w in line.words))


def _words(pieces: Sequence[Piece]) -> list[PrintedWord]:
    """Join the pieces of a row to words; raised digits and stars become note marks."""
    size = median(p.size for p in pieces)
    level = median(p.y for p in pieces)
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
                PrintedWord(piece.text, piece.x0, piece.x1, piece.y, piece.size, piece.bold, piece.italic, at=piece.at,
                            unsure=piece.unsure)
            )
        last = piece
    return out


def _rows_with_names(rows: Sequence[Line]) -> tuple[Line, ...]:
    """Give the rows of a sheet whose left column names the speakers of what stands beside them, a colon behind each.

    Empty where there is no such column: the other rows begin where the speeches do.
    """
    counts = [_name_before_gap(row) for row in rows]
    beside = [row.words[count].x0 for row, count in zip(rows, counts, strict=True) if count]
    edge = median(beside) if beside else 0.0
    named = [count if count and abs(row.words[count].x0 - edge) <= 0.2 * row.size else 0
             for row, count in zip(rows, counts, strict=True)]
    rest = [abs(row.x0 - edge) <= 0.5 * row.size for row, count in zip(rows, named, strict=True) if not count]
    if sum(map(bool, named)) < _NAMES or sum(rest) < max(1, _BESIDE * len(rest)):
        return ()
    return tuple(_as_labelled(row, count) if count else row for row, count in zip(rows, named, strict=True))


def _name_before_gap(row: Line) -> int:
    """Count the words in capitals with which a row begins before a wide gap; 0 where others do, or all are."""
    for count, (one, two) in enumerate(pairwise(row.words), 1):
        if two.x0 - one.x1 >= _NAME_GAP * row.size:
            text = " ".join(word.text for word in row.words[:count])
            return count if text.isupper() and count <= _NAME_WORDS else 0
    return 0


def _as_labelled(row: Line, count: int) -> Line:
    """Set the name of a row before its speech, as the first line of a paragraph has it: indented, with a colon."""
    shift = row.words[count].x0 + _LABEL_INDENT * row.size - row.x0
    name = [word._replace(x0=word.x0 + shift, x1=word.x1 + shift) for word in row.words[:count]]
    name[-1] = name[-1]._replace(text=f"{name[-1].text.rstrip(':')}:")
    return Line((*name, *row.words[count:]))


def _with_note(word: PrintedWord, piece: Piece) -> PrintedWord:
    """Put a raised mark after a word: part of a figure (58⁸) or a note mark."""
    if word.text[-1:].isdigit():
        return word._replace(text=word.text + piece.text.translate(_SUPERSCRIPT), x1=piece.x1)
    return word._replace(note=word.note + piece.text, x1=piece.x1)


def _columns(rows: list[Line], usual: float | None = None) -> list[tuple[Line, ...]]:
    """Part rows into columns: bands of rows with the same gap are read column by column.

    ``usual`` is where the columns of the sheets before are parted, for a last column of few lines.
    """
    if not rows:
        return []
    if _differ(_bands(rows)):
        return _columns_of_bands(rows)
    gutters = _parting(rows)
    if not gutters and usual is not None and _parts_at(rows, usual):
        gutters = [usual]
    if not gutters:
        return _columns_of_bands(rows)
    middle = gutters[0]
    out: list[tuple[Line, ...]] = []
    band: list[Line] = []
    for row in [*rows, None]:
        if row is not None and _open_at(row, middle):
            band.append(row)
            continue
        for side in _sides(band, middle):
            out.extend(_columns(side))
        band = []
        if row is not None:
            if out and not _open_at(Line(out[-1][-1].words), middle):
                out[-1] = (*out[-1], row)
            else:
                out.append((row,))
    return out


def _columns_of_bands(rows: list[Line]) -> list[tuple[Line, ...]]:
    """Part rows without one gap through all of them: each band between wide spaces may have columns of its own.

    So newspapers are set: three columns above, two below. Rows whose bands have none stay together.
    """
    bands = _bands(rows)
    if len(bands) == 1 or not any(_parting(band) for band in bands):
        return [tuple(rows)]
    out: list[tuple[Line, ...]] = []
    whole: list[Line] = []
    for band in bands:
        parted = _columns(band)
        if len(parted) == 1:
            whole += parted[0]
            continue
        out += [tuple(whole), *parted] if whole else parted
        whole = []
    return [*out, tuple(whole)] if whole else out


def _differ(bands: Sequence[Sequence[Line]]) -> bool:
    """Whether a gap between the columns of one band is covered in another that has columns too."""
    parted = [(band, gap) for band in bands if len(band) >= _GUTTER_ROWS for gap in _parting(band)]
    return any(2 * sum(not _open_at(row, gap) for row in band) > len(band) for band, _ in parted for _, gap in parted)


def _bands(rows: list[Line]) -> list[list[Line]]:
    """Cut rows where the space between two is wider than anywhere in a column."""
    steps = [a.y - b.y for a, b in pairwise(rows)]
    usual = median(step for step in steps if step > 0) if any(step > 0 for step in steps) else 0.0
    cuts = [0, *(i for i, step in enumerate(steps, 1) if step > _BAND * usual > 0), len(rows)]
    return [rows[a:b] for a, b in pairwise(cuts)]


def _parting(rows: Sequence[Line]) -> list[float]:
    """Give the place of the widest shown gap between columns, if there is one."""
    if not rows:
        return []
    left, right = min(r.x0 for r in rows), max(r.x1 for r in rows)
    return _gutter(rows, left + 0.15 * (right - left), right - 0.15 * (right - left))


def _parts_at(rows: Sequence[Line], x: float) -> bool:
    """Whether lines stand on both sides of a place, and hardly any reaches over it."""
    beside = sum(r.x0 < x < r.x1 and _open_at(r, x) for r in rows)
    return beside > 0 and sum(not _open_at(r, x) for r in rows) <= 2


def _sides(band: list[Line], middle: float) -> tuple[list[Line], list[Line]]:
    left = [Line(words) for r in band if (words := tuple(w for w in r.words if w.x0 < middle))]
    right = [Line(words) for r in band if (words := tuple(w for w in r.words if w.x0 >= middle))]
    return left, right


def _open_at(row: Line, x: float) -> bool:
    """Whether no word of the row covers this place."""
    return all(w.x1 <= x or w.x0 >= x for w in row.words)


def _gutter(rows: Sequence[Line], low: float, high: float) -> list[float]:
    """Give the place between ``low`` and ``high`` where most rows have a wide gap, if enough of them do."""
    gaps: list[tuple[float, float]] = []
    for row in rows:
        between = [(a.x1, b.x0) for a, b in pairwise(row.words)]
        usual = median(end - start for start, end in between) if len(between) >= _SPACES else 0.0
        wide = max(_GUTTER * row.size, _WIDER * usual)
        gaps += [(start, end) for start, end in between if end - start >= wide and start < high and end > low]
    if len(gaps) < _GUTTER_ROWS:
        return []
    best, place = 0, 0.0
    steps = 80
    for step in range(steps + 1):
        x = low + (high - low) * step / steps
        count = sum(a < x < b for a, b in gaps)
        if count > best:
            best, place = count, x
    covered = sum(not _open_at(row, place) for row in rows)
    return [place] if best >= _GUTTER_ROWS and best >= 2 * covered else []

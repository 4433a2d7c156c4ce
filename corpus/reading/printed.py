"""Plain text made from printed pages: what ``pdftotext`` and archive.org's ``_djvu.txt`` write.

Each line is set on a sheet again, letter by letter, and goes through the stages that read the pages of a PDF: running
heads and page numbers, paragraphs over page ends, words parted at line ends. Every word keeps its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from corpus.language.loose_lines import loose_breaks
from corpus.language.page_lines import counts_from_foot, stands_at_foot
from corpus.model.blocks import SourceText
from corpus.reading.markdown.blocks import head_of, label_heads
from corpus.reading.marks.page_lengths import LONGER
from corpus.reading.marks.page_lines import LINES_UNCLEAR
from corpus.reading.pdf.page_numbers import readings
from corpus.reading.pdf.pieces import Piece, Sheet
from corpus.reading.pdf.stages import read_sheets

_LETTER, _LINE, _SIZE, _ROWS = 3.5, 12.0, 10.0, 60
"""Width of a letter, height of a line, size of letters, in points; lines of a sheet at least, so that it is upright."""

_SPEECH_GAP = 0.5
"""Lines of space set before a line that begins with a label which comes back: print indents it, some tools do not."""

_INDENTED = 0.04
"""Share of lines with space before them that shows that the tool kept the indents of the print."""

_LEAST_PAGES = 3
"""Fewer pages, or page numbers, may be anything."""

_ALIKE = 72
"""Similarity (0 to 100) of two running heads."""

_LINES_A_PAGE = range(8, 150)
"""Lines from one page number to the next."""

_PAGE_SHARES = 0.7, 1.4
"""Of the lines of the usual page another has as many, at least and at most, whose number does not follow."""

_SENTENCE_END = re.compile(r"(?<!\s[A-ZА-ЯЁ])(?<!^[A-ZА-ЯЁ])[.!?…:;][\"'”’»)\]*\d]*+(?:\s?[\[(]?\d{1,3}[\])]?)?\s*$")
"""Not the stop behind an initial, whose name stands in the next line. The mark of a note may stand behind it."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the file: where it begins, and its text. ``goes_on``: the next one was set in the same line."""

    start: int
    text: str
    goes_on: bool = False

    @property
    def number(self) -> int | None:
        """The number that stands alone in the line, between signs or not, or at one of its ends."""
        words = [word for word in self.text.split() if any(c.isalnum() for c in word)]
        ends = (words[0], words[-1]) if words and len(words) <= 12 else ()
        found = [r.value for word in ends for r in readings(word) if r.exact and r.style == "arabic"]
        return found[0] if found else None

    @property
    def letters(self) -> str:
        """Its letters in small, without the number."""
        return "".join(c for c in self.text.lower() if c.isalpha())


def pages_printed(raw: str) -> int:
    """Give how many pages of a print a text shows: by form feeds, or by page numbers that follow each other."""
    return raw.count("\f") if _fed(raw) else len(_numbered(_rows(raw, 0)))


def read_printed(raw: str, file: str) -> SourceText:
    """Read a text in which :func:`pages_printed` finds some; offsets of the blocks refer to ``raw``."""
    pages, told = ([_rows(page, start) for start, page in _parts(raw)], True) if _fed(raw) else _parted(_rows(raw, 0))
    lines = [row.text for page in pages for row in page if row.text.strip()]
    indented = sum(line[:2].isspace() for line in lines) >= _INDENTED * len(lines)
    heads = frozenset() if indented else label_heads(lines)
    loose = loose_breaks(raw)
    sheets = [_sheet(number, _set_again(page, loose), heads) for number, page in enumerate(pages, 1)]
    text = read_sheets([sheet for sheet in sheets if sheet.pieces], file)
    blocks = tuple(replace(block, sheet=None) for block in text.blocks)
    left_out = tuple(replace(entry, sheet=None) for entry in text.left_out)
    doubts = text.doubts if told else (*text.doubts, LINES_UNCLEAR)
    return replace(text, raw=raw, blocks=blocks, left_out=left_out, doubts=doubts)


def _fed(raw: str) -> bool:
    return sum(bool(page.strip()) for page in raw.split("\f")) >= _LEAST_PAGES


def _parts(raw: str) -> Iterator[tuple[int, str]]:
    start = 0
    for page in raw.split("\f"):
        yield start, page
        start += len(page) + 1


def _rows(page: str, start: int) -> list[_Row]:
    out = []
    for line in page.split("\n"):
        out.append(_Row(start, line))
        start += len(line) + 1
    return out


def _set_again(rows: Sequence[_Row], loose: frozenset[int]) -> list[_Row]:
    """Give the rows of a page, with those told that stand in one line of the print with the next."""
    return [replace(row, goes_on=row.start + len(row.text) in loose) for row in rows] if loose else list(rows)


def _sheet(number: int, rows: Sequence[_Row], heads: frozenset[str]) -> Sheet:
    """Set the lines of a page below each other; lines without any word at its head and foot are no lines."""
    full = [i for i, row in enumerate(rows) if row.text.strip()]
    pieces: list[Piece] = []
    height = max(_ROWS, 2 * len(rows)) * _LINE
    y = height - 2 * _LINE
    before, x = "", 0.0
    for row in rows[full[0] : full[-1] + 1] if full else ():
        text = row.text.replace("\t", " ")
        if not x:
            y -= _LINE
            if head_of(text) in heads and _SENTENCE_END.search(before):
                y -= _SPEECH_GAP * _LINE
        pieces.extend(_pieces(row, x, y))
        x = x + (len(text) + 1) * _LETTER if row.goes_on else 0.0
        before = text if text.strip() else ""
    width = max((piece.x1 for piece in pieces), default=1.0)
    return Sheet(number, width, height, tuple(pieces), recognised=True)


def _pieces(row: _Row, x: float, y: float) -> Iterator[Piece]:
    for word in _WORD.finditer(row.text):
        left = x + word.start() * _LETTER
        yield Piece(word.group(), left, left + len(word.group()) * _LETTER, y, _SIZE, True, at=row.start + word.start())


def _numbered(rows: Sequence[_Row]) -> list[int]:
    """Give the lines that carry the number of a page: the longest series that rises by one, all of one make."""
    found = [(i, row.number) for i, row in enumerate(rows) if row.text.strip() and row.number is not None]
    best: list[int] = []
    chains: dict[int, list[int]] = {}
    for i, value in found:
        if value is None:
            continue
        before = chains.get(value - 1, [])
        near = bool(before) and i - before[-1] in _LINES_A_PAGE
        fits = near and (len(before) == 1 or any(_alike(rows[j], rows[i]) for j in before[-2:]))
        chains[value] = [*before, i] if fits else [i]
        best = max(best, chains[value], key=len)
    if len(best) < _LEAST_PAGES:
        return []
    steps = [b - a for a, b in pairwise(best)]
    usual = sorted(steps)[len(steps) // 2]
    best = [*reversed(_gone_on(rows, best[::-1], -usual)), *best, *_gone_on(rows, best, usual)]
    inside = best[-1] - best[0] + 2 * usual
    return best if inside >= 0.8 * len(rows) else []


def _gone_on(rows: Sequence[_Row], marks: Sequence[int], usual: int) -> list[int]:
    """Give the lines with numbers that go on behind the last mark, or before the first, in its make, a page each.

    Where leaves are missing, a number is misprinted or the count begins anew, these do not follow each other: which
    pages they are is told when all are known. ``usual`` are the lines of a page, below nought where marks run upwards.
    """
    out: list[int] = []
    known = [*marks[-2:]]
    step = 1 if usual > 0 else -1
    while True:
        nearest, farthest = (round(known[-1] + share * usual) for share in _PAGE_SHARES)
        near = range(nearest, farthest, step)
        found = next((i for i in near if 0 <= i < len(rows) and rows[i].number is not None
                      and any(_alike(rows[i], rows[j]) for j in known[-2:])), None)
        if found is None:
            return out
        out.append(found)
        known.append(found)


def _alike(one: _Row, other: _Row) -> bool:
    """Whether two lines carry page numbers in one way: alone, or beside the same words; left and right may differ."""
    if not one.letters or not other.letters:
        return not (one.letters or other.letters)
    return ratio(one.letters, other.letters) >= _ALIKE


def _parted(rows: Sequence[_Row]) -> tuple[list[list[_Row]], bool]:
    """Cut the lines into pages: before the lines with page numbers where they stand at the head, else behind them.

    What stands before the first and behind the last tells, or the first number; where words stand in both places, words
    beside the numbers, or the space around them. Also says whether more than that space tells.
    """
    marks = _numbered(rows)
    foot = stands_at_foot([row.text for row in rows], marks)
    headed = bool(rows[marks[0]].letters)
    if foot is None and not headed:
        foot = counts_from_foot([row.text for row in rows], marks, rows[marks[0]].number or 0)
    looks = headed or 2 * sum(_is_first(rows, i) for i in marks) > len(marks)
    at_head = looks if foot is None else not foot
    edges = [0, *(i if at_head else i + 1 for i in marks), len(rows)]
    pages = [list(rows[a:b]) for a, b in pairwise(_with_front(rows, edges))]
    return [page for page in pages if any(row.text.strip() for row in page)], headed or foot is not None


def _with_front(rows: Sequence[_Row], edges: Sequence[int]) -> list[int]:
    """Give the edges of pages with one more where what stands before the first number is more than the longest page."""
    sizes = [sum(bool(row.text.strip()) for row in rows[a:b]) for a, b in pairwise(edges)]
    longest = max(sizes[1:-1], default=0)
    if not longest or sizes[0] <= LONGER * longest:
        return list(edges)
    full = [i for i in range(edges[1]) if rows[i].text.strip()]
    return [0, full[-longest], *edges[1:]]


def _is_first(rows: Sequence[_Row], index: int) -> bool:
    """Whether there is more space before a line than behind it."""
    before = next((n for n in range(index) if rows[index - 1 - n].text.strip()), index)
    behind = next((n for n, row in enumerate(rows[index + 1 :]) if row.text.strip()), 0)
    return before > behind

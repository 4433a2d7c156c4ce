"""Numbers of pages behind a tab at the ends of lines: ``… over the pump.    31``.

Blocks keep no tab, so that the count tells: numbers behind the ends of sentences that close a line, each one higher
than the one before. They begin higher than notes do; what may be anything stays text, and is doubted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.language.page_labels import before_first, behind_last
from corpus.language.page_signs import fewest_marks
from corpus.model.blocks import LeftOut, SourceText
from corpus.model.cutting import without_spans
from corpus.model.notes import Note
from corpus.model.turns import Page
from corpus.reading.marks.cut_text import ReadText, block_lines, block_on_pages, furniture, on_pages, read_without
from corpus.reading.marks.page_lines import LINES_UNCLEAR
from corpus.reading.marks.page_marks import is_paged

SHARE = 0.8
"""Share of the numbers at the ends of sentences, at least, that lie in the count."""
MOST_LINES = 0.6
"""Share of all lines, at most, that end with one: more are numbers of the lines themselves, or sums."""

WIDE = 4
"""Spaces that stand for a tab."""

_END = re.compile(
    r"(?<=[.?!»\"”;])(?<![. ]\.)(?P<gap>[ \t\u00a0]+)"
    r"(?P<mark>(?:[—–-]\s?)?(?:(?:pp?|с|стр|page)\.?\s)?(?P<number>\d{1,4})(?:\s?[—–-])?)\s*$",
    re.IGNORECASE)
"""Not behind the dots of a list of contents."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A number at the end of a line: block, row among all lines, offsets in the text of its block, value."""

    block: int
    row: int
    start: int
    end: int
    value: int


def read_line_ends(raw: str, read: ReadText) -> SourceText | None:
    """Read a plain text without numbers of pages behind tabs or wide spaces at the ends of its lines.

    None where none count so. Offsets refer to ``raw``. Lines that such a number closes would else be joined.
    """
    rows = raw.split("\n")
    starts = [0, *accumulate(len(row) + 1 for row in rows)]
    full = [n for n, row in enumerate(rows) if row.strip()]
    seen = [_Seen(n, row, found.start("gap"), found.end(), int(found["number"]))
            for row, n in enumerate(full) if (found := _END.search(rows[n])) and _is_wide(found["gap"])]
    count = _count(seen)
    if not _counts(count, seen, len(full)) or count[0].value == 1:
        return None
    source = read_without(raw, [(starts[one.block] + one.start, starts[one.block] + one.end) for one in count], read)
    gone = [furniture(raw, starts[one.block] + one.start, starts[one.block] + one.end) for one in count]
    foot, pages = _pages(count, len(full))
    # A page begins behind the line that its number closes, or with that line.
    edges = [starts[one.block] + (one.end if foot else -1) for one in count]
    doubts = source.doubts if foot is not None else (*source.doubts, LINES_UNCLEAR)
    return on_pages(replace(source, left_out=(*source.left_out, *gone), doubts=doubts), edges, pages)


def _is_wide(gap: str) -> bool:
    return "\t" in gap or len(gap) >= WIDE


def lift_line_ends(source: SourceText) -> SourceText:
    """Take numbers of pages at the ends of lines out of a text without pages, and give its blocks their pages.

    What does not count so, or begins with 1 as notes do, stays and is doubted.
    """
    if is_paged(source):
        return source
    lines = [line for line in block_lines(source.blocks) if source.blocks[line[0]].kind != "note"]
    seen = [_Seen(n, row, start + found.start("mark"), start + found.end("mark"), int(found["number"]))
            for row, (n, start, line) in enumerate(lines) if (found := _END.search(line))]
    count = _count(seen)
    counts = _counts(count, seen, len(lines))
    if counts and count[0].value > 1:
        return _paged(source, lines, count)
    unclear = [one for one in seen if (counts and one in count) or _behind_tab(source, one)]
    if not unclear:
        return source
    mark = source.blocks[unclear[0].block].text[unclear[0].start : unclear[0].end]
    return replace(source, doubts=(*source.doubts, Note("page-signs-unclear", mark=mark, count=len(unclear))))


def _counts(count: Sequence[_Seen], seen: Sequence[_Seen], lines: int) -> bool:
    """Say whether a count is of enough numbers, and not at each line, as in a list of contents."""
    apart = any(b.row - a.row > 1 for a, b in pairwise(count))
    return apart and max(fewest_marks(), SHARE * len(seen)) <= len(count) <= MOST_LINES * lines


def _behind_tab(source: SourceText, one: _Seen) -> bool:
    """Say whether the file has a tab before a number."""
    span = source.blocks[one.block].offsets.span(one.start, one.end) if source.raw else None
    return span is not None and source.raw[max(0, span[0] - 1) : span[0]] == "\t"


def _count(seen: Sequence[_Seen]) -> list[_Seen]:
    """Give the longest run of numbers of which each is one higher than the one before."""
    best: list[_Seen] = []
    chains: dict[int, list[_Seen]] = {}
    for one in seen:
        chains[one.value] = [*chains.get(one.value - 1, ()), one]
        best = max(best, chains[one.value], key=len)
    return best


def _paged(source: SourceText, lines: Sequence[tuple[int, int, str]], count: Sequence[_Seen]) -> SourceText:
    """Give the text without its numbers: they close their pages where the last line has one, or open them."""
    rows = [one.row for one in count]
    foot, pages = _pages(count, len(lines))
    left_out: list[LeftOut] = list(source.left_out)
    blocks = []
    for n, block in enumerate(source.blocks):
        cuts = [(one.start - 1, one.end) for one in count if one.block == n]
        cut, moved = without_spans(block, cuts, "furniture", left_out)
        number = bisect_left if foot else bisect_right
        places = [(moved(start), number(rows, row)) for row, (own, start, _) in enumerate(lines) if own == n]
        blocks.append(block_on_pages(cut, places, pages) if places else cut)
    doubts = source.doubts if foot is not None else (*source.doubts, LINES_UNCLEAR)
    return replace(source, blocks=tuple(blocks), left_out=tuple(left_out), doubts=doubts)


def _pages(count: Sequence[_Seen], lines: int) -> tuple[bool | None, list[Page]]:
    """Say whether numbers close their pages, None where nothing tells, and give the pages between and around them."""
    labels = [str(one.value) for one in count]
    foot = True if count[-1].row == lines - 1 else False if count[0].row == 0 else None
    printed = [Page(label, "printed", None, label) for label in labels]
    if foot is None:
        printed = [Page(label, "estimated", 1.0, label) for label in labels]
    if foot:
        return foot, [*printed, _counted(behind_last(labels))]
    return foot, [_counted(before_first(labels)), *printed]


def _counted(label: str | None) -> Page:
    return Page(label, "sequence", None, label) if label else Page()

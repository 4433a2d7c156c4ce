"""Tables in which one cell has the names of all who speak, one a line, and the next all that is said.

Where the cells of a row have as many lines, each line is a row. Else nothing tells who says what: the names together
are one label, which names nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from corpus.model.cutting import block_part
from corpus.model.offsets import TextBuilder
from corpus.reading.drafts import Placed

MAX_LINES = 100_000
"""Lines of a cell, at most, that are told apart."""
FEWEST_NAMES = 3
"""Names of a cell, at least, of which one comes back, that show that several speak."""
MAX_NAME_WORDS = 5
"""Words of such a name, at most."""
LONGER = 1.5
"""So many times as long as the names is what they say, on the whole."""

ENDS = re.compile(r"[.?!…][»”\"')\]]*\Z")
"""The end of a sentence."""
_Row = Mapping[int, Sequence[Placed]]
"""The lines of the cells of a row, by column."""


def lines_apart(placed: Sequence[Placed]) -> list[Placed]:
    """Give the blocks of a table with each line of a cell in a row of its own, where cells of a row have as many.

    So are tables set in which one cell has all the names and the next one all that is said; none is given for others.
    """
    rows = _rows(placed)
    if not any(_are_listed(cells) for cells in rows.values()):
        return []
    apart = (_in_rows(cells, number * MAX_LINES) for number, cells in rows.items())
    return [one for row in apart for one in row]


def names_together(placed: Sequence[Placed]) -> list[Placed]:
    """Give the blocks of a table with the names of a cell as one label, where several speak in one row; else none."""
    rows = _rows(placed)
    names = {number: column for number, cells in rows.items() if (column := _names_in(cells)) is not None}
    out: list[Placed] = []
    for number, cells in rows.items() if names else ():
        for column, lines in cells.items():
            out += [_joined(lines)] if names.get(number) == column else lines
    return out


def _names_in(cells: _Row) -> int | None:
    """Give the column of a row that has the names of several, before what they say."""
    for column, lines in cells.items():
        texts = [one.block.text.strip() for one in lines]
        said = [one.block.text for other, beside in cells.items() if other > column for one in beside]
        counts = Counter(texts)
        if len(texts) < FEWEST_NAMES or len(counts) in (1, len(texts)) or len(said) < 2:
            continue
        if all(map(_may_be_name, texts)) and are_longer(said, texts):
            return column
    return None


def are_longer(said: Sequence[str], names: Sequence[str]) -> bool:
    """Say whether what is said is on the whole so much longer than the names of those who may say it."""
    return fmean(map(len, said)) >= LONGER * fmean(map(len, names))


def _may_be_name(text: str) -> bool:
    return len(text.split()) <= MAX_NAME_WORDS and text[:1].isalpha() and ENDS.search(text) is None


def _joined(lines: Sequence[Placed]) -> Placed:
    """Give the names of a cell as one label."""
    builder = TextBuilder()
    for number, one in enumerate(lines):
        if number:
            builder.insert(", ")
        builder.append(one.block.text, one.block.offsets)
    text, offsets = builder.build()
    first = lines[0]
    return replace(first, block=replace(first.block, text=text, offsets=offsets, marks=(), kind="para", label=True))


def _rows(placed: Sequence[Placed]) -> dict[int, dict[int, list[Placed]]]:
    """Give the lines of each cell by row and column."""
    rows: dict[int, dict[int, list[Placed]]] = {}
    for one in placed:
        if one.cell is not None:
            rows.setdefault(one.cell.row, {}).setdefault(one.cell.column, []).extend(_lines(one))
    return rows


def _lines(one: Placed) -> list[Placed]:
    """Give the lines of a block as blocks."""
    ends = [at for at, sign in enumerate(one.block.text) if sign == "\n"]
    edges = zip([0, *(end + 1 for end in ends)], [*ends, len(one.block.text)], strict=True)
    return [replace(one, block=block_part(one.block, low, high)) for low, high in edges] if ends else [one]


def _are_listed(cells: _Row) -> bool:
    """Say whether the cells of a row have several lines, each as many, not too many to be told apart."""
    sizes = {len(lines) for lines in cells.values()}
    return len(cells) > 1 and len(sizes) == 1 and 1 < min(sizes) < MAX_LINES


def _in_rows(cells: _Row, first: int) -> Iterator[Placed]:
    """Give the blocks of a row line by line where its cells have as many, else as they are."""
    if not _are_listed(cells):
        yield from (_in_row(one, first) for lines in cells.values() for one in lines)
        return
    for number, across in enumerate(zip(*cells.values(), strict=True)):
        yield from (_in_row(one, first + number) for one in across)


def _in_row(one: Placed, row: int) -> Placed:
    return replace(one, cell=one.cell._replace(row=row)) if one.cell else one

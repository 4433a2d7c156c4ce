"""Tables in which a file sets a dialogue: who speaks in one cell of a row, and in the next what is said.

The column of speakers is told by its cells: short, some of them again and again, and behind them longer ones. They are
set as the labels of what follows them. Hours and numbers of a row, and the row that heads the table, are nobody's
words; a row without a speaker goes on with the speech before. What stands alone in a row, as a cell that covers all
columns does, is no speaker where the next row has its own. One cell may have all the names, a line each
(:mod:`corpus.reading.table_lines`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from corpus.language.words import fold
from corpus.model.blocks import Block
from corpus.reading.drafts import Placed, TableCell
from corpus.reading.table_lines import ENDS, are_longer, lines_apart, names_together

MAX_WORDS = 8
"""Words of a speaker's cell, with what it says of how somebody speaks."""
FEWEST_ROWS = 3
"""Speakers' cells, at least, that show how a table is set."""
SHARE_AGAIN = 3
"""One in so many of them stands in the column again, at least."""
SHARE_FIGURES = 0.8
"""Share of the cells of a column that are figures, from which it is one of hours or numbers."""
SHARE_SENTENCES = 0.5
"""Share of the cells behind the speakers' that end as sentences do, at least."""
MAX_HEAD_WORDS = 3
"""Words of a cell that heads a column."""
MAX_SPAN = 1_000
"""Rows and columns that a cell may be said to cover, as in HTML."""

_FIGURES = re.compile(r"\W*\d[\d.:\s–—-]*(?:[ap]\.?m\.?|ч\.?|час\.?)?\W*", re.I)


@dataclass
class _Open:
    """A table being read: its number, row, column, the width of the cell, and up to which row columns are covered."""

    number: int
    row: int = -1
    column: int = -1
    width: int = 1
    is_head: bool = False
    covered: dict[int, int] = field(default_factory=dict)


class TableCells:
    """Where in which table a reader is, by elements as HTML calls them; tables may stand within each other."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._tables = 0

    @property
    def cell(self) -> TableCell | None:
        """The cell being read."""
        here = self._open[-1] if self._open else None
        return TableCell(here.number, here.row, here.column, here.is_head) if here and here.column >= 0 else None

    def begin(self, tag: str, columns: str = "", rows: str = "") -> None:
        """Take the beginning of an element: a table, a row, a cell that covers so many columns and rows."""
        if tag == "table":
            self._tables += 1
            self._open.append(_Open(self._tables))
        elif tag == "tr" and self._open:
            here = self._open[-1]
            here.row, here.column, here.width = here.row + 1, -1, 1
        elif tag in ("td", "th") and self._open:
            self._begin_cell(self._open[-1], _span(columns), _span(rows), is_head=tag == "th")

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "table":
            del self._open[-1:]

    @staticmethod
    def _begin_cell(here: _Open, columns: int, rows: int, *, is_head: bool) -> None:
        here.column += here.width
        while here.covered.get(here.column, 0) > here.row:
            here.column += 1
        here.width, here.is_head = columns, is_head
        if rows > 1:
            here.covered.update(dict.fromkeys(range(here.column, here.column + columns), here.row + rows))


def _span(stated: str) -> int:
    """Give how many rows or columns a file says that a cell covers."""
    return max(1, min(int(stated), MAX_SPAN)) if stated.isascii() and stated.isdigit() and len(stated) < 5 else 1


def with_speaker_cells(placed: Sequence[Placed]) -> list[Placed]:
    """Set the blocks of tables in which a dialogue stands as labels and what is said; all else stays as it is."""
    tables: dict[int, list[int]] = {}
    for number, one in enumerate(placed):
        if one.cell is not None and one.block.kind != "note":
            tables.setdefault(one.cell.table, []).append(number)
    out = list(placed)
    parted: dict[int, list[Placed]] = {}
    for places in tables.values():
        cells = [placed[place] for place in places]
        table, lines = _Table(cells), lines_apart(cells)
        by_lines = _Table(lines) if lines else table
        if lines and by_lines.speakers is not None:
            parted |= {place: [] for place in places} | {places[0]: by_lines.set_apart()}
        elif table.speakers is not None:
            for place, one in zip(places, table.set_apart(), strict=True):
                out[place] = one
        elif together := names_together(cells):
            parted |= {place: [] for place in places} | {places[0]: together}
    return [one for place, whole in enumerate(out) for one in parted.get(place, [whole])]


class _Table:
    """The cells of one table; ``speakers`` is the column of those who speak, None where there is none."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._rows: dict[int, list[Placed]] = {}
        for one in placed:
            if one.cell is not None:
                self._rows.setdefault(one.cell.row, []).append(one)
        self._columns = _columns(placed)
        self._head = next((row for row in self._rows if self._is_head(row)), None)
        self._figures = frozenset(column for column, cells in self._columns.items() if self._is_figures(cells))
        self._alone: frozenset[int] = frozenset()
        self.speakers = self._speakers()

    def set_apart(self) -> list[Placed]:
        """Give the blocks row by row: what is nobody's, who speaks, what is said."""
        out: list[Placed] = []
        begun = False
        for number, row in self._rows.items():
            if number == self._head or number in self._alone:
                out += [_as(one, kind="direction") for one in row]
                continue
            aside, named, said = self._parted(row)
            out += [_as(one, kind="direction") for one in (*aside, *named[1:])]
            out += [_as(one, kind="para", label=True) for one in named[:1]]
            out += [_as(one, goes_on=True) for one in said[:1] if begun and not named]
            out += said[0 if not begun or named else 1 :]
            begun = begun or bool(named)
        return out

    def _parted(self, row: Sequence[Placed]) -> tuple[list[Placed], list[Placed], list[Placed]]:
        """Part a row into figures, speaker and speech."""
        aside, named, said = list[Placed](), list[Placed](), list[Placed]()
        for one in row:
            column = one.cell.column if one.cell else 0
            (named if column == self.speakers else aside if column in self._figures else said).append(one)
        return aside, named, said

    def _speakers(self) -> int | None:
        """Give the first column that is no figures, where its cells are speakers and speech stands behind them."""
        texts = sorted(self._columns.keys() - self._figures)
        if len(texts) < 2:
            return None
        first = texts[0]
        self._alone = frozenset(self._rows_alone(first))
        names = [fold(text).strip(" .:—–-") for row, text in self._columns[first].items()
                 if row != self._head and row not in self._alone]
        said = [text for column in texts[1:] for row, text in self._columns[column].items() if row != self._head]
        counts = Counter(names)
        again = sum(number for number in counts.values() if number > 1)
        several = len(names) >= FEWEST_ROWS and len(counts) > 1 and SHARE_AGAIN * again >= len(names)
        short = all(len(name.split()) <= MAX_WORDS for name in counts)
        if not (several and short and said):
            return None
        ended = sum(ENDS.search(text) is not None for text in said) >= SHARE_SENTENCES * len(said)
        return first if ended and are_longer(said, names) else None

    def _rows_alone(self, speakers: int) -> Iterator[int]:
        """Give the rows with one cell, before or in the column of speakers, behind which the next one has a speaker."""
        rows = list(self._rows)
        for row, following in zip_longest(rows, rows[1:]):
            columns = {one.cell.column for one in self._rows[row] if one.cell}
            silent = columns == {speakers} and (following is None or following in self._columns[speakers])
            if silent or (len(columns) == 1 and columns < set(range(speakers))):
                yield row

    def _is_figures(self, cells: Mapping[int, str]) -> bool:
        texts = [text for row, text in cells.items() if row != self._head]
        return sum(_FIGURES.fullmatch(text) is not None for text in texts) >= SHARE_FIGURES * len(texts)

    def _is_head(self, row: int) -> bool:
        """Say whether a row heads the table: the first, set as such, or of cells with a word or two, no sentence."""
        if row != min(self._rows) or len(self._rows) < 2:
            return False
        cells = self._rows[row]
        if all(one.cell is not None and one.cell.is_head for one in cells) and len(cells) > 1:
            return True
        texts = [one.block.text for one in cells]
        every = Counter(text for column in self._columns.values() for text in column.values())
        bare = all(len(text.split()) <= MAX_HEAD_WORDS and text[-1] not in ".?!…:" for text in texts)
        return len(texts) > 1 and bare and all(every[text] < 2 for text in texts)


def _columns(placed: Sequence[Placed]) -> Mapping[int, dict[int, str]]:
    """Give the texts of each column by row; those of one cell are one."""
    columns: dict[int, dict[int, str]] = {}
    for one in placed:
        if one.cell is not None:
            column = columns.setdefault(one.cell.column, {})
            before = column.get(one.cell.row)
            column[one.cell.row] = f"{before} {one.block.text}" if before else one.block.text
    return columns


def _as(one: Placed, **changes: object) -> Placed:
    """Give a block with another kind, or set as a label or as going on."""
    block: Block = replace(one.block, level=0, **changes)  # type: ignore[arg-type]
    return replace(one, block=block)

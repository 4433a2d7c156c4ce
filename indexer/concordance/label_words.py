"""Names in the labels of quoted speech: in a book that quotes a trial they are words of the book.

On disk one row for each such word: ``label.word`` its number, ``label.passage`` the passage that the label begins,
``label.start`` and ``label.end`` its characters in the label. Labels of editions and records say who speaks, and
are no occurrences of the name: there a filter by speaker finds them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.language.words import Word, words
from corpus.model.turns import TextInfo, Turn
from indexer.arrays.files import Ints, Mask, Places, load

if TYPE_CHECKING:
    from corpus.names.table import NameTable

COLUMNS = ("word", "passage", "start", "end")

FEW_WORDS = 64
"""Words that are looked up one by one: as many as the forms of a word."""


_NO_ROWS = np.zeros(0, dtype=np.int64)


def names_in_label(turn: Turn, info: TextInfo, table: NameTable) -> list[Word]:
    """Give the names in the label of a turn, none where that is no part of the text."""
    if info.kind != "citing" or not turn.label:
        return []
    return [word for word in words(turn.label) if turn.label[word.start].isupper() and table.keys(word.form)]


class Labelled:
    """The names in labels of a generation; they are known by their rows."""

    def __init__(self, place: Path) -> None:
        self._word, self._passage, self._start, self._end = (load(place, f"label.{name}") for name in COLUMNS)
        self._named = frozenset(self._word.tolist())

    def named_words(self) -> list[tuple[int, int]]:
        """Give word and passage of each row, in order."""
        return list(zip(self._word.tolist(), self._passage.tolist(), strict=True))

    def frequency(self, wanted: range | list[int]) -> int:
        """Count the rows of words."""
        return len(self._rows(wanted))

    def rows(self, *wanted: range | list[int]) -> Places:
        """Give the first rows of words with these numbers that follow each other in one label, in order.

        One argument a word of the phrase; the result has one 64-bit number an occurrence.
        """
        found = self._rows(wanted[0])
        for further, others in enumerate(wanted[1:], 1):
            if not len(found):
                break
            found = found[np.isin(found + further, self._rows(others))]
            found = found[self._passage[found] == self._passage[found + further]]
        return found

    def _rows(self, wanted: range | list[int]) -> Places:
        """Give the rows of one word of a phrase, rising."""
        # Hardly any word that is looked for is a name in a label; all of many words are not gone through to say so.
        if len(wanted) <= FEW_WORDS and self._named.isdisjoint(wanted):
            return _NO_ROWS
        if isinstance(wanted, range):
            return np.flatnonzero((self._word >= wanted.start) & (self._word < wanted.stop))
        return np.flatnonzero(np.isin(self._word, wanted))

    def passages_of(self, rows: Places) -> Ints:
        """Give the passage of each row, one number a row."""
        found: Ints = self._passage[rows]
        return found

    def rows_within(self, rows: Places, passages: Mask) -> Places:
        """Give the rows whose passages are among these; ``passages`` has one bool a passage of the index."""
        kept: Places = rows[passages[self._passage[rows]]]
        return kept

    def spans_in(self, rows: Places, passage: int) -> tuple[tuple[int, int], ...]:
        """Give the characters in the label of a passage at which rows stand, each with the parts of its name behind."""
        out = []
        for row in rows[self._passage[rows] == passage].tolist():
            last = row
            while last + 1 < len(self._start) and self._passage[last + 1] == passage and (
                self._start[last + 1] == self._end[last] + 1
            ):
                last += 1
            out.append((int(self._start[row]), int(self._end[last])))
        return tuple(out)

"""A text as it is collected: its words in order, and columns for each passage."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from operator import itemgetter, sub
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.language.words import Word, capitalised, elisions, words
from corpus.model.pages import TurnPages
from corpus.model.passages import passages
from corpus.model.turns import Passage, TextInfo, Turn
from corpus.names.mentions import MentionReader
from corpus.names.table import NameTable
from indexer.arrays.columns import COLUMNS
from indexer.arrays.files import Ints, in_32_bits, narrow
from indexer.building.codes import Codes
from indexer.building.collected import CODED, LABEL, MENTION, PLACES, save_text
from indexer.building.gathered import Gathered
from indexer.building.headings import HEADINGS, HeadingCollector
from indexer.building.insertions import glosses
from indexer.building.passage_values import date_of, values_of
from indexer.concordance.forms import lemma_keys
from indexer.concordance.label_words import names_in_label
from indexer.concordance.persons import addressee, names_addressee
from indexer.concordance.postings import inverted, positions
from indexer.turns.writing import TurnCollector

_FORM, _START, _END = map(itemgetter, range(len(Word._fields)))
"""Parts of a word; of millions of words the functions of C are sooner than their names."""


class TextCollector:
    """Collects one text turn by turn."""

    def __init__(self, table: NameTable, info: TextInfo) -> None:
        self._table = table
        self._info = info
        self._reader = MentionReader(table, info.trial)
        self._terms: defaultdict[str, int] = defaultdict(count().__next__)
        self._tokens = Gathered()
        self._token_start = Gathered()
        self._token_length = Gathered()
        self._capital = array("i")
        self._elided: dict[str, str] = {}
        self._passage_words = array("i")
        self._rows: dict[str, array[int]] = {name: array("i") for name in (*COLUMNS, *PLACES)}
        self._codes = {name: Codes() for name in CODED}
        self._pages = array("i")
        self._pages_each = array("i")
        self._turn_passages = array("i")
        self._glosses = array("i")
        self._mentions: dict[str, array[int]] = {name: array("i") for name in MENTION}
        self._labels: dict[str, array[int]] = {name: array("i") for name in LABEL}
        self._spoken = True
        self._turns = TurnCollector()
        self._headings = HeadingCollector(table)

    def add(self, turn: Turn, answerer: str | None = None) -> None:
        """Take in a turn; ``answerer`` is who answers it, to whom it is put where its label says nothing."""
        parts = passages(turn)
        found = words(turn.text)
        capitals = capitalised(turn.text, found)
        self._mark(turn, found, capitals)
        said = names_addressee(turn.label)
        to = addressee(turn.label, self._table, self._info.trial) if said else answerer
        begun = [word.start for word in found]
        pages = TurnPages(turn)
        at = 0
        for number, part in enumerate(parts, 1):
            end = len(found) if number == len(parts) else bisect_left(begun, part.end, at)
            self._passage_words.append(end - at)
            at = end
            values = {**values_of(turn, self._info, part), "to": to if part.spoken else None}
            self._add_row(turn, part, values, pages.labels(part.start, part.end))
        self._add_words(found, capitals)
        self._elided.update(elisions(turn.text))
        self._turn_passages.append(len(parts))
        self._turns.add(turn)
        self._headings.add(turn)

    def _mark(self, turn: Turn, found: list[Word], capitals: list[int]) -> None:
        """Keep what is named in a turn and its label, and its insertions in brackets; before its words are added."""
        first = len(self._tokens)
        for mention in self._reader.mentions(turn, found, capitals):
            for person in mention.persons:
                _add(self._mentions, first + mention.first, first + mention.end, self._codes["person"].code(person))
        self._glosses.extend(first + at for at in glosses(turn.text, found))
        for word in names_in_label(turn, self._info, self._table):
            _add(self._labels, self._terms[word.form], len(self._pages_each), word.start, word.end)

    def _add_words(self, found: list[Word], capitals: list[int]) -> None:
        """Take in the words of a turn, all at once, which is many times as fast as one by one."""
        begun, ended = list(map(_START, found)), map(_END, found)
        first = len(self._tokens)
        self._tokens.extend(map(self._terms.__getitem__, map(_FORM, found)))
        self._token_start.extend(begun)
        self._token_length.extend(map(sub, ended, begun))
        self._capital.extend([first + at for at in capitals])

    def _add_row(
        self, turn: Turn, part: Passage, values: dict[str, str | None], pages: tuple[str, ...]
    ) -> None:
        """Take in the values of a passage, each column by its code."""
        for name in COLUMNS:
            self._rows[name].append(self._codes[name].code(values[name]))
        self._rows["date"].append(date_of(turn, self._info))
        self._rows["turn"].append(len(self._turn_passages))
        self._rows["start"].append(part.start)
        self._rows["end"].append(part.start + len(turn.text[part.start : part.end].rstrip()))
        self._rows["paragraph"].append(self._paragraph(turn, part))
        self._pages.extend([self._codes["page"].code(label) for label in pages])
        self._pages_each.append(len(pages))

    def _paragraph(self, turn: Turn, part: Passage) -> int:
        """Give the number of the paragraph: narration inside a paragraph is one of its own."""
        held = self._rows["paragraph"]
        begins = part.start == 0 or turn.text[part.start - 1] == "\n" or part.spoken != self._spoken
        self._spoken = part.spoken
        last = held[-1] if held else -1
        return last + 1 if begins else last

    def save(self, path: Path) -> None:
        """Write what was taken in, after which nothing more is. Raises OSError."""
        found = sorted(self._terms)
        ranks = np.zeros(len(found), dtype=np.int32)
        ranks[[self._terms[word] for word in found]] = np.arange(len(found))
        values = {name: codes.values for name, codes in self._codes.items()}
        arrays = {**self._of_words(ranks), **self._of_passages(ranks), **self._turns.arrays(),
                  HEADINGS: self._headings.array()}
        save_text(path, found, (" ".join(self._lemma_keys(word)) for word in found), values, arrays)

    def _of_words(self, ranks: Ints) -> dict[str, NDArray[Any]]:
        """Give what is known of each word as it stands; ``ranks`` are the numbers of the words in their order."""
        tokens = narrow(ranks)[self._tokens.taken()]
        held = positions(tokens, len(ranks))
        each = _array(self._passage_words)
        postings = inverted(held, np.arange(len(each), dtype=np.int32).repeat(each))
        return {
            "tokens": tokens,
            "token.start": self._token_start.taken(),
            "token.length": self._token_length.taken(),
            "capitals": np.bincount(tokens[_array(self._capital)], minlength=len(ranks)).astype(np.int32),
            "positions": held.values,
            "positions.at": in_32_bits(held.at),
            "postings": postings.passages,
            "postings.often": postings.often,
            "postings.at": in_32_bits(postings.at),
            "glosses": _array(self._glosses),
        }

    def _of_passages(self, ranks: Ints) -> dict[str, NDArray[Any]]:
        """Give what is known of each passage, mention and label; ``ranks`` are the numbers of the words."""
        labels = {f"label.{name}": _array(column) for name, column in self._labels.items()}
        return {
            "passage.words": _array(self._passage_words),
            **{f"passage.{name}": _array(column) for name, column in self._rows.items()},
            "pages": _array(self._pages),
            "pages.each": _array(self._pages_each),
            "turn.passages": _array(self._turn_passages),
            **{f"mention.{name}": _array(column) for name, column in self._mentions.items()},
            **labels,
            "label.word": ranks[labels["label.word"]],
        }

    def _lemma_keys(self, word: str) -> Iterable[str]:
        """Give the keys of the forms of a word; of one behind an article without its vowel also those of the word."""
        behind = self._elided.get(word)
        return lemma_keys(word) if behind is None else dict.fromkeys((*lemma_keys(word), *lemma_keys(behind)))


def _add(columns: dict[str, array[int]], *row: int) -> None:
    for column, value in zip(columns.values(), row, strict=True):
        column.append(value)


def _array(values: array[int]) -> Ints:
    """Give numbers as an array, without a copy of them."""
    return np.frombuffer(values, dtype=np.int32) if values else np.zeros(0, dtype=np.int32)

"""A text as it is collected: its words in order, and columns for each passage."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.language.words import Word, elisions, words
from corpus.model.pages import page_labels
from corpus.model.passages import passages
from corpus.model.turns import Passage, TextInfo, Turn
from corpus.names.mentions import MentionReader
from corpus.names.table import NameTable
from indexer.arrays.columns import COLUMNS
from indexer.arrays.files import narrow
from indexer.building.codes import Codes
from indexer.building.collected import CODED, LABEL, MENTION, PLACES, CollectedText
from indexer.building.insertions import glosses
from indexer.concordance.forms import lemma_keys
from indexer.concordance.label_words import names_in_label
from indexer.concordance.persons import addressee
from indexer.turns.writing import TurnCollector

NO_DATE = 99_999_999
"""Sorts behind every date."""

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class TextCollector:
    """Collects one text turn by turn."""

    def __init__(self, table: NameTable, info: TextInfo) -> None:
        self._table = table
        self._info = info
        self._reader = MentionReader(table, info.trial)
        self._terms: defaultdict[str, int] = defaultdict(count().__next__)
        self._tokens = array("i")
        self._token_start = array("i")
        self._token_length = array("i")
        self._capital = bytearray()
        self._elided: dict[str, str] = {}
        self._passage_words = array("i")
        self._rows: dict[str, array[int]] = {name: array("i") for name in (*COLUMNS, *PLACES)}
        self._codes = {name: Codes() for name in CODED}
        self._pages: list[list[int]] = []
        self._turn_passages = array("i")
        self._glosses = array("i")
        self._mentions: list[tuple[int, int, int]] = []
        self._labels: list[tuple[int, int, int, int]] = []
        self._spoken = True
        self._turns = TurnCollector()

    def add(self, turn: Turn, answerer: str | None = None) -> None:
        """Take in a turn; ``answerer`` is who answers it, to whom it is put where its label does not say."""
        parts = passages(turn)
        found = words(turn.text)
        self._mark(turn, found)
        to = addressee(turn.label, self._table, self._info.trial) or answerer
        begun = [word.start for word in found]
        at = 0
        for number, part in enumerate(parts, 1):
            end = len(found) if number == len(parts) else bisect_left(begun, part.end, at)
            self._passage_words.append(end - at)
            at = end
            values = {**_values(turn, self._info, part), "to": to if part.spoken else None}
            self._add_row(turn, part, values, page_labels(turn, part.start, part.end))
        self._add_words(turn.text, found)
        self._elided.update(elisions(turn.text))
        self._turn_passages.append(len(parts))
        self._turns.add(turn)

    def _mark(self, turn: Turn, found: list[Word]) -> None:
        """Keep what is named in a turn and its label, and its insertions in brackets; before its words are added."""
        first = len(self._tokens)
        for mention in self._reader.mentions(turn, found):
            for person in mention.persons:
                self._mentions.append((first + mention.first, first + mention.end, self._codes["person"].code(person)))
        self._glosses.extend(first + at for at in glosses(turn.text, found))
        for word in names_in_label(turn, self._info, self._table):
            self._labels.append((self._terms[word.form], len(self._pages), word.start, word.end))

    def _add_words(self, text: str, found: list[Word]) -> None:
        """Take in the words of a turn, all at once, which is three times as fast as one by one."""
        terms = self._terms
        self._tokens.extend([terms[word.form] for word in found])
        self._token_start.extend([word.start for word in found])
        self._token_length.extend([word.end - word.start for word in found])
        self._capital.extend([text[word.start].isupper() for word in found])

    def _add_row(
        self, turn: Turn, part: Passage, values: dict[str, str | None], pages: tuple[str, ...]
    ) -> None:
        """Take in the values of a passage, each column by its code."""
        for name in COLUMNS:
            self._rows[name].append(self._codes[name].code(values[name]))
        self._rows["date"].append(_date(turn, self._info))
        self._rows["turn"].append(len(self._turn_passages))
        self._rows["start"].append(part.start)
        self._rows["end"].append(part.start + len(turn.text[part.start : part.end].rstrip()))
        self._rows["paragraph"].append(self._paragraph(turn, part))
        self._pages.append([self._codes["page"].code(label) for label in pages])

    def _paragraph(self, turn: Turn, part: Passage) -> int:
        """Give the number of the paragraph: narration inside a paragraph is one of its own."""
        held = self._rows["paragraph"]
        begins = part.start == 0 or turn.text[part.start - 1] == "\n" or part.spoken != self._spoken
        self._spoken = part.spoken
        last = held[-1] if held else -1
        return last + 1 if begins else last

    def collected(self) -> CollectedText:
        """Give what was taken in."""
        found = sorted(self._terms)
        ranks = np.zeros(len(found), dtype=np.int32)
        ranks[[self._terms[word] for word in found]] = np.arange(len(found))
        tokens = ranks[_array(self._tokens)]
        capital = np.frombuffer(self._capital, dtype=np.bool_)
        labels = np.array(self._labels, dtype=np.int32).reshape(-1, len(LABEL))
        labels[:, 0] = ranks[labels[:, 0]]
        mentions = np.array(self._mentions, dtype=np.int32).reshape(-1, len(MENTION))
        arrays: dict[str, NDArray[Any]] = {
            "tokens": narrow(tokens),
            "token.start": narrow(_array(self._token_start)),
            "token.length": narrow(_array(self._token_length)),
            "capitals": np.bincount(tokens[capital], minlength=len(found)).astype(np.int32),
            "passage.words": _array(self._passage_words),
            **{f"passage.{name}": _array(column) for name, column in self._rows.items()},
            "pages": np.fromiter(chain.from_iterable(self._pages), np.int32),
            "pages.each": np.fromiter(map(len, self._pages), np.int32),
            "turn.passages": _array(self._turn_passages),
            "glosses": _array(self._glosses),
            **{f"mention.{name}": mentions[:, column].copy() for column, name in enumerate(MENTION)},
            **{f"label.{name}": labels[:, column].copy() for column, name in enumerate(LABEL)},
        }
        values = {name: codes.values for name, codes in self._codes.items()}
        lemmas = [" ".join(self._lemma_keys(word)) for word in found]
        return CollectedText(found, lemmas, values, self._turns.collected(), arrays)


    def _lemma_keys(self, word: str) -> Iterable[str]:
        """Give the keys of the forms of a word; of one behind an article without its vowel also those of the word."""
        behind = self._elided.get(word)
        return lemma_keys(word) if behind is None else dict.fromkeys((*lemma_keys(word), *lemma_keys(behind)))


def _array(values: array[int]) -> NDArray[np.int32]:
    return np.array(values, dtype=np.int32)


def _values(turn: Turn, info: TextInfo, part: Passage) -> dict[str, str | None]:
    """Give the values of a passage by column; narration inside a turn has no speaker and no role."""
    return {
        "text": info.id,
        "trial": info.trial,
        "lang": turn.lang,
        "speaker": turn.speaker if part.spoken else None,
        "role": turn.role if part.spoken else None,
        "sitting": turn.sitting,
        "kind": info.kind,
        "region": turn.region,
        "section": turn.section,
    }


def _date(turn: Turn, info: TextInfo) -> int:
    """Give yyyymmdd of the sitting, else of the document, else of the text's year, else a number behind all dates."""
    if turn.sitting and (found := _DATE.match(turn.sitting)):
        return int("".join(found.groups()))
    if info.description.day:
        return int(info.description.day.replace("-", ""))
    return info.year * 10_000 if info.year else NO_DATE



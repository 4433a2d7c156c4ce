"""The concordance as it is collected: the words of the corpus in order, and columns for each passage."""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from itertools import chain, count
from pathlib import Path
from typing import Any

import numpy as np

from corpus.language.words import Word, words
from corpus.model.pages import page_labels
from corpus.model.passages import passages
from corpus.model.turns import Passage, TextInfo, Turn
from corpus.names.mentions import MentionReader
from corpus.names.table import NameTable
from indexer.arrays.columns import COLUMNS
from indexer.arrays.files import ints, narrow, save, save_lists, starts
from indexer.building.insertions import glosses
from indexer.building.naming import Layers, WordCounts, layers_of, save_layers
from indexer.concordance.label_words import LabelCollector
from indexer.concordance.lexicon import save_words
from indexer.concordance.persons import addressee, save_persons
from indexer.concordance.postings import inverted, save_postings
from indexer.engine.documents import Documents, Values
from indexer.engine.schema import COLUMNS as ENGINE_COLUMNS
from indexer.engine.schema import field_name

PLACES = ("date", "turn", "start", "end", "paragraph")
"""Columns of numbers, one entry a passage: date, turn, characters in it, and the paragraph it is a part of."""

NO_DATE = 99_999_999
"""Sorts behind every date."""

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")




class Codes:
    """Numbers for the values of a column, in order of first appearance from 1; 0 is no value."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, value: str | None) -> int:
        """Give the number of a value."""
        if value is None:
            return 0
        known = self._codes.get(value)
        if known is None:
            self.values.append(value)
            known = self._codes[value] = len(self.values)
        return known


class Collector:
    """Collects turn by turn, then writes the arrays. Turns come text by text, in the order of the record."""

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._reader: tuple[str, MentionReader] | None = None
        self._terms: defaultdict[str, int] = defaultdict(count().__next__)
        self._tokens = array("i")
        self._token_start = array("i")
        self._token_length = array("i")
        self._capital = bytearray()
        self._passage_words = array("i")
        self._rows: dict[str, array[int]] = {name: array("i") for name in (*COLUMNS, *PLACES)}
        self._codes = {name: Codes() for name in (*COLUMNS, "page", "person")}
        self._pages: list[list[int]] = []
        self._refs: list[str] = []
        self._turn_passages = array("i")
        self._glosses = array("i")
        self._mentions: list[tuple[int, int, int]] = []
        self._labels = LabelCollector(table)
        self._spoken = True
        self.turns = 0

    @property
    def passages(self) -> int:
        """Number of passages so far."""
        return len(self._pages)

    @property
    def words(self) -> int:
        """Number of words so far."""
        return len(self._tokens)

    def add(self, turn: Turn, info: TextInfo) -> None:
        """Take in a turn."""
        parts = passages(turn)
        found = words(turn.text)
        self._mark(turn, info, found)
        self._labels.add(turn, info, self.passages)
        to = addressee(turn.label, self._table, info.trial)
        begun = [word.start for word in found]
        at = 0
        for number, part in enumerate(parts, 1):
            end = len(found) if number == len(parts) else bisect_left(begun, part.end, at)
            self._passage_words.append(end - at)
            at = end
            values = {**_values(turn, info, part), "to": to if part.spoken else None}
            self._add_row(turn, part, values, page_labels(turn, part.start, part.end), _date(turn, info))
            self._refs.append(f"{turn.ref}#{number}")
        self._add_words(turn.text, found)
        self._turn_passages.append(len(parts))
        self.turns += 1

    def _mark(self, turn: Turn, info: TextInfo, found: list[Word]) -> None:
        """Keep what is named in a turn, and its insertions in brackets; before its words are added."""
        if self._reader is None or self._reader[0] != info.id:
            self._reader = info.id, MentionReader(self._table, info.trial)
        for mention in self._reader[1].mentions(turn, found):
            for person in mention.persons:
                code = self._codes["person"].code(person)
                self._mentions.append((self.words + mention.first, self.words + mention.end, code))
        self._glosses.extend(self.words + at for at in glosses(turn.text, found))

    def _add_words(self, text: str, found: list[Word]) -> None:
        """Take in the words of a turn, all at once, which is three times as fast as one by one."""
        terms = self._terms
        self._tokens.extend([terms[word.form] for word in found])
        self._token_start.extend([word.start for word in found])
        self._token_length.extend([word.end - word.start for word in found])
        self._capital.extend([text[word.start].isupper() for word in found])

    def _add_row(
        self, turn: Turn, part: Passage, values: dict[str, str | None], pages: tuple[str, ...], date: int
    ) -> None:
        """Take in the values of a passage, each column by its code."""
        for name in COLUMNS:
            self._rows[name].append(self._codes[name].code(values[name]))
        self._rows["date"].append(date)
        self._rows["turn"].append(self.turns)
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

    def write(self, place: Path) -> Documents:
        """Write everything into the directory, and give the passages as the engine is to have them."""
        labels = self._labels.forms()
        for form in labels:
            _ = self._terms[form]
        vocabulary = sorted(self._terms)
        order = np.fromiter((self._terms[term] for term in vocabulary), dtype=np.int64, count=len(vocabulary))
        ranks = np.zeros(len(vocabulary), dtype=np.int32)
        ranks[order] = np.arange(len(vocabulary))
        tokens = ranks[_array(self._tokens)]
        counts = np.bincount(tokens, minlength=len(vocabulary))
        numbers = {form: number for number, form in enumerate(vocabulary)}
        in_labels = np.bincount([numbers[form] for form in labels], minlength=len(vocabulary)).astype(np.int64)
        capital = np.frombuffer(self._capital, dtype=np.bool_)
        capitals = np.bincount(tokens[capital], minlength=len(vocabulary)) + in_labels
        layers = layers_of(WordCounts(vocabulary, (counts + in_labels).tolist(), capitals.tolist()), self._table)
        self._labels.write(place, numbers)
        save_words(place, "words", vocabulary)
        save(place, "tokens", narrow(tokens))
        save(place, "positions", np.argsort(tokens, kind="stable").astype(np.int32))
        save(place, "positions.at", starts(counts))
        lengths = _array(self._passage_words)
        owners = np.arange(self.passages, dtype=np.int32).repeat(lengths)
        found = inverted(tokens, owners, len(vocabulary), self.passages)
        save_postings(place, found)
        save(place, "token.start", narrow(_array(self._token_start)))
        save(place, "token.length", narrow(_array(self._token_length)))
        save(place, "passage.tokens", starts(lengths))
        save(place, "turn.passages", starts(_array(self._turn_passages)))
        save(place, "glosses", _array(self._glosses))
        for name, column in self._rows.items():
            save(place, f"passage.{name}", _array(column))
        save_lists(place, "passage.pages", self._pages)
        self._write_mentions(place, tokens, layers)
        values = {name: codes.values for name, codes in self._codes.items()}
        (place / "values.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")
        save_layers(place, layers, self._table)
        save_persons(place, self._table)
        keys = [layers.keys(word) for word in range(len(vocabulary))]
        return Documents(self._refs, vocabulary, keys, found.at, found.passages, found.often, self._fields())

    def _write_mentions(self, place: Path, tokens: np.ndarray[Any, np.dtype[np.int32]], layers: Layers) -> None:
        """Write who is named where; a slip names the one bearer of its surname."""
        slips = {}
        for word in layers.slips:
            bearers = self._table.surnames[layers.names[word][0][1:]].persons
            if len(bearers) == 1 and len(self._table.persons[bearers[0]].surnames[0]) == 1:
                slips[word] = self._codes["person"].code(bearers[0])
        for at in np.flatnonzero(np.isin(tokens, list(slips))):
            self._mentions.append((int(at), int(at) + 1, slips[int(tokens[at])]))
        rows = np.array(sorted(self._mentions), dtype=np.int32).reshape(-1, 3)
        for column, name in enumerate(("first", "end", "person")):
            save(place, f"mention.{name}", rows[:, column].copy())

    def _fields(self) -> dict[str, Values]:
        """Give the columns as the engine is to have them."""
        out = {}
        for column in ENGINE_COLUMNS:
            codes = _array(self._rows[column])
            held = np.flatnonzero(codes)
            out[field_name(column)] = Values(self._codes[column].values, codes[held] - 1, held)
        owners = np.arange(self.passages).repeat([len(row) for row in self._pages])
        out["page"] = Values(self._codes["page"].values, ints(chain.from_iterable(self._pages)) - 1, owners)
        return out


def _array(values: array[int]) -> np.ndarray[Any, np.dtype[np.int32]]:
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
    """Give yyyymmdd of the sitting, else of the text's year, else a number behind all dates."""
    if turn.sitting and (found := _DATE.match(turn.sitting)):
        return int("".join(found.groups()))
    return info.year * 10_000 if info.year else NO_DATE



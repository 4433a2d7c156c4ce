"""The concordance as it is collected: the words of the corpus in order, and columns for each passage."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.model import Passage, TextInfo, Turn
from corpus.passages import passages
from corpus.words import words
from indexer.arrays import save, save_lists, starts
from indexer.layers import LAYERS, save_layer
from indexer.lexicon import save_words
from indexer.pages import page_labels

COLUMNS = ("text", "trial", "lang", "speaker", "role", "sitting", "kind", "region")
"""Columns of coded values, one entry a passage. Code 0 is no value."""

NO_DATE = 99_999_999
"""Sorts behind every date."""

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as the engine is to have it: its words, and its values by name."""

    ref: str
    forms: list[str]
    values: dict[str, str | None]
    pages: tuple[str, ...]


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

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._tokens = array("i")
        self._token_passage = array("i")
        self._token_start = array("i")
        self._token_end = array("i")
        self._rows: dict[str, array[int]] = {name: array("i") for name in (*COLUMNS, "date", "turn", "start", "end")}
        self._codes = {name: Codes() for name in (*COLUMNS, "page")}
        self._pages: list[list[int]] = []
        self._turn_passages = array("i")
        self.turns = 0

    @property
    def passages(self) -> int:
        """Number of passages so far."""
        return len(self._pages)

    @property
    def words(self) -> int:
        """Number of words so far."""
        return len(self._tokens)

    def add(self, turn: Turn, info: TextInfo) -> Iterator[Entry]:
        """Take in a turn; give its passages as the engine needs them."""
        parts = passages(turn)
        found = words(turn.text)
        at = 0
        for number, part in enumerate(parts, 1):
            forms: list[str] = []
            last = number == len(parts)
            while at < len(found) and (last or found[at].start < part.end):
                word = found[at]
                self._tokens.append(self._terms.setdefault(word.form, len(self._terms)))
                self._token_passage.append(self.passages)
                self._token_start.append(word.start)
                self._token_end.append(word.end)
                forms.append(word.form)
                at += 1
            values = _values(turn, info, part)
            pages = page_labels(turn, part.start, part.end)
            self._add_row(turn, part, values, pages, _date(turn, info))
            yield Entry(f"{turn.ref}#{number}", forms, values, pages)
        self._turn_passages.append(len(parts))
        self.turns += 1

    def _add_row(
        self, turn: Turn, part: Passage, values: dict[str, str | None], pages: tuple[str, ...], date: int
    ) -> None:
        for name in COLUMNS:
            self._rows[name].append(self._codes[name].code(values[name]))
        self._rows["date"].append(date)
        self._rows["turn"].append(self.turns)
        self._rows["start"].append(part.start)
        self._rows["end"].append(part.start + len(turn.text[part.start : part.end].rstrip()))
        self._pages.append([self._codes["page"].code(label) for label in pages])

    def write(self, place: Path) -> list[str]:
        """Write everything into the directory; give the vocabulary, sorted."""
        vocabulary = sorted(self._terms)
        ranks = np.zeros(len(vocabulary), dtype=np.int32)
        ranks[np.fromiter((self._terms[term] for term in vocabulary), dtype=np.int64)] = np.arange(len(vocabulary))
        tokens = ranks[_array(self._tokens)]
        save_words(place, "words", vocabulary)
        save(place, "tokens", tokens)
        save(place, "positions", np.argsort(tokens, kind="stable").astype(np.int32))
        save(place, "positions.at", starts(np.bincount(tokens, minlength=len(vocabulary))))
        owners = _array(self._token_passage)
        save(place, "token.passage", owners)
        save(place, "token.start", _array(self._token_start))
        save(place, "token.end", _array(self._token_end))
        save(place, "passage.tokens", starts(np.bincount(owners, minlength=self.passages)))
        save(place, "turn.passages", starts(_array(self._turn_passages)))
        for name, column in self._rows.items():
            save(place, f"passage.{name}", _array(column))
        save_lists(place, "passage.pages", self._pages)
        values = {name: codes.values for name, codes in self._codes.items()}
        (place / "values.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")
        for layer in LAYERS:
            save_layer(place, layer, vocabulary)
        return vocabulary


def _array(values: array[int]) -> np.ndarray[Any, np.dtype[np.int32]]:
    return np.array(values, dtype=np.int32)


def _values(turn: Turn, info: TextInfo, part: Passage) -> dict[str, str | None]:
    return {
        "text": info.id,
        "trial": info.trial,
        "lang": turn.lang,
        "speaker": turn.speaker if part.spoken else None,
        "role": turn.role if part.spoken else None,
        "sitting": turn.sitting,
        "kind": info.kind,
        "region": turn.region,
    }


def _date(turn: Turn, info: TextInfo) -> int:
    """Give yyyymmdd of the sitting, else of the text's year, else a number behind all dates."""
    if turn.sitting and (found := _DATE.match(turn.sitting)):
        return int("".join(found.groups()))
    return info.year * 10_000 if info.year else NO_DATE



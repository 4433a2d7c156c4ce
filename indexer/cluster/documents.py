"""A generation as documents of a cluster: a turn a document, with its words and the values of its passages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.arrays.files import Lists
from indexer.cluster.marks import content_mark, person_mark, value_marks, word_mark
from indexer.generation.index import Index

ONE_VALUED = ("trial", "sitting", "kind", "lang")
"""Attributes of one value: those of a turn hold for all its passages."""

SEVERAL_VALUED = ("speaker", "role", "page", "person")
"""Attributes of which the passages of a turn may have several values."""

ATTRIBUTES = (*ONE_VALUED, "date", *SEVERAL_VALUED)
"""All attributes, in the order in which documents have them."""


class TurnDocument(NamedTuple):
    """A turn as the engine keeps it. ``number`` counts the turns of its text from 1.

    ``words`` are the terms of its words in order, then of the names in its label, then of the persons named;
    ``values`` are those of :data:`ATTRIBUTES`, each a number or a tuple of rising numbers.
    """

    number: int
    words: str
    values: tuple[int | tuple[int, ...], ...]


class TurnDocuments:
    """The documents of a generation."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._stream, self._columns = index.stream, index.columns
        self._passages = index.searcher.turn_passages
        self._dates = index.searcher.dates
        self._marks = {name: value_marks(self._columns.values[name]) for name in (*ONE_VALUED, *SEVERAL_VALUED)}
        self._persons = [person_mark(person) for person in self._columns.values["person"]]

    @cached_property
    def _terms(self) -> NDArray[np.bytes_]:
        """The term of each word, by its number."""
        words = self._stream.words
        return np.array([word_mark(words.word(number)).encode() for number in range(len(words))], dtype="S13")

    def version(self, text_id: str) -> int:
        """Give a number that changes with anything that :meth:`of_text` would give of a text."""
        turns = self._index.turn_store.span(text_id)
        first, last = int(self._passages[turns.start]), int(self._passages[turns.stop])
        at = self._stream.passage_tokens
        parts = [self._terms[self._stream.tokens[at[first] : at[last]]].tobytes()]
        parts += [np.diff(self._passages[turns.start : turns.stop + 1]).tobytes(),
                  np.diff(at[first : last + 1]).tobytes(), self._dates[first:last].tobytes()]
        for name in (*ONE_VALUED, "speaker", "role"):
            parts.append(self._marks[name][self._columns.codes[name][first:last]].tobytes())
        for name, lists in self._lists.items():
            parts += [self._marks[name][lists.range(first, last)].tobytes(),
                      np.diff(lists.at[first : last + 1]).tobytes()]
        labels = [part for passage in range(first, last) if (words := self._label_words.get(passage))
                  for part in ((passage - first).to_bytes(4, "big"), self._terms[words].tobytes())]
        return content_mark(text_id.encode(), *parts, b"".join(labels))

    def of_text(self, text_id: str) -> Iterator[TurnDocument]:
        """Give the documents of a text, in order."""
        turns = self._index.turn_store.span(text_id)
        bounds = self._passages[turns.start : turns.stop + 1].tolist()
        for number, (first, last) in enumerate(pairwise(bounds), 1):
            yield TurnDocument(number, self._words(first, last), self._values(first, last))

    def _words(self, first: int, last: int) -> str:
        """Give the terms of the passages first … last - 1."""
        found = self._terms[self._stream.tokens_in(range(first, last))].tolist()
        for passage in range(first, last):
            found += self._terms[list(self._label_words.get(passage, ()))].tolist()
        named = self._lists["person"].range(first, last)
        persons = [self._persons[code - 1] for code in np.unique(named).tolist()]
        return " ".join([b" ".join(found).decode(), *persons]).strip()

    def _values(self, first: int, last: int) -> tuple[int | tuple[int, ...], ...]:
        """Give the values of the passages first … last - 1."""
        codes = self._columns.codes
        several = []
        for name in SEVERAL_VALUED:
            marks = self._marks[name]
            if name in self._lists:
                lists = self._lists[name]
                held = set(marks[lists.range(first, last)].tolist())
                if (np.diff(lists.at[first : last + 1]) == 0).any():
                    held.add(0)
            else:
                held = set(marks[codes[name][first:last]].tolist())
            several.append(tuple(sorted(held)))
        one = (int(self._marks[name][codes[name][first]]) for name in ONE_VALUED)
        return (*one, int(self._dates[first]), *several)

    @cached_property
    def _lists(self) -> dict[str, Lists]:
        return {"page": self._columns.pages, "person": self._stream.named}

    @cached_property
    def _label_words(self) -> dict[int, list[int]]:
        """The words of names in labels, by passage and in order."""
        found: dict[int, list[int]] = {}
        for word, passage in self._stream.labelled.named_words():
            found.setdefault(passage, []).append(word)
        return found

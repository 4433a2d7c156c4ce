"""The texts of a generation as one: the words and values of each are numbered anew among those of all.

The texts come one after the other, so that no more is in memory than is of one of them, and of all of them where each
word stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.names.table import NameTable
from indexer.arrays.files import Ints, Places, starts
from indexer.building.codes import Codes
from indexer.building.collected import CODED, CollectedText
from indexer.building.naming import Layers, WordCounts, layers_of


class MergedTexts:
    """Collected texts in their order, numbered as in the generation."""

    def __init__(self, texts: Sequence[CollectedText], table: NameTable) -> None:
        self.texts = texts
        self.table = table
        self.words: Sequence[str] = sorted(set().union(*(text.words for text in texts)))
        """All words, in order."""
        numbers = {word: number for number, word in enumerate(self.words)}
        self.numbers = [
            np.fromiter(map(numbers.__getitem__, text.words), np.int32, len(text.words)) for text in texts
        ]
        """The number of each word of each text."""
        self.codes = {name: Codes() for name in CODED}
        """The values of each column in order of first appearance."""
        self._codes = [
            {name: _codes(self.codes[name], text.values[name]) for name in CODED} for text in texts
        ]
        self.token_starts = starts(np.array([len(text.arrays["tokens"]) for text in texts], dtype=np.int64))
        """Where the words of each text start, and the end of the last."""
        self.passage_starts = starts(np.array([text.passages for text in texts], dtype=np.int64))
        """Where the passages of each text start, and the end of the last."""
        self.turn_starts = starts(np.array([len(text.turns.refs) for text in texts], dtype=np.int64))
        """Where the turns of each text start, and the end of the last."""

    def numbered(self, text: int, name: str) -> Ints:
        """Give an array of a text that has numbers of words, as numbers of words of all texts."""
        numbers: Ints = self.numbers[text][self.texts[text].arrays[name]]
        return numbers

    def coded(self, text: int, name: str, column: str) -> Ints:
        """Give an array of a text that has codes of a column, as codes among all texts."""
        codes: Ints = self._codes[text][column][self.texts[text].arrays[name]]
        return codes

    def each(self, name: str) -> Iterator[NDArray[Any]]:
        """Give an array of each text."""
        return (text.arrays[name] for text in self.texts)

    def moved(self, name: str, at: Places) -> Iterator[NDArray[Any]]:
        """Give an array of each text, moved by where the text starts."""
        return (values + int(first) for values, first in zip(self.each(name), at[:-1], strict=True))

    @cached_property
    def layers(self) -> Layers:
        """The keys of all words. What a word is depends on all texts: whether it is always capitalised, or a slip."""
        counts, capitals = np.zeros((2, len(self.words)), dtype=np.int64)
        lemmas: dict[str, str] = {}
        for text, numbers in zip(self.texts, self.numbers, strict=True):
            labels = np.bincount(text.arrays["label.word"], minlength=len(text.words))
            counts[numbers] += np.bincount(text.arrays["tokens"], minlength=len(text.words)) + labels
            capitals[numbers] += text.arrays["capitals"] + labels
            for word, keys in zip(text.words, text.lemmas, strict=True):
                # What stands behind an article without its vowel is known of the text that has it so.
                if lemmas.setdefault(word, keys) != keys:
                    lemmas[word] += f" {keys}"
        keyed = {word: tuple(dict.fromkeys(keys.split())) for word, keys in lemmas.items()}
        return layers_of(WordCounts(self.words, counts.tolist(), capitals.tolist()), self.table, keyed.__getitem__)


def _codes(known: Codes, values: Sequence[str]) -> Ints:
    """Give the code of each code of a text, 0 for none."""
    return np.array([0, *(known.code(value) for value in values)], dtype=np.int32)

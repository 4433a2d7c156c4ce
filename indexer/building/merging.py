"""The texts of a generation as one: the words and values of each are numbered anew among those of all.

The texts come one after the other, each from its file, so that no more is in memory than is of one of them, and of all
of them the words, the number that each word of a text has, and how much there is of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import count
from pathlib import Path

import numpy as np

from corpus.names.table import NameTable
from indexer.arrays.files import Ints, starts
from indexer.building.codes import Codes
from indexer.building.collected import CODED, MEASURED, CollectedText
from indexer.building.naming import Layers, WordCounts, layers_of


class MergedTexts:
    """Collected texts in their order, numbered as in the generation."""

    def __init__(self, paths: Sequence[Path], table: NameTable) -> None:
        """Read what texts have in common; ``paths`` are the files of what was collected."""
        self.table = table
        self.numbers: list[Ints] = []
        """The number of each word of each text; they rise, as the words of a text are in order."""
        self.codes = {name: Codes() for name in CODED}
        """The values of each column in order of first appearance."""
        self.most = dict.fromkeys(MEASURED, 0)
        """The greatest entry of some arrays, in any text."""
        self._paths = paths
        sizes: list[tuple[int, int, int]] = []
        known: defaultdict[str, int] = defaultdict(count().__next__)
        for text in self.opened():
            found = text.words
            self.numbers.append(np.fromiter(map(known.__getitem__, found), np.int32, len(found)))
            for name, codes in self.codes.items():
                for value in text.values[name]:
                    codes.code(value)
            for name, most in text.most.items():
                self.most[name] = max(self.most[name], most)
            sizes.append((text.length("tokens"), text.passages, text.length("turns.refs")))
        self.words: Sequence[str] = sorted(known)
        """All words, in order."""
        ranks = np.empty(len(known), dtype=np.int32)
        ranks[np.fromiter(map(known.__getitem__, self.words), np.int64, len(known))] = np.arange(len(known))
        for number, values in enumerate(self.numbers):
            self.numbers[number] = ranks[values]
        tokens, passages, turns = np.array(sizes, dtype=np.int64).reshape(-1, 3).T
        self.token_starts = starts(tokens)
        """Where the words of each text start, and the end of the last."""
        self.passage_starts = starts(passages)
        """Where the passages of each text start, and the end of the last."""
        self.turn_starts = starts(turns)
        """Where the turns of each text start, and the end of the last."""

    def __len__(self) -> int:
        return len(self._paths)

    def text(self, number: int) -> CollectedText:
        """Give a text by its number."""
        return CollectedText.open(self._paths[number])

    def opened(self) -> Iterator[CollectedText]:
        """Give the texts in order."""
        return map(CollectedText.open, self._paths)

    def codes_of(self, text: CollectedText, column: str) -> Ints:
        """Give the code among all texts of each code of a text, 0 for none."""
        known = self.codes[column]
        return np.array([0, *(known.code(value) for value in text.values[column])], dtype=np.int32)

    @cached_property
    def layers(self) -> Layers:
        """The keys of all words. What a word is depends on all texts: whether it is always capitalised, or a slip."""
        counts, capitals = np.zeros((2, len(self.words)), dtype=np.int64)
        lemmas: dict[str, str] = {}
        for text, numbers in zip(self.opened(), self.numbers, strict=True):
            labels = np.bincount(text["label.word"], minlength=len(numbers))
            counts[numbers] += np.diff(text["positions.at"]) + labels
            capitals[numbers] += text["capitals"] + labels
            for number, keys in zip(numbers.tolist(), text.lemmas, strict=True):
                # What stands behind an article without its vowel is known of the text that has it so.
                word = self.words[number]
                if lemmas.setdefault(word, keys) != keys:
                    lemmas[word] += f" {keys}"
        keyed = {word: tuple(dict.fromkeys(keys.split())) for word, keys in lemmas.items()}
        return layers_of(WordCounts(self.words, counts.tolist(), capitals.tolist()), self.table, keyed.__getitem__)

"""Lists of the words of several texts, of their places or passages, merged some words at a time.

Each text has its lists laid end to end in its file, in the order of its words; so the lists of some words that follow
each other are one part of it, and what is written is written from its beginning to its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from indexer.arrays.files import Ints, Places, parted, ranges, starts
from indexer.building.merging import MergedTexts

AT_ONCE = 2_000_000
"""Entries merged at once, unless a single word has more."""


class WordLists:
    """The lists of a name: entries of each word, those of one word in the order of the texts."""

    def __init__(
        self, merged: MergedTexts, texts: Sequence[int], numbers: Sequence[Ints], words: int, name: str
    ) -> None:
        """Merge ``NAME.at`` of some of the texts; ``numbers`` are those of the words of each, below ``words``."""
        self._merged, self._texts, self._numbers, self._name = merged, texts, numbers, name
        counts = np.zeros(words, dtype=np.int64)
        for text, held in zip(texts, numbers, strict=True):
            counts[held] += np.diff(merged.text(text)[f"{name}.at"])
        self.at = starts(counts)
        """Where the entries of each word start, and the end of the last."""

    def parts(self, name: str, moved: Sequence[int], kind: DTypeLike) -> Iterator[NDArray[Any]]:
        """Give the entries of all words, part by part, of an array that these lists part.

        ``moved`` is added to the entries of each text; the result is of the type ``kind``.
        """
        for low, high in parted(self.at, AT_ONCE):
            out = np.empty(int(self.at[high] - self.at[low]), kind)
            free = self.at[low:high] - self.at[low]
            for text, numbers, move in zip(self._texts, self._numbers, moved, strict=True):
                first, last = np.searchsorted(numbers, (low, high)).tolist()
                if first == last:
                    continue
                held = self._merged.text(text)
                at = held.part(f"{self._name}.at", first, last + 1)
                if at[0] < at[-1]:
                    slots = _slots(free, numbers[first:last] - low, np.diff(at))
                    out[slots] = held.part(name, int(at[0]), int(at[-1])).astype(out.dtype) + out.dtype.type(move)
            yield out


def _slots(free: Places, numbers: Ints, counts: Places) -> Places:
    """Take the next free places of words: ``counts[n]`` of those of word ``numbers[n]``, in order of the words."""
    first = free[numbers]
    free[numbers] += counts
    return ranges(first, first + counts)

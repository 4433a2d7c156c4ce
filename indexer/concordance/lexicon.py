"""A sorted list of words in files: number by word, word by number, numbers by beginning.

``NAME.txt`` holds the words end to end in UTF-8, whose byte order is the order of code points; ``NAME.ends``
their ends in bytes. Words are numbered in this order, so that the words with one beginning are a range.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer.arrays.files import Places, in_32_bits, load, save

STEP = 32
"""Of so many words one is held in memory, for those that are looked up."""


def save_words(place: Path, name: str, words: Sequence[str]) -> None:
    """Write words that are sorted by code points and distinct."""
    coded = [word.encode() for word in words]
    (place / f"{name}.txt").write_bytes(b"".join(coded))
    ends = np.zeros(len(coded), dtype=np.int64)
    np.cumsum(np.fromiter((len(word) for word in coded), dtype=np.int64, count=len(coded)), out=ends)
    save(place, f"{name}.ends", in_32_bits(ends))


class Lexicon:
    """Words as written by :func:`save_words`."""

    def __init__(self, blob: bytes, ends: Places) -> None:
        self._blob = blob
        # Single numbers are sooner had from a view than from an array of numpy.
        self._ends = ends.data

    @classmethod
    def load(cls, place: Path, name: str) -> Lexicon:
        """Open what :func:`save_words` wrote."""
        return cls((place / f"{name}.txt").read_bytes(), load(place, f"{name}.ends"))

    def __len__(self) -> int:
        return len(self._ends)

    def word(self, number: int) -> str:
        """Give the word of this number."""
        return self._bytes(number).decode()

    def find(self, word: str) -> int | None:
        """Give the number of a word, or None where it is not there."""
        coded = word.encode()
        at = self._first_from(coded)
        return at if at < len(self) and self._bytes(at) == coded else None

    def with_prefix(self, prefix: str) -> range:
        """Give the numbers of the words that begin with ``prefix``."""
        coded = prefix.encode()
        # No UTF-8 text holds the byte FF, so this sorts after every continuation.
        return range(self._first_from(coded), self._first_from(coded + b"\xff"))

    def _bytes(self, number: int) -> bytes:
        return self._blob[self._ends[number - 1] if number else 0 : self._ends[number]]

    def _first_from(self, coded: bytes) -> int:
        # Words that are at hand are compared without a call for each; the rest of the way is a few steps.
        near = bisect_left(self._some, coded) * STEP
        return bisect_left(range(len(self)), coded, max(0, near - STEP), min(near, len(self)), key=self._bytes)

    @cached_property
    def _some(self) -> list[bytes]:
        """Every :data:`STEP`-th word."""
        return [self._bytes(number) for number in range(0, len(self), STEP)]

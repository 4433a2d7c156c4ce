"""The passages of each word, and how often it stands in each: what counts and ranks without a look at its places.

On disk ``postings`` holds the passages of all words laid end to end, ``postings.at`` where those of each word start,
``postings.often`` how often the word stands in each.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.arrays.files import Ints, Lists, Places, load, narrow, save, starts
from indexer.arrays.passages import FEW


class WordPostings(NamedTuple):
    """Word n stands ``often`` times in ``passages``, both from ``at[n]`` to ``at[n + 1]``, passages in order."""

    at: Places
    passages: Ints
    often: Ints


def inverted(tokens: Ints, owners: Places, words: int) -> WordPostings:
    """Give the postings of tokens, word numbers below ``words``, that stand in the passages ``owners``, which rise.

    ``tokens`` and ``owners`` have one entry a token.
    """
    # A stable sort by word keeps the passages of each in order; with words of 16 bits it is one by digits.
    order = tokens.argsort(kind="stable")
    sorted_words, passages = tokens[order], owners[order]
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = (sorted_words[1:] != sorted_words[:-1]) | (passages[1:] != passages[:-1])
    first = np.flatnonzero(fresh)
    at = starts(np.bincount(sorted_words[first], minlength=words))
    often = np.diff(first, append=len(order)).astype(np.int32)
    return WordPostings(at, passages[first].astype(np.int32), often)


def save_postings(place: Path, found: WordPostings) -> None:
    """Write postings."""
    save(place, "postings", narrow(found.passages))
    save(place, "postings.at", found.at)
    save(place, "postings.often", narrow(found.often))


class Postings:
    """The postings of a generation."""

    def __init__(self, place: Path, passages: int) -> None:
        self._lists = Lists.load(place, "postings")
        self._often: Ints = load(place, "postings.often")
        self._passages = passages

    def of(self, wanted: range | list[int]) -> tuple[Places, Places]:
        """Give the passages, rising, in which one of these words stands, and how often they stand in each.

        Both have one entry a passage.
        """
        at = self._lists.at
        if len(wanted) == 1:
            low, high = at[wanted[0] : wanted[0] + 2].tolist()
            return self._lists.values[low:high], self._often[low:high]
        if isinstance(wanted, range):
            bounds = [(int(at[wanted.start]), int(at[wanted.stop]))] if wanted else []
        else:
            bounds = [(int(at[word]), int(at[word + 1])) for word in wanted]
        if not bounds:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        passages = np.concatenate([self._lists.values[low:high] for low, high in bounds]).astype(np.int64)
        often = np.concatenate([self._often[low:high] for low, high in bounds])
        return self._added(passages, often)

    def _added(self, passages: Places, often: Ints) -> tuple[Places, Places]:
        """Add up what several words have in one passage; both arrays have one entry for each word and passage."""
        if len(passages) * FEW > self._passages:
            counts = np.bincount(passages, often, self._passages)
            numbers = np.flatnonzero(counts)
            return numbers, counts[numbers].astype(np.int64)
        order = np.argsort(passages, kind="stable")
        passages, often = passages[order], often[order]
        first = np.flatnonzero(np.diff(passages, prepend=-1))
        return passages[first], np.add.reduceat(often, first, dtype=np.int64) if len(first) else often.astype(np.int64)

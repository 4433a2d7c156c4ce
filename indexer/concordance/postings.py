"""The passages of each word, and how often it stands in each: what counts and ranks without a look at its places.

On disk ``postings`` holds the passages of all words laid end to end, ``postings.at`` where those of each word start,
``postings.often`` how often the word stands in each.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.arrays.files import Ints, Lists, Mask, Places, firsts, load, narrow, parted, starts
from indexer.arrays.passages import FEW

AT_ONCE = 1_000_000
"""Tokens that are turned round at once, unless those of a single word are more."""

_NONE = np.zeros(0, dtype=np.uint8)


class WordPostings(NamedTuple):
    """Word n stands ``often`` times in ``passages``, both from ``at[n]`` to ``at[n + 1]``, passages in order."""

    at: Places
    passages: Ints
    often: Ints


def positions(tokens: Ints, words: int) -> Lists:
    """Give the tokens of each word, in order; ``tokens`` are numbers below ``words``."""
    # A stable sort by word keeps the tokens of each in order; with words of 16 bits it is one by digits.
    return Lists(narrow(tokens.argsort(kind="stable")), starts(np.bincount(tokens, minlength=words)))


def inverted(held: Lists, owners: Ints) -> WordPostings:
    """Give the postings of the tokens of each word; ``owners`` is the passage of each token, which rise.

    They are made some words at a time, as what is made on the way takes many times the room of what is found.
    """
    passages, often = [_NONE], [_NONE]
    counts = np.zeros(len(held), dtype=np.int64)
    for low, high in parted(held.at, AT_ONCE):
        at = held.at[low : high + 1] - held.at[low]
        found = owners[held.range(low, high)]
        fresh = firsts(found)
        fresh[at[:-1][np.diff(at) > 0]] = True
        first = np.flatnonzero(fresh)
        counts[low:high] = np.diff(np.searchsorted(first, at))
        passages.append(narrow(found[first]))
        often.append(narrow(np.diff(first, append=len(found))))
    return WordPostings(starts(counts), np.concatenate(passages), np.concatenate(often))


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

    def often_in(self, word: int, passages: Mask) -> int:
        """Count the occurrences of a word in some passages; one bool a passage."""
        low, high = self._lists.at[word : word + 2].tolist()
        return int(self._often[low:high].compress(passages.take(self._lists.values[low:high])).sum())

    def _added(self, passages: Places, often: Ints) -> tuple[Places, Places]:
        """Add up what several words have in one passage; both arrays have one entry for each word and passage."""
        if len(passages) * FEW > self._passages:
            counts = np.bincount(passages, often, self._passages)
            numbers = np.flatnonzero(counts)
            return numbers, counts[numbers].astype(np.int64)
        order = np.argsort(passages, kind="stable")
        passages, often = passages[order], often[order]
        first = np.flatnonzero(firsts(passages))
        return passages[first], np.add.reduceat(often, first, dtype=np.int64) if len(first) else often.astype(np.int64)

"""Ranking by BM25 from the concordance, for all passages of a word at once.

The scores are those that a search of Whoosh 2.7.4 gives by its own ``BM25F``, which goes from passage to passage.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from operator import itemgetter

import numpy as np

from indexer.arrays.files import Mask, Numbers, Places
from indexer.concordance.concordance import Concordance
from indexer.query.tree import Phrase, QueryWord

B, K1 = 0.75, 1.2
"""The constants of BM25 as Whoosh has them."""

_FEW = 64
"""Up to one passage in so many is looked up among those of each word, without an array of all."""


class Ranking:
    """Scores passages for words."""

    def __init__(self, concordance: Concordance) -> None:
        self._concordance = concordance
        lengths = np.diff(concordance.passage_tokens)
        self._passages = len(lengths)
        words = len(concordance.tokens)
        frequencies = np.diff(concordance.positions.at)
        keys = sum(int(frequencies @ layer.key_counts()) for layer in concordance.layers)
        # A passage is as long as its words in both fields; only the average is of the field's own entries.
        self._norms = {
            field: K1 * ((1 - B) + B * lengths / (entries / self._passages if entries else 1))
            for field, entries in (("text", words), ("forms", keys))
        }

    def scores(self, phrases: Iterable[Phrase], wanted: Places) -> Numbers:
        """Give the BM25 score of each of the passages ``wanted`` for the words of these phrases.

        One float64 for each of ``wanted``. The formula is that of Whoosh: the rarity of a word, ln(N / (n + 1)) + 1
        for n of N passages, times its weight f (K1 + 1) / (f + K1 (1 - B + B length / mean)) for f occurrences in a
        passage.
        """
        terms = dict([term for phrase in phrases for item in phrase.items for term in self._terms(item)])
        few = len(wanted) * _FEW < self._passages
        scores = np.zeros(len(wanted) if few else self._passages, dtype=np.float64)
        for (field, _), (passages, often) in sorted(terms.items(), key=itemgetter(0)):
            rarity = math.log(self._passages / (len(passages) + 1)) + 1
            places: Places | Mask | slice = slice(None)
            if not few:
                places = passages.astype(np.int64, copy=False)
            elif len(passages) != len(wanted) or np.count_nonzero(passages != wanted):
                places, at = _common(passages, wanted)
                passages, often = passages[at], often[at]
            # Else it is one rare word, whose passages are those that are wanted.
            scores[places] += rarity * (often * (K1 + 1)) / (often + self._norms[field].take(passages))
        return scores if few else scores[wanted]

    def _terms(self, item: QueryWord) -> Iterator[tuple[tuple[str, str | int], tuple[Places, Places]]]:
        """Give the entries that a word stands for, with their passages and how often they stand there.

        They are named by their field and a key, or the number of a word, which is as good: both follow the alphabet.
        """
        concordance = self._concordance
        if item.how == "forms" and not item.off:
            for key in concordance.keys(item.form):
                found = [word for layer in concordance.layers for word in layer.words_of(key)]
                yield ("forms", key), concordance.postings.of(found)
        else:
            for number in concordance.wanted(item):
                yield ("text", number), concordance.postings.of(range(number, number + 1))


def _common(passages: Places, wanted: Places) -> tuple[Mask, Places]:
    """Say which of ``wanted`` are among ``passages``, one bool each, and where these stand there. Both rise."""
    if not len(passages):
        return np.zeros(len(wanted), dtype=np.bool_), np.zeros(0, dtype=np.int64)
    at = np.minimum(passages.searchsorted(wanted.astype(passages.dtype)), len(passages) - 1)
    held = passages[at] == wanted
    return held, at[held]

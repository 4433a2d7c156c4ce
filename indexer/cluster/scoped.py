"""The concordance of some turns: it answers as that of all does, and looks at no other turn."""

from __future__ import annotations

import numpy as np

from indexer.arrays.files import Ints, Mask, Places, ranges
from indexer.arrays.passages import PassageSet
from indexer.concordance.concordance import Concordance, Stream, Wanted, is_one
from indexer.concordance.postings import Postings


class Scope:
    """Some turns, by number and rising, of a generation. ``passages`` are theirs."""

    def __init__(self, concordance: Concordance, turn_passages: Places, turns: Places) -> None:
        size = len(concordance.passage_turn)
        self.passages = PassageSet(size, ranges(turn_passages[turns], turn_passages[turns + 1]).astype(np.int64))
        # Turns that follow each other are one stretch of tokens.
        fresh = np.diff(turns, prepend=-2) != 1
        last = np.append(fresh[1:], True)[: len(turns)]
        self.starts: Places = concordance.passage_tokens[turn_passages[turns[fresh]]]
        self.ends: Places = concordance.passage_tokens[turn_passages[turns[last] + 1]]

    @property
    def tokens(self) -> int:
        """Number of words of the turns."""
        return int((self.ends - self.starts).sum())


class ScopedConcordance(Concordance):
    """The part of a concordance that is in a scope. Numbers of tokens, words and passages are those of the whole."""

    def __init__(self, whole: Concordance, scope: Scope) -> None:
        """Share all that the whole has open."""
        self.__dict__.update(vars(whole))
        self._everything = whole
        self._scope = scope
        self.postings = _ScopedPostings(self, whole.postings)
        self._held: Ints | None = None

    def places(self, wanted: Wanted) -> Ints:
        """Give the tokens in the scope that are one of the words, rising."""
        if self.frequency(wanted) < self._scope.tokens:
            found = self._everything.places(wanted)
            at = self._scope.starts.searchsorted(found, side="right") - 1
            inside: Mask = at >= 0
            inside[inside] = found[inside] < self._scope.ends[at[inside]]
            return found[inside]
        if self._held is None:
            self._held = ranges(self._scope.starts, self._scope.ends).astype(np.int32)
        return self._held[is_one(self.tokens[self._held], wanted)]

    # What is made once for all queries is made by the whole.
    @property
    def _read(self) -> Stream:
        return self._everything._read

    @property
    def _turn_bounds(self) -> Places:
        return self._everything._turn_bounds

    @property
    def _parted(self) -> Mask | None:
        return self._everything._parted


class _ScopedPostings(Postings):
    """The passages of words, as far as they are in the scope."""

    def __init__(self, concordance: ScopedConcordance, whole: Postings) -> None:
        self.__dict__.update(vars(whole))
        self._concordance = concordance

    def of(self, wanted: Wanted) -> tuple[Places, Places]:
        """Give the passages that have one of the words, and how often each has them."""
        passages = self._concordance.passages_of(self._concordance.places(wanted)).astype(np.int64)
        numbers, often = np.unique(passages, return_counts=True)
        return numbers, often

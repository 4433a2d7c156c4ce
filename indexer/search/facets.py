"""Counting the values of all filters at once: the values of all columns are numbered through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexer.arrays.columns import COLUMN, TEXT_FILTERS, UNKNOWN, Columns
from indexer.arrays.files import Ints, Lists, Mask, Places, ranges
from indexer.arrays.passages import FEW
from indexer.concordance.concordance import Concordance
from indexer.results import DESCRIBED, FILTERS, Facet
from indexer.search.described import DescribedTexts
from indexer.search.outcome import Outcome

Counted = tuple[tuple[str, int], ...]
"""Values and in how many turns each stands; most frequent first, equal counts by the alphabet."""

LISTED = ("page", "mentions")
"""Filters of which a passage may have several values."""


class Facets:
    """The facets of a generation. An edition and a document are both texts, and the facets of either are told apart."""

    def __init__(self, columns: Columns, concordance: Concordance, described: DescribedTexts) -> None:
        names = dict.fromkeys(COLUMN.get(name, name) for name in FILTERS if name not in (*LISTED, *DESCRIBED))
        self._described = described
        values = columns.values
        self._editions = columns.editions
        self._counter = FacetCounter(
            {name: ([UNKNOWN, *values[name]], columns.codes[name]) for name in names},
            {"page": ([UNKNOWN, *values["page"]], columns.pages),
             "mentions": ([UNKNOWN, *values["person"]], concordance.named)},
            concordance.passage_turn,
        )

    def facets_of(self, outcome: Outcome) -> tuple[Facet, ...]:
        """Count the turns that answer, by value; for a filter that is set, those that all others leave.

        So a count says what choosing the value would give.
        """
        columns = self._counter.names
        own = {column: outcome.without_filter(name) for name in outcome.narrowing.filters
               if (column := COLUMN.get(name, name)) in columns}
        counted = self._counter.counts(outcome.passages, own)
        described = {
            name: self._described.counts(name, self._counter.one_a_turn(
                outcome.without_filter(name) if name in outcome.narrowing.filters else outcome.passages))
            for name in DESCRIBED
        }
        return tuple(
            Facet(name, described[name] if name in described else
                  self._shown_values(name, counted[COLUMN.get(name, name)]))
            for name in FILTERS
        )

    def _shown_values(self, name: str, counted: Counted) -> Counted:
        if name == "mentions":
            at = next((at for at, (value, _) in enumerate(counted) if value == UNKNOWN), len(counted))
            return counted[:at] + counted[at + 1 :]
        if name in TEXT_FILTERS:
            return tuple(pair for pair in counted if (pair[0] in self._editions) == (name == "edition"))
        return counted


class FacetCounter:
    """Counts the turns that have each value of columns of one value a passage, and of others that list several."""

    def __init__(
        self, columns: Mapping[str, tuple[Sequence[str], Ints]], lists: Mapping[str, tuple[Sequence[str], Lists]],
        turns: Ints,
    ) -> None:
        """Take the names of each column's values by code, that of none included, the codes, and passages' turns.

        ``turns`` numbers the turn of each passage, and rises.
        """
        self.names = (*columns, *lists)
        valued = [names for names, _ in (*columns.values(), *lists.values())]
        self._starts = np.concatenate([[0], np.cumsum([len(names) for names in valued])])
        self._size = int(self._starts[-1])
        bounds = self._starts.tolist()
        self._spans = dict(zip(self.names, pairwise(bounds), strict=True))
        self._values = [name for names in valued for name in names]
        self._turns = turns.astype(np.int64)
        self._lists = {name: _SeveralValued(codes) for name, (_, codes) in lists.items()}
        self._columns = [*(codes for _, codes in columns.values()), *(listed.first for listed in self._lists.values())]
        numbered = [codes + start for codes, start in zip(self._columns, bounds[:-1], strict=True)]
        # A passage a row: few passages are then few places in memory.
        self._codes = np.stack(numbered, axis=1).astype(np.int32)
        # One number sorts by column, count and alphabet, and sooner than three keys.
        span = (len(self._codes) + 2) * self._size
        order = np.zeros(self._size, dtype=np.int64)
        for number, (low, high) in enumerate(self._spans.values()):
            order[sorted(range(low, high), key=self._values.__getitem__)] = np.arange(high - low) + number * span
        self._order = order

    def counts(self, passages: Places, own: Mapping[str, Places]) -> dict[str, Counted]:
        """Count the turns of each column among ``passages``, or among the passages that ``own`` names for it.

        Passages rise. A turn of several passages counts once for each value that it has among them.
        """
        few = not own and len(passages) * len(self.names) * FEW < self._size
        codes, often = self._counted_few(passages) if few else self._counted(passages, own)
        bounds = codes.searchsorted(self._starts).tolist()
        order = (self._order[codes] - often * self._size).argsort()
        values = self._values
        pairs = list(zip([values[code] for code in codes[order].tolist()], often[order].tolist(), strict=True))
        return {name: tuple(pairs[bounds[at] : bounds[at + 1]]) for at, name in enumerate(self.names)}

    def _counted(self, passages: Places, own: Mapping[str, Places]) -> tuple[Places, Places]:
        """Give the values that occur, and in how many turns; each is numbered through all columns, one entry a value.
        """
        counts = np.bincount(self._valued(passages), minlength=self._size)
        for name, others in own.items():
            low, high = self._spans[name]
            counts[low:high] = np.bincount(self._valued(others), minlength=self._size)[low:high]
        codes = counts.nonzero()[0]
        return codes, counts[codes]

    def _counted_few(self, passages: Places) -> tuple[Places, Places]:
        """Give the same of a few passages, without an array of all values."""
        codes = self._valued(passages)
        codes.sort()
        fresh = np.ones(len(codes) + 1, dtype=np.bool_)
        fresh[1:-1] = codes[1:] != codes[:-1]
        bounds = fresh.nonzero()[0]
        return codes[bounds[:-1]], bounds[1:] - bounds[:-1]

    def one_a_turn(self, passages: Places) -> Places:
        """Give the first of the passages of each turn; ``passages`` rise."""
        turns = self._turns.take(passages)
        return passages.compress(np.diff(turns, prepend=-1) != 0)

    def _valued(self, passages: Places) -> Places:
        """Give the values of passages, numbered through all columns, each once a turn; in no order."""
        turns = self._turns.take(passages)
        same = turns[1:] == turns[:-1]
        if not same.any():
            return self._each(passages)[0]
        shared = np.zeros(len(passages), dtype=np.bool_)
        shared[1:] = same
        shared[:-1] |= same
        several = passages.compress(shared)
        codes, rows = self._each(several)
        # Only turns of several passages can have a value twice: only their values are sorted.
        once = np.unique(turns.compress(shared).take(rows) * self._size + codes) % self._size
        return np.concatenate([self._each(passages.compress(~shared))[0], once])

    def _each(self, passages: Places) -> tuple[Places, Places]:
        """Give all values of passages, numbered through all columns, and which of the passages each is of."""
        codes: list[NDArray[np.int64]] = [self._codes.take(passages, axis=0).ravel().astype(np.int64)]
        rows: list[NDArray[np.int64]] = [np.repeat(np.arange(len(passages)), len(self.names))]
        for name, listed in self._lists.items():
            further, owners = listed.further_values(passages)
            codes.append(further.astype(np.int64) + self._spans[name][0])
            rows.append(owners.astype(np.int64))
        return np.concatenate(codes), np.concatenate(rows)


class _SeveralValued:
    """Lists of values as a column of the first of each, 0 where it is empty, and the further ones."""

    def __init__(self, lists: Lists) -> None:
        lengths = np.diff(lists.at)
        self._lists = lists
        self.first: Ints = np.zeros(len(lengths), dtype=np.int32)
        held = lengths > 0
        self.first[held] = lists.values[lists.at[:-1][held]]
        self._several: Mask = lengths > 1

    def further_values(self, passages: Places) -> tuple[Ints, Places]:
        """Give the values behind the first of these passages, laid end to end, and which of them each is of."""
        several = self._several.take(passages).nonzero()[0]
        if not len(several):
            return self._lists.values[:0], several
        at, own = self._lists.at, passages.take(several)
        low, high = at[own] + 1, at[own + 1]
        return self._lists.values[ranges(low, high)], np.repeat(several, high - low)

"""Counting the values of all filters at once: the values of all columns are numbered through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from indexer.arrays.columns import COLUMN, TEXT_FILTERS, UNKNOWN, Columns
from indexer.arrays.files import Ints, Lists, Mask, Places, ranges
from indexer.arrays.passages import FEW
from indexer.concordance.concordance import Concordance
from indexer.results import DESCRIBED, FILTERS, Facet
from indexer.search.described import DescribedTexts
from indexer.search.outcome import Outcome

Counted = tuple[tuple[str, int], ...]
"""Values and how many passages have each; most frequent first, equal counts by the alphabet."""

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
        )

    def facets_of(self, outcome: Outcome) -> tuple[Facet, ...]:
        """Count the values among the passages that answer; of a filter that is set, among those that all others leave.

        So a count says what choosing the value would give.
        """
        columns = self._counter.names
        own = {column: outcome.without_filter(name) for name in outcome.narrowing.filters
               if (column := COLUMN.get(name, name)) in columns}
        counted = self._counter.counts(outcome.passages, own)
        described = {
            name: self._described.counts(name, outcome.without_filter(name) if name in outcome.narrowing.filters
                                         else outcome.passages)
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
    """Counts the values of columns of one value a passage, and of others that list several."""

    def __init__(
        self, columns: Mapping[str, tuple[Sequence[str], Ints]], lists: Mapping[str, tuple[Sequence[str], Lists]]
    ) -> None:
        """Take the names of each column's values by code, that of none included, and the codes."""
        self.names = (*columns, *lists)
        valued = [names for names, _ in (*columns.values(), *lists.values())]
        self._starts = np.concatenate([[0], np.cumsum([len(names) for names in valued])])
        self._size = int(self._starts[-1])
        bounds = self._starts.tolist()
        self._spans = dict(zip(self.names, pairwise(bounds), strict=True))
        self._values = [name for names in valued for name in names]
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
        """Count each column among ``passages``, or among the passages that ``own`` names for it."""
        few = not own and len(passages) * len(self.names) * FEW < self._size
        codes, often = self._counted_few(passages) if few else self._counted(passages, own)
        bounds = codes.searchsorted(self._starts).tolist()
        order = (self._order[codes] - often * self._size).argsort()
        values = self._values
        pairs = list(zip([values[code] for code in codes[order].tolist()], often[order].tolist(), strict=True))
        return {name: tuple(pairs[bounds[at] : bounds[at + 1]]) for at, name in enumerate(self.names)}

    def _counted(self, passages: Places, own: Mapping[str, Places]) -> tuple[Places, Places]:
        """Give the values that occur, and how often; each is numbered through all columns, one entry a value."""
        counts = np.bincount(self._codes.take(passages, axis=0).ravel(), minlength=self._size)
        for name, others in own.items():
            low, high = self._spans[name]
            counts[low:high] = np.bincount(self._columns[self.names.index(name)].take(others), minlength=high - low)
        for name, listed in self._lists.items():
            further = listed.further_values(own.get(name, passages))
            if len(further):
                low, high = self._spans[name]
                counts[low:high] += np.bincount(further, minlength=high - low)
        codes = counts.nonzero()[0]
        return codes, counts[codes]

    def _counted_few(self, passages: Places) -> tuple[Places, Places]:
        """Give the same of a few passages, without an array of all values."""
        further = (listed.further_values(passages) + self._spans[name][0] for name, listed in self._lists.items())
        codes = np.concatenate([self._codes.take(passages, axis=0).ravel(), *further])
        codes.sort()
        fresh = np.ones(len(codes) + 1, dtype=np.bool_)
        fresh[1:-1] = codes[1:] != codes[:-1]
        bounds = fresh.nonzero()[0]
        return codes[bounds[:-1]], bounds[1:] - bounds[:-1]


class _SeveralValued:
    """Lists of values as a column of the first of each, 0 where it is empty, and the further ones."""

    def __init__(self, lists: Lists) -> None:
        lengths = np.diff(lists.at)
        self._lists = lists
        self.first: Ints = np.zeros(len(lengths), dtype=np.int32)
        held = lengths > 0
        self.first[held] = lists.values[lists.at[:-1][held]]
        self._several: Mask = lengths > 1

    def further_values(self, passages: Places) -> Ints:
        """Give the values behind the first of these passages, laid end to end; 32-bit codes."""
        several = passages.compress(self._several.take(passages))
        at = self._lists.at
        return self._lists.values[ranges(at[several] + 1, at[several + 1])] if len(several) else self._lists.values[:0]

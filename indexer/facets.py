"""Counting the values of all filters at once: the values of all columns are numbered through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from indexer.arrays import Ints, Lists, Places, within

Counted = tuple[tuple[str, int], ...]
"""Values and how many passages have each; most frequent first, equal counts by the alphabet."""


class FacetCounter:
    """Counts the values of columns; a page column lists several values a passage, the others have one."""

    def __init__(self, columns: Mapping[str, tuple[Sequence[str], Ints]], pages: tuple[Sequence[str], Lists]) -> None:
        """Take the names of each column's values by code, that of none included, and the codes; pages come last."""
        self._names = [*columns, "page"]
        sizes = [len(names) for names, _ in columns.values()] + [len(pages[0])]
        self._starts = np.concatenate([[0], np.cumsum(sizes)])
        self._size = int(self._starts[-1])
        self._values = [name for names, _ in (*columns.values(), pages) for name in names]
        self._pages = pages[1]
        first, self._more = _first_pages(pages[1])
        coded = [*(codes for _, codes in columns.values()), first]
        self._codes = np.stack([codes + start for codes, start in zip(coded, self._starts.tolist(), strict=False)])
        self._codes = self._codes.astype(np.int32)
        # One number sorts by column, count and alphabet, and sooner than three keys.
        span = (self._codes.shape[1] + 2) * self._size
        order = np.zeros(self._size, dtype=np.int64)
        for number, (low, high) in enumerate(zip(self._starts[:-1].tolist(), self._starts[1:].tolist(), strict=True)):
            order[sorted(range(low, high), key=self._values.__getitem__)] = np.arange(high - low) + number * span
        self._order = order

    def counts(self, passages: Places, own: Mapping[str, Places]) -> dict[str, Counted]:
        """Count each column among ``passages``, or among the passages that ``own`` names for it."""
        counts = np.bincount(self._codes.take(passages, axis=1).ravel(), minlength=self._size)
        self._add_pages(counts, passages)
        for name, others in own.items():
            at = self._names.index(name)
            low, high = self._starts[at : at + 2].tolist()
            alone = np.bincount(self._codes[at].take(others), minlength=self._size)
            if name == "page":
                self._add_pages(alone, others)
            counts[low:high] = alone[low:high]
        codes = counts.nonzero()[0]
        bounds = np.searchsorted(codes, self._starts).tolist()
        often = counts[codes]
        order = (self._order[codes] - often * self._size).argsort()
        values = self._values
        pairs = list(zip([values[code] for code in codes[order].tolist()], often[order].tolist(), strict=True))
        return {name: tuple(pairs[bounds[at] : bounds[at + 1]]) for at, name in enumerate(self._names)}

    def _add_pages(self, counts: Places, passages: Places) -> None:
        """Count the pages behind the first of each passage."""
        if self._more is None:
            return
        several = passages[self._more[passages]]
        if len(several):
            found = within(self._pages.values, self._pages.at[several] + 1, self._pages.at[several + 1])
            start, end = self._starts[-2:].tolist()
            counts[start:] += np.bincount(found, minlength=end - start)


def _first_pages(pages: Lists) -> tuple[Ints, np.ndarray[tuple[int], np.dtype[np.bool_]] | None]:
    """Give the first value of each list, 0 where it is empty, and which have more; None where none has."""
    lengths = np.diff(pages.at)
    first = np.zeros(len(lengths), dtype=np.int32)
    held = lengths > 0
    first[held] = pages.values[pages.at[:-1][held]]
    more = lengths > 1
    return first, more if more.any() else None

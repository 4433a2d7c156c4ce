"""Filters and facets: columns of values, one entry a passage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from corpus.model import SEARCHED_REGIONS
from indexer.arrays import Ints, Lists, Mask, Places, load, within
from indexer.results import FILTERS, Facet

COLUMNS = ("text", "trial", "lang", "speaker", "role", "sitting", "kind", "region", "section", "to")
"""Columns of coded values, one entry a passage. Code 0 is no value."""

UNKNOWN = "unknown"
"""The value of passages that have none."""

TEXT_FILTERS = ("edition", "document")
"""Both name texts, so what is asked of one and of the other is asked of either."""

_COLUMN = {"edition": "text", "document": "text"}
Filters = Mapping[str, tuple[str, ...]]


class Columns:
    """The columns of a generation."""

    def __init__(self, place: Path, editions: Iterable[str]) -> None:
        """Open them; ``editions`` are the ids of the texts that are editions."""
        self.values: dict[str, list[str]] = json.loads((place / "values.json").read_text("utf-8"))
        self.codes: dict[str, Ints] = {name: load(place, f"passage.{name}") for name in COLUMNS}
        self.pages = Lists.load(place, "passage.pages")
        self._editions = frozenset(editions)
        self._alphabet: dict[str, tuple[list[str], Places]] = {}
        regions = [0, *(region in SEARCHED_REGIONS for region in self.values["region"])]
        self.searched: Mask = np.array(regions, dtype=np.bool_)[self.codes["region"]]

    def __len__(self) -> int:
        return len(self.searched)

    def value(self, name: str, passage: int) -> str | None:
        """Give the value of a column for a passage."""
        code = int(self.codes[name][passage])
        return self.values[name][code - 1] if code else None

    def held(self, name: str) -> list[str]:
        """Give the values of a filter that passages have."""
        return self.values[_COLUMN.get(name, name)]

    def mask(self, name: str, values: tuple[str, ...]) -> Mask:
        """Give the passages that have one of the values; ``unknown`` stands for none."""
        codes = self._codes(name, values)
        if UNKNOWN in (value.casefold() for value in values):
            codes.add(0)
        if name != "page":
            table = np.zeros(len(self.values[_COLUMN.get(name, name)]) + 1, dtype=np.bool_)
            table[list(codes)] = True
            return table[self.codes[_COLUMN.get(name, name)]]
        mask = np.zeros(len(self), dtype=np.bool_)
        hits = np.flatnonzero(np.isin(self.pages.values, list(codes)))
        mask[np.searchsorted(self.pages.at, hits, side="right") - 1] = True
        if 0 in codes:
            mask |= np.diff(self.pages.at) == 0
        return mask

    def facets(self, answer: Mask, masks: Mapping[str, Mask]) -> tuple[Facet, ...]:
        """Count the values among the passages of ``answer``, which no filter has narrowed yet.

        For each filter all others hold, so that a count says what choosing the value would give.
        """
        # Most columns have no filter of their own, so that the same passages are counted for all of them.
        left: dict[str, Places] = {}
        for name in ("", *masks):
            held = [mask for other, mask in masks.items() if other != name]
            left[name] = np.flatnonzero(np.logical_and.reduce([answer, *held]))
        counted: dict[str, tuple[tuple[str, int], ...]] = {}
        for name in FILTERS:
            column = _COLUMN.get(name, name)
            if column not in counted:
                counted[column] = self._counts(column, left.get(column, left[""]))
        return tuple(Facet(name, self._named(name, counted[_COLUMN.get(name, name)])) for name in FILTERS)

    def _counts(self, column: str, passages: Places) -> tuple[tuple[str, int], ...]:
        """Count the values of a column in these passages; most frequent first, equal counts by the alphabet."""
        names, ranks = self._names(column)
        if column == "page":
            first, last = self.pages.at[passages], self.pages.at[passages + 1]
            counts = np.bincount(within(self.pages.values, first, last), minlength=len(names))
            counts[0] += (first == last).sum()
        else:
            counts = np.bincount(self.codes[column][passages], minlength=len(names))
        codes = counts.nonzero()[0]
        # One number sorts by both, and sooner than two keys.
        codes = codes[(ranks[codes] - counts[codes] * len(names)).argsort()]
        return tuple(zip([names[code] for code in codes.tolist()], counts[codes].tolist(), strict=True))

    def _named(self, name: str, counted: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
        if name not in TEXT_FILTERS:
            return counted
        return tuple(pair for pair in counted if (pair[0] in self._editions) == (name == "edition"))

    def _names(self, column: str) -> tuple[list[str], Places]:
        """Give the values of a column by code, that of none included, and the place of each in the alphabet."""
        if column not in self._alphabet:
            names = [UNKNOWN, *self.values[column]]
            ranks = np.zeros(len(names), dtype=np.int64)
            ranks[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
            self._alphabet[column] = names, ranks
        return self._alphabet[column]

    def _codes(self, name: str, values: tuple[str, ...]) -> set[int]:
        folded = {value.casefold() for value in values}
        held = self.values[_COLUMN.get(name, name)]
        return {code for code, value in enumerate(held, 1) if value.casefold() in folded}

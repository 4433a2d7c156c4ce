"""Filters and facets: columns of values, one entry a passage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus.model import SEARCHED_REGIONS
from indexer.arrays import Ints, Lists, Mask, Places, load
from indexer.facets import FacetCounter
from indexer.results import FILTERS, Facet

COLUMNS = ("text", "trial", "lang", "speaker", "role", "sitting", "kind", "region", "section", "to")
"""Columns of coded values, one entry a passage. Code 0 is no value."""

UNKNOWN = "unknown"
"""The value of passages that have none."""

TEXT_FILTERS = ("edition", "document")
"""Both name texts, so what is asked of one and of the other is asked of either."""

_COLUMN = {"edition": "text", "document": "text"}
_COUNTED = tuple(dict.fromkeys(_COLUMN.get(name, name) for name in FILTERS if name != "mentions"))
"""Columns that are counted; who is mentioned is no column, as a passage names many."""


class Columns:
    """The columns of a generation."""

    def __init__(self, place: Path, editions: Iterable[str]) -> None:
        """Open them; ``editions`` are the ids of the texts that are editions."""
        self.values: dict[str, list[str]] = json.loads((place / "values.json").read_text("utf-8"))
        self.codes: dict[str, Ints] = {name: load(place, f"passage.{name}") for name in COLUMNS}
        self.pages = Lists.load(place, "passage.pages")
        self._editions = frozenset(editions)
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

    def facets(self, kept: Places, alone: Mapping[str, Places]) -> tuple[Facet, ...]:
        """Count the values among the passages ``kept``; of a filter that is set, among those that all others leave.

        ``alone`` gives these by the filter's name: a count says what choosing the value would give.
        """
        own = {column: left for name, left in alone.items() if (column := _COLUMN.get(name, name)) in _COUNTED}
        counted = self._counter.counts(kept, own)
        return tuple(
            Facet(name, self._named(name, counted[_COLUMN.get(name, name)])) for name in FILTERS if name != "mentions"
        )

    @cached_property
    def _counter(self) -> FacetCounter:
        columns = {name: ([UNKNOWN, *self.values[name]], self.codes[name]) for name in _COUNTED if name != "page"}
        return FacetCounter(columns, ([UNKNOWN, *self.values["page"]], self.pages))

    def _named(self, name: str, counted: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
        if name not in TEXT_FILTERS:
            return counted
        return tuple(pair for pair in counted if (pair[0] in self._editions) == (name == "edition"))

    def _codes(self, name: str, values: tuple[str, ...]) -> set[int]:
        folded = {value.casefold() for value in values}
        held = self.values[_COLUMN.get(name, name)]
        return {code for code, value in enumerate(held, 1) if value.casefold() in folded}

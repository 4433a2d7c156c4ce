"""Filters and facets: columns of values, one entry a passage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from corpus.model import SEARCHED_REGIONS
from indexer.arrays import Ints, Lists, Mask, load
from indexer.collect import COLUMNS
from indexer.results import FILTERS, Facet

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
        regions = [0, *(region in SEARCHED_REGIONS for region in self.values["region"])]
        self.searched: Mask = np.array(regions, dtype=np.bool_)[self.codes["region"]]

    def __len__(self) -> int:
        return len(self.searched)

    def value(self, name: str, passage: int) -> str | None:
        """Give the value of a column for a passage."""
        code = int(self.codes[name][passage])
        return self.values[name][code - 1] if code else None

    def has(self, name: str, value: str) -> bool:
        """Whether any passage has this value of a filter."""
        return value.casefold() == UNKNOWN or bool(self._codes(name, (value,)))

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

    def masks(self, filters: Filters) -> dict[str, Mask]:
        """Give a mask for each filter that is set; the two that name texts give one, named ``text``."""
        out = {name: self.mask(name, values) for name, values in filters.items()
               if values and name not in TEXT_FILTERS}
        texts = tuple(value for name in TEXT_FILTERS for value in filters.get(name, ()))
        if texts:
            out["text"] = self.mask("edition", texts)
        return out

    def facets(self, answer: Mask, masks: Mapping[str, Mask]) -> tuple[Facet, ...]:
        """Count the values among the passages of ``answer``, which no filter has narrowed yet.

        For each filter all others hold, so that a count says what choosing the value would give.
        """
        return tuple(Facet(name, self._counts(name, self._others(name, answer, masks))) for name in FILTERS)

    def _others(self, name: str, answer: Mask, masks: Mapping[str, Mask]) -> Mask:
        out = answer
        for other, mask in masks.items():
            if other != _COLUMN.get(name, name):
                out = out & mask
        return out

    def _counts(self, name: str, answer: Mask) -> tuple[tuple[str, int], ...]:
        column = _COLUMN.get(name, name)
        values = self.values[column]
        if name == "page":
            lengths = np.diff(self.pages.at)
            counts = np.bincount(self.pages.values[np.repeat(answer, lengths)], minlength=len(values) + 1)
            counts[0] = np.count_nonzero(answer & (lengths == 0))
        else:
            counts = np.bincount(self.codes[column][answer], minlength=len(values) + 1)
        named = [(value, int(count)) for value, count in zip([UNKNOWN, *values], counts, strict=True) if count]
        if name in TEXT_FILTERS:
            named = [pair for pair in named if (pair[0] in self._editions) == (name == "edition")]
        return tuple(sorted(named, key=lambda pair: (-pair[1], pair[0])))

    def _codes(self, name: str, values: tuple[str, ...]) -> set[int]:
        folded = {value.casefold() for value in values}
        held = self.values[_COLUMN.get(name, name)]
        return {code for code, value in enumerate(held, 1) if value.casefold() in folded}

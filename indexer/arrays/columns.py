"""Filters and facets: columns of values, one entry a passage."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from corpus.model.turns import SEARCHED_REGIONS
from indexer.arrays.files import Ints, Lists, Mask, load

COLUMNS = ("text", "trial", "lang", "speaker", "role", "sitting", "kind", "region", "section", "to")
"""Columns of coded values, one entry a passage. Code 0 is no value."""

UNKNOWN = "unknown"
"""The value of passages that have none."""

TEXT_FILTERS = ("edition", "document")
"""Both name texts, so what is asked of one and of the other is asked of either."""

COLUMN = {"edition": "text", "document": "text"}
"""The columns of filters that are named otherwise."""


class Columns:
    """The columns of a generation."""

    def __init__(self, place: Path, editions: Iterable[str]) -> None:
        """Open them; ``editions`` are the ids of the texts that are editions."""
        self.values: dict[str, list[str]] = json.loads((place / "values.json").read_text("utf-8"))
        self.codes: dict[str, Ints] = {name: load(place, f"passage.{name}") for name in COLUMNS}
        self.pages = Lists.load(place, "passage.pages")
        self.editions = frozenset(editions)
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
        return self.values[COLUMN.get(name, name)]

    def mask(self, name: str, values: tuple[str, ...]) -> Mask:
        """Give the passages that have one of the values, one bool a passage; ``unknown`` stands for none."""
        codes = self._codes(name, values)
        if UNKNOWN in (value.casefold() for value in values):
            codes.add(0)
        if name != "page":
            table = np.zeros(len(self.values[COLUMN.get(name, name)]) + 1, dtype=np.bool_)
            table[list(codes)] = True
            return table[self.codes[COLUMN.get(name, name)]]
        mask = np.zeros(len(self), dtype=np.bool_)
        hits = np.flatnonzero(np.isin(self.pages.values, list(codes)))
        mask[np.searchsorted(self.pages.at, hits, side="right") - 1] = True
        if 0 in codes:
            mask |= np.diff(self.pages.at) == 0
        return mask

    def _codes(self, name: str, values: tuple[str, ...]) -> set[int]:
        folded = {value.casefold() for value in values}
        held = self.values[COLUMN.get(name, name)]
        return {code for code, value in enumerate(held, 1) if value.casefold() in folded}

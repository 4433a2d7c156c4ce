"""What filters leave of all passages. Kept at hand, as the same filters serve one query after the other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, reduce

import numpy as np

from indexer.arrays.columns import Columns
from indexer.arrays.files import Mask
from indexer.arrays.passages import PassageSet


class Narrowing:
    """The passages that have the values asked for. Not to be changed; may be used by several threads."""

    def __init__(self, masks: Mapping[str, Mask], columns: Columns, *, regions: bool, lacking: tuple[str, ...]) -> None:
        """Take a mask of all passages for each filter that is set, by its name.

        ``regions`` True also leaves what is not searched else; ``lacking`` are the values that no passage has.
        """
        self.filters = tuple(masks)
        self.lacking = lacking
        self._masks = masks
        self._columns = columns
        self._regions = regions
        self._others: dict[str, PassageSet | None] = {}

    @cached_property
    def passages(self) -> PassageSet | None:
        """The passages that are left; None where these are all."""
        return self._joined(self._masks)

    @property
    def mask(self) -> Mask:
        """True for the passages that are left: one bool a passage."""
        return np.ones(len(self._columns), dtype=np.bool_) if self.passages is None else self.passages.mask

    def left_by(self, name: str) -> Mask:
        """Give the passages that one filter that is set leaves: one bool a passage."""
        return self._masks[name]

    def without_filter(self, name: str) -> PassageSet | None:
        """Give the passages that all filters but this leave; None where these are all."""
        if name not in self._others:
            self._others[name] = self._joined({other: mask for other, mask in self._masks.items() if other != name})
        return self._others[name]

    @cached_property
    def texts(self) -> frozenset[str]:
        """The ids of the texts of which something is left."""
        names, codes = self._columns.values["text"], self._columns.codes["text"]
        if not self._masks:
            return frozenset(names)
        held = np.bincount(codes[reduce(np.logical_and, self._masks.values())]).nonzero()[0]
        return frozenset(names[code - 1] for code in held.tolist() if code)

    def _joined(self, masks: Mapping[str, Mask]) -> PassageSet | None:
        """Give the passages that have all values of these filters; None where these are all passages."""
        searched = self._columns.searched
        parts = [*masks.values(), *([] if self._regions or searched.all() else [searched])]
        return PassageSet.known(reduce(np.logical_and, parts)) if parts else None

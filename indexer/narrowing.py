"""What filters leave of all passages. Kept at hand, as the same filters serve one query after the other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, reduce

import numpy as np

from indexer.arrays import Mask
from indexer.chosen import Chosen
from indexer.filters import Columns


class Narrowing:
    """The passages that have the values asked for. Not to be changed; may be used by several threads."""

    def __init__(self, masks: Mapping[str, Mask], columns: Columns) -> None:
        """Take a mask of all passages for each filter that is set, by its name."""
        self.masks = masks
        self._columns = columns
        self._others: dict[str, Chosen | None] = {}

    @cached_property
    def left(self) -> Chosen | None:
        """The passages that all filters leave; None where none is set."""
        return self._joined(self.masks)

    def others(self, name: str) -> Chosen | None:
        """Give the passages that all filters but this leave; None where no other is set."""
        if name not in self._others:
            self._others[name] = self._joined({other: mask for other, mask in self.masks.items() if other != name})
        return self._others[name]

    @cached_property
    def texts(self) -> frozenset[str]:
        """The ids of the texts of which something is left."""
        names = self._columns.values["text"]
        if self.left is None:
            return frozenset(names)
        held = np.flatnonzero(np.bincount(self._columns.codes["text"][self.left.mask]))
        return frozenset(names[code - 1] for code in held.tolist() if code)

    def _joined(self, masks: Mapping[str, Mask]) -> Chosen | None:
        return Chosen.known(reduce(np.logical_and, masks.values())) if masks else None

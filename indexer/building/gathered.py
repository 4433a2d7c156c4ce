"""Numbers as they are collected, of which a long text has millions."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.arrays.files import narrow

LAID_BY = 250_000
"""Numbers that are gathered in 32 bits before they are laid by in fewer."""


class Gathered:
    """Whole numbers from 0 on, kept in the fewest bits that hold them."""

    def __init__(self) -> None:
        self._parts: list[NDArray[Any]] = []
        self._fresh = array("i")
        self._laid_by = 0

    def __len__(self) -> int:
        return self._laid_by + len(self._fresh)

    def extend(self, values: Iterable[int]) -> None:
        """Take in numbers."""
        self._fresh.extend(values)
        if len(self._fresh) >= LAID_BY:
            self._lay_by()

    def taken(self) -> NDArray[Any]:
        """Give all numbers, in the least type that holds them; none are left here."""
        self._lay_by()
        values = np.concatenate([np.zeros(0, dtype=np.uint8), *self._parts])
        self._parts.clear()
        self._laid_by = 0
        return values

    def _lay_by(self) -> None:
        self._parts.append(narrow(np.array(self._fresh, dtype=np.int32)))
        self._laid_by += len(self._fresh)
        self._fresh = array("i")

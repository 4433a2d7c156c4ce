"""Passages chosen from all of an index: as numbers in order or as a mask, whichever costs less."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from indexer.arrays.files import Mask, Places, firsts

FEW = 16
"""Up to one passage in so many is handled as numbers."""


class PassageSet:
    """Some of the passages. Not to be changed; may be used by several threads."""

    __slots__ = ("_mask", "_numbers", "_size")

    def __init__(self, size: int, numbers: Places | None = None, mask: Mask | None = None) -> None:
        """Take one or both of the two ways to say it; ``numbers`` rise, ``size`` is the number of all passages."""
        self._size = size
        self._numbers = numbers
        self._mask = mask

    @classmethod
    def of_mask(cls, mask: Mask) -> PassageSet:
        """Give the passages for which a mask is True; it has one entry for each passage of the index."""
        return cls(len(mask), mask=mask)

    @classmethod
    def known(cls, mask: Mask) -> PassageSet:
        """Give the passages for which a mask is True, few of them also by number: what is asked for again and again."""
        numbers = np.flatnonzero(mask)
        return cls(len(mask), numbers if len(numbers) * FEW <= len(mask) else None, mask)

    @classmethod
    def of_owners(cls, owners: Places, size: int) -> PassageSet:
        """Give the passages in a list of numbers that never falls and may have some several times.

        ``owners`` may be of any length, as the passage of each token is; ``size`` is the number of all passages.
        """
        if len(owners) * FEW > size:
            mask = np.zeros(size, dtype=np.bool_)
            mask[owners] = True
            return cls(size, mask=mask)
        return cls(size, owners[firsts(owners)].astype(np.int64))

    def __len__(self) -> int:
        return len(self._numbers) if self._numbers is not None else int(np.count_nonzero(self.mask))

    @property
    def numbers(self) -> Places:
        """The passages by number, rising and each once: 64-bit integers, one entry a passage chosen."""
        if self._numbers is None:
            self._numbers = np.flatnonzero(self.mask)
        return self._numbers

    @property
    def mask(self) -> Mask:
        """True for the passages chosen: one bool for each passage of the index."""
        if self._mask is None:
            mask = np.zeros(self._size, dtype=np.bool_)
            mask[self._numbers] = True
            self._mask = mask
        return self._mask

    @property
    def few(self) -> bool:
        """Whether they are at hand as numbers, and not many."""
        return self._numbers is not None and len(self._numbers) * FEW <= self._size

    def where(self, wanted: Mask) -> PassageSet:
        """Give those for which a mask of all passages is True; one bool for each passage of the index."""
        if self._numbers is not None:
            return PassageSet(self._size, self._numbers.compress(wanted.take(self._numbers)))
        return PassageSet.of_mask(self.mask & wanted)

    def __and__(self, other: PassageSet) -> PassageSet:
        if other.few and not self.few:
            return other.where(self.mask)
        return self.where(other.mask)

    def __or__(self, other: PassageSet) -> PassageSet:
        if self.few and other.few:
            numbers = np.concatenate([self.numbers, other.numbers])
            # Two runs in order are merged, in a fraction of the time of np.union1d.
            numbers.sort(kind="stable")
            return PassageSet.of_owners(numbers, self._size)
        return PassageSet.of_mask(self.mask | other.mask)

    def __invert__(self) -> PassageSet:
        return PassageSet.of_mask(~self.mask)


def all_of(parts: Iterable[PassageSet]) -> PassageSet:
    """Give the passages that are in all parts, of which there is at least one."""
    first, *rest = sorted(parts, key=lambda part: not part.few)
    for part in rest:
        first &= part
    return first


def any_of(parts: Iterable[PassageSet]) -> PassageSet:
    """Give the passages that are in one part or more, of which there is at least one."""
    first, *rest = parts
    for part in rest:
        first |= part
    return first

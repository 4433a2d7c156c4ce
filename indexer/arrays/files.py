"""Numpy arrays in files, and lists of unequal length laid end to end.

A list of lists is kept as two arrays: ``NAME`` holds all values, ``NAME.at`` where each list starts, with one
more entry for the end of the last. Arrays are opened memory-mapped and never hold Python objects.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
"""Whole numbers. All arrays here have one dimension, unless a docstring says otherwise."""
Places = Ints | NDArray[np.int64]
"""Numbers of tokens, passages or turns."""
Mask = NDArray[np.bool_]
"""Which of all tokens, passages, texts or spans are meant: one bool each."""
Numbers = NDArray[np.float64]

SINGLY, LISTED = 4, 64
"""Up to so many ranges are made one by one, and ranges of so many numbers in all as a list, which is sooner."""

_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00..{'descr': '(?P<kind>[<|][a-zA-Z]\d+)', 'fortran_order': False, "
    rb"'shape': \((?P<length>\d+),\), } *\n",
    re.DOTALL,
)
_HEADER_BYTES = 128


def save(place: Path, name: str, values: NDArray[Any]) -> None:
    """Write an array of one dimension as ``NAME.npy``, in the type it has."""
    np.save(place / f"{name}.npy", values, allow_pickle=False)


def load(place: Path, name: str) -> NDArray[Any]:
    """Open the array ``NAME.npy`` of one dimension, memory-mapped and read-only.

    The header is read here, as numpy's own reader is slow and, in Python 3.11, fails at times between threads.
    Raises ValueError where it is not one that :func:`save` writes.
    """
    with (place / f"{name}.npy").open("rb") as stream:
        head = _HEADER.match(stream.read(_HEADER_BYTES))
        if not head:
            raise ValueError(f"{stream.name} is no array of one dimension")
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    kind = np.dtype(head["kind"].decode())
    values: NDArray[Any] = np.frombuffer(mapped, kind, int(head["length"]), head.end())
    return values


def ints(values: Iterable[int] | Sequence[int]) -> Ints:
    """Give the values as an array of 32-bit integers, of one dimension."""
    return np.fromiter(values, dtype=np.int32)


def least_kind(most: int) -> np.dtype[Any]:
    """Give the least type, of 8 to 64 bits without a sign, that holds numbers from 0 to ``most``."""
    return np.min_scalar_type(max(most, 0))


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Give whole numbers from 0 on in the least type that holds all of them."""
    return values.astype(least_kind(int(values.max(initial=0))))


def in_32_bits(values: Places) -> Places:
    """Give sorted numbers from 0 on in 32 bits with a sign where that holds them, else as they are.

    It is for what is looked up one by one: where much is reckoned or searched in, numpy would make 64 bits of it again.
    """
    return values.astype(np.int32) if not len(values) or values[-1] <= np.iinfo(np.int32).max else values


def starts(lengths: NDArray[Any]) -> Places:
    """Give where lists of these lengths start when laid end to end, and the end of the last.

    N lengths give N + 1 numbers of 64 bits, the first of them 0.
    """
    out = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=out[1:])
    return out


def parted(at: Places, most: int) -> Iterator[tuple[int, int]]:
    """Part lists that start at ``at``, and end at its last entry, into those that are looked at together.

    Gives the first list of each part and the one behind its last; a part has at most ``most`` entries
    unless it is one list.
    """
    low = 0
    while low < len(at) - 1:
        high = max(low + 1, int(np.searchsorted(at, at[low] + most, side="right")) - 1)
        yield low, high
        low = high


def firsts(values: Places) -> Mask:
    """Say of each number whether it is another than the one before it, the first of a run of the same."""
    # Not np.ones, which is a function of Python: this is called several times a search.
    first = np.empty(len(values), dtype=np.bool_)
    first[:1] = True
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first


def ranges(first: Places, last: Places) -> Places:
    """Give the numbers from each ``first`` to before its ``last``, laid end to end.

    Both have one entry a range; the result is as long as all ranges together, in numbers of 64 bits.
    """
    if len(first) <= LISTED:
        lows, highs = first.tolist(), last.tolist()
        if sum(highs) - sum(lows) <= LISTED:
            return np.fromiter(chain.from_iterable(map(range, lows, highs)), np.int64)
        if len(first) <= SINGLY:
            return np.concatenate([np.arange(low, high) for low, high in zip(lows, highs, strict=True)])
    lengths = last - first
    before = lengths.cumsum() - lengths
    numbers: Places = np.arange(int(lengths.sum())) + (first - before).repeat(lengths)
    return numbers


def save_lists(place: Path, name: str, lists: Sequence[Sequence[int]]) -> None:
    """Write a list of lists of integers as ``NAME`` and ``NAME.at``, the latter in 64 bits where 32 do not suffice."""
    save(place, name, ints(value for row in lists for value in row))
    save(place, f"{name}.at", in_32_bits(starts(np.fromiter((len(row) for row in lists), dtype=np.int64))))


class Lists:
    """A list of lists as written by :func:`save_lists`."""

    def __init__(self, values: Ints, at: Places) -> None:
        self.values = values
        self.at = at

    @classmethod
    def load(cls, place: Path, name: str) -> Lists:
        """Open what :func:`save_lists` wrote."""
        return cls(load(place, name), load(place, f"{name}.at"))

    def __len__(self) -> int:
        return len(self.at) - 1

    def __getitem__(self, index: int) -> Ints:
        """Give the values of one list, a view of 32-bit integers."""
        return self.values[self.at[index] : self.at[index + 1]]

    def range(self, low: int, high: int) -> Ints:
        """Give the values of the lists low … high - 1, laid end to end: a view, nothing is copied."""
        return self.values[self.at[low] : self.at[high]]

    def join(self, indexes: Iterable[int]) -> Ints:
        """Give the values of several lists, laid end to end in the order asked for; 32-bit integers."""
        parts = [self[index] for index in indexes]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)

"""Arrays and a description of them in one file, which is known by its checksum when it is opened again.

The first line is the SHA-256 of all that follows it; the second is JSON, the description and the name, type and length
of each array; then come the arrays, each of which begins at a multiple of :data:`ALIGNED` bytes. Nothing is mapped into
memory: pages that were read would count as long as the file is open, and a corpus has thousands of these.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

ALIGNED = 16
"""Processors read numbers faster that begin at a multiple of their size."""

AT_ONCE = 1_000_000
"""Entries of an array that :meth:`Bundle.pieces` reads at once."""

_SUM_BYTES = 64
_READ_BYTES = 1 << 20
_KINDS = frozenset("iubS")
"""Kinds of arrays that are read: numbers, bytes and truth, nothing that holds Python objects."""


def save_bundle(path: Path, about: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays of one dimension with what JSON can say about them."""
    table = [[name, values.dtype.str, len(values)] for name, values in arrays.items()]
    head = json.dumps({"about": about, "arrays": table}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    digest = hashlib.sha256(head)
    # The sum is known when all is written.
    with path.open("wb") as stream:
        stream.write(b"0" * _SUM_BYTES + b"\n" + head)
        for values in arrays.values():
            for data in (b"\0" * (-stream.tell() % ALIGNED), np.ascontiguousarray(values).view(np.uint8).data):
                digest.update(data)
                stream.write(data)
        stream.seek(0)
        stream.write(digest.hexdigest().encode())


def check_bundle(path: Path) -> None:
    """Read a whole file once. Raises OSError, and ValueError where it is not what was written."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        total = stream.read(_SUM_BYTES + 1)
        while data := stream.read(_READ_BYTES):
            digest.update(data)
    if total != digest.hexdigest().encode() + b"\n":
        raise ValueError(f"{path.name} is not what was kept")


class Bundle:
    """What :func:`save_bundle` wrote and :func:`check_bundle` found sound; arrays are read as they are asked for."""

    def __init__(self, path: Path, about: dict[str, Any], arrays: dict[str, tuple[np.dtype[Any], int, int]]) -> None:
        """Use a file with a description and, for each array, its type, length and first byte."""
        self.about = about
        self._path = path
        self._arrays = arrays

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the description. Raises OSError, and ValueError where the file has what is not read."""
        with path.open("rb") as stream:
            stream.seek(_SUM_BYTES + 1)
            line = stream.readline()
        head = json.loads(line)
        arrays: dict[str, tuple[np.dtype[Any], int, int]] = {}
        at = _SUM_BYTES + 1 + len(line)
        for name, kind, length in head["arrays"]:
            dtype = np.dtype(kind)
            if dtype.kind not in _KINDS:
                raise ValueError(f"{path.name} has an array of {kind!r}")
            at += -at % ALIGNED
            arrays[name] = (dtype, length, at)
            at += dtype.itemsize * length
        return cls(path, head["about"], arrays)

    def names(self) -> list[str]:
        """Give the names of the arrays in their order."""
        return list(self._arrays)

    def length(self, name: str) -> int:
        """Give the number of entries of an array."""
        return self._arrays[name][1]

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Give a whole array."""
        return self.part(name, 0, self.length(name))

    def part(self, name: str, low: int, high: int) -> NDArray[Any]:
        """Give the entries low … high - 1 of an array. Raises ValueError where the file has become shorter."""
        kind, _, at = self._arrays[name]
        values: NDArray[Any] = np.fromfile(self._path, kind, high - low, offset=at + low * kind.itemsize)
        if len(values) < high - low:
            raise ValueError(f"{self._path.name} is not what was kept")
        return values

    def pieces(self, name: str) -> Iterator[NDArray[Any]]:
        """Give an array in parts, so that no more of it is in memory than :data:`AT_ONCE` entries."""
        length = self.length(name)
        for low in range(0, length, AT_ONCE):
            yield self.part(name, low, min(low + AT_ONCE, length))

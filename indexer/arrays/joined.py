"""Arrays written end to end, of which no more is in memory than the part at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Joined:
    """An array of one dimension that is written part by part, as :func:`indexer.arrays.files.save` would write all."""

    def __init__(self, place: Path, name: str, kind: DTypeLike) -> None:
        """Begin ``NAME.npy``; parts become of the type ``kind``."""
        self._name = name
        self._dtype = np.dtype(kind)
        self._length = 0
        self._stream = (place / f"{name}.npy").open("wb")
        self._write_head()
        self._begun = self._stream.tell()

    def add(self, part: NDArray[Any]) -> None:
        """Write the next part."""
        self._stream.write(part.astype(self._dtype, copy=False).data)
        self._length += len(part)

    def end(self) -> None:
        """Write the length and close the file. The header has the same room for any length."""
        self._stream.seek(0)
        self._write_head()
        if self._stream.tell() != self._begun:
            raise ValueError(f"the header of {self._name} has another size for {self._length} entries")
        self.close()

    def close(self) -> None:
        """Close the file as it is."""
        self._stream.close()

    def _write_head(self) -> None:
        head = {"descr": self._dtype.str, "fortran_order": False, "shape": (self._length,)}
        np.lib.format.write_array_header_1_0(self._stream, head)


@contextmanager
def joined(place: Path, kinds: Mapping[str, DTypeLike]) -> Iterator[dict[str, Joined]]:
    """Give arrays to be written side by side, by name with the type of each; all end when this is left."""
    with ExitStack() as stack:
        arrays = {}
        for name, kind in kinds.items():
            arrays[name] = Joined(place, name, kind)
            stack.callback(arrays[name].close)
        yield arrays
        for array in arrays.values():
            array.end()


def save_joined(place: Path, name: str, parts: Iterable[NDArray[Any]], kind: DTypeLike) -> None:
    """Write arrays end to end as one of this type."""
    with joined(place, {name: kind}) as arrays:
        for part in parts:
            arrays[name].add(part)

"""Arrays and a description of them in one file, which is known by its checksum when it is read again.

The first line is the SHA-256 of all that follows it; the second is JSON, the description and the name, type and length
of each array; then come the arrays, each of which begins at a multiple of :data:`ALIGNED` bytes.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ALIGNED = 16
"""Processors read numbers faster that begin at a multiple of their size."""

_SUM_BYTES = 64
_KINDS = frozenset("iubS")
"""Kinds of arrays that are read: numbers, bytes and truth, nothing that holds Python objects."""


def save_bundle(path: Path, about: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays of one dimension with what JSON can say about them."""
    table = [[name, values.dtype.str, len(values)] for name, values in arrays.items()]
    head = json.dumps({"about": about, "arrays": table}, ensure_ascii=False, separators=(",", ":")).encode()
    # The sum is known when all is written.
    with path.open("w+b") as stream:
        stream.write(b"0" * _SUM_BYTES + b"\n" + head + b"\n")
        for values in arrays.values():
            stream.write(b"\0" * (-stream.tell() % ALIGNED))
            stream.write(np.ascontiguousarray(values).data)
        stream.flush()
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            total = _sum(data)
        stream.seek(0)
        stream.write(total)


def load_bundle(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Give the description and the arrays, which stay in the file.

    Raises OSError, and ValueError where the file is not what was written.
    """
    with path.open("rb") as stream:
        data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    if data[: _SUM_BYTES + 1] != _sum(data) + b"\n":
        raise ValueError(f"{path.name} is not what was kept")
    # All of it was read just now; only what is asked for need stay in memory.
    if hasattr(mmap, "MADV_DONTNEED"):
        data.madvise(mmap.MADV_DONTNEED)
    end = data.find(b"\n", _SUM_BYTES + 1)
    head = json.loads(data[_SUM_BYTES + 1 : end])
    arrays: dict[str, NDArray[Any]] = {}
    at = end + 1
    for name, kind, length in head["arrays"]:
        dtype = np.dtype(kind)
        if dtype.kind not in _KINDS:
            raise ValueError(f"{path.name} has an array of {kind!r}")
        at += -at % ALIGNED
        arrays[name] = np.frombuffer(data, dtype, length, at) if length else np.zeros(0, dtype)
        at += arrays[name].nbytes
    return head["about"], arrays


def _sum(data: mmap.mmap) -> bytes:
    with memoryview(data) as view:
        return hashlib.sha256(view[_SUM_BYTES + 1 :]).hexdigest().encode()

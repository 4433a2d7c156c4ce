"""JSON and text with a seal: one changed bit is noticed before anything is taken from it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from corpus.regular_files import read_file
from corpus.storage.files import parsed
from corpus.storage.home import write_atomically

_SEAL = "seal"
_SUM_BYTES = 65
"""Of the line with the sum: 64 hexadecimal digits and its end."""


def seal_of(data: dict[str, Any]) -> str:
    """Give the SHA-256, in hexadecimal, of what a JSON object says, its own seal left out."""
    rest = {key: value for key, value in data.items() if key != _SEAL}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def sealed(data: dict[str, Any]) -> dict[str, Any]:
    """Give a JSON object with its seal."""
    return {**data, _SEAL: seal_of(data)}


def unsealed(text: str) -> dict[str, Any]:
    """Give a JSON object without its seal. Raises ValueError where it has none, or says something else."""
    data = parsed(text)
    if not isinstance(data, dict) or data.get(_SEAL) != seal_of(data):
        raise ValueError("its seal does not fit")
    return {key: value for key, value in data.items() if key != _SEAL}


def keep_bytes(path: Path, data: bytes) -> None:
    """Keep bytes under their SHA-256, which stands in the first line of the file. Raises OSError."""
    write_atomically(path, _sum_line(data) + data)


def kept_bytes(path: Path) -> bytes:
    """Give bytes kept by :func:`keep_bytes`. Raises OSError, and ValueError where they are not what was kept."""
    whole = read_file(path)
    data = whole[_SUM_BYTES:]
    if _sum_line(data) != whole[:_SUM_BYTES]:
        raise ValueError(f"{path.name} is not what was kept")
    return data


def keep_text(path: Path, text: str) -> None:
    """Keep a text as :func:`keep_bytes` does. Raises OSError."""
    keep_bytes(path, text.encode())


def kept_text(path: Path) -> str:
    """Give a text kept by :func:`keep_text`. Raises OSError, and ValueError where it is not what was kept."""
    return kept_bytes(path).decode("utf-8")


def _sum_line(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode() + b"\n"

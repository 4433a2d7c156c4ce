"""What may stand in a home under the name of a file and is none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

KINDS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "deep": lambda path: path.write_text("[" * 200_000 + "\n", "utf-8"),
    "endless": lambda path: (path.touch(), os.truncate(path, 10**12)),
}
"""A pipe that nobody writes, a device without end, JSON nested without end, a file of holes."""


def planted(path: Path, what: str) -> None:
    """Put one of these there."""
    KINDS[what](path)

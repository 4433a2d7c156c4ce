"""A disk of a few megabytes that can be full, or closed to writing: in memory, mounted for one test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

KB = 1024


class Disk:
    """A small disk at a folder."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._filler = place / "filler"

    def fill(self, left: int = 0) -> None:
        """Take all space but ``left`` bytes."""
        state = os.statvfs(self.place)
        with self._filler.open("wb") as stream:
            stream.write(bytes(max(0, state.f_bavail * state.f_bsize - left)))

    def close(self) -> None:
        """Let nobody write on it any more, not even root."""
        subprocess.run(["mount", "-o", "remount,ro", str(self.place)], check=True)

    def free(self) -> None:
        """Give the space back."""
        self._filler.unlink(missing_ok=True)


@contextmanager
def small_disk(place: Path, megabytes: int = 16) -> Iterator[Disk]:
    """Mount a disk at a folder; the test is skipped where that is not allowed."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no disk can be mounted here: {error.strerror}")
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield Disk(place)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)

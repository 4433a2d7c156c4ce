"""When an index is refused: of another version, or damaged; before anything of it is opened.

The files are compared with the manifest by SHA-256. What was found sound is remembered in ``verified.json``
beside the generations, with inode, size and times of every file, so that the next start need not read them all.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import IndexDamagedError, TrialsError
from corpus.storage import generations
from corpus.storage.home import write_atomically
from corpus.storage.versions import of_another

NAME = "verified.json"


def verify(place: Path, version: str) -> None:
    """Let a generation pass that is sound and of a version.

    Raises IndexDamagedError where a file is not as it was written, OtherVersionError where the version is another.
    """
    stamp = _stamp(place)
    remembered = _remembered(place.parent)
    if stamp is None or remembered.get(place.name) != stamp:
        wrong = _faults(place)
        if wrong:
            raise IndexDamagedError(
                f"The index {place} is damaged: {'; '.join(wrong[:3])}{' …' if len(wrong) > 3 else ''}.",
                "Run `trials reindex --full` to build it anew from the library; nothing else is lost."
                + older(place.parent, version, place),
            )
        _remember(place, stamp)
    made = generations.manifest(place).get("format")
    if made != version:
        raise of_another(f"The index {place}", made, version)


def mark(place: Path) -> str:
    """Give a short mark of what a generation holds: twelve hexadecimal digits, made of the sums of its files."""
    sums = sorted((name, entry["sha256"]) for name, entry in generations.manifest(place)["files"].items())
    return hashlib.sha256(json.dumps(sums).encode()).hexdigest()[:12]


def _faults(place: Path) -> list[str]:
    try:
        return generations.damage(place)
    except IndexDamagedError as error:
        return [error.message.rstrip(".")]


def older(parent: Path, version: str, place: Path | None = None) -> str:
    """Say how to go back to a generation other than ``place`` that is sound and of a version, where there is one."""
    sound = [other for other in generations.generations(parent)
             if other != place and not _faults(other) and generations.manifest(other).get("format") == version]
    if not sound:
        return ""
    return f" Until then `echo {sound[-1].name} > '{parent / 'CURRENT'}'` brings back the index before it."


def _stamp(place: Path) -> dict[str, list[int]] | None:
    """Give inode, size and times of every file; None where one cannot be asked, which is then read anew."""
    try:
        return {name: [state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns]
                for name, state in _states(str(place))}
    except OSError:
        return None


def _states(folder: str, before: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Give what the system says of each file in a folder and those within, by its path from there.

    The system's own listing, as objects for paths would take as long as the rest of opening an index.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _states(entry.path, f"{before}{entry.name}/")
            else:
                yield before + entry.name, entry.stat()


def _remembered(parent: Path) -> dict[str, Any]:
    try:
        data = json.loads((parent / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _remember(place: Path, stamp: dict[str, list[int]] | None) -> None:
    kept = {p.name for p in generations.generations(place.parent)}
    data = {name: entry for name, entry in _remembered(place.parent).items() if name in kept}
    try:
        write_atomically(place.parent / NAME, json.dumps({**data, place.name: stamp}) + "\n")
    except (OSError, TrialsError):
        # A home that may only be read is verified at each start.
        return

"""Generations: a directory built aside, sealed with a manifest, and switched to by a pointer file.

``parent/gen-000007/`` holds the files and ``manifest.json`` (name, size and SHA-256 of each, and a ``seal``, which is
the SHA-256 of the rest of it);
``parent/CURRENT`` names the generation in use and the beginning of its seal. A reader opens what CURRENT says and is
never disturbed: the last two generations are kept. A run that fails leaves CURRENT as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from corpus.errors import HomeError, IndexDamagedError
from corpus.regular_files import is_there
from corpus.storage.files import below, parsed, read_text
from corpus.storage.home import sync_directory, write_atomically
from corpus.storage.sealed import sealed, unsealed

_NAME = re.compile(r"gen-(\d{6})")
SEAL_CHARS = 12
"""Of the seal of a generation, in the pointer to it: a changed digit of its number is noticed."""

KEPT = 2
"""Generations kept: the current one and the one before it, which readers may still have open."""


def generations(parent: Path) -> list[Path]:
    """Give the sealed generations of ``parent``, oldest first."""
    if not parent.is_dir():
        return []
    return sorted(p for p in parent.iterdir() if _NAME.fullmatch(p.name) and (p / "manifest.json").exists())


def current(parent: Path) -> Path | None:
    """Give the generation in use, or None where there is none yet."""
    pointer = parent / "CURRENT"
    try:
        name, _, seal = read_text(pointer).strip().partition(" ")
        is_named = bool(_NAME.fullmatch(name)) and is_there(parent / name / "manifest.json")
    except FileNotFoundError:
        return _only(parent)
    except UnicodeDecodeError as error:
        raise IndexDamagedError(f"{pointer} is damaged.", "Run `trials reindex --full`.") from error
    except OSError as error:
        raise _closed(Path(error.filename or pointer), error) from error
    if not is_named:
        raise IndexDamagedError(f"{pointer} names {name!r}, which is not there.", "Run `trials reindex --full`.")
    # A name that a person wrote has no seal: it is the way back that messages name.
    if seal and seal != _short_seal(parent / name):
        raise IndexDamagedError(f"{pointer} is not one of {name}, or the manifest there was changed.",
                                "Run `trials reindex --full`.")
    return parent / name


def _closed(path: Path, error: OSError) -> HomeError:
    return HomeError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.")


def _only(parent: Path) -> Path | None:
    """Give the generation in use where no pointer names one: the first, whose run was killed before it wrote one.

    Raises IndexDamagedError where there are several: the pointer was lost.
    """
    whole = generations(parent)
    if len(whole) > 1:
        raise IndexDamagedError(f"{parent / 'CURRENT'} is missing.",
                                f"`echo {whole[-1].name} > '{parent / 'CURRENT'}'` brings it back, or run "
                                "`trials reindex --full`.")
    return whole[0] if whole else None


def mark(place: Path) -> str:
    """Give the name of a generation with the beginning of its seal, which tells it from others of its name: numbers
    begin anew where a home lost its folder."""
    return f"{place.name} {_short_seal(place)}"


def _short_seal(place: Path) -> str:
    """Give the beginning of the seal of a generation's manifest; nothing where there is none in it.

    Raises HomeError where it is closed to us, which is no damage.
    """
    try:
        return str(parsed(read_text(place / "manifest.json"))["seal"])[:SEAL_CHARS]
    except PermissionError as error:
        raise _closed(place / "manifest.json", error) from error
    except (OSError, ValueError, TypeError, KeyError):
        return ""


@contextmanager
def building(parent: Path, about: dict[str, Any]) -> Iterator[Path]:
    """Give an empty directory to fill; on success it is sealed, made durable and switched to.

    ``about`` goes into the manifest. On any error the directory is removed and the old generation stays.
    """
    try:
        place = _begun(parent)
    except OSError as error:
        raise _unwritten(parent, error) from error
    try:
        yield place
        _seal(place, about)
        _switch(parent, place)
    except OSError as error:
        _remove(place)
        raise _unwritten(place, error) from error
    except BaseException:
        _remove(place)
        raise
    with suppress(OSError):
        for old in generations(parent)[:-KEPT]:
            _remove(old)


def _begun(parent: Path) -> Path:
    """Make the directory of the next generation."""
    parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(parent)
    numbers = [int(m.group(1)) for p in parent.iterdir() if (m := _NAME.fullmatch(p.name))]
    place = parent / f"gen-{max(numbers, default=0) + 1:06d}"
    place.mkdir(mode=0o700)
    return place


def _unwritten(place: Path, error: OSError) -> HomeError:
    # An array that the disk took a part of says how much, and has no number of an error.
    return HomeError(f"{place} could not be written: {error.strerror or 'the disk took only a part of it'}.",
                     "Free some space or check permissions; what was there before is untouched.")


def manifest(place: Path) -> dict[str, Any]:
    """Read a generation's manifest, without its seal.

    Raises IndexDamagedError where it is not what was written, HomeError where it is closed to us.
    """
    try:
        data = unsealed(read_text(place / "manifest.json"))
    except PermissionError as error:
        raise _closed(place / "manifest.json", error) from error
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"The manifest of {place} is not one: {error}.",
                                "Run `trials reindex --full`.") from error
    if not isinstance(data.get("files"), dict):
        raise IndexDamagedError(f"The manifest of {place} is not one.", "Run `trials reindex --full`.")
    return data


def damage(place: Path) -> list[str]:
    """Give the files of a generation that differ from its manifest, with what is wrong; empty if sound.

    Raises IndexDamagedError where the manifest is not one, HomeError where a file is closed to us.
    """
    listed = manifest(place)["files"]
    try:
        return _differing(place, listed)
    except PermissionError as error:
        raise _closed(Path(error.filename or place), error) from error


def _differing(place: Path, listed: dict[str, dict[str, Any]]) -> list[str]:
    found = {str(p.relative_to(place)) for p in below(place) if p.is_file()} - {"manifest.json"}
    wrong = [f"{name}: not in the manifest" for name in sorted(found - listed.keys())]
    for name, entry in sorted(listed.items()):
        path = place / name
        if name not in found:
            wrong.append(f"{name}: missing")
        elif path.stat().st_size != entry["size"]:
            wrong.append(f"{name}: {path.stat().st_size} bytes instead of {entry['size']}")
        elif sha256(path) != entry["sha256"]:
            wrong.append(f"{name}: content changed")
    return wrong


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _seal(place: Path, about: dict[str, Any]) -> None:
    """Write the manifest last, when all files and folders are on the disk: without one a generation is unfinished."""
    files = {}
    for path in sorted(p for p in below(place) if p.is_file()):
        with path.open("rb") as stream:
            files[str(path.relative_to(place))] = {
                "size": path.stat().st_size,
                "sha256": hashlib.file_digest(stream, "sha256").hexdigest(),
            }
            os.fsync(stream.fileno())
    for folder in {p.parent for p in below(place)} | {place}:
        sync_directory(folder)
    write_atomically(
        place / "manifest.json", json.dumps(sealed({**about, "files": files}), indent=1, sort_keys=True)
    )


def _switch(parent: Path, place: Path) -> None:
    pointer = parent / "CURRENT"
    try:
        write_atomically(pointer, f"{mark(place)}\n")
    except OSError:
        # Once the pointer names the new generation readers may be in it. A power cut may still bring the old
        # pointer back, and the generation it names is kept.
        if not pointer.exists() or pointer.read_text("utf-8").split()[:1] != [place.name]:
            raise


def _sweep(parent: Path) -> None:
    """Remove what an interrupted run left: generations without a seal, a pointer half written."""
    for path in parent.glob(".CURRENT.*.tmp"):
        path.unlink(missing_ok=True)
    for path in parent.iterdir():
        if _NAME.fullmatch(path.name) and not (path / "manifest.json").exists():
            _remove(path)


def _remove(place: Path) -> None:
    """Remove a directory as far as that is possible."""
    # Loaded late: who only reads removes nothing.
    from shutil import rmtree

    rmtree(place, ignore_errors=True)

"""The home directory: where the sources, the library and the index of one user live."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from corpus.errors import HomeDamagedError, HomeError, LockedError, OtherVersionError
from corpus.frozen import frozen
from corpus.limits import LOCK_SECONDS
from corpus.storage.files import parsed, read_text

FORMAT = 1
"""Version of the layout; a home of another version is refused with advice."""


@frozen
class Home:
    """Paths of one home. ``catalogue`` names the catalogue its texts belong to."""

    path: Path
    catalogue: str = "main"

    @property
    def sources(self) -> Path:
        """Files as received."""
        return self.path / "sources"

    @property
    def library(self) -> Path:
        """Parsed texts, in generations."""
        return self.path / "library"

    @property
    def index(self) -> Path:
        """Index generations."""
        return self.path / "index"

    @property
    def overrides(self) -> Path:
        """Corrections written by the user."""
        return self.path / "overrides"

    @property
    def own_catalogue(self) -> Path:
        """The user's own catalogue, laid over the bundled one."""
        return self.path / "catalogue"

    @classmethod
    def open(cls, path: Path | None = None) -> Home:
        """Open a home without changing anything; it need not exist yet.

        Raises HomeError where the directory cannot be read, OtherVersionError where another version made it.
        """
        place = path or default_path()
        if place.exists() and not place.is_dir():
            raise HomeError(f"The home {place} is not a directory.", "Name another one with --home.")
        data = _marker(place)
        return cls(place, data["catalogue"])

    def create(self) -> Home:
        """Make the directory and its marker where they are missing, and give the home.

        Raises HomeError where that cannot be done.
        """
        marker = self.path / "home.json"
        try:
            for folder in (self.path, self.sources, self.library, self.index):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not marker.exists():
                write_atomically(marker, json.dumps({"format": FORMAT, "catalogue": self.catalogue}) + "\n")
        except OSError as error:
            raise HomeError(f"The home directory {self.path} cannot be written: {error.strerror or error}.",
                            "Check the disk and its permissions, or name another one with --home.") from error
        return self

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the home's write lock. Raises LockedError where another run holds it, HomeError otherwise."""
        from filelock import FileLock, Timeout

        self.create()
        note = self.path / "lock.pid"
        held = FileLock(self.path / "lock", timeout=LOCK_SECONDS)
        try:
            held.acquire()
        except Timeout as error:
            who = "unknown"
            with suppress(OSError, ValueError):
                who = read_text(note).strip()
            raise LockedError(f"Another run (process {who}) is writing to {self.path}.",
                              "Wait until it has ended and try again.") from error
        except OSError as error:
            raise HomeError(f"The home directory {self.path} cannot be locked: {error.strerror or error}.",
                            "Check the disk and its permissions, or name another one with --home.") from error
        try:
            with suppress(OSError):  # it only tells others who waits for whom
                write_atomically(note, str(os.getpid()))
            yield
        finally:
            with suppress(OSError):
                note.unlink(missing_ok=True)
            held.release()


def _marker(place: Path) -> dict[str, Any]:
    """Read ``home.json``; a home that is not yet made is a new one.

    Raises OtherVersionError where another version of the program wrote it, which may have said more in it, and
    HomeDamagedError where it says what it cannot say, or is missing beside texts: which catalogue they belong to is
    then not known.
    """
    path = place / "home.json"
    marker = f"""{{"format": {FORMAT}, "catalogue": "{_catalogue(place)}"}}"""
    way_back = (f"If it is a home of this program, write {marker} into it, or restore a backup; "
                "else name another one with --home.")
    try:
        data = parsed(read_text(path))
    except FileNotFoundError:
        if any(any((place / name).glob("*")) for name in ("sources", "library", "index")):
            raise HomeDamagedError(f"{path} is missing, although this home holds texts.", way_back) from None
        return {"format": FORMAT, "catalogue": "main"}
    except (OSError, ValueError) as error:
        raise HomeError(f"The home directory {place} cannot be read: {error}.",
                        "Check its permissions or name another one with --home.") from error
    if isinstance(data, dict) and type(data.get("format")) is int and data["format"] != FORMAT:
        when = "a later version of this program" if data["format"] > FORMAT else "another version of this program"
        raise OtherVersionError(f"The home directory {place} was made by {when} (format {data['format']}).",
                                "Update the program, or name another one with --home and add the sources again.")
    if not isinstance(data, dict) or {key: type(value) for key, value in data.items()} != _MARKER:
        raise HomeDamagedError(f"{path} is not what it was.", way_back)
    return data


_MARKER = {"format": int, "catalogue": str}
"""What ``home.json`` says."""


def _catalogue(place: Path) -> str:
    """Give the catalogue that the latest library of a home was made with."""
    for manifest in sorted(place.glob("library/gen-*/manifest.json"), reverse=True):
        with suppress(OSError, ValueError, TypeError, KeyError):
            return str(parsed(read_text(manifest))["catalogue"])
    return "main"


def default_path() -> Path:
    """Give ``TRIALS_HOME``, or the platform's folder for user data."""
    named = os.environ.get("TRIALS_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("trials", appauthor=False)


def write_atomically(path: Path, data: str | bytes) -> None:
    """Replace ``path`` by ``data`` in one step that survives a power cut."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data.encode("utf-8") if isinstance(data, str) else data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_directory(path.parent)


def sync_directory(path: Path) -> None:
    """Make the names in a directory durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

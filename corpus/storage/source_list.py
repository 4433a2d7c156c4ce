"""Changing the list of a home's sources: many files in one run, written once at its end.

Until then each change is a line of a journal, written before the file itself: a run that is killed leaves nothing
unlisted, and nothing listed that is not there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from corpus.errors import HomeError
from corpus.regular_files import read_file
from corpus.storage.home import Home, write_atomically
from corpus.storage.library import refuse_later
from corpus.storage.listing import Listing
from corpus.storage.sealed import sealed
from corpus.storage.sources import JOURNAL, MANIFEST, SourceFile, read_sources, row_of, written

RECOGNISED = "+.hocr"
"""Behind the name of a scan it names what was recognised on it; names of users have no such sign (``safe_name``)."""


class SourceList:
    """The files of a home while a run changes them. Use as a context manager, which writes the list at its end.

    Raises HomeError where the disk does not take what is kept; what was there before then stays. Raises
    OtherVersionError where a later version made the list or the library.
    """

    def __init__(self, home: Home) -> None:
        refuse_later(home)
        self._home = home
        self._files = Listing(read_sources(home))
        self._changed = (home.sources / JOURNAL).exists()

    def __enter__(self) -> SourceList:
        if self._changed:  # what an interrupted run noted goes into the list first: its last line may be cut short
            self.write()
        return self

    def __exit__(self, *_: object) -> None:
        if self._changed:
            self.write()
        else:  # what was noted and then not kept
            (self._home.sources / JOURNAL).unlink(missing_ok=True)

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """The files in the order in which they came."""
        return tuple(self._files)

    def file(self, name: str, slug: str | None) -> SourceFile | None:
        """Give the entry of a file, or of a post in it; None where there is none."""
        return self._files.get((name, slug))

    def sharing(self, *marks: str | None) -> list[SourceFile]:
        """Give the entries of which place, checksum or name is one of these, in the order in which they came."""
        return self._files.sharing(*marks)

    def free_document(self, name: str) -> str:
        """Give a name that no document has: this one, or this one with a number."""
        return self._files.free(name)

    def keep(self, file: SourceFile, data: bytes) -> SourceFile:
        """Store a file under its name and list it, replacing an entry of the same key. Gives it with checksum."""
        path = self._home.sources / file.name
        entry = replace(file, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            there = path.exists() and read_file(path) == data
            if not there:
                self._note(entry)
        except OSError as error:
            raise _unwritten(str(path), error) from error
        if not there:
            self._put(path, data, entry)
        self._list(entry)
        return entry

    def keep_hocr(self, file: SourceFile, hocr: bytes, recogniser: str) -> SourceFile:
        """Store what was recognised on a file that is kept, beside it. Gives its entry as it is listed now."""
        name = f"{file.name}{RECOGNISED}"
        entry = replace(file, hocr=name, hocr_sha256=hashlib.sha256(hocr).hexdigest(), recogniser=recogniser)
        self._put(self._home.sources / name, hocr, entry)
        self._list(entry)
        return entry

    def describe(self, file: SourceFile) -> None:
        """List a file that is kept already with another description."""
        if self._files.get(file.key) != file:
            self._list(file)

    def drop(self, files: Iterable[SourceFile]) -> None:
        """Take files off the list, and delete the home's copies that nothing on the list needs any more.

        What the disk does not delete stays on the list. Raises HomeError then.
        """
        gone = [held for file in files if (held := self._files.pop(file.key))]
        try:
            self.write()
        except HomeError:  # where the list was replaced and what follows on that failed, they are on no list either
            self._delete(gone, read_sources(self._home))
            raise
        self._delete(gone, self._files)

    def _delete(self, gone: Sequence[SourceFile], held: Iterable[SourceFile]) -> None:
        """Delete the home's copies of files that those on the list do not need."""
        needed = {name for file in held for name in _names(file)}
        inside = self._home.sources.resolve()
        failed: dict[str, OSError] = {}
        for name in dict.fromkeys(name for file in gone for name in _names(file) if name not in needed):
            path = self._home.sources / name
            try:
                if path.parent.resolve().is_relative_to(inside):
                    path.unlink(missing_ok=True)
            except OSError as error:
                failed[name] = error
        if failed:
            for file in gone:
                if failed.keys() & set(_names(file)):
                    self._files.put(file)
            self.write()
            name, first = next(iter(failed.items()))
            raise _unwritten(str(self._home.sources / name), first) from first

    def write(self) -> None:
        """Replace the list of sources."""
        self._home.create()
        try:
            write_atomically(self._home.sources / MANIFEST, written(self._files))
            (self._home.sources / JOURNAL).unlink(missing_ok=True)
        except OSError as error:
            raise _unwritten(str(self._home.sources / MANIFEST), error) from error
        self._changed = False

    def _put(self, path: Path, data: bytes, entry: SourceFile) -> None:
        """Write a file. One that is in its place is listed, also where what follows on that failed: it is there.

        Raises HomeError.
        """
        try:
            write_atomically(path, data)
        except OSError as error:
            with suppress(OSError):
                if read_file(path) == data:
                    self._list(entry)
            raise _unwritten(str(path), error) from error

    def _list(self, entry: SourceFile) -> None:
        self._files.put(entry)
        self._changed = True

    def _note(self, entry: SourceFile) -> None:
        """Write down what is about to be kept, so that it lasts."""
        line = json.dumps(sealed(row_of(entry)), ensure_ascii=False) + "\n"
        with (self._home.sources / JOURNAL).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())


def _names(file: SourceFile) -> tuple[str, ...]:
    """Give the files that an entry needs: its own, and what was recognised on it."""
    return (file.name,) if file.hocr is None else (file.name, file.hocr)


def _unwritten(place: str, error: OSError) -> HomeError:
    return HomeError(f"{place} cannot be written: {error.strerror or error}.",
                     "Free some space or check permissions.")

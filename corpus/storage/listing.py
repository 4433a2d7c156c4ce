"""The entries of a list of sources, found by what they share without looking through all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from corpus.storage.names import same_on_disk
from corpus.storage.sources import SourceFile

Key = tuple[str, str | None]


class Listing:
    """Entries by key, in the order in which they came; one that is put in again comes last."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._files: dict[Key, SourceFile] = {}
        self._order: dict[Key, int] = {}
        self._numbers = count()
        self._shared: dict[str, dict[Key, None]] = {}
        self._documents: dict[str, int] = {}
        self._highest: dict[str, int] = {}
        for file in files:
            self.put(file)

    def __iter__(self) -> Iterator[SourceFile]:
        return iter(self._files.values())

    def get(self, key: Key) -> SourceFile | None:
        """Give an entry; None where there is none."""
        return self._files.get(key)

    def put(self, file: SourceFile) -> None:
        """Put in an entry, in place of the one with its key."""
        self.pop(file.key)
        self._files[file.key] = file
        self._order[file.key] = next(self._numbers)
        for mark in _marks(file):
            self._shared.setdefault(mark, {})[file.key] = None
        if file.document:
            self._documents[file.document] = self._documents.get(file.document, 0) + 1

    def pop(self, key: Key) -> SourceFile | None:
        """Take out an entry and give it; None where there is none."""
        file = self._files.pop(key, None)
        if file is None:
            return None
        for mark in _marks(file):
            self._shared[mark].pop(key, None)
        if file.document:
            self._documents[file.document] -= 1
        return file

    def sharing(self, *marks: str | None) -> list[SourceFile]:
        """Give the entries of which place, checksum or name is one of these, in order; of a name also that
        which it is on a disk that does not tell capitals apart."""
        keys = {key for mark in marks if mark for key in self._shared.get(mark, ())}
        return [self._files[key] for key in sorted(keys, key=self._order.__getitem__)]

    def holds(self, document: str) -> bool:
        """Whether a document of this name has entries."""
        return self._documents.get(document, 0) > 0

    def free(self, name: str) -> str:
        """Give a name for a document that no other has: this one, or this one with a number from 2 on."""
        if not self.holds(name):
            return name
        number = next(n for n in count(self._highest.get(name, 2)) if not self.holds(f"{name}-{n}"))
        self._highest[name] = number  # of many files of one name none asks for the numbers of all before it
        return f"{name}-{number}"


def _marks(file: SourceFile) -> set[str]:
    return {mark for mark in (file.place, file.sha256, file.name, same_on_disk(file.name)) if mark}

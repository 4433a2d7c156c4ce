"""The elements that are open while a file of XML is read, asked at every tag: each answer takes the same short time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_NESTED
from corpus.model.notes import Note


class OpenElements:
    """Names of elements, the innermost last."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._names: list[str] = []
        self._counts: Counter[str] = Counter()

    def __contains__(self, name: str) -> bool:
        return self._counts[name] > 0

    @property
    def innermost(self) -> str:
        """The element that was opened last, empty outside of all."""
        return self._names[-1] if self._names else ""

    @property
    def parent(self) -> str:
        """The element around the innermost one, empty where there is none."""
        return self._names[-2] if len(self._names) > 1 else ""

    def has_any(self, names: Collection[str]) -> bool:
        """Whether an element of one of these names is open."""
        return any(self._counts[name] > 0 for name in names)

    def is_within(self, names: Collection[str]) -> bool:
        """Whether an element of one of these names is open around the innermost one."""
        inner = self.innermost
        return any(self._counts[name] > (name == inner) for name in names)

    def open(self, name: str) -> None:
        """Open an element. Raises SourceRefusedError where more stand within each other than any document has."""
        self._names.append(name)
        self._counts[name] += 1
        if len(self._names) > MAX_NESTED:
            raise SourceRefusedError(Note("nested-too-deep", name=self._file, most=MAX_NESTED), Note("may-harm"))

    def close(self, name: str) -> None:
        """Close the last element of a name with all that were left open in it; one that is not open closes nothing."""
        if name not in self:
            return
        while self._names:
            closed = self._names.pop()
            self._counts[closed] -= 1
            if closed == name:
                return

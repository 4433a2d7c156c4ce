"""Where every character of a cleaned text stands in the file it came from.

A reader builds its text with :class:`TextBuilder`, saying for each piece which characters of the file
gave it. The result is an :class:`OffsetMap`: sorted runs that tell text offsets from source offsets.
Characters that no run covers (a space between two joined lines) were put in by the reader.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from corpus.frozen import frozen


@frozen
class Run:
    """``length`` characters of the text at ``text`` come from ``width`` characters of the file at ``source``.

    With ``length == width`` the characters correspond one to one; otherwise the run is taken whole
    (an entity such as ``&nbsp;``, an escape of JSON).
    """

    text: int
    source: int
    length: int
    width: int


@frozen
class OffsetMap:
    """Runs in the order of the text; offsets are code points, ends are exclusive."""

    runs: tuple[Run, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the smallest span of the file that holds text[start:end], or None where nothing maps."""
        covered = list(self._between(start, end))
        if not covered:
            return None
        first, last = covered[0], covered[-1]
        low = first.source + max(0, start - first.text) if first.length == first.width else first.source
        if last.length == last.width:
            high = last.source + min(last.length, end - last.text)
        else:
            high = last.source + last.width
        return low, high

    def slice(self, start: int, end: int) -> OffsetMap:
        """Give the map of text[start:end], with text offsets counted from ``start``."""
        out: list[Run] = []
        for run in self._between(start, end):
            if run.length != run.width:
                out.append(Run(max(0, run.text - start), run.source, run.length, run.width))
                continue
            low, high = max(run.text, start), min(run.text + run.length, end)
            out.append(Run(low - start, run.source + low - run.text, high - low, high - low))
        return OffsetMap(tuple(out))

    def shifted(self, by: int) -> OffsetMap:
        """Give the map with every text offset moved by ``by`` characters."""
        return OffsetMap(tuple(Run(r.text + by, r.source, r.length, r.width) for r in self.runs))

    def through(self, outer: OffsetMap) -> OffsetMap:
        """Follow this map's source offsets through ``outer``, whose text this map's source is.

        Used where a text is decoded twice: HTML inside a JSON string.
        """
        out: list[Run] = []
        for run in self.runs:
            if run.length == run.width:
                pieces = outer.slice(run.source, run.source + run.width).runs
                out.extend(Run(run.text + p.text, p.source, p.length, p.width) for p in pieces)
            elif span := outer.span(run.source, run.source + run.width):
                out.append(Run(run.text, span[0], run.length, span[1] - span[0]))
        return OffsetMap(tuple(out))

    def _between(self, start: int, end: int) -> Iterable[Run]:
        index = max(0, bisect_right(self.runs, start, key=lambda r: r.text) - 1)
        for place in range(index, len(self.runs)):
            run = self.runs[place]
            if run.text >= end:
                return
            if run.text + run.length > start:
                yield run

    def to_lists(self) -> list[list[int]]:
        """Give the runs as plain lists, for JSON."""
        return [[r.text, r.source, r.length, r.width] for r in self.runs]

    @classmethod
    def from_lists(cls, rows: Sequence[Sequence[int]]) -> OffsetMap:
        """Read what :meth:`to_lists` wrote."""
        return cls(tuple(Run(*row) for row in rows))


class TextBuilder:
    """Collects a text piece by piece together with its offset map."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, text: str, source: int, width: int | None = None) -> None:
        """Append ``text``, which came from ``width`` characters of the file at ``source``."""
        if not text:
            return
        width = len(text) if width is None else width
        last = self._runs[-1] if self._runs else None
        joins = (
            last is not None
            and last.length == last.width
            and width == len(text)
            and last.text + last.length == self._length
            and last.source + last.width == source
        )
        if joins and last is not None:
            self._runs[-1] = Run(last.text, last.source, last.length + width, last.width + width)
        else:
            self._runs.append(Run(self._length, source, len(text), width))
        self._parts.append(text)
        self._length += len(text)

    def insert(self, text: str) -> None:
        """Append ``text`` that stands nowhere in the file."""
        self._parts.append(text)
        self._length += len(text)

    def append(self, text: str, offsets: OffsetMap) -> None:
        """Append a text that has a map of its own."""
        self._runs.extend(offsets.shifted(self._length).runs)
        self.insert(text)

    @property
    def last(self) -> str:
        """The piece of text that was added last, empty before the first."""
        return self._parts[-1] if self._parts else ""

    def build(self) -> tuple[str, OffsetMap]:
        """Give the text and its map."""
        return "".join(self._parts), OffsetMap(tuple(self._runs))

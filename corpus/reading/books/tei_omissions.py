"""Which elements of a TEI text are passed over: what was struck, what an editor adds, what is no part of the text."""

from __future__ import annotations

from corpus.model.blocks import LeftOutKind
from corpus.reading.books.events import local
from corpus.reading.books.open_elements import OpenElements
from corpus.reading.html.tokens import Token

SOUNDS = frozenset({"vocal", "incident", "kinesic"})
"""What is heard or seen and described by who transcribed it (TEI P5, 8.3.3)."""

_STRUCK = frozenset({"del", "figdesc"})
_EDITORS = frozenset({"corr", "reg", "expan"})
"""Readings of an editor, in a ``choice`` beside those of the source: ``sic``, ``orig``, ``abbr`` (TEI P5, 3.5)."""


class Omissions:
    """Knows whether a reader stands in an element that it passes over, and under which kind its words are listed."""

    def __init__(self) -> None:
        self.kind: LeftOutKind | None = None
        self._depth = 0
        self._readings: list[bool] = []

    def __bool__(self) -> bool:
        return self._depth > 0

    def start(self, token: Token, path: OpenElements) -> None:
        """Take a start tag; ``path`` ends with it."""
        if self._depth:
            self._depth += 1
            return
        self.kind = self._kind(token, path)
        if self.kind or (token.value == "note" and local(token, "type") == "correction"):
            self._depth = 1

    def end(self, name: str) -> None:
        """Take an end tag."""
        if self._depth:
            self._depth -= 1
        elif name == "app":
            del self._readings[-1:]

    def _kind(self, token: Token, path: OpenElements) -> LeftOutKind | None:
        name = token.value
        if name == "app":
            self._readings.append(False)
        elif name in ("lem", "rdg") and self._readings:
            # Of the readings of several witnesses the first is the text (TEI P5, 12.1).
            read, self._readings[-1] = self._readings[-1], True
            return "markup" if read else None
        elif name in _STRUCK or (name in _EDITORS and path.parent == "choice") or (name in SOUNDS and "u" in path):
            return "markup"
        return "furniture" if name == "fw" else None

"""Line numbers of a text."""

from __future__ import annotations

import re
from bisect import bisect_right


class Lines:
    """The lines of a text, split at ``\\n`` only; numbers count from 1."""

    def __init__(self, raw: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", raw))]

    def line(self, offset: int) -> int:
        """Give the number of the line that holds the character at ``offset``."""
        return bisect_right(self._starts, offset)

    def start(self, line: int) -> int:
        """Give the offset at which a line begins."""
        return self._starts[line - 1]

r"""Where a table of Rich Text Format (RTF) ends and another begins: the format knows rows alone.

Rows state the edges of their cells (``\\cellx``). Where cells are merged, the edges of one row are among those of the
other; where they are not, the row begins another table, as does what follows the row that Word marks as the last. Two
tables with the same columns and nothing between them cannot be told apart.
"""

from __future__ import annotations

ROWS = frozenset({"trowd", "cellx", "lastrow"})
"""Control words that say how a row is set."""


NEAR = 60
"""Edges that lie as near as a millimetre are one, in twentieths of a point: rows drawn by hand are not quite even."""


class RowEdges:
    """The edges of the cells of the row being read and of the one before it."""

    def __init__(self) -> None:
        self._here: set[int] = set()
        self._before: set[int] = set()
        self._is_last = self._was_last = False

    def state(self, name: str, number: int) -> None:
        """Take a control word that says how the row is set."""
        if name == "trowd":
            self._here, self._is_last = set(), False
        elif name == "cellx":
            self._here.add(number)
        else:
            self._is_last = True

    def end(self) -> None:
        """Take the end of the row."""
        self._before, self._was_last = self._here, self._is_last

    def begin(self) -> None:
        """Take the first row of a table."""
        self._before, self._was_last = set(), False

    def are_of_another_table(self) -> bool:
        """Say whether the row being read belongs to another table than the one before it."""
        return self._was_last or not (_are_among(self._here, self._before) or _are_among(self._before, self._here))


def _are_among(some: set[int], others: set[int]) -> bool:
    return some <= others or all(any(abs(one - other) <= NEAR for other in others) for one in some)

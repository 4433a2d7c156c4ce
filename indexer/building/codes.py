"""Numbers for the values of a column."""

from __future__ import annotations


class Codes:
    """Numbers for the values of a column, in order of first appearance from 1; 0 is no value."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, value: str | None) -> int:
        """Give the number of a value."""
        if value is None:
            return 0
        known = self._codes.get(value)
        if known is None:
            self.values.append(value)
            known = self._codes[value] = len(self.values)
        return known

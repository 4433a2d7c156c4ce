"""A finished page as it is kept with the texts that it shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The body of a page as it is sent, and its headers."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.body) + sum([len(name) + len(value) for name, value in self.headers])

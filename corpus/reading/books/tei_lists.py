"""The numbers of items of TEI lists: what an item says of itself, or its count in a list that is called numbered.

Format: https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-list.html (``rend``; in P4 ``type``), ``att.global/@n``.
"""

from __future__ import annotations

from corpus.reading.books.events import local
from corpus.reading.html.tokens import Token

_NUMBERED = frozenset({"numbered", "ordered", "decimal"})


class TeiLists:
    """Follows lists within each other; those whose items have no numbers are open too."""

    def __init__(self) -> None:
        self._open: list[int | None] = []

    def begin(self, token: Token) -> None:
        """Begin a list."""
        said = f"{local(token, 'rend')} {local(token, 'type')}".lower().split()
        self._open.append(None if _NUMBERED.isdisjoint(said) else 0)

    def end(self) -> None:
        """End the list."""
        del self._open[-1:]

    def number_of(self, item: Token) -> str:
        """Give what is printed before an item, empty for none."""
        count = self._open[-1] if self._open else None
        if count is not None:
            self._open[-1] = count + 1
        number = local(item, "n").strip() or ("" if count is None else str(count + 1))
        return f"{number}." if number[-1:].isalnum() else number

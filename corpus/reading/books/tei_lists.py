"""The numbers of items of TEI lists: what an item says of itself, or its count in a list that is called numbered.

Format: https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-list.html (``rend``; in P4 ``type``), ``att.global/@n``.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.reading.books.events import local
from corpus.reading.html.tokens import Token
from corpus.reading.list_numbers import Form, numeral

_NUMBERED = frozenset({"numbered", "ordered", "decimal"})
_FORMS: dict[str, Form] = {
    "loweralpha": "letter", "upperalpha": "capital", "lowerroman": "roman", "upperroman": "roman-capital",
}
"""Forms that pandoc writes behind a colon: ``ordered:loweralpha``."""


@dataclass
class _List:
    """A list whose items are being read: how they are numbered, None where they are not, and how many there were."""

    form: Form | None
    count: int = 0


class TeiLists:
    """Follows lists within each other; those whose items have no numbers are open too."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def begin(self, token: Token) -> None:
        """Begin a list."""
        said = f"{local(token, 'rend')} {local(token, 'type')}".lower().replace(":", " ").split()
        form: Form = next((_FORMS[word] for word in said if word in _FORMS), "decimal")
        self._open.append(_List(None if _NUMBERED.isdisjoint(said) else form))

    def end(self) -> None:
        """End the list."""
        del self._open[-1:]

    def number_of(self, item: Token) -> str:
        """Give what is printed before an item, empty for none."""
        number = local(item, "n").strip()
        around = self._open[-1] if self._open else None
        if around is not None and around.form is not None:
            around.count += 1
            number = number or numeral(around.count, around.form)
        return f"{number}." if number[-1:].isalnum() else number

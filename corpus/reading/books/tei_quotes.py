"""Quotation marks of TEI: files that mark quotations by elements have them in the text too, or leave them out.

TEI P5, 3.3.3: whether the signs are kept is stated nowhere reliable, so that the words tell: where none stands at
either side of the tag, the sign that a reader would see stands in its place.
"""

from __future__ import annotations

from corpus.reading.html.quotes import Quotes
from corpus.reading.html.tokens import Token

QUOTED = frozenset({"q", "quote", "said", "socalled"})
"""Elements whose words are quoted; one that holds paragraphs is a block, which has no signs in print."""

_SIGNS = tuple("\"'«»„“”‚‘’‹›")


class TeiQuotes:
    """Gives the signs of quotations within paragraphs."""

    def __init__(self) -> None:
        self._quotes = Quotes()
        self._before = ""
        self._signed: list[bool] = []

    def pass_by(self, token: Token) -> None:
        """Take any other token: words tell the language, and whether a sign stands before the next tag."""
        self._quotes.pass_by(token)
        if token.kind in ("text", "entity") and token.value.strip():
            self._before = token.value.rstrip()

    def begin(self, token: Token, following: Token | None) -> Token | None:
        """Give the sign that begins a quotation; None where one is typed, or what follows are no words."""
        words = following.value.lstrip() if following is not None and following.kind == "text" else ""
        self._signed.append(not words or words.startswith(_SIGNS) or self._before.endswith(_SIGNS))
        return None if self._signed[-1] else self._quotes.begin(token)

    def end(self, token: Token) -> Token | None:
        """Give the sign that ends a quotation; None where none began it."""
        return None if not self._signed or self._signed.pop() else self._quotes.end(token)

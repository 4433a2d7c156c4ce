"""A page break being read: the number of the page that begins, as its element says it or as words in it print it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus.language.page_labels import as_label
from corpus.model.leaves import bare_label
from corpus.reading.html.elements import BLOCKS
from corpus.reading.html.semantics import printed_page
from corpus.reading.html.tokens import Token

Taken = Literal["held", "apart", "ends it", "ends before"]
"""What became of a token: it stands in the break, it is none of its words, it ends it, or the break, left open, ends
before it."""


@dataclass
class PageBreak:
    """The element that begins a page, what it says of the page, and the words in it."""

    tag: str
    stated: str
    pieces: list[Token] = field(default_factory=list)

    def take(self, token: Token) -> Taken:
        """Take a token that follows the start of the break."""
        if token.kind in ("text", "entity"):
            self.pieces.append(token)
            return "held"
        if token.kind == "end" and token.value == self.tag:
            return "ends it"
        if token.kind == "start" and token.value in BLOCKS:
            return "ends before"
        return "apart" if token.kind == "hidden" else "held"

    @property
    def words(self) -> str:
        """The words in the break."""
        return "".join(piece.value for piece in self.pieces)

    @property
    def label(self) -> str:
        """The number of the page that begins, empty where nothing tells it."""
        return self.stated or printed_page(self.words) or ""

    @property
    def is_number_only(self) -> bool:
        """Whether the words in it are the number of the page and no text."""
        words = self.words.strip(" \u200b\n")
        printed = printed_page(self.words) or bare_label(as_label(words)) in ("", bare_label(self.label))
        return bool(self.pieces and self.label and printed)

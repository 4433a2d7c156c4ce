"""What has begun in a page that is being read (a link, words of no text, a note), and what a book says of places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.model.blocks import LeftOutKind
from corpus.reading.html.elements import BLOCKS
from corpus.reading.html.semantics import ARROWS
from corpus.reading.html.tokens import Token

_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|\*{1,3}|[†‡]|[ivx]{1,5})[\])]?\s*")
_OF_RUBY = frozenset({"rt", "rp", "rtc", "rb"})


def is_note_mark(words: str) -> bool:
    """Whether words are the number or sign of a note and nothing else."""
    return _NOTE_MARK.fullmatch(words) is not None


@dataclass
class LinkBegun:
    """A link or superscript; ``pieces`` are held back until it is known whether it is a note mark."""

    tag: str
    pieces: list[Token] | None
    target: str = ""
    back: bool = False

    @property
    def words(self) -> str:
        """The words in it, as far as they are held back."""
        return "".join(piece.value for piece in self.pieces or ())

    @property
    def leads_back(self) -> bool:
        """Whether it leads from a note to the text: a sign that is called so, or an arrow."""
        words = self.words
        return (self.back and len(words.strip()) <= 1) or not words.strip(ARROWS)

    @property
    def note_label(self) -> str | None:
        """The number or sign of the note whose mark it is, None where it is none."""
        return self.words.strip().strip("[]() ") if is_note_mark(self.words) else None


@dataclass
class PassedBegun:
    """Words of no text being passed over, and how many elements like the one that holds them are open."""

    tag: str
    kind: LeftOutKind = "markup"
    depth: int = 1

    def ends_before(self, token: Token) -> bool:
        """Whether it was left open and ends before a tag: of a block, or of what else stands beside it in a ruby."""
        if token.value in BLOCKS:
            return True
        return self.tag in _OF_RUBY and token.value != self.tag and (token.value in _OF_RUBY or token.value == "ruby")

    def take(self, token: Token) -> bool:
        """Take a tag inside it; False for the one that ends it."""
        if token.value == self.tag:
            self.depth += 1 if token.kind == "start" else -1
        return self.depth > 0


@dataclass
class NoteBegun:
    """A note being read: what it is called, and how many elements like its own are open.

    ``at_foot`` says that it stands at the foot of the page that refers to it, wherever the file has it.
    """

    tag: str
    name: str
    depth: int = 1
    at_foot: bool = False
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Anchors:
    """What other parts of a book say of places in a chapter: the pages that begin there, and which are notes."""

    pages: Mapping[str, str] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()

    def page_at(self, token: Token) -> str | None:
        """Give the page that a list of the book says begins at an element."""
        if not self.pages or not token.attributes:
            return None
        return self.pages.get(token.attribute("id")) or self.pages.get(token.attribute("name"))

    def is_note(self, token: Token) -> bool:
        """Whether a mark in the book leads to an element."""
        return bool(self.notes) and token.attribute("id") in self.notes

"""What has begun in a page that is being read (a link, a page of print, a note), and what a book says of its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.reading.html.tokens import Token


@dataclass
class LinkBegun:
    """A link or superscript being read; ``pieces`` are held back until it is known whether it is a note mark."""

    tag: str
    pieces: list[Token] | None
    target: str = ""
    back: bool = False


@dataclass
class PageBreakBegun:
    """A page break being read: the page that begins, as far as its element says, and the words in it."""

    tag: str
    label: str
    pieces: list[Token] = field(default_factory=list)


@dataclass
class PassedBegun:
    """Words of no text being passed over, and how many elements like the one that holds them are open."""

    tag: str
    depth: int = 1


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

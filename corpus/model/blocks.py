"""What a reader gives: the blocks of one file, in reading order, and what it left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap
from corpus.model.turns import Mark, Page

BlockKind = Literal["para", "heading", "note", "item", "rule", "direction"]
Format = Literal[
    "pdf", "html", "wordpress", "text", "docx",
    # recognised pages
    "hocr", "alto", "page", "djvuxml", "djvu",
    # pictures, with what was recognised on them beside
    "picture",
    # books, office documents, exports
    "epub", "odt", "fodt", "rtf", "fb2", "fb2zip", "wxr", "mhtml", "tei",
]
LeftOutKind = Literal["navigation", "furniture", "title", "note mark", "markup", "hidden", "duplicate"]


@dataclass(frozen=True, slots=True)
class Stated:
    """What the markup of a source (TEI) states of a block, so that nothing is concluded from its words.

    ``label`` is the label as printed, ``speaker`` the person's identifier as the source writes it; neither: nobody's
    words. ``goes_on`` says that the speech begun before goes on, under the label ``name``.
    """

    label: str | None = None
    speaker: str | None = None
    sitting: str | None = None
    goes_on: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, note, direction, or rule of the file.

    ``text`` has no markup and no note marks (those are in ``marks``); runs of white space are one space.
    ``level`` is the heading level (1 to 6), 0 otherwise. ``sheet`` is the 1-based page of a PDF.
    ``centred`` says that the source sets the block in the middle, as titles and separators are, ``quoted`` that it
    sets it as a quotation, ``label`` that it sets it as the label of what follows, as lists of who says what do,
    ``goes_on`` that it goes on with the speech before, as a row of a table does in which nobody is named.
    """

    text: str
    kind: BlockKind = "para"
    level: int = 0
    offsets: OffsetMap = field(default_factory=OffsetMap)
    marks: tuple[Mark, ...] = ()
    page: Page = field(default_factory=Page)
    sheet: int | None = None
    centred: bool = False
    quoted: bool = False
    stated: Stated | None = None
    label: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of the file that is not in the library, and why. ``start`` and ``end`` are source offsets.

    ``file`` and ``line`` say for the report where it stands; a reader leaves them open.
    """

    kind: LeftOutKind
    text: str
    start: int | None = None
    end: int | None = None
    sheet: int | None = None
    file: str = ""
    line: int | None = None

    def through(self, outer: OffsetMap) -> LeftOut:
        """Give it where ``outer`` maps it to; as it is where its place is not known."""
        span = outer.span(self.start, self.end) if self.start is not None and self.end is not None else None
        return replace(self, start=span[0], end=span[1]) if span else self


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text of a file, as read. A file of posts gives several.

    ``file`` is the name under ``sources/``; ``raw`` the decoded file (empty for PDF), to which all offsets
    refer; ``doubts`` are notes for the report (repairs, guesses). ``collections`` and ``tags`` are those that a site
    puts a post under.
    """

    file: str
    blocks: tuple[Block, ...]
    raw: str = ""
    title: str = ""
    lang: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[Note, ...] = ()
    slug: str | None = None
    url: str | None = None
    date: str | None = None
    author: str | None = None
    collections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def without_offsets(self) -> SourceText:
        """Give the text of a file that holds it packed, so that no characters of the file are meant."""
        blocks = tuple(replace(block, offsets=OffsetMap()) for block in self.blocks)
        left_out = tuple(replace(item, start=None, end=None) for item in self.left_out)
        return replace(self, raw="", blocks=blocks, left_out=left_out)

    def through(self, outer: OffsetMap, raw: str) -> SourceText:
        """Give a text read from what ``outer`` maps to places in ``raw``, with offsets that refer to ``raw``."""
        blocks = tuple(replace(block, offsets=block.offsets.through(outer)) for block in self.blocks)
        left_out = tuple(item.through(outer) for item in self.left_out)
        return replace(self, raw=raw, blocks=blocks, left_out=left_out)

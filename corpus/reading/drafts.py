"""A block of text being read from markup: words with their places, type faces, pages, and the notes it refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from corpus.model.blocks import Block, BlockKind
from corpus.model.offsets import OffsetMap, TextBuilder
from corpus.model.turns import Mark, MarkKind, Page
from corpus.reading.list_numbers import with_number
from corpus.reading.raised import BEHIND, part_of_number

FACES: dict[str, MarkKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "struck", "strike": "struck", "del": "struck",
}
"""The type face that an element of HTML sets."""


_NOTES = frozenset({"note", "item", "para"})
"""Kinds of blocks that may be notes: what a mark leads to may also be a heading or a rule."""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A reference to a note: what the note is called in the file, and how the reference is printed."""

    target: str
    label: str | None = None


class TableCell(NamedTuple):
    """A cell of a table: the number of the table in the file, row and column from 0; ``is_head`` that it heads some."""

    table: int
    row: int
    column: int
    is_head: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with what it is called as a note (nothing where it is none), and the notes it refers to.

    ``anchors`` are what links to it may call it, be it a note or not; ``terms`` is the number of the list of
    which it is a term, 0 for others; ``cell`` is where in a table it stands. ``number`` is what is printed before it as
    an item of a list.
    """

    block: Block
    names: tuple[str, ...] = ()
    refers: tuple[NoteReference, ...] = ()
    anchors: tuple[str, ...] = ()
    terms: int = 0
    cell: TableCell | None = None
    number: str = ""


@dataclass
class Draft:
    """A block being read: so many ``links`` begin in it, ``linked`` signs lead elsewhere, others ``within`` it."""

    kind: BlockKind = "para"
    level: int = 0
    centred: bool = False
    navigation: bool = False
    terms: int = 0
    builder: TextBuilder = field(default_factory=TextBuilder)
    tail: str = ""
    marks: list[Mark] = field(default_factory=list)
    links: int = 0
    linked: int = 0
    within: int = 0
    start: int | None = None
    end: int = 0
    space: bool = False
    space_at: int | None = None
    breaks: int = 0
    page: Page = field(default_factory=Page)
    names: list[str] = field(default_factory=list)
    refers: list[NoteReference] = field(default_factory=list)
    number: str = ""

    def next_offset(self) -> int:
        """Give the offset in the block's text that the next character will have."""
        return len(self.builder) + bool(len(self.builder) and (self.space or self.breaks))

    def add(self, text: str, at: int, end: int, *, linked: bool) -> None:
        """Append a piece without white space, which stands at raw[at:end], behind the space due before it."""
        if len(self.builder) and (self.breaks or self.space):
            # One space between two words stands in the file as it does in the text: the run goes on, which is what
            # most of a text is made of. Any other white space is put in.
            if not self.breaks and self.space_at is not None and self.space_at == self.end == at - 1:
                self.builder.add(" ", self.space_at)
            else:
                self.builder.insert("\n" if self.breaks else " ")
            self.tail += " "
        self.space, self.space_at, self.breaks = False, None, 0
        self.tail = (self.tail + text)[-BEHIND:]
        self.start = at if self.start is None else self.start
        self.end = end
        self.linked += len(text) if linked else 0
        self.builder.add(text, at, end - at)

    def figure(self, raised: str) -> str | None:
        """Give raised words that are part of the number before them (58⁸), from which no white space parts them."""
        return None if self.space or self.breaks else part_of_number(self.tail, raised)

    def pause(self, gap: str, at: int) -> None:
        """Let white space, which stands at ``at`` in the file, come before the next piece."""
        self.space = True
        self.space_at = at if gap == " " else None

    def begin_page(self, page: Page) -> None:
        """Let the next words stand on another page."""
        if len(self.builder):
            at = self.next_offset()
            self.marks.append(Mark("page", at, at, page.label))
        else:
            self.page = page

    def build(self, typed: Sequence[Mark]) -> tuple[str, OffsetMap, tuple[Mark, ...], Page]:
        """Give text, map, marks and page of the block; ``typed`` are the marks of type that end with it."""
        text, offsets = self.builder.build()
        marks = [replace(mark, start=min(mark.start, len(text)), end=min(mark.end, len(text)))
                 for mark in [*self.marks, *typed]]
        pages = [mark.label for mark in marks if mark.kind == "page"]
        end = pages[-1] if pages else self.page.label
        page = self.page if end == self.page.end else replace(self.page, end=end)
        return text, offsets, tuple(sorted(marks, key=lambda m: (m.start, m.end))), page


class Typography:
    """Which kinds of type are on, and since which offset of the block's text."""

    def __init__(self) -> None:
        self._depth: Counter[str] = Counter()
        self._since: dict[MarkKind, int] = {}

    def begin(self, tag: str, offset: int) -> None:
        """Open an element; elements of one kind within each other are one stretch."""
        self._depth[tag] += 1
        self._since.setdefault(FACES[tag], offset)

    def end(self, tag: str, offset: int) -> list[Mark]:
        """Close an element at ``offset``; gives the mark of the stretch that ends with it."""
        kind = FACES[tag]
        self._depth[tag] = max(0, self._depth[tag] - 1)
        if kind not in self._since or any(self._depth[t] for t, k in FACES.items() if k == kind):
            return []
        start = self._since.pop(kind)
        return [Mark(kind, start, offset)] if start < offset else []

    def cut(self, length: int) -> list[Mark]:
        """End the block, ``length`` characters long: what is on goes on in the next one."""
        marks = [Mark(kind, start, length) for kind, start in self._since.items() if start < length]
        self._since = dict.fromkeys(self._since, 0)
        return marks


def in_place(placed: Sequence[Placed]) -> tuple[Block, ...]:
    """Give blocks with every note behind the block that refers to it first; others stay where they stand.

    A note that bears no number of its own gets that of the reference, one without a page the page of its owner.
    """
    notes: dict[str, list[Block]] = {}
    called: dict[str, str] = {}
    for one in placed:
        if one.names:
            key = next((called[name] for name in one.names if name in called), one.names[0])
            called.update(dict.fromkeys(one.names, key))
            notes.setdefault(key, []).append(one.block)
    wanted = {called[ref.target] for one in placed if not one.names for ref in one.refers if ref.target in called}
    out: list[Block] = []
    for one in placed:
        if not one.names:
            out.append(with_number(one.block, one.number))
            for ref in one.refers:
                out.extend(_of_owner(notes.pop(called.get(ref.target, ""), ()), ref, one.block))
        elif called[one.names[0]] not in wanted:
            out.append(with_number(one.block, one.number))
    return tuple(out)


def _of_owner(note: Sequence[Block], ref: NoteReference, owner: Block) -> Iterator[Block]:
    for number, block in enumerate(note):
        marks = block.marks
        if number == 0 and ref.label and not any(mark.kind == "note" and mark.start == 0 for mark in marks):
            marks = (Mark("note", 0, 0, ref.label), *marks)
        yield replace(block, marks=marks, page=block.page if block.page.label else _page_of(ref, owner))


def _page_of(ref: NoteReference, owner: Block) -> Page:
    """Give the page on which a reference stands, where the block that has it runs over several."""
    at = next((mark.start for mark in owner.marks if mark.kind == "note" and mark.label == ref.label), 0)
    begun = [mark.label for mark in owner.marks if mark.kind == "page" and mark.start <= at]
    label = begun[-1] if begun else owner.page.label
    return replace(owner.page, label=label, end=label, basis=owner.page.basis if owner.page.label else "printed")


def without_stop(block: Block) -> Block:
    """Give a note without the stop or bracket behind its number, which has been lifted out."""
    if not any(mark.kind == "note" and mark.start == 0 for mark in block.marks) or block.text[:2] not in (". ", ") "):
        return block
    marks = tuple(replace(mark, start=max(0, mark.start - 2), end=max(0, mark.end - 2)) for mark in block.marks)
    return replace(block, text=block.text[2:], offsets=block.offsets.slice(2, len(block.text)), marks=marks)


def numbered(placed: Sequence[Placed]) -> tuple[Block, ...]:
    """Give blocks where they stand; one that a mark of a note before it leads to is a note, with the mark's number.

    A note that bears a number of its own keeps it.
    """
    led: dict[str, str] = {}
    out = []
    for one in placed:
        label = next((led[name] for name in one.anchors if name in led), None)
        noted = _as_note(one.block, label) if label and one.block.kind in _NOTES else None
        out.append(noted or with_number(one.block, one.number))
        led.update({ref.target.removeprefix("#"): ref.label for ref in one.refers if ref.label})
    return tuple(out)


def _as_note(block: Block, label: str) -> Block:
    own = any(mark.kind == "note" and mark.start == 0 for mark in block.marks)
    return replace(block, kind="note", marks=block.marks if own else (Mark("note", 0, 0, label), *block.marks))

"""Writing blocks from the elements of an XML format: words with their places, type faces, pages, notes in their place.

A note is written where it stands in the file and given behind the block that refers to it, as a reader meets it; one
that nothing refers to stays where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.model.blocks import Block, BlockKind, LeftOut, LeftOutKind, Stated
from corpus.model.turns import Mark, Page
from corpus.reading.drafts import Draft, NoteReference, Placed, Typography, in_place
from corpus.reading.html.tokens import Token
from corpus.reading.list_numbers import with_number
from corpus.reading.raised import note_mark
from corpus.reading.tables import TableCells, with_speaker_cells

MAX_LEVEL = 6
"""The deepest level of a heading, as in HTML; what lies deeper is given this one."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Suspended:
    """A block set aside while it is being written."""

    block: Block | None
    draft: Draft
    type: Typography
    placed: int
    behind: tuple[Placed, ...]


class BlockWriter:
    """Collects the blocks of one text from its elements. ``blocks`` gives them, :meth:`finish` with notes in place."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []
        self.left_out: list[LeftOut] = []
        self.page = Page()
        self.note: str | None = None
        self.cells = TableCells()
        self._label: str | None = None
        self._open: Block | None = None
        self._draft = Draft()
        self._type = Typography()
        self._faces: frozenset[str] = frozenset()
        self._behind: tuple[Placed, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a block is being written."""
        return self._open is not None

    @property
    def length(self) -> int:
        """How many characters the block being written has."""
        return len(self._draft.builder)

    def open(
        self, kind: BlockKind = "para", level: int = 0, *, quoted: bool = False, stated: Stated | None = None,
        number: str = "",
    ) -> None:
        """End the block being written and begin another; inside a note every block is the note's.

        ``number`` is what is printed before its words as an item of a list. An item that was opened and has no words
        yet is this block: its paragraph is an element of its own.
        """
        if self._open is not None and self._open.kind == "item" and not self.length:
            kind, number = "item" if kind == "para" else kind, number or self._draft.number
        self.close()
        noted = self.note is not None
        self._open = Block("", "note" if noted else kind, 0 if noted else min(MAX_LEVEL, level), quoted=quoted,
                           stated=None if noted else stated)
        self._draft = Draft(page=self.page, number=number)
        if self.note is not None and self._label:
            self._draft.marks.append(Mark("note", 0, 0, self._label))
            self._label = None

    def close(self) -> None:
        """End the block being written; one without words leaves nothing but its references."""
        block, draft, self._open = self._open, self._draft, None
        if block is None:
            return
        text, offsets, marks, page = draft.build(self._type.cut(len(draft.builder)))
        names = () if self.note is None else (self.note,)
        if text:
            # Made anew: ``replace`` takes a third of the time that a file of short paragraphs takes.
            block = Block(text, block.kind, block.level, offsets, marks, page, quoted=block.quoted, stated=block.stated)
            if names:
                self.placed.append(Placed(with_number(block, draft.number), names, tuple(draft.refers)))
            else:
                self.placed.append(
                    Placed(block, refers=tuple(draft.refers), number=draft.number, cell=self.cells.cell))
        elif draft.refers and self.placed:
            last = self.placed[-1]
            self.placed[-1] = replace(last, refers=(*last.refers, *draft.refers))
        self.placed += self._behind
        self._behind = ()

    def text(self, token: Token) -> None:
        """Add a text or an entity; words outside every block open a paragraph of their own."""
        if self._open is None:
            if not token.value.strip():
                return
            self.open()
        if token.kind == "entity" and not token.value.isspace():
            self._draft.add(token.value, token.at, token.end, linked=False)
            return
        place = 0
        for gap in _SPACE.finditer(token.value):
            self._piece(token, place, gap.start())
            self._draft.pause(gap.group(), token.at + gap.start())
            place = gap.end()
        self._piece(token, place, len(token.value))

    def raised(self, token: Token) -> None:
        """Add raised words: part of a number (58⁸) stays, the mark of a note is lifted out, others are words."""
        draft = self._draft
        if self._open is not None and (figure := draft.figure(token.value)):
            draft.add(figure, token.at, token.end, linked=False)
        elif self.length and self.note is None and (mark := note_mark(token.value)):
            self.refer(mark, "")
            self.leave_out("note mark", token.value, token.at, token.end)
        else:
            self.text(token)

    def words(self, text: str) -> None:
        """Add words that stand nowhere in the file in this form."""
        if self._open is None:
            self.open()
        self._draft.builder.insert(("\n" if self._draft.breaks else " " if self._draft.space else "") + text)
        self._draft.space, self._draft.breaks = False, 0

    def space(self) -> None:
        """Set the next words apart."""
        self._draft.space = True

    def together(self) -> None:
        """Set the next words to those before them, whatever white space lies between."""
        self._draft.space, self._draft.breaks = False, 0

    def number(self, words: str) -> None:
        """Let words be printed before those of the block, as the number of an item, where it has none."""
        self._draft.number = self._draft.number or words

    def line_end(self) -> None:
        """Begin a line inside the block."""
        self._draft.breaks += 1

    def face(self, tag: str, *, on: bool) -> None:
        """Begin or end a type face, named as the element of HTML that sets it."""
        if on:
            self._type.begin(tag, self._draft.next_offset())
        else:
            self._draft.marks.extend(self._type.end(tag, self.length))

    def set_faces(self, faces: frozenset[str]) -> None:
        """Let these type faces be on and no others; what goes on is one stretch."""
        for face in sorted(self._faces - faces):
            self.face(face, on=False)
        for face in sorted(faces - self._faces):
            self.face(face, on=True)
        self._faces = faces

    def begin_page(self, page: Page) -> None:
        """Let what follows stand on another page."""
        self.page = page
        if self._open is not None:
            self._draft.begin_page(page)

    def refer(self, label: str, target: str) -> None:
        """Mark a reference to a note, printed as ``label``."""
        if self._open is None:
            self.open()
        self._draft.marks.append(Mark("note", self.length, self.length, label or None))
        if target:
            self._draft.refers.append(NoteReference(target, label or None))

    def suspend(self) -> Suspended:
        """Set the block being written aside, while a note inside it is read; :meth:`resume` goes on with it."""
        held = Suspended(self._open, self._draft, self._type, len(self.placed), self._behind)
        self._open, self._draft, self._type, self._behind = None, Draft(), Typography(), ()
        return held

    def resume(self, held: Suspended) -> None:
        """Go on with a block that was set aside."""
        self.close()
        self._open, self._draft, self._type, self._behind = held.block, held.draft, held.type, held.behind

    def resume_before(self, held: Suspended) -> None:
        """Go on with a block that was set aside; what was written since, as in a box, stands behind it."""
        self.close()
        since = self.placed[held.placed :]
        if held.block is not None:
            del self.placed[held.placed :]
        self.resume(held)
        if held.block is not None:
            self._behind += (*since,)

    def begin_note(self, name: str, label: str | None = None) -> None:
        """Let the blocks that follow be those of a note; what is being written goes on behind it."""
        self.close()
        self.note, self._label = name, label

    def end_note(self) -> None:
        """Let the blocks that follow be text again."""
        self.close()
        self.note = self._label = None

    def leave_out(self, kind: LeftOutKind, text: str, start: int, end: int) -> None:
        """List words of the file that become no text."""
        shown = _SPACE.sub(" ", text).strip()
        if shown:
            self.left_out.append(LeftOut(kind, shown, start, end))

    def finish(self) -> tuple[Block, ...]:
        """End the text; give its blocks, every note behind the block that refers to it first."""
        self.close()
        return in_place(with_speaker_cells(self.placed))

    def _piece(self, token: Token, start: int, end: int) -> None:
        if start < end:
            self._draft.add(token.value[start:end], token.at + start, token.at + end, linked=False)

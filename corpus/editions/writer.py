"""Writing the turns of one file: text, marks, offsets and pages are collected from pieces of its blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from corpus.catalogue.catalogue import Catalogue, Edition
from corpus.editions.sections import SectionPlace
from corpus.model.blocks import Block, SourceText
from corpus.model.lines import Lines
from corpus.model.notes import Note
from corpus.model.offsets import TextBuilder
from corpus.model.turns import Mark, Origin, Page, Turn, TurnKind
from corpus.speakers.vocabulary import LabelSpeaker


@dataclass
class OpenTurn:
    """A turn being written."""

    kind: TurnKind
    place: SectionPlace
    speaker: LabelSpeaker | None = None
    label: str | None = None
    inferred: tuple[tuple[str, Note], ...] = ()
    builder: TextBuilder = field(default_factory=TextBuilder)
    marks: list[Mark] = field(default_factory=list)
    first: Page | None = None
    last: str | None = None
    start: int | None = None
    end: int | None = None
    sheet: int | None = None

    def add(self, block: Block, start: int, end: int) -> None:
        """Append block.text[start:end] without the space around it, as a paragraph."""
        start += len(block.text[start:end]) - len(block.text[start:end].lstrip())
        end = max(start, start + len(block.text[start:end].rstrip()))
        here = _page_at(block, start)
        if self.first is None:
            self.first, self.sheet, self.last = here, block.sheet, here.label
        before, self.last = self.last, _page_at(block, end).label or self.last
        if start == end:
            return
        if len(self.builder):
            self.builder.insert("\n")
        if here.label and here.label != before and not any(m.kind == "page" and m.start == start for m in block.marks):
            # A page that begins with this paragraph is marked as one within a paragraph is.
            self.marks.append(Mark("page", len(self.builder), len(self.builder), here.label))
        self._mark(block, start, end)
        self.builder.append(block.text[start:end], block.offsets.slice(start, end))
        self.covers(block.offsets.span(start, end))

    def covers(self, span: tuple[int, int] | None) -> None:
        """Extend the turn over a span of the file."""
        if span:
            self.start = span[0] if self.start is None else self.start
            self.end = span[1]

    def _mark(self, block: Block, start: int, end: int) -> None:
        shift = len(self.builder) - start
        for mark in block.marks:
            low, high = max(mark.start, start), min(mark.end, end)
            if low < high or (low == high and mark.start == mark.end):
                self.marks.append(replace(mark, start=low + shift, end=high + shift))


Unspoken = Callable[[OpenTurn, str], tuple[Mark, ...]]
"""Gives the marks for what stands in a speech and is probably not said by its speaker."""


class EditionWriter:
    """Writes the turns of an edition in the order of its files."""

    def __init__(self, edition: Edition, catalogue: Catalogue, unspoken: Unspoken) -> None:
        self._edition, self._catalogue, self._unspoken = edition, catalogue, unspoken
        self._source = SourceText("", ())
        self._lines = Lines("")
        self._notes: list[Turn] = []
        self.turns: list[Turn] = []
        self.open: OpenTurn | None = None

    def enter_file(self, source: SourceText) -> None:
        """End what is open and go on to another file."""
        self.close()
        self._source, self._lines = source, Lines(source.raw)

    def begin(self, turn: OpenTurn) -> OpenTurn:
        """End the open turn and open another."""
        self.close()
        self.open = turn
        return turn

    def whole(self, kind: TurnKind, block: Block, place: SectionPlace) -> None:
        """Write a block as a turn of its own."""
        self.begin(OpenTurn(kind, place)).add(block, 0, len(block.text))
        self.close()

    def note(self, block: Block, place: SectionPlace) -> None:
        """Write a note; it follows the turn that it interrupts."""
        turn = OpenTurn("note", place)
        turn.add(block, 0, len(block.text))
        self._notes.append(replace(self._finished(turn), region="footnote"))
        if self.open is None:
            self.close()

    def close(self) -> None:
        """End the open turn, if there is one, and keep it with the notes that interrupted it."""
        turn, self.open = self.open, None
        if turn is not None:
            self.turns.append(self._finished(turn))
        self.turns.extend(self._notes)
        self._notes.clear()

    def place_of(self, block: Block, offset: int) -> Origin:
        """Say for the report where block.text[offset] stands."""
        span = block.offsets.span(offset, offset + 1)
        line = self._lines.line(span[0]) if span else None
        return Origin(self._source.file, line_start=line, sheet=block.sheet)

    def _finished(self, turn: OpenTurn) -> Turn:
        """Close an open turn: its text, what in it is not spoken, and the role its speaker had in that sitting."""
        text, offsets = turn.builder.build()
        marks = [*turn.marks, *(self._unspoken(turn, text) if turn.kind == "speech" else ())]
        person = turn.speaker.person if turn.speaker else None
        role = turn.speaker.role if turn.speaker else None
        if person:
            role = self._catalogue.role(self._edition.trial, person, turn.place.sitting) or role
        page = turn.first or Page()
        return Turn(
            ref="", text_id=self._edition.id, ordinal=0, kind=turn.kind, text=text, lang=self._edition.lang,
            region="heading" if turn.kind == "heading" else "body",
            sitting=turn.place.sitting, section=turn.place.section,
            speaker=person, label=turn.label, role=role, page=replace(page, end=turn.last or page.label),
            marks=tuple(sorted(marks, key=lambda m: (m.start, m.end, m.kind))),
            origin=self._origin(turn), offsets=offsets, inferred=turn.inferred,
        )

    def _origin(self, turn: OpenTurn) -> Origin:
        source = self._source
        if not source.raw or turn.start is None or turn.end is None:
            return Origin(source.file, turn.start, turn.end, url=source.url, sheet=turn.sheet)
        first, last = self._lines.line(turn.start), self._lines.line(max(turn.end - 1, 0))
        return Origin(source.file, turn.start, turn.end, first, last, source.url, turn.sheet)


def _page_at(block: Block, offset: int) -> Page:
    """Give the page on which block.text[offset] stands."""
    page = replace(block.page, end=None)
    for mark in block.marks:
        if mark.kind == "page" and mark.start <= offset:
            page = replace(page, label=mark.label, basis="printed" if page.basis == "none" else page.basis)
    return page

"""From the blocks of an edition to its turns: sittings, sections, speakers, narration, headings, directions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.blocks import Block, LeftOut, SourceText
from corpus.catalogue import Catalogue, Edition, Section, Trial
from corpus.labels import Label, Speaker, Vocabulary, find_labels, misprinted_label
from corpus.lines import Lines
from corpus.model import Mark, Origin, Page, Turn, TurnKind
from corpus.narration import narration_marks
from corpus.offsets import TextBuilder
from corpus.pagemarks import lift_pages
from corpus.sittings import is_only_sitting, sitting_of
from corpus.words import forms

UNPLACED = "undated"
"""Sitting part of the reference of turns that no sitting heading precedes."""

_OFFICERS = frozenset({"president", "commandant", "secretary"})
_BRACKETED = re.compile(r"[(\[][^()\[\]]{1,300}[)\]]\.?")
_SEPARATOR = re.compile(r"[\s*_.·•—–-]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """The turns of an edition, what was left out of it, and what is doubtful (sentences for the report)."""

    turns: tuple[Turn, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[str, ...]


@dataclass
class _Open:
    """A turn being written."""

    kind: TurnKind
    speaker: Speaker | None = None
    label: str | None = None
    inferred: tuple[tuple[str, str], ...] = ()
    builder: TextBuilder = field(default_factory=TextBuilder)
    marks: list[Mark] = field(default_factory=list)
    first: Page | None = None
    last: str | None = None
    start: int | None = None
    end: int | None = None
    sheet: int | None = None


class _Scribe:
    """Walks through the blocks of all files of one edition and writes turns."""

    def __init__(self, edition: Edition, trial: Trial, catalogue: Catalogue) -> None:
        self.edition, self.trial, self.catalogue = edition, trial, catalogue
        self.vocabulary = Vocabulary(catalogue, trial.id)
        self.surnames = frozenset(
            word for entry in trial.roles for word in forms(catalogue.person(entry.person).name_en) if len(word) > 2
        )
        self.turns: list[Turn] = []
        self.left_out: list[LeftOut] = []
        self.doubts: list[str] = []
        self.sitting: str | None = None
        self.section: str | None = None
        self.section_speaker: str | None = None
        self.open: _Open | None = None
        self.notes: list[Turn] = []
        self.source = SourceText("", ())
        self.lines = Lines("")

    # -- files and blocks ------------------------------------------------------------------------

    def read(self, source: SourceText, sitting: str | None) -> None:
        """Write the turns of one file. ``sitting`` is what the catalogue says of the file, if anything."""
        before = self.turns[-1] if self.turns else None
        self.close()
        self.source, self.lines = source, Lines(source.raw)
        self.left_out.extend(source.left_out)
        self.doubts.extend(f"{source.file}: {doubt}" for doubt in source.doubts)
        section = self._section_of_file()
        self._enter(section.sitting if section and section.sitting else sitting)
        self._begin_section(section)
        carried = before if before and before.kind == "speech" and self.edition.record != "summary" else None
        for block in source.blocks:
            if block.kind == "rule" or _SEPARATOR.fullmatch(block.text):
                continue
            if block.kind == "note":
                self._note(block)
            elif self._is_heading(block):
                carried = None
                self._heading(block)
            else:
                self._paragraph(block, carried)
                carried = None
        self.close()

    def _enter(self, sitting: str | None) -> None:
        if sitting:
            self.sitting = sitting

    def _section_of_file(self) -> Section | None:
        return next((s for s in self.edition.contents if s.file and self.source.file.endswith("/" + s.file)), None)

    def _begin_section(self, section: Section | None) -> None:
        if section:
            self.section = section.title
            self.section_speaker = section.speaker
        if self.section_speaker and self._speaks_under_label():
            self.section_speaker = None

    def _speaks_under_label(self) -> bool:
        """Say whether the section's speaker is introduced by a label in this file: then nothing is inferred."""
        return any(
            speaker.person == self.section_speaker
            for block in self.source.blocks
            for label in find_labels(block.text, self.vocabulary)
            for speaker in label.speakers
        )

    def _is_heading(self, block: Block) -> bool:
        if block.kind == "heading":
            return not find_labels(block.text, self.vocabulary)
        short = len(block.text) <= 160
        return short and sitting_of(block.text, self.trial) is not None and is_only_sitting(block.text)

    def _heading(self, block: Block) -> None:
        self.close()
        sitting = sitting_of(block.text, self.trial)
        if sitting and is_only_sitting(block.text):
            known = self._section_of_file()
            held = known.sitting if known and known.sitting else sitting
            if held == self.sitting and any(t.sitting == held for t in self.turns):
                self._leave_out(block)
                return
            self._enter(held)
            self.section = known.title if known else None
        else:
            known = self._known_section(block.text)
            self._enter(sitting or (known.sitting if known else None))
            self.section = known.title if known else block.text
            self.section_speaker = known.speaker if known else None
            self._begin_section(None)
        self._write("heading", block, 0, len(block.text))
        self.close()

    def _known_section(self, title: str) -> Section | None:
        key = forms(title)
        same = [s for s in self.edition.contents if forms(s.title) == key]
        return same[0] if len(same) == 1 else None

    def _leave_out(self, block: Block) -> None:
        start, end = block.offsets.span(0, len(block.text)) or (None, None)
        self.left_out.append(LeftOut("furniture", block.text, start, end, block.sheet))

    # -- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, block: Block, carried: Turn | None) -> None:
        labels = self._labels(block)
        if not labels and _BRACKETED.fullmatch(block.text):
            self.close()
            self._write("direction", block, 0, len(block.text))
            self.close()
            return
        first = labels[0].start if labels else len(block.text)
        if block.text[:first].strip():
            self._unlabelled(block, first, carried)
        for label, following in zip(labels, [*labels[1:], None], strict=False):
            self._labelled(block, label, following.start if following else len(block.text))

    def _labels(self, block: Block) -> list[Label]:
        stops = self.edition.lang == "ru" and not self.section_speaker
        found = find_labels(block.text, self.vocabulary, stops=stops)
        if self.section_speaker:
            found = [label for label in found if self._interrupts(label, block)]
        return found

    def _interrupts(self, label: Label, block: Block) -> bool:
        """Say whether a label inside one person's speech is real: others' labels are quoted there."""
        begins = label.exact and not block.text[: label.start].strip()
        return begins and any(s.person == self.section_speaker or s.role in _OFFICERS for s in label.speakers)

    def _unlabelled(self, block: Block, end: int, carried: Turn | None) -> None:
        """Continue the open turn, or begin narration, or a speech whose speaker is known from elsewhere."""
        if self.open is None or self.open.kind not in {"speech", "narration"}:
            self.close()
            if self.section_speaker:
                person = self.catalogue.person(self.section_speaker)
                speaker = Speaker(person.id, None, person.name_en)
                self.open = _Open("speech", speaker, inferred=(("speaker", "section heading"),))
            elif carried and carried.speaker:
                speaker = Speaker(carried.speaker, carried.role, carried.speaker)
                self.open = _Open("speech", speaker, inferred=(("speaker", "continued from the file before"),))
            else:
                self.open = _Open("narration")
        self._add(block, 0, end)

    def _labelled(self, block: Block, label: Label, end: int) -> None:
        self.close()
        self.open = _Open("speech", self._who(label, block), label.text)
        span = block.offsets.span(label.start, label.end)
        if span:
            self.open.start, self.open.end = span
        self._add(block, label.end, end)

    def _who(self, label: Label, block: Block) -> Speaker | None:
        """Choose between namesakes by the section they are examined in, else by who spoke last."""
        where = self._where(block, label.start)
        if not label.exact:
            self.doubts.append(f"{where}: label {label.text!r} read as {label.speakers[0].name}")
        if len(label.speakers) == 1:
            return label.speakers[0]
        title = " ".join(forms(self.section or ""))
        for speaker in label.speakers:
            person = self.catalogue.person(speaker.person) if speaker.person else None
            if person and " ".join(forms(f"{(person.initials_en or ' ').split()[0]} {person.name_en}")) in title:
                return speaker
        spoken = [t.speaker for t in self.turns if t.section == self.section and t.speaker]
        near = [s for person in reversed(spoken) for s in label.speakers if s.person == person]
        self.doubts.append(f"{where}: label {label.text!r} fits several persons")
        return near[0] if near else None

    def _where(self, block: Block, offset: int) -> str:
        span = block.offsets.span(offset, offset + 1)
        if span:
            return f"{self.source.file}, line {self.lines.line(span[0])}"
        return f"{self.source.file}, sheet {block.sheet}" if block.sheet else self.source.file

    # -- writing turns ---------------------------------------------------------------------------

    def _write(self, kind: TurnKind, block: Block, start: int, end: int) -> None:
        self.open = _Open(kind)
        self._add(block, start, end)

    def _add(self, block: Block, start: int, end: int) -> None:
        """Append block.text[start:end] to the open turn as a paragraph."""
        turn = self.open
        assert turn is not None  # noqa: S101 -- narrows the type; every caller has opened a turn
        while start < end and block.text[start].isspace():
            start += 1
        while end > start and block.text[end - 1].isspace():
            end -= 1
        page = _page_at(block, start)
        if turn.first is None:
            turn.first, turn.sheet = page, block.sheet
        turn.last = _page_at(block, end).label or turn.last
        if start == end:
            return
        if len(turn.builder):
            turn.builder.insert("\n")
        base = len(turn.builder) - start
        for mark in block.marks:
            if mark.end >= start and mark.start <= end:
                low, high = max(mark.start, start), min(mark.end, end)
                if low < high or mark.start == mark.end:
                    turn.marks.append(replace(mark, start=low + base, end=high + base))
        turn.builder.append(block.text[start:end], block.offsets.slice(start, end))
        span = block.offsets.span(start, end)
        if span:
            turn.start = span[0] if turn.start is None else turn.start
            turn.end = span[1]

    def close(self) -> None:
        """End the open turn and keep it."""
        turn, self.open = self.open, None
        if turn is not None:
            self.turns.append(self._finish(turn))
        self.turns.extend(self.notes)
        self.notes.clear()

    def _finish(self, turn: _Open) -> Turn:
        text, offsets = turn.builder.build()
        marks = list(turn.marks)
        if turn.kind == "speech" and turn.label:
            marks.extend(self._unspoken(turn, text))
        person = turn.speaker.person if turn.speaker else None
        role = turn.speaker.role if turn.speaker else None
        if person:
            role = self.catalogue.role(self.trial.id, person, self.sitting) or role
        page = turn.first or Page()
        raw = bool(self.source.raw) and turn.start is not None
        return Turn(
            ref="", text_id=self.edition.id, ordinal=0, kind=turn.kind, text=text, lang=self.edition.lang,
            region="heading" if turn.kind == "heading" else "body", sitting=self.sitting, section=self.section,
            speaker=person, label=turn.label, role=role,
            page=replace(page, end=turn.last or page.label),
            marks=tuple(sorted(marks, key=lambda m: (m.start, m.end, m.kind))),
            origin=Origin(
                self.source.file, turn.start, turn.end,
                self.lines.line(turn.start) if raw and turn.start is not None else None,
                self.lines.line(max(turn.end - 1, 0)) if raw and turn.end is not None else None,
                self.source.url, turn.sheet,
            ),
            offsets=offsets, inferred=turn.inferred,
        )

    def _unspoken(self, turn: _Open, text: str) -> tuple[Mark, ...]:
        """Mark what stands under a label and is probably not said by its speaker; the turn stays one."""
        misprint = misprinted_label(text, self.vocabulary)
        if misprint is not None:
            self.doubts.append(f"{self.source.file}: a label seems misprinted: {text[misprint:misprint + 30]!r}")
            return (Mark("narration", misprint, len(text), "a label seems misprinted here"),)
        if self.edition.record == "summary":
            return narration_marks(text, self.surnames, self._own_names(turn))
        return ()

    def _own_names(self, turn: _Open) -> frozenset[str]:
        person = turn.speaker.person if turn.speaker else None
        return self.surnames & set(forms(self.catalogue.person(person).name_en)) if person else frozenset()

    def _note(self, block: Block) -> None:
        """Keep a note; it follows the turn it interrupts."""
        held, self.open = self.open, _Open("note")
        self._add(block, 0, len(block.text))
        note = replace(self._finish(self.open), region="footnote")
        self.notes.append(note)
        self.open = held
        if held is None:
            self.close()


def _page_at(block: Block, offset: int) -> Page:
    """Give the page on which block.text[offset] stands."""
    page = replace(block.page, end=None)
    for mark in block.marks:
        if mark.kind == "page" and mark.start <= offset:
            page = replace(page, label=mark.label, basis="printed" if page.basis == "none" else page.basis)
    return page


def edition_turns(
    files: Sequence[tuple[SourceText, str | None]], edition: Edition, catalogue: Catalogue
) -> Reading:
    """Make the turns of an edition from its files in reading order, each with its sitting where that is known.

    Turns are put in the order of the trial's sittings and numbered from 1 within each; references follow
    from that: ``edition/sitting/ordinal``.
    """
    trial = catalogue.trial(edition.trial)
    scribe = _Scribe(edition, trial, catalogue)
    for source, sitting in files:
        scribe.read(lift_pages(source), sitting)
    order = {s.id: number for number, s in enumerate(trial.sittings)}
    ranked = sorted(scribe.turns, key=lambda t: (order.get(t.sitting or "", -1 if t.sitting is None else len(order))))
    counts: dict[str, int] = {}
    turns = []
    for turn in ranked:
        sitting = turn.sitting or UNPLACED
        counts[sitting] = counts.get(sitting, 0) + 1
        turns.append(turn.with_place(f"{edition.id}/{sitting}/{counts[sitting]:04d}", counts[sitting]))
    return Reading(tuple(turns), tuple(scribe.left_out), tuple(scribe.doubts))


"""From the blocks of an edition to its turns: sittings, sections, speakers, narration, headings, directions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.catalogue.catalogue import Catalogue, Edition
from corpus.editions.court_lists import part_court_lists
from corpus.editions.later import with_later_words
from corpus.editions.lines import headings_apart
from corpus.editions.repeated import without_repeated
from corpus.editions.sections import SectionPlace, Sections
from corpus.editions.voices import Voices
from corpus.editions.writer import EditionWriter, OpenTurn
from corpus.model.blocks import Block, LeftOut, SourceText, Stated
from corpus.model.lines import located, placed
from corpus.model.notes import Note, beginning
from corpus.model.turns import Turn, TurnKind
from corpus.speakers.labels import Label
from corpus.speakers.lead_ins import SIGNS, lead_in_before
from corpus.speakers.unlabelled import TOLD, goes_on_listing, is_of_nobody
from corpus.speakers.vocabulary import LabelSpeaker
from corpus.unspoken.closing import closes_record
from corpus.unspoken.directions import is_direction

UNPLACED = "undated"
"""Sitting part of the reference of turns that no sitting heading precedes."""

_BRACKETED = re.compile(r"[(\[][^()\[\]]{1,300}[)\]]\.?")
_SEPARATOR = re.compile(r"[\s*_.·•—–-]*")


@dataclass(frozen=True, slots=True)
class EditionTurns:
    """The turns of an edition, what was left out of it, and what is doubtful (notes for the report)."""

    turns: tuple[Turn, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Note, ...]


class _EditionReader:
    """Walks through the blocks of all files of one edition."""

    def __init__(self, edition: Edition, catalogue: Catalogue) -> None:
        self.edition = edition
        self.voices = Voices(edition, catalogue)
        self.sections = Sections(edition, catalogue.trial(edition.trial))
        self.writer = EditionWriter(edition, catalogue, self.voices.unspoken)
        self.left_out: list[LeftOut] = []

    def read_file(self, source: SourceText, sitting: str | None) -> None:
        """Read one file. ``sitting`` is what the catalogue says of it, if anything."""
        source, listed = part_court_lists(source)
        self.writer.enter_file(source)
        self.voices.enter_file(source)
        self.sections.enter_file(source, sitting)
        omitted = len(self.left_out)
        self.left_out.extend(source.left_out)
        before = self.writer.turns[-1] if self.writer.turns else None
        carried = before if before and before.kind == "speech" and self.edition.record != "summary" else None
        shown = [
            (number, block) for number, block in enumerate(source.blocks)
            if block.kind != "rule" and not _SEPARATOR.fullmatch(block.text)
        ]
        closing = _closing_lines(shown)
        for (number, block), following in zip(shown, [*(b.text for _, b in shown[1:]), ""], strict=False):
            if block.stated is not None:
                self._stated(number, block, block.stated)
                continue
            if block.kind == "note":
                self.writer.note(block, self.sections.place)
                continue
            if number in listed:
                self._court_list(block)
                continue
            labels = self.voices.labels(number, block, following, self.sections.speaker)
            if not labels and number in closing and self.writer.open is not None:
                self.writer.begin(OpenTurn("narration", self.sections.place)).add(block, 0, len(block.text))
            elif not labels and self.sections.is_heading(number, block):
                self._heading(number, block)
            else:
                self._paragraph(block, labels, carried)
            carried = None
        self.writer.close()
        self.left_out[omitted:] = placed(self.left_out[omitted:], source)

    def _court_list(self, block: Block) -> None:
        """Write an entry of a list of the court, which is nobody's words."""
        turn = self.writer.open
        if turn is None or turn.kind != "narration":
            turn = self.writer.begin(OpenTurn("narration", self.sections.place))
        turn.add(block, 0, len(block.text))
        self.sections.written()

    def _heading(self, number: int, block: Block) -> None:
        self.writer.close()
        if self.sections.heading(number, block.text):
            self.voices.enter_section(block.text)
            self.writer.whole("heading", block, self.sections.place)
            self.sections.written()
        else:
            start, end = block.offsets.span(0, len(block.text)) or (None, None)
            self.left_out.append(LeftOut("furniture", block.text, start, end, block.sheet))

    def _stated(self, number: int, block: Block, stated: Stated) -> None:
        """Write what the markup states of a block: nothing is concluded from its words."""
        if stated.sitting and stated.sitting != self.sections.place.sitting:
            self.sections.place = SectionPlace(stated.sitting)
        if block.kind == "heading":
            self._heading(number, block)
        elif block.kind == "note":
            self.writer.note(block, self.sections.place)
        elif block.kind == "direction":
            self.writer.whole("direction", block, self.sections.place)
        elif stated.goes_on and self.writer.open is not None:
            self.writer.open.add(block, 0, len(block.text))
        else:
            speaker = self.voices.stated(stated)
            spoken = bool(stated.label or stated.speaker or stated.name)
            why = () if stated.label or speaker is None else (("speaker", Note("markup-states")),)
            turn = OpenTurn("speech" if spoken else "narration", self.sections.place, speaker, stated.label, why)
            self.writer.begin(turn).add(block, 0, len(block.text))
        self.sections.written()

    def _paragraph(self, block: Block, labels: Sequence[Label], carried: Turn | None) -> None:
        starts = [lead_in_before(block.text, label.start) for label in labels]
        first = starts[0] if starts else len(block.text)
        aside = block.kind == "direction" or _BRACKETED.fullmatch(block.text) or is_direction(block.text)
        if not labels and aside and not self._awaited():
            self.writer.whole("direction", block, self.sections.place)
        elif block.text[:first].strip():
            self.sections.opening(block.text[:first])
            self._unlabelled(block, first, carried)
        for start, label, end in zip(starts, labels, [*starts[1:], len(block.text)], strict=False):
            if block.text[start : label.start].strip(f" {SIGNS}"):
                self.writer.begin(OpenTurn("direction", self.sections.place)).add(block, start, label.start)
            self._labelled(block, label, end)
        self.sections.written()

    def _awaited(self) -> bool:
        """Say whether a label stood in a paragraph of its own, so that the next one is its speech."""
        return self.writer.open is not None and self.writer.open.label is not None and not len(self.writer.open.builder)

    def _unlabelled(self, block: Block, end: int, carried: Turn | None, start: int = 0) -> None:
        """Continue the open turn, or begin narration, or a speech whose speaker is known from elsewhere."""
        turn = self.writer.open
        if turn is None:
            place, speaker = self.sections.place, self.voices.heard(self.sections.speaker)
            before = self._before() if block.goes_on else None
            if before and before.speaker:
                speaker = LabelSpeaker(before.speaker, before.role, before.speaker)
                turn = OpenTurn("speech", place, speaker, inferred=(("speaker", Note("paragraph-before")),))
            elif speaker:
                turn = OpenTurn("speech", place, speaker, inferred=(("speaker", Note("section-heading")),))
            elif carried and carried.speaker:
                speaker = LabelSpeaker(carried.speaker, carried.role, carried.speaker)
                turn = OpenTurn("speech", place, speaker, inferred=(("speaker", Note("file-before")),))
            else:
                turn = OpenTurn("narration", place)
            self.writer.begin(turn)
        turn.add(block, start, end)

    def _before(self) -> Turn | None:
        """Give the last turn that is more than a direction or note."""
        return next((turn for turn in reversed(self.writer.turns) if turn.kind not in ("direction", "note")), None)

    def _of_nobody(self, block: Block, label: Label, end: int) -> None:
        """Write what a dash begins, or what the record tells: nobody's words, unless the speech before goes on so."""
        turn = self.writer.open
        said = turn.builder.last if turn else ""
        told = label.text == TOLD
        listed = turn is not None and bool(turn.label or turn.speaker) and goes_on_listing(said)
        if turn is None or turn.kind != "speech" or not said or (self.edition.record == "summary" if told else listed):
            self._unlabelled(block, end, None, label.start)
            return
        words = beginning(block.text[label.start : end])
        doubt = Note("words-of-record", words=words) if told else Note("dialogue-dash")
        self.voices.doubts.append(located(doubt, self.writer.place_of(block, label.start)))
        kind: TurnKind = "narration" if told else "speech"
        self.writer.begin(OpenTurn(kind, self.sections.place)).add(block, label.start, end)

    def _labelled(self, block: Block, label: Label, end: int) -> None:
        if is_of_nobody(label):
            self._of_nobody(block, label, end)
            return
        self.writer.close()
        place = self.sections.place
        speaker = self.voices.examined(label)
        why = (("speaker", Note("section-heading")),) if speaker else ()
        if speaker is None:
            speaker = self.voices.who(label, self.writer.place_of(block, label.start), place.section, self.writer.turns)
        turn = self.writer.begin(OpenTurn("speech", place, speaker, label.text, why))
        turn.covers(block.offsets.span(label.start, label.end))
        turn.add(block, label.end, end)


def _closing_lines(shown: Sequence[tuple[int, Block]]) -> frozenset[int]:
    """Give the numbers of the last blocks of a file that close a record: they are not the last speaker's words."""
    return frozenset(n for n, _ in takewhile(lambda item: closes_record(item[1].text), reversed(shown)))


def edition_turns(
    files: Sequence[tuple[SourceText, str | None]], edition: Edition, catalogue: Catalogue
) -> EditionTurns:
    """Make the turns of an edition from its files in reading order, each with its sitting where that is known.

    Turns are put in the order of the trial's sittings and numbered from 1 within each; references follow
    from that: ``edition/sitting/ordinal``.
    """
    reader, trial = _EditionReader(edition, catalogue), catalogue.trial(edition.trial)
    for source, sitting in files:
        bare = without_repeated(headings_apart(source, trial, edition), edition, trial, reader.voices.first_label)
        reader.read_file(bare, sitting)
    order = {s.id: number for number, s in enumerate(trial.sittings)}
    turns = sorted(
        reader.writer.turns, key=lambda t: order.get(t.sitting, len(order)) if t.sitting is not None else -1
    )
    turns, later = with_later_words(turns, edition.year or trial.end.year)
    doubts = (*reader.voices.doubts, *later)
    return EditionTurns(tuple(_numbered(turns, edition)), tuple(reader.left_out), doubts)


def _numbered(turns: Sequence[Turn], edition: Edition) -> Iterator[Turn]:
    counts: Counter[str] = Counter()
    for turn in turns:
        sitting = turn.sitting or UNPLACED
        counts[sitting] += 1
        yield turn.with_place(f"{edition.id}/{sitting}/{counts[sitting]:04d}", counts[sitting])

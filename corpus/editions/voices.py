"""Who speaks in an edition: which names are labels in its files, whom they mean, what under them is not speech."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

from corpus.catalogue.catalogue import Catalogue, Edition, Person
from corpus.editions.examinations import Examination, examination
from corpus.editions.narration import narration_marks
from corpus.editions.writer import OpenTurn
from corpus.language.words import forms
from corpus.model.blocks import Block, SourceText, Stated
from corpus.model.lines import Lines, located
from corpus.model.notes import Note, beginning
from corpus.model.turns import Mark, Origin, Turn
from corpus.names.case_forms import case_forms
from corpus.speakers.habits import labels_of_file
from corpus.speakers.label_forms import written_small
from corpus.speakers.labels import Label, find_labels, misprinted_label
from corpus.speakers.namesakes import one_of
from corpus.speakers.run_on_sides import side_of
from corpus.speakers.strangers import named_perhaps
from corpus.speakers.unlabelled import runs_on
from corpus.speakers.vocabulary import LabelSpeaker, LabelVocabulary
from corpus.unspoken.closing import signature_in
from corpus.unspoken.directions import directions_in
from corpus.unspoken.headings import heading_marks, heads_examination

MAX_LIST_WORDS = 8
"""Within so many words of an office a list of the court names its holder."""
MAX_TURNS_BACK = 500
"""Among so many turns before it a namesake is looked for who may be speaking again."""

_OFFICERS = frozenset({"president", "commandant", "secretary"})


class Voices:
    """The speakers of an edition. ``doubts`` are notes for the report."""

    def __init__(self, edition: Edition, catalogue: Catalogue) -> None:
        self._edition, self._catalogue = edition, catalogue
        self._vocabulary = LabelVocabulary(catalogue, edition.trial)
        self._stops = edition.lang == "ru"
        people = [catalogue.person(entry.person) for entry in catalogue.trial(edition.trial).roles]
        named = (one for one in people if not one.office)
        self._surnames = frozenset(word for one in named for word in forms(self._surname(one)) if len(word) > 2)
        self._found: list[list[Label]] = []
        self._heard: frozenset[str | None] = frozenset()
        self._file, self._lines = "", Lines("")
        self._common: Callable[[], frozenset[str]] = frozenset
        self._examination = Examination()
        self.doubts: list[Note] = []

    def enter_section(self, title: str) -> None:
        """Begin a section: find out whom its heading names as asking and as answering."""
        self._examination = examination(title, self._catalogue, self._edition.trial)

    def examined(self, label: Label) -> LabelSpeaker | None:
        """Give who the heading of the section says to ask, or to answer, under a label of one of the two sides.

        None once somebody else has spoken there: what then is asked and answered may be read out.
        """
        person = self._examination.person(label)
        if person is None and not self._is_of_examination(label):
            self._examination = Examination()
        return LabelSpeaker(person, None, self._catalogue.person(person).name_en) if person else None

    def _is_of_examination(self, label: Label) -> bool:
        """Say whether a label is of one of the two sides, or names one of the two persons."""
        named = {speaker.person for speaker in label.speakers if speaker.person}
        return side_of(label.text.split()[0]) is not None or not named.isdisjoint(
            {self._examination.asking, self._examination.answering})

    def enter_file(self, source: SourceText) -> None:
        """Begin a file: find out how it sets its labels, and who speaks under one."""
        self._file, self._lines = source.file, Lines(source.raw)
        self._common = cache(partial(written_small, [block.text for block in source.blocks]))
        self.doubts.extend(doubt.placed(source.file) for doubt in source.doubts)
        self._found = labels_of_file(source, self._vocabulary, stops=self._stops)
        self._heard = frozenset(
            speaker.person for labels in self._found for label in labels for speaker in label.speakers
        )

    def first_label(self, text: str) -> int | None:
        """Give where the first label of a paragraph begins, None where it has none."""
        return next((label.start for label in find_labels(text, self._vocabulary, stops=self._stops)), None)

    def heard(self, person: str | None) -> LabelSpeaker | None:
        """Give the speaker of a section that is one person's speech.

        None where that person speaks under a label in this file: then nothing is inferred.
        """
        if person is None or person in self._heard:
            return None
        return LabelSpeaker(person, None, self._catalogue.person(person).name_en)

    def labels(self, number: int, block: Block, following: str, section_speaker: str | None) -> list[Label]:
        """Give the labels of the block with this number in the file.

        ``following`` is the text of the next one, ``section_speaker`` whose speech the whole section is, if anybody's.
        """
        found = [] if heads_examination(block.text) else self._found[number]
        if self.heard(section_speaker):
            found = [label for label in found if self._interrupts(label, block, section_speaker)]
        return [label for label in found if not self._lists_court(label, block.text[label.end :] or following)]

    def _interrupts(self, label: Label, block: Block, section_speaker: str | None) -> bool:
        """Say whether a label inside one person's speech is real: others' labels are quoted there."""
        begins = label.exact and not block.text[: label.start].strip()
        return begins and any(s.person == section_speaker or s.role in _OFFICERS for s in label.speakers)

    def _lists_court(self, label: Label, after: str) -> bool:
        """Say whether an office before a colon is followed by its holder: a list of the court, and no label."""
        holder = self._person(label.speakers[0].person) if label.speakers else None
        if holder is None or holder.office or label.speakers[0].name == holder.name_en:
            return False
        return not {*forms(holder.name_en), *forms(holder.name_ru)}.isdisjoint(forms(after[:200])[:MAX_LIST_WORDS])

    def stated(self, stated: Stated) -> LabelSpeaker | None:
        """Give whom the markup of a file names: a person of the catalogue, else whom its label means, if just one."""
        if stated.speaker in self._catalogue.persons:
            named = self._vocabulary.lookup(stated.label or stated.name or "", tolerant=False)
            role = named.role if named and named.person == stated.speaker else None
            return LabelSpeaker(stated.speaker, role, stated.speaker)
        return self._vocabulary.lookup(stated.label or stated.name or "", tolerant=False)

    def who(self, label: Label, where: Origin, section: str | None, before: Sequence[Turn]) -> LabelSpeaker | None:
        """Give whom a label means; of several persons of one surname :func:`corpus.speakers.namesakes.one_of` tells.

        ``where`` says for the report where the label stands, ``before`` are the turns written so far.
        """
        if not label.speakers:
            self.doubts.append(located(Note("label-unknown", label=label.text), where))
            return None
        if not label.exact:
            self.doubts.append(located(Note("label-read-as", label=label.text, name=label.speakers[0].name), where))
        if len(label.speakers) == 1:
            return label.speakers[0]
        self.doubts.append(located(Note("label-of-several", label=label.text), where))
        people = [self._catalogue.person(speaker.person) for speaker in label.speakers if speaker.person]
        latest = (t.speaker for t in reversed(before[-MAX_TURNS_BACK:]) if t.section == section and t.speaker)
        meant = one_of(people, section, latest)
        return next((speaker for speaker in label.speakers if meant and speaker.person == meant.id), None)

    def unspoken(self, turn: OpenTurn, text: str) -> tuple[Mark, ...]:
        """Mark what stands in a speech and is probably not said by its speaker; the turn stays one.

        Directions are marked wherever a paragraph ends with one. Of all that ends a speaker's words, a misprinted
        label, a signature, the reporter's wording, the first counts.
        """
        if turn.label and runs_on(text):
            self.doubts.append(located(Note("dialogue-run-on", label=turn.label), self._place_of(turn, 0)))
        aside = [Mark("narration", start, end, "narration-direction") for start, end in directions_in(text)]
        aside += heading_marks(text)
        ended = self._ended(turn, text) if turn.label else ()
        self._doubt_names(turn, text[: min((mark.start for mark in ended), default=len(text))])
        return (*aside, *ended)

    def _doubt_names(self, turn: OpenTurn, spoken: str) -> None:
        """Doubt what in the paragraphs of a speech may name another speaker."""
        for words, place in named_perhaps(spoken, self._vocabulary, self._common):
            self.doubts.append(located(Note("speaker-perhaps", words=words), self._place_of(turn, place)))

    def _ended(self, turn: OpenTurn, text: str) -> tuple[Mark, ...]:
        """Mark where the words end of whoever a label names."""
        found = list(self._reported(turn, text))
        misprint = misprinted_label(text, self._vocabulary)
        if misprint is not None:
            doubt = Note("label-misprinted", words=beginning(text[misprint:]))
            self.doubts.append(located(doubt, self._place_of(turn, misprint)))
            found.append(Mark("narration", misprint, len(text), "narration-misprint"))
        signature = signature_in(text)
        if signature is not None:
            found.append(Mark("narration", signature, len(text), "narration-closing"))
        return (min(found, key=lambda mark: mark.start),) if found else ()

    def _reported(self, turn: OpenTurn, text: str) -> tuple[Mark, ...]:
        """Mark what the reporter of a summary tells behind a speaker's words; a speech of the contents is one's own."""
        person = self._person(turn.speaker.person if turn.speaker else None)
        if self._edition.record != "summary" or (person and self._speaks_alone(person, turn.place.section)):
            return ()
        own = self._cases(person) if person and not self._surnames.isdisjoint(forms(self._surname(person))) else ()
        return narration_marks(text, self._surnames, own, self._edition.lang)

    def _surname(self, person: Person) -> str:
        return person.name_ru if self._edition.lang == "ru" else person.name_en

    def _cases(self, person: Person) -> frozenset[str]:
        """Give the words by which a person's surname is known wherever it stands: in Russian in every case."""
        surname = self._surname(person)
        if self._edition.lang != "ru":
            return frozenset(forms(surname)) & self._surnames
        made = case_forms(surname, plural=False) | case_forms(surname, feminine=True, plural=False)
        return frozenset(word for form in made for word in forms(form) if len(word) > 2)

    def _place_of(self, turn: OpenTurn, offset: int) -> Origin:
        span = turn.builder.build()[1].span(offset, offset + 1)
        line = self._lines.line(span[0]) if span else None
        return Origin(self._file, line_start=line, sheet=turn.sheet)

    def _speaks_alone(self, person: Person, section: str | None) -> bool:
        return any(s.title == section and s.speaker == person.id for s in self._edition.contents)

    def _person(self, name: str | None) -> Person | None:
        return self._catalogue.person(name) if name else None

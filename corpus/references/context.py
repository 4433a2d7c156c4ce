"""What a bare page number, a shortened title or «ibid.» stands for: told by what was cited and named before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.language.script import script_language
from corpus.model.notes import Note
from corpus.model.turns import Turn
from corpus.references.belonging import note_label
from corpus.references.items import CitedItem
from corpus.references.places import note_numbers
from corpus.references.rules import Kind, rules
from corpus.references.works import TrialNames

if TYPE_CHECKING:
    from corpus.references.reference import Reference

NEAR_CHARS = 60
"""A work named this close before a bracket inside a sentence is the one the bracket belongs to."""
LEAD_TURNS = 12
"""Quotation paragraphs between a lead-in and the citation at their end."""

_KEY = re.compile(r"(?:E\.g\. |See |Cf\. |From )?((?:[Vv]an )?[A-ZА-ЯЁ][\w’'-]{2,}(?: & [A-Z]\w+)?)")
_NOTE = tuple(re.compile(pattern, re.IGNORECASE) for pattern in rules().back.note)
_SENTENCE = re.compile(r"[.!?][\"”»]?\s+(?=[A-ZА-ЯЁ\"“«])")


@dataclass(frozen=True, slots=True)
class Inherited:
    """The work a bare page belongs to, and why."""

    kind: Kind
    work: str
    trial: str | None
    lang: str | None
    why: Note


class Context:
    """What a reader of the document has in mind at a place: headings, citations, persons named."""

    def __init__(self, names: TrialNames, turns: Sequence[Turn]) -> None:
        self.names, self.turns = names, turns
        self.number = 0
        self._heading: tuple[str, str] | None = None
        self._all: list[Reference] = []
        self._section: list[Reference] = []
        self._last: dict[bool, Reference] = {}
        self._keys: dict[str, Reference] = {}
        self._authors: dict[str, Reference] = {}
        self._of_notes: dict[str, Reference] = {}
        self._note_numbers = note_numbers(turns)
        self._titles = [
            (found.trials[0], turn.text[found.start : found.end], turn)
            for turn in turns for found in names.all(turn.text) if found.title and len(found.trials) == 1
        ]

    def enter(self, number: int) -> None:
        """Go on to the turn of this number."""
        self.number = number
        turn = self.turns[number]
        if turn.kind != "heading":
            return
        found = self.names.find(turn.text)
        self._heading = (found.trials[0], turn.text) if found and len(found.trials) == 1 else None
        self._section = []

    def cited(self, found: Reference) -> None:
        """Remember a citation."""
        self._last[self.turns[self.number].kind == "note"] = found
        if self.turns[self.number].kind != "note":
            self._all.append(found)
            self._section.append(found)
        if label := note_label(self.turns[self.number]):
            self._of_notes.setdefault(self._note_numbers.get(label, label), found)
        key = _key(found.work)
        if found.kind != "trial" and key:
            self._authors[key] = found
            if found.style == "named":
                self._keys[key] = found

    def one_of(self, trials: Sequence[str], turn: Turn, item: CitedItem) -> tuple[str | None, Note | None]:
        """Tell which of several trials a name means, and why; None where nothing tells."""
        if len(trials) == 1:
            return trials[0], None
        around = turn.text[item.start : item.end + NEAR_CHARS]
        for trial in trials:
            if re.search(rf"(?<!\d){re.escape(trial)}(?!\d)", around):
                return trial, Note("year-beside", year=trial)
        if self._heading and self._heading[0] in trials:
            return self._heading[0], Note("heading-names-it", heading=self._heading[1])
        words = re.findall(r"\w+", item.work.lower())
        for trial, title, where in self._titles:
            if re.findall(r"\w+", title.lower())[: len(words)] == words and trial in trials:
                return trial, Note("title-given-in-full", line=where.origin.line_start, ref=where.ref)
        return None, Note("title-of-several")

    def trial_here(self, turn: Turn) -> tuple[str | None, Note | None]:
        """Tell which trial is spoken of where only an edition is named."""
        if self._heading:
            return self._heading[0], Note("heading-names-it", heading=self._heading[1])
        last = next((r for r in reversed(self._all) if r.trial), None)
        if last:
            return last.trial, _before(last)
        if len(self.names.catalogue.trials) == 1:
            return next(iter(self.names.catalogue.trials)), Note("only-trial")
        return None, None

    def last(self, turn: Turn) -> Reference | None:
        """Give the citation just before: of the notes for a note, else of the text."""
        return self._last.get(turn.kind == "note")

    def before(self, found: Reference) -> Note:
        """Say where the citation is that another one repeats."""
        return _before(found)

    def earlier(self, found: Reference) -> Note:
        """Say where the citation is that «op. cit.» goes back to."""
        return Note("work-cited-before", line=found.line, ref=found.ref)

    def of_note(self, work: str) -> Reference | None:
        """Give what the note cites to which a citation goes back: “supra note 3”, “note 3 above”, «прим. 3»."""
        back = next((match for pattern in _NOTE if (match := pattern.search(work))), None)
        return self._of_notes.get(back["number"]) if back else None

    def same(self, work: str) -> Reference | None:
        """Give the citation that «op. cit.» behind an author repeats."""
        key = _key(work)
        if key in self._authors:
            return self._authors[key]
        return list(self._authors.values())[-1] if self._authors and not key else None

    def bare(self, turn: Turn, item: CitedItem) -> Inherited | None:
        """Tell what bare pages belong to; None where the number in brackets is probably no citation.

        What stands nearest counts most: the same paragraph, the heading of a section that cites nothing else, a
        work named in the sentence or its lead-in, and only then the last citation.
        """
        before = turn.text[: item.start]
        if not item.closing or item.lang == "other":
            named = self._work_named(before[-NEAR_CHARS:])
            unnamed = Inherited("secondary", "", None, None, Note("work-unnamed"))
            return named or (unnamed if item.lang == "other" else None)
        here = next((r for r in reversed(self._all) if r.ref == turn.ref and r.kind != "casefile"), None)
        if here:
            return self._like(here, turn) or self._unknown()
        if turn.kind == "note":
            return self._unknown()
        if under := self._by_heading(turn):
            return under
        named = self._work_named(_last_sentence(before)) or self._work_named(self._lead_in())
        if named:
            return named
        last = next((r for r in reversed(self._section or self._all) if r.kind != "casefile"), None)
        return (self._like(last, turn) if last else None) or self._unlike(turn)

    def _by_heading(self, turn: Turn) -> Inherited | None:
        """Give the trial that the heading names, where its section has cited nothing but trials so far."""
        if not self._heading or any(r.kind not in ("trial", "casefile") for r in self._section):
            return None
        trial, heading = self._heading
        if not self._could_be(turn, trial, "en"):
            return None
        return Inherited("trial", "", trial, script_language(heading), Note("heading-names-it", heading=heading))

    def _like(self, last: Reference, turn: Turn) -> Inherited | None:
        if last.trial is None:
            return Inherited(last.kind, last.work, None, None, _before(last))
        edition = last.edition
        lang = self.names.catalogue.editions[edition].lang if edition else "en"
        if not self._could_be(turn, last.trial, lang):
            return None
        return Inherited("trial", "", last.trial, lang, _before(last))

    def _unlike(self, turn: Turn) -> Inherited | None:
        """Where the last citation cannot be meant, give the last one that is no trial."""
        last = next((r for r in reversed(self._all) if not r.trial and r.kind != "casefile"), None)
        return Inherited(last.kind, last.work, None, None, _before(last)) if last else self._unknown()

    def _unknown(self) -> Inherited:
        return Inherited("secondary", "", None, None, Note("work-unnamed-before"))

    def _could_be(self, turn: Turn, trial: str, lang: str) -> bool:
        """Say whether a quotation can come from a trial: its language fits, and its speaker took part."""
        if turn.region != "quotation":
            return True
        if turn.lang != lang:
            return False
        if turn.label is None or turn.kind != "speech":
            return True
        return turn.speaker is not None and turn.speaker in self.names.catalogue.roles(trial)

    def _work_named(self, text: str) -> Inherited | None:
        """Give the work that is named last in a text by its author or short title."""
        hits = [(text.rfind(key), r) for key, r in self._keys.items() if re.search(rf"\b{re.escape(key)}\b", text)]
        if hits:
            _, found = max(hits, key=lambda hit: hit[0])
            why = Note("named-before", name=_key(found.work), rest=_before(found))
            return Inherited(found.kind, found.work, None, None, why)
        return None

    def _lead_in(self) -> str:
        """Give the author's words that introduce the quotation at the present turn."""
        for turn in reversed(self.turns[max(0, self.number - LEAD_TURNS) : self.number]):
            if turn.kind == "heading":
                return ""
            if turn.region == "body" and turn.kind == "narration":
                sentence = _last_sentence(turn.text)
                return sentence if turn.text.rstrip().endswith((":", ",")) else ""
        return ""


def _key(work: str) -> str:
    match = _KEY.match(work)
    return match[1] if match else ""


def _last_sentence(text: str) -> str:
    ends = [m.end() for m in _SENTENCE.finditer(text.rstrip())]
    return text[ends[-1] if ends else 0 :]


def _before(found: Reference) -> Note:
    return Note("citation-before", literal=found.literal, line=found.line, ref=found.ref)

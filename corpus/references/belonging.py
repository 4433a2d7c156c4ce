"""Which citation belongs to a quotation: the one it stands at, in its own sentence, before all of the next.

A note whose mark stands at the words comes first, as it is put there for them; then what is cited in the rest of the
sentence, be it a bracket or a note; then what leads to the words. What stands further on in the paragraph may serve
them too, which only the texts can tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model.turns import Turn
from corpus.references.items import YEAR
from corpus.references.reference import Reference
from corpus.references.rules import rules
from corpus.references.scan import bracketed

NEAR_CHARS = 250
"""A citation this far behind a quoted stretch of the same sentence still belongs to it."""
MARK_CHARS = 3
"""Signs between quoted words and the mark of their note: closing marks and a full stop."""

_LEADS = re.compile(r"[\s.]*[:,]\s*[“«„\"‘]?")
_BETWEEN = re.compile(r"[\s\"”»’'.,;:!?…)\]*_—–-]*")
_SENTENCE = re.compile(
    r"(?:(?<=[^\W\d_]{3}[.!?])|(?<=[…\"”»’)\]][.!?])|(?<=[.!?…][\"”»’)\]])|(?<=\d[.!?]))\s+(?=[\"“«„(]?[^\W\d_a-zа-яё])"
)
SENTENCE_CHARS = 4_000
"""Characters of the longest sentence: looked for from every quotation, an end that is nowhere near takes the square."""
_BACK = re.compile("|".join((*rules().back.ibid, *rules().back.same)), re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])\d{1,4}(?![\w%])")
_NAME = r"[^\W\d_a-zа-яё][\w.’'-]+"
_AUTHOR_DATE = re.compile(rf"\(?{_NAME}(?:(?: and| &|,| и) {_NAME})*, (?:19|20)\d\d[a-zа-г]?\)?")
"""An author and a year, which cite a work but no page."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a quotation is cited from.

    ``perhaps`` is a citation further on that may serve it too; ``unread`` what looks like its citation and names
    nothing that is known.
    """

    reference: Reference | None = None
    perhaps: Reference | None = None
    unread: str | None = None


class Citations:
    """The citations of a document, by the places at which quotations may be cited."""

    def __init__(self, turns: Sequence[Turn], references: Sequence[Reference]) -> None:
        self.turns = turns
        self.number = {turn.ref: i for i, turn in enumerate(turns)}
        self._of: dict[str, list[Reference]] = {}
        for reference in references:
            self._of.setdefault(reference.ref, []).append(reference)
        self._notes: dict[str, list[int]] = {}
        for i, turn in enumerate(turns):
            label = note_label(turn)
            if label:
                self._notes.setdefault(label, []).append(i)

    def references_of(self, turn: Turn) -> list[Reference]:
        """Give what a turn cites, in its order."""
        return self._of.get(turn.ref, [])

    def of_stretch(self, turn: Turn, start: int, end: int) -> Belonging:
        """Give what the words text[start:end] of a paragraph or note are cited from."""
        note = self._note_at(turn, end)
        if note is not None:
            return self._of_note(note)
        cited = [r for r in self.references_of(turn) if r.kind != "casefile"]
        stop = sentence_end(turn.text, end)
        if belonging := self._in_sentence(turn, end, stop, cited):
            return belonging
        if lead := self._leading(turn, start, cited):
            return Belonging(lead)
        before = [r for r in cited if r.end <= start]
        if turn.kind == "note" and before:
            return Belonging(before[-1])
        return Belonging(None, self._further(turn, stop, [r for r in cited if r.start >= end]))

    def _in_sentence(self, turn: Turn, end: int, stop: int, cited: Sequence[Reference]) -> Belonging | None:
        """Give what the rest of the sentence, text[end:stop], cites for the words before it; None where it does not."""
        behind = [r for r in cited if r.start >= end]
        direct = next((r for r in behind if _BETWEEN.fullmatch(turn.text, end, r.start)), None)
        here = direct or next((r for r in behind if r.start < stop and r.start - end <= NEAR_CHARS), None)
        unread = None if direct else unread_bracket(turn.text, end, cited)
        marked = self._marked(turn, end, here.start if here else stop + 1)
        if unread and marked is None:
            return Belonging(None, None, unread)
        if marked is not None and not direct:
            return self._of_note(marked)
        return Belonging(here) if here else None

    def at_end(self, turn: Turn) -> Belonging | None:
        """Give what the note cites whose mark ends a paragraph; None where no mark does."""
        note = self._note_at(turn, len(turn.text.rstrip()) - 1) or self._note_at(turn, len(turn.text.rstrip()))
        return self._of_note(note) if note is not None else None

    def of_lead(self, first: int) -> Belonging:
        """Give what the paragraph cites that introduces the quoted ones from number ``first`` on: “he says (12):”."""
        before = next((t for t in reversed(self.turns[:first]) if t.kind != "note"), None)
        if before is None or before.kind == "heading" or not before.text.rstrip().endswith((":", ",")):
            return Belonging()
        at_end = self.at_end(before)
        if at_end is not None:
            return at_end
        last = self.references_of(before)[-1:]
        near = last and not _SENTENCE.search(before.text, last[0].end)
        return Belonging(last[0]) if near else Belonging()

    def of_line_behind(self, number: int) -> Reference | None:
        """Give what a paragraph cites that is nothing but a citation: the line under a quotation."""
        turn = next((t for t in self.turns[number:] if t.kind != "note"), None)
        if turn is None or turn.kind == "heading":
            return None
        for reference in self.references_of(turn)[:1]:
            rest = turn.text[: reference.start] + turn.text[reference.end :]
            if not re.search(r"\w", rest):
                return reference
        return None

    def _leading(self, turn: Turn, start: int, cited: Sequence[Reference]) -> Reference | None:
        for reference in cited:
            if _LEADS.fullmatch(turn.text, reference.end, start):
                return reference
        note = self._note_at(turn, max(0, start - MARK_CHARS), start)
        return self._of_note(note).reference if note is not None else None

    def _further(self, turn: Turn, stop: int, behind: Sequence[Reference]) -> Reference | None:
        """Give the next citation of the paragraph, in a sentence of its own."""
        if behind:
            return behind[0]
        marked = self._marked(turn, stop, len(turn.text) + 1)
        return self._of_note(marked).reference if marked is not None else None

    def _note_at(self, turn: Turn, end: int, stop: int | None = None) -> int | None:
        return self._marked(turn, end, (end + MARK_CHARS if stop is None else stop) + 1)

    def _marked(self, turn: Turn, low: int, high: int) -> int | None:
        """Give the number of the note that is marked first at text[low:high]."""
        for mark in turn.marks:
            if mark.kind == "note" and mark.label and low <= mark.start < high and not self._is_own(turn, mark.start):
                later = [i for i in self._notes.get(mark.label, []) if i > self.number[turn.ref]]
                if later:
                    return later[0]
        return None

    def _is_own(self, turn: Turn, start: int) -> bool:
        return turn.kind == "note" and start == 0

    def _of_note(self, number: int) -> Belonging:
        """Give what a note cites: the first trial with pages, or else the first trial, or else the first work."""
        turn = self.turns[number]
        found = self.references_of(turn)
        trials = [r for r in found if r.trial]
        chosen = next((r for r in trials if r.pages), None) or next(iter(trials or found), None)
        if chosen is not None:
            return Belonging(chosen)
        return Belonging(unread=turn.text if _looks_cited(turn.text) else None)


def note_label(turn: Turn) -> str | None:
    """Give the label of a note; None for other turns."""
    if turn.kind != "note":
        return None
    return next((m.label for m in turn.marks if m.kind == "note" and m.start == 0), None)


def sentence_end(text: str, at: int) -> int:
    """Give where the sentence ends in which text[at] stands; no later than ``SENTENCE_CHARS`` behind it."""
    end = min(len(text), at + SENTENCE_CHARS)
    found = _SENTENCE.search(text, at, end)
    return found.start() if found else end


def sentence_start(text: str, at: int) -> int:
    """Give where the sentence begins in which text[at] stands; no earlier than ``SENTENCE_CHARS`` before it."""
    start = max(0, at - SENTENCE_CHARS)
    for found in _SENTENCE.finditer(text, start, at):
        start = found.end()
    return start


def unread_bracket(text: str, end: int, cited: Sequence[Reference]) -> str | None:
    """Give the bracket directly behind quoted words that looks like a citation and was not read as one."""
    for low, high in bracketed(text):
        if low >= end:
            read = any(r.start < high and low < r.end for r in cited)
            direct = _BETWEEN.fullmatch(text, end, low)
            return text[low:high] if direct and not read and _looks_cited(text[low:high]) else None
    return None


def _looks_cited(text: str) -> bool:
    """Say whether a bracket or note may be a citation: it has a number that is no year, or goes back to one.

    A year behind a name is one too.
    """
    numbers = [n.group() for n in _NUMBER.finditer(text)]
    back = _BACK.search(text) or _AUTHOR_DATE.fullmatch(text)
    return bool(back) or any(not YEAR.fullmatch(number) for number in numbers)

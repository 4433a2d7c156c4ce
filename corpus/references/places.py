"""Where something stands in a document that is in no library, as its author finds it: line, note, paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.model.notes import Note, Value
from corpus.model.turns import Turn
from corpus.references.belonging import note_label

_WORD_NOTE = re.compile(r"[fe]\d+")
"""What foot- and endnotes of a Word document are called in it; the numbers printed are the order of their marks."""


def note_numbers(turns: Sequence[Turn]) -> dict[str, str]:
    """Give for what each note of a document is called the number that its reader sees."""
    counts: Counter[str] = Counter()
    found: dict[str, str] = {}
    for mark in (mark for turn in turns for mark in turn.marks if mark.kind == "note" and mark.label):
        label = mark.label or ""
        if label not in found and _WORD_NOTE.fullmatch(label):
            counts[label[0]] += 1
        found.setdefault(label, str(counts[label[0]]) if _WORD_NOTE.fullmatch(label) else label)
    return found


class DocumentPlaces:
    """The places of a document's turns, each a note: of a note its number, else the line of the file, else the sheet,

    else the paragraph, counted from its heading on, as programs for writing show no other number.
    """

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = {turn.ref: turn for turn in turns}
        self._numbers = note_numbers(turns)
        self._paragraphs: dict[str, tuple[str | None, int]] = {}
        heading, count = None, 0
        for turn in turns:
            if turn.kind == "heading":
                heading, count = turn.text, 0
            elif turn.kind != "note":
                count += 1
            self._paragraphs[turn.ref] = heading, count

    def place(self, ref: str, offset: int = 0) -> Note | None:
        """Give the place of the character at ``offset`` of a turn; None where there is no such turn."""
        turn = self._turns.get(ref)
        if turn is None:
            return None
        label = note_label(turn)
        if label:
            return Note("place-note", number=self._numbers[label])
        line = turn.origin.line_at(offset)
        if line:
            return Note("place-line", line=line)
        if turn.origin.sheet:
            return Note("place-sheet", sheet=turn.origin.sheet)
        heading, paragraph = self._paragraphs[ref]
        return Note("place-paragraph", heading=heading, paragraph=paragraph)

    def with_places(self, note: Note) -> Note:
        """Give a note with places instead of references to turns of the document, also in the notes inside it."""
        return note.changed(**{name: self._with_place(value) for name, value in note.values})

    def _with_place(self, value: Value) -> Value:
        if isinstance(value, Note):
            return self.with_places(value)
        return self.place(value) or value if isinstance(value, str) else value


def place_json(place: Note | None) -> Mapping[str, Value]:
    """Give a place as JSON has it: ``line``, ``note``, ``sheet``, ``heading`` and ``paragraph``, null where unknown."""
    fields = place.fields if place else {}
    return {"line": fields.get("line"), "note": fields.get("number"), "sheet": fields.get("sheet"),
            "heading": fields.get("heading"), "paragraph": fields.get("paragraph")}

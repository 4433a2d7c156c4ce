"""The person questioned as the speaker of the answers.

Records of interrogations call the answers so and name nobody; the title says whose they are. Of several persons
questioned the label itself may name one, or that of the question before. A document laid in has a head of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.description.nominative import may_be_dative
from corpus.description.title import doctype_of_line, is_head_line, read_title
from corpus.language.words import fold
from corpus.model.description import Description, Named
from corpus.model.notes import Note
from corpus.model.turns import Turn
from corpus.names.case_forms import case_forms
from corpus.names.table import NameTable
from corpus.speakers.sides import whose_side

HEAD = "Протокол допроса"
"""What makes the head of a record of a line with nothing but a name below its own words."""

LINES_OF_NAME = 3
"""Lines below a head without a name in which the name stands, at most."""

RECORDS = frozenset({"interrogation-protocol", "confrontation-protocol", "testimony"})
"""Kinds of documents whose heads say whose the answers below them are."""


def with_answers(
    turns: Sequence[Turn], described: Description, table: NameTable, *, whole: bool = True
) -> tuple[Turn, ...]:
    """Give the turns with the person questioned as the speaker of the answers; of several nobody is guessed.

    The speaker is inferred and says so; who is known by name only is a speaker by that name. ``whole`` False leaves
    heads inside aside, as in a text that quotes other documents.
    """
    reader = _Answers(described, table, whole=whole)
    return tuple(reader.read(turn) for turn in turns)


class _Answers:
    """Reads a record turn by turn; knows who is questioned, and whom the last question was put to."""

    def __init__(self, described: Description, table: NameTable, *, whole: bool) -> None:
        self._table, self._whole = table, whole
        self._answers, self._unnamed = 0, 0
        self._questioned = described.questioned
        self._asked: tuple[Named, ...] | None = None
        self._answer: tuple[Named | None, Note | None] = (None, None)

    def read(self, turn: Turn) -> Turn:
        """Give the turn with its speaker, where it is an answer without one."""
        if turn.kind in ("heading", "narration"):
            if self._whole and is_head_line(turn.text):
                self._head(turn.text)
            return turn
        self._unnamed = 0
        if turn.role == "interrogator" and turn.label:
            self._asked = self._addressed(turn.label)
        elif turn.role == "answerer" and turn.speaker is None:
            return self._answered(turn)
        return turn

    def _head(self, text: str) -> None:
        """Take the head of a document laid in for who is questioned below it, or the name in the lines below the head.

        Where answers stand before a head that names nobody, those below it are not known to be the same person's.
        """
        named = _questioned_in(text, self._table)
        if named is None and self._unnamed:
            self._unnamed -= 1
            below = _questioned_in(f"{HEAD} {text}", self._table) or ()
            named = below if any("." in one.name for one in below) else None  # a word alone may be anything
        if named:
            self._questioned, self._asked, self._unnamed = named, None, 0
        elif named is not None:
            self._unnamed = LINES_OF_NAME
            self._questioned = () if self._answers else self._questioned

    def _addressed(self, label: str) -> tuple[Named, ...] | None:
        """Give whom a question is put to by its label: nobody known where it names another, None where it is silent."""
        names = whose_side(label)
        meant = self._meant(names)
        return meant or (() if any(may_be_dative(name) for name in names) else None)

    def _answered(self, turn: Turn) -> Turn:
        self._answers += 1
        if turn.label:
            self._answer = self._whose(turn.label)
        who, why = self._answer
        if who is None:
            return turn
        inferred = tuple(i for i in turn.inferred if i[0] != "speaker")
        return replace(turn, speaker=who.speaker, inferred=(*inferred, ("speaker", why)) if why else inferred)

    def _whose(self, label: str) -> tuple[Named | None, Note | None]:
        """Give whose an answer is, and why where the label itself does not say."""
        names = whose_side(label)
        if names:
            meant = self._meant(names)
            return (meant[0] if len(meant) == 1 else None), None
        if self._asked is not None:
            return (self._asked[0], Note("person-asked")) if len(self._asked) == 1 else (None, None)
        if len(self._questioned) == 1:
            return self._questioned[0], Note("person-questioned")
        return None, None

    def _meant(self, names: Sequence[str]) -> tuple[Named, ...]:
        return tuple(one for one in self._questioned if any(_is_form_of(name, one) for name in names))


def _questioned_in(text: str, table: NameTable) -> tuple[Named, ...] | None:
    """Give who is questioned by a line that is the head of a record, None where it is none."""
    return read_title(text, table).questioned if doctype_of_line(text) in RECORDS else None


def _is_form_of(word: str, named: Named) -> bool:
    """Whether a word is the surname of somebody, in any case, a man's or a woman's."""
    surname = named.name.split()[-1]
    return fold(word) in case_forms(surname) | case_forms(surname, feminine=True) | {fold(surname)}

"""A label as a document has it, who it names, and the words that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from corpus.speakers.addressees import behind_address

Form = Literal["colon", "stop", "dash", "lead", "prose"]


class SpeakerLike(Protocol):
    """Who a label names: a person of the catalogue (or None) in a role (or None)."""

    @property
    def person(self) -> str | None:
        """Identifier of the person."""

    @property
    def role(self) -> str | None:
        """Role in the trial or the record."""

    @property
    def name(self) -> str:
        """Name to show."""


class SpeakerNames(Protocol):
    """A vocabulary of labels: :class:`corpus.speakers.labels.Vocabulary` is one."""

    def lookup(self, form: str, *, tolerant: bool = True) -> SpeakerLike | None:
        """Give the speaker a printed form names, or None where it names none or several."""


@dataclass(frozen=True, slots=True)
class Said:
    """A label: ``printed`` without colon or stop, ``end`` where the utterance begins in the paragraph.

    ``form`` ``lead``: the whole paragraph is the label of the next; ``prose``: the paragraph is a sentence that
    says who speaks next. ``known`` is False where the vocabulary has no such name, ``exact`` where a misprint
    was allowed for; ``me`` says that the label is the first person of a dialogue told by its speaker. ``name`` is
    the part of the label that was looked up.
    """

    printed: str
    end: int
    form: Form
    person: str | None = None
    role: str | None = None
    known: bool = True
    exact: bool = True
    me: bool = False
    name: str = ""


def with_address(text: str, said: Said) -> Said:
    """Take what says whom the speaker turns to, and stands behind the sign of a label, into the label."""
    address = behind_address(text, said.end) if said.form in ("colon", "stop") else None
    if address is None or address[1] >= len(text):
        return said
    begin = max(0, text.rfind(said.printed, 0, said.end))
    return replace(said, printed=text[begin : address[0]], end=len(text) - len(text[address[1] :].lstrip()))

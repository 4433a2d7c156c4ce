"""A citation that was found: what is cited, where, and how that was concluded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.model.notes import Note
from corpus.references.items import Style
from corpus.references.rules import Kind


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """Pages of one edition. ``edition`` is None where the catalogue has none of that language."""

    edition: str | None
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation at turn.text[start:end]; ``literal`` is how it is printed, ``line`` the 1-based line of its file.

    ``trial`` is set for citations of a trial only; ``places`` are then the editions with their pages, the main one
    first. ``pages`` are those of the main edition or of the other ``work``. ``because`` says what was inherited or
    guessed, and from what. ``closing`` tells that it stands where a citation of the words before it stands; ``place``
    where in a document that is in no library.
    """

    ref: str
    line: int | None
    literal: str
    start: int
    end: int
    style: Style
    kind: Kind
    work: str
    trial: str | None = None
    places: tuple[CitedPlace, ...] = ()
    pages: tuple[str, ...] = ()
    issue: str | None = None
    because: Note | None = None
    closing: bool = True
    place: Note | None = None

    @property
    def edition(self) -> str | None:
        """The main edition cited."""
        return self.places[0].edition if self.places else None

    def cites(self, edition: str, page: str | None = None) -> bool:
        """Say whether this cites an edition, and a page of it where one is given."""
        return any(p.edition == edition and (page is None or page in p.pages) for p in self.places)

    def to_json(self) -> dict[str, Any]:
        """Give the reference as the command's JSON has it; the note in it is put in words there."""
        return {
            "line": self.line, "literal": self.literal, "kind": self.kind, "work": self.work, "trial": self.trial,
            "edition": self.edition, "pages": list(self.pages), "issue": self.issue, "style": self.style,
            "also": [{"edition": p.edition, "pages": list(p.pages)} for p in self.places[1:]],
            "because": self.because, "at": self.ref,
            "because_note": self.because.to_json() if self.because else None,
        }

"""What the catalogue says of one trial, person, edition, source or office.

The fields are those of the TOML files under ``corpus/data/``; each file explains itself at its top.
Identifiers are lower case and never change. Languages are told by two letters: ``en``, ``ru``, ``de`` … ``source``
tells where the facts of an entry stand; ``certainty`` is ``high`` unless a fact was inferred or not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Certainty = Literal["low", "medium", "high"]
Part = Literal["morning", "day", "evening", "closed", "verdict"]
Role = Literal[
    "defendant", "president", "member", "reserve", "secretary", "prosecutor", "counsel", "witness", "expert",
    "commandant", "interrogator", "answerer",
]
Record = Literal["verbatim", "summary", "stenogram", "abridged", "excerpt", "account"]


@dataclass(frozen=True, slots=True)
class Form:
    """A further way a name is written: spelling, slip of the pen, misreading. ``note`` says whose."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks in a trial, or an office whose holder is not named (``office``).

    ``name_en`` and ``name_ru`` are the surname as the reports print it; ``forms_*`` do not repeat it.
    ``born`` is a year.
    """

    id: str
    name_en: str
    name_ru: str
    source: str
    initials_en: str = ""
    initials_ru: str = ""
    given_en: str | None = None
    given_ru: str | None = None
    born: int | None = None
    office: bool = False
    forms_en: tuple[Form, ...] = ()
    forms_ru: tuple[Form, ...] = ()

    def display(self, lang: str) -> str:
        """Give initials and surname, in Russian for ``ru`` and in English for any other language."""
        parts = (self.initials_ru, self.name_ru) if lang == "ru" else (self.initials_en, self.name_en)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of the court. ``id`` is date and part, ``closed`` that the public was not let in."""

    id: str
    date: date
    part: Part
    content: str
    closed: bool = False
    certainty: Certainty = "high"


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """The role of a person in a trial; ``sittings`` names those it is limited to, where that is known."""

    person: str
    role: Role
    note: str = ""
    sittings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial. ``namesakes`` groups the persons who share a surname, told apart by initials only."""

    id: str
    title_en: str
    title_ru: str
    start: date
    end: date
    court_en: str
    court_ru: str
    source: str
    short_names: tuple[str, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    roles: tuple[RoleEntry, ...] = ()
    namesakes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of an edition.

    ``page`` is the printed page label where it begins, ``page_estimate`` an interpolated one.
    ``sitting`` is the sitting it begins in, ``through`` the last one where it runs over several or falls
    into one of several. ``speaker`` is set where the whole section is one person's speech. ``file`` is
    the web file it stands in.
    """

    title: str
    sitting: str | None = None
    through: str | None = None
    page: str | None = None
    page_estimate: int | None = None
    speaker: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class PageInFile:
    """A printed page, or range of pages, known to fall within a web file."""

    page: str
    file: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A published form of a trial. ``note_en`` and ``note_ru`` say what kind of record it is.

    ``title_en`` is a translation of the title made for this catalogue, not the title of an edition.

    ``pages`` counts the printed pages; where that is not known, ``pages_most`` is a number it cannot exceed.
    ``facsimile_of`` names the edition whose pages it reproduces.
    """

    id: str
    trial: str
    lang: str
    title: str
    short_title: str
    record: Record
    note_en: str
    note_ru: str
    source: str
    publisher: str | None = None
    place: str | None = None
    year: int | None = None
    pages: int | None = None
    pages_most: int | None = None
    editor: str | None = None
    title_en: str | None = None
    rights: str | None = None
    facsimile_of: str | None = None
    certainty: Certainty = "high"
    contents: tuple[Section, ...] = ()
    anchors: tuple[PageInFile, ...] = ()

    @property
    def last_page(self) -> int | None:
        """The last page that it has or, where their number is not known, can have."""
        return self.pages or self.pages_most


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page of a source: ``url`` is what is fetched, ``link`` what a reader opens.

    ``sitting`` is the first sitting of the page, ``through`` the last one where it holds several.
    """

    url: str
    link: str
    title: str
    sitting: str | None = None
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An address that holds a text. ``reason`` says why it is not fetched, and is empty where it is."""

    edition: str | None
    trial: str | None
    url: str
    host: str
    lang: str
    kind: str
    holds: str
    certainty: Certainty
    source: str
    rights: str | None = None
    fetch: bool = False
    reason: str = ""
    pages: tuple[SourcePage, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """A site whose posts are brought all at once: addresses of the posts and of the names of collections and tags."""

    id: str
    title: str
    posts: str
    categories: str
    tags: str
    lang: str
    source: str
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A label that names an office and no person; ``trial`` limits it to one trial."""

    text: str
    lang: str
    role: Role
    source: str
    trial: str | None = None

"""The catalogue: what is known of the trials before any text is read.

Neutral facts only: who took part, when the court sat, where the text was published, where it can be had.
A catalogue is a folder under ``corpus/data/catalogue/`` with ``trials.toml``, ``persons.toml``,
``editions.toml`` and, if it has any, ``sources.toml``, ``archives.toml`` and ``russian.toml``;
``corpus/data/offices.toml`` serves all of
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from corpus.catalogue import toml_files as read
from corpus.catalogue.entries import (
    Archive,
    Edition,
    Form,
    Office,
    PageInFile,
    Person,
    RoleEntry,
    Section,
    Sitting,
    Source,
    SourcePage,
    Trial,
)
from corpus.data_files import DATA
from corpus.errors import UnknownNameError

__all__ = [
    "Archive",
    "Catalogue",
    "Edition",
    "Form",
    "Office",
    "PageInFile",
    "Person",
    "RoleEntry",
    "Section",
    "Sitting",
    "Source",
    "SourcePage",
    "Trial",
    "load",
    "names",
    "read_folder",
]

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All entries of one catalogue, by identifier and in the order of its files.

    ``russian`` has the Russian for what entries say in English of facts and rights, ``reasons`` why sources are not
    fetched, by their keywords.
    """

    name: str
    trials: dict[str, Trial]
    persons: dict[str, Person]
    editions: dict[str, Edition]
    sources: tuple[Source, ...]
    offices: tuple[Office, ...]
    russian: dict[str, str] = field(default_factory=dict)
    archives: dict[str, Archive] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def trial(self, name: str) -> Trial:
        """Give a trial. Raises UnknownNameError."""
        return find("trial", name, self.trials)

    def person(self, name: str) -> Person:
        """Give a person. Raises UnknownNameError."""
        return find("person", name, self.persons)

    def edition(self, name: str) -> Edition:
        """Give an edition. Raises UnknownNameError."""
        return find("edition", name, self.editions)

    def roles(self, trial: str) -> dict[str, str]:
        """Give the role of each person of a trial; of several the one listed first."""
        roles: dict[str, str] = {}
        for entry in self.trial(trial).roles:
            roles.setdefault(entry.person, entry.role)
        return roles

    def role(self, trial: str, person: str, sitting: str | None = None) -> str | None:
        """Give a person's role, in ``sitting`` where it differs there; None for an outsider."""
        entries = [entry for entry in self.trial(trial).roles if entry.person == person]
        entries.sort(key=lambda entry: sitting not in entry.sittings)
        return entries[0].role if entries else None

    def holder(self, trial: str, role: str) -> str | None:
        """Give the one person of a trial who has ``role``; None where nobody or more than one has."""
        holders = {entry.person for entry in self.trial(trial).roles if entry.role == role}
        return holders.pop() if len(holders) == 1 else None


def find(what: str, name: str, entries: Mapping[str, Entry]) -> Entry:
    """Give the entry called ``name``. Raises UnknownNameError that names the nearest ones."""
    entry = entries.get(name)
    if entry is not None:
        return entry
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), entries, n=3)
    listed = ", ".join(near or entries)
    raise UnknownNameError(f"There is no {what} {name!r} in the catalogue.",
                           f"{'Did you mean' if near else 'Known are'}: {listed}{'?' if near else '.'}")


def names() -> dict[str, Path]:
    """Give the catalogues that come with the program: their folders by name."""
    return {folder.name: folder for folder in sorted((DATA / "catalogue").iterdir()) if folder.is_dir()}


@cache
def load(name: str = "main") -> Catalogue:
    """Give a catalogue; it is read once. Raises UnknownNameError, and TrialsError where a file is broken."""
    return read_folder(find("catalogue", name, names()))


def read_folder(folder: Path) -> Catalogue:
    """Read the catalogue of a folder, called as the folder is. Raises TrialsError where a file is broken."""
    editions = read.read_entries(folder / "editions.toml", Edition)
    return Catalogue(
        name=folder.name,
        trials=read.read_entries(folder / "trials.toml", Trial),
        persons=read.read_entries(folder / "persons.toml", Person),
        editions=editions,
        sources=read.read_sources(folder / "sources.toml", editions),
        offices=read.read_offices(DATA / "offices.toml"),
        russian=read.read_russian(folder / "russian.toml"),
        archives=read.read_entries(folder / "archives.toml", Archive, optional=True),
        reasons=read.read_reasons(folder / "sources.toml"),
    )

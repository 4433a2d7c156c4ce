"""The words and patterns by which citations are read (``data/references.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.data_files import load_data

Kind = Literal[
    "trial", "hearing", "collection", "periodical", "archive", "casefile", "memoir", "pamphlet", "report", "secondary"
]


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is no trial; ``names`` are patterns of how it is printed."""

    id: str
    kind: Kind
    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Prose:
    trial: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Back:
    ibid: tuple[str, ...]
    note: tuple[str, ...]
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Numbers:
    archives: frozenset[str]
    forms: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class _Names:
    between: str
    by_year: tuple[str, ...]
    by_case: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Own:
    defined: tuple[str, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Imprint:
    subtitle: str
    small: frozenset[str]
    trial: frozenset[str]
    states: tuple[tuple[str, str], ...]
    most_words: int


@dataclass(frozen=True, slots=True)
class _Items:
    lead: tuple[str, ...]
    chapter: str
    no_page: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pages:
    sign: str
    suffix: str


@dataclass(frozen=True, slots=True)
class _Quotations:
    marker: str


@dataclass(frozen=True, slots=True)
class ReferenceRules:
    """The data file, each part explained there. Patterns with a part to be filled in are text."""

    editions: dict[str, tuple[str, ...]]
    prose: _Prose
    back: _Back
    numbers: _Numbers
    names: _Names
    own: _Own
    imprint: _Imprint
    items: _Items
    pages: _Pages
    quotations: _Quotations
    works: tuple[Work, ...]


def rules() -> ReferenceRules:
    """Give the words and patterns of the data file."""
    return load_data("references.toml", ReferenceRules)

"""The words and patterns by which documents are read (``data/documents.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.data_files import load_data


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings of parts that are no running text, whole and without numbers; ``bare`` ones are told by their words."""

    contents: frozenset[str]
    index: frozenset[str]
    front: frozenset[str]
    notes: frozenset[str]
    bare: frozenset[str]
    chapter: str


@dataclass(frozen=True, slots=True)
class LabelRules:
    """Words that are no label before a colon, and those of lines that say who speaks next."""

    never: frozenset[str]
    before: frozenset[str]
    says: frozenset[str]
    quoting: frozenset[str]
    first_person: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Pairs:
    markers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Citing:
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Joins:
    open: frozenset[str]
    stops: frozenset[str]
    introducing: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The data file, each part explained there; all words in lower case."""

    headings: Headings
    labels: LabelRules
    pairs: _Pairs
    citing: _Citing
    languages: dict[str, frozenset[str]]
    joins: _Joins


def rules() -> Rules:
    """Give the words and patterns of the data file."""
    return load_data("documents.toml", Rules)


def known_languages() -> frozenset[str]:
    """Give the languages of documents that are told by their small words, or as Russian by its script."""
    return frozenset({"ru", *rules().languages})

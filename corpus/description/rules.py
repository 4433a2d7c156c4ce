"""The rules by which documents are described (``data/doctypes.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.data_files import load_data
from corpus.model.description import DayBound

Parties = Literal["letter", "questioned", "testimony", "author", "exchange", "dash", "none"]

INITIALS = r"(?:[А-ЯЁ][а-яё]{0,2}\. ?){1,3}"
_PARTICLES = r"(?:(?:фон|ван|де|дер|ди|да|дю|ла|ле|ибн)[ -]){0,2}"
SURNAME = rf"{_PARTICLES}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*"

LATIN_INITIALS = r"(?:[A-Z][a-z]{0,2}\.[ -]?){1,3}"
LATIN_SURNAME = r"(?:(?:von|van|de|der|di|da|du|la|le) ){0,2}[A-Z]\w*(?:['’](?!s\b)\w+)*(?:-\w+)*"
"""The same in titles of other languages than Russian."""


@dataclass(frozen=True, slots=True)
class TypeRule:
    """A kind of document, how its titles begin, and who is named behind these words."""

    id: str
    title: str
    parties: Parties


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words before and behind the kind in a title, each explained in the data file."""

    number: str
    excerpt: str
    adjective: str
    questioned_as: str
    stops: str
    anonymous: re.Pattern[str]
    relations: dict[str, str]
    kin: dict[str, str]
    kin_alike: tuple[str, ...]
    places: re.Pattern[str]
    belonging: tuple[str, ...]
    organisations: re.Pattern[str]
    enclosed: re.Pattern[str]
    offices: dict[str, str]
    sections: re.Pattern[str]
    english: EnglishWords


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """Words of English titles, each explained in the data file."""

    ends: re.Pattern[str]
    enclosed: re.Pattern[str]
    before_names: str
    office_goes_on: str
    offices: str
    kin: str


@dataclass(frozen=True, slots=True)
class DayForms:
    """How days are written, and the words around them, each explained in the data file."""

    forms: tuple[str, ...]
    begun: str
    inexact: tuple[str, ...]
    yearless: str
    seasons: dict[int, tuple[str, ...]]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    bounds: dict[DayBound, tuple[str, ...]]
    told: re.Pattern[str]
    apart: re.Pattern[str]
    dated: re.Pattern[str]
    other: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class DescriptionRules:
    """The data file."""

    rules: tuple[TypeRule, ...]
    collections: dict[str, str]
    titles: TitleWords
    days: DayForms


def description_rules() -> DescriptionRules:
    """Give the rules of the data file."""
    return load_data("doctypes.toml", DescriptionRules)


@cache
def title_patterns() -> tuple[tuple[re.Pattern[str], TypeRule], ...]:
    """Give the patterns for the beginnings of titles with their rules, in order; they are matched folded."""
    printed = rf"(?:{INITIALS}{SURNAME}|{SURNAME} {INITIALS}|{LATIN_INITIALS}{LATIN_SURNAME})"
    names = printed.replace("А-ЯЁ", "а-яё").replace("A-Z", "a-z")
    words = description_rules().titles
    before = f"{words.number}(?:(?:{words.adjective})?{words.excerpt})?(?:{words.adjective}){{0,2}}"
    titles = (
        (rule.title.replace("NAMES", names).replace("WHO", words.questioned_as), rule)
        for rule in description_rules().rules
    )
    return tuple((re.compile(f"{before}(?:{title})"), rule) for title, rule in titles)

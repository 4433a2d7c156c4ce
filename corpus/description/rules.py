"""The rules by which documents are described (``data/doctypes.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.data_files import load_data

Parties = Literal["letter", "questioned", "testimony", "author", "exchange", "dash", "none"]

INITIALS = r"(?:[А-ЯЁ][а-яё]{0,2}\. ?){1,3}"
SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*"


@dataclass(frozen=True, slots=True)
class TypeRule:
    """A kind of document, how its titles begin, and who is named behind these words."""

    id: str
    title: str
    parties: Parties


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words behind the kind in a title, each explained in the data file."""

    stops: str
    relations: dict[str, str]
    enclosed: re.Pattern[str]
    offices: dict[str, str]


@dataclass(frozen=True, slots=True)
class DayForms:
    """How days are written; MONTH stands for the names of months."""

    forms: tuple[str, ...]


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
    names = f"(?:{INITIALS}{SURNAME})".replace("А-ЯЁ", "а-яё")
    return tuple(
        (re.compile(rule.title.replace("NAMES", names), re.IGNORECASE), rule) for rule in description_rules().rules
    )

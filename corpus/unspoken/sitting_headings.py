"""Which sitting a heading opens: a date and a part of the day, in English, Russian or German."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.catalogue.catalogue import Trial
from corpus.data_files import load_data
from corpus.language.words import forms

MAX_HEADING_WORDS = 40
MAX_SECTION_WORDS = 12
_HALVES = frozenset({"morning", "day", "evening"})


@dataclass(frozen=True, slots=True)
class _HeadingWords:
    sitting: frozenset[str]
    filler: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sections:
    openings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _SittingWords:
    """``data/sittings.toml``: words by the month or part of the day that they name."""

    months: dict[int, tuple[str, ...]]
    parts: dict[str, tuple[str, ...]]
    words: _HeadingWords
    sections: _Sections


@cache
def _openings() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(forms(phrase)) for phrase in load_data("sittings.toml", _SittingWords).sections.openings)


@cache
def _data() -> tuple[dict[str, int], dict[str, str], frozenset[str], frozenset[str]]:
    data = load_data("sittings.toml", _SittingWords)
    months = {word: number for number, names in data.months.items() for word in names}
    parts = {word: part for part, names in data.parts.items() for word in names}
    return months, parts, data.words.sitting, data.words.filler


def sitting_of(text: str, trial: Trial) -> str | None:
    """Give the identifier of the sitting that ``text`` names, or None where it names none of this trial.

    A date of the trial is needed, and a word such as "session" or a part of the day.
    """
    months, parts, _, _ = _data()
    words = forms(text)
    if not 0 < len(words) <= MAX_HEADING_WORDS:
        return None
    days = _dates(words, months, trial)
    part = next((parts[w] for w in reversed(words) if w in parts), None)
    if not days or not (part or not sitting_words().isdisjoint(words)):
        return None
    return _match(days[0], part, trial)


def is_only_sitting(text: str) -> bool:
    """Say whether a heading says nothing beyond date and part of a sitting."""
    known = date_words()
    return all(word in known or word.isdigit() for word in forms(text))


@cache
def date_words() -> frozenset[str]:
    """Give the words of which the heading of a sitting is made: months, parts of the day, sitting, and small words."""
    return frozenset().union(*_data())


def sitting_words() -> frozenset[str]:
    """Give the words for a sitting: session, заседание."""
    return _data()[2]


def opens_section(text: str) -> bool:
    """Say whether a line begins as the headings of sections do, and goes on: an examination of somebody."""
    words = tuple(forms(text))
    return len(words) <= MAX_SECTION_WORDS and any(words[: len(o)] == o and len(words) > len(o) for o in _openings())


def _dates(words: list[str], months: dict[str, int], trial: Trial) -> list[date]:
    """Give the days of a trial that a heading names: a month with a number beside it, behind or before."""
    found = []
    for index, word in enumerate(words):
        if word not in months:
            continue
        for near in (index + 1, index - 1):
            if 0 <= near < len(words) and words[near].isdigit() and 1 <= int(words[near]) <= 31:
                day = _date(trial.start.year, months[word], int(words[near]))
                if day and trial.start <= day <= trial.end:
                    found.append(day)
                    break
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _match(day: date, part: str | None, trial: Trial) -> str | None:
    """Give the sitting of a day: the one of that part, else the only one unless it is of another part.

    Where no part is named and the day has several sittings, the whole day is meant.
    """
    on_day = [s for s in trial.sittings if s.date == day]
    if part is None and len(on_day) > 1:
        return f"{day.isoformat()}-day"
    same = [s for s in on_day if s.part == part]
    if same:
        return same[0].id
    if on_day and (part is None or (len(on_day) == 1 and not {part, on_day[0].part} <= _HALVES)):
        return on_day[0].id
    return f"{day.isoformat()}-{part}" if part else None

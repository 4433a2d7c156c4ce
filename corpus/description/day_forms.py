"""The forms in which days, months, seasons and years are written, and the days that each of them names.

The forms are in ``data/doctypes.toml``; a form with a day of its own is exact, all others are as long as what they say.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.description.colophon import months
from corpus.description.rules import description_rules
from corpus.model.description import DayBound

CENTURY = 1900
"""Added to a year of two digits: the documents of the trials are of this century."""

CALENDARS_APART = (12, 13)
"""Days between the old calendar and the new one in the two centuries before 1918: ``18/31 января`` is one day, which is
given by the new one."""

MONTHS = 12
"""Numbers up to this one may be a month: ``5/3/1936`` is another day in London than in New York, and none is given."""

SEASON_MONTHS = 3
"""How long a season is."""

_NUMBER = re.compile(r"(?:№|\b[Nn]o\.?) ?$")
"""Behind this sign a number is no day: ``№ 8 – 5 марта``."""


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a document names, equal for one day; ``bound`` as of a description.

    A month, a season or a year without a day is all of its days, and ``exact`` is False.
    """

    first: date
    last: date
    bound: DayBound | None = None
    exact: bool = True

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@cache
def day_patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Give the patterns of days, then those of months, seasons and years, with whether they are days."""
    forms = description_rules().days
    seasons = [name for group in forms.seasons.values() for name in group]
    inexact = (form.replace("BEGUN", forms.begun).replace("SEASON", _any(seasons)) for form in forms.inexact)
    return (*((_pattern(form, months()), True) for form in forms.forms),
            *((_pattern(form, _named_months()), False) for form in inexact))


@cache
def yearless_pattern() -> re.Pattern[str]:
    """Give the pattern of a day whose year is not said."""
    return _pattern(description_rules().days.yearless, _named_months())


def _named_months() -> list[str]:
    """Give the names of months without their Roman numbers, which alone are none."""
    return [name for name in months() if set(name) - set("ivx")]


def _pattern(form: str, names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(form.replace("MONTH", _any(names)), re.IGNORECASE)


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def days_of_match(match: re.Match[str], *, exact: bool) -> Days | None:
    """Give the days that a form names, None where no calendar has them or they run backwards."""
    parts = match.groupdict()
    if parts["year"] is None:
        return None
    return _exact(parts) if exact else _inexact(parts)


def yearless_day(match: re.Match[str], year: int) -> Days | None:
    """Give the day that a form without a year names in this year."""
    month = months()[(match["month"] or match["named"]).casefold()]
    day = _date(year, month, int(match["day"] or match["numbered"]))
    return Days(day, day) if day else None


def runs_backwards(match: re.Match[str]) -> bool:
    """Whether a form names two days of which the second is the earlier one, so that a word of it is wrong."""
    parts = match.groupdict()
    if not (parts.get("till") and parts.get("last")) or _NUMBER.search(match.string, 0, match.start()):
        return False
    return days_of_match(match, exact=True) is None


def _exact(parts: dict[str, str | None]) -> Days | None:
    """Give the days of a form with days; ``28 декабря – 3 января 1937`` begins in the year before, and says so."""
    year, day = _year(parts), int(parts["day"] or 0)
    number, last_number = _month_numbers(parts)
    if parts.get("sign") == "/" and max(day, number) <= MONTHS and day != number:
        return None
    over = (number, last_number) == (MONTHS, 1) and not parts.get("begun")
    one = _date(int(parts.get("begun") or year - over), number, day)
    other = _date(year, last_number, int(parts["last"] or 0)) if parts.get("last") else one
    if one is None or other is None or one > other:
        return None
    if parts.get("other"):
        return _of_two_calendars(one, parts)
    same = bool(parts.get("slash")) and (other - one).days in CALENDARS_APART
    return Days(other if same else one, other, "about" if over else None)


def _of_two_calendars(one: date, parts: dict[str, str | None]) -> Days | None:
    """Give the day of the new calendar, which stands before or in brackets; None where the two are not one day."""
    month, day = months()[(parts["other_month"] or "").casefold()], int(parts["other"] or 0)
    others = (_date(one.year + over, month, day) for over in (0, -1, 1))
    other = next((found for found in others if found and abs((one - found).days) in CALENDARS_APART), None)
    return Days(max(one, other), max(one, other)) if other else None


def _month_numbers(parts: dict[str, str | None]) -> tuple[int, int]:
    """Give the numbers of the first and the last month of a form, the same where it names one."""
    till = parts.get("till")
    month = parts.get("month") or till
    number = months()[month.casefold()] if month else int(parts["number"] or 0)
    return number, months()[till.casefold()] if till else number


def _inexact(parts: dict[str, str | None]) -> Days | None:
    """Give all days of months, a season or years; a winter of one year may be either of two, and all of it is given.

    What has one season or year alone was made on some day of it.
    """
    year = _year(parts)
    begun = int(parts.get("begun") or year)
    if season := parts.get("season"):
        return _seasons(season, parts.get("till_season"), begun, year)
    if month := parts.get("month"):
        return _months(begun, months()[month.casefold()], year, months()[(parts.get("till") or month).casefold()])
    return _months(begun, 1, year, MONTHS, "between" if begun == year else None)


def _seasons(name: str, till: str | None, begun: int, year: int) -> Days | None:
    """Give all days of a season, or of two in a row; without the year in which it begins a winter is all of a year."""
    first, last = _first_month(name), _first_month(till or name)
    if MONTHS in (first, last) and begun + 1 == year:
        return _months(begun, first, year, (last + SEASON_MONTHS - 1) % MONTHS, None if till else "between")
    if begun != year:
        ending = last + SEASON_MONTHS - 1
        return _months(begun, first, year, ending) if till and begun < year and ending <= MONTHS else None
    if first == last == MONTHS:
        return _months(year, 1, year, MONTHS, "between")
    return None if MONTHS in (first, last) else _months(
        year, first, year, last + SEASON_MONTHS - 1, None if till else "between")


def _first_month(season: str) -> int:
    return next(at for at, names in description_rules().days.seasons.items() if season.casefold() in names)


def _months(year: int, month: int, last_year: int, last_month: int, bound: DayBound | None = None) -> Days | None:
    first, last = date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Days(first, last, bound, exact=False) if first <= last else None


def _year(parts: dict[str, str | None]) -> int:
    year = int(parts["year"] or 0)
    return year + CENTURY if year < 100 else year


def _date(year: int, month: int, day: int) -> date | None:
    """Give a day, None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

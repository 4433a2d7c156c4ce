"""Days as titles, heads and closing lines of documents write them, single or from one day to another."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a document names, equal for one day; ``bound`` as of a description.

    A month without a day is all of its days, and ``exact`` is False.
    """

    first: date
    last: date
    bound: DayBound | None = None
    exact: bool = True

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class DayPlace:
    """Days and where a line names them, text[start:end] with the words that belong to them, ``lead`` before them."""

    start: int
    end: int
    days: Days
    lead: str


def days_in(text: str) -> Iterator[Days]:
    """Give the days that a line names, in order; a day that no calendar has is none.

    Months without a day count only where the line names no day.
    """
    return (place.days for place in day_places(" ".join(text.split())))


def day_places(line: str) -> list[DayPlace]:
    """Give the days of a line with single spaces, and where they stand."""
    found: list[DayPlace] = []
    for pattern, exact in _patterns():
        if not exact and found:
            break
        for match in pattern.finditer(line):
            if not any(place.start < match.end() and match.start() < place.end for place in found):
                days = _days(match, exact=exact)
                if days:
                    found.append(_place(line, match, days))
    return sorted(found, key=lambda place: place.start)


def day_of_title(title: str) -> Days | None:
    """Give the day that a title gives the document, None where it names none or only that of what it tells of.

    ``О приговоре от 3 мая`` has the day of the verdict, and ``с приложением письма от 3 мая`` that of the letter.
    """
    line = " ".join(title.split())
    return next((place.days for place in day_places(line) if _is_own(line[: place.start], place.lead)), None)


def without_days(line: str) -> str:
    """Give a line with single spaces without the days that it names and the brackets around them."""
    for place in reversed(day_places(line)):
        line = f"{line[: place.start].rstrip()} {line[place.end :].lstrip()}".strip()
    return line


def _is_own(before: str, lead: str) -> bool:
    """Say by what stands before a day whether it is that of the document: its subject or enclosure has days too."""
    forms = description_rules().days
    told = forms.told.search(before)
    if told is None or forms.apart.search(before + lead):
        return True
    return bool(forms.dated.search(lead)) and not forms.other.search(before, told.start())


def _place(line: str, match: re.Match[str], days: Days) -> DayPlace:
    """Give the place of days, with the words around them that say how they are meant."""
    forms = description_rules().days
    before, behind = forms.before.search(line, 0, match.start()), forms.behind.match(line, match.end())
    start, end = before.start() if before else match.start(), behind.end() if behind else match.end()
    word = (match.groupdict().get("bound") or (before and before["bound"]) or "").lower()
    bound = next((name for name, words in forms.bounds.items() if word in words), None)
    bound = "between" if match.groupdict().get("latest") else bound
    return DayPlace(start, end, replace(days, bound=bound), line[start : match.start()])


def _days(match: re.Match[str], *, exact: bool) -> Days | None:
    parts = match.groupdict()
    year = int(parts["year"])
    year += CENTURY if year < 100 else 0
    till = parts.get("till")
    month = parts.get("month") or till
    number = months()[month.casefold()] if month else int(parts["number"])
    last_month = months()[till.casefold()] if till else number
    if not exact:
        first, last = date(year, number, 1), date(year, last_month, monthrange(year, last_month)[1])
        return Days(first, last, exact=False) if first <= last else None
    if parts.get("sign") == "/" and max(int(parts["day"]), number) <= MONTHS and int(parts["day"]) != number:
        return None
    one = _date(int(parts.get("begun") or year), number, int(parts["day"]))
    other = _date(year, last_month, int(parts["last"])) if parts.get("last") else one
    if one and other and parts.get("slash") and (other - one).days in CALENDARS_APART:
        one = other
    return Days(one, other) if one and other and one <= other else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Give the patterns of days, then those of months, with whether they are days."""
    forms = description_rules().days
    names = sorted(months(), key=len, reverse=True)
    words = [name for name in names if set(name) - set("ivx")]  # a Roman number alone is no month
    return (*((pattern, True) for pattern in _with_months(forms.forms, names)),
            *((pattern, False) for pattern in _with_months(forms.months, words)))


def _with_months(forms: Sequence[str], names: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """Give forms of days or months as patterns, with these names of months in the place of MONTH."""
    month = "|".join(map(re.escape, names))
    return (re.compile(form.replace("MONTH", month), re.IGNORECASE) for form in forms)

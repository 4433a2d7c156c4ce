"""Days as titles, heads and closing lines of documents name them, single or from one day to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.description.day_forms import (
    Days,
    day_patterns,
    days_of_match,
    runs_backwards,
    yearless_day,
    yearless_pattern,
)
from corpus.description.rules import description_rules

_YEAR = re.compile(r"(?<![\d/.№-])(?:1[89]\d{2})(?![\d/])")


@dataclass(frozen=True, slots=True)
class DayPlace:
    """Days and where a line names them, text[start:end] with the words that belong to them, ``lead`` before them.

    ``days`` is None where they run backwards: one of the two is wrong, and nothing says which.
    """

    start: int
    end: int
    days: Days | None
    lead: str


def days_in(text: str) -> Iterator[Days]:
    """Give the days that a line names, in order; a day that no calendar has is none.

    Months, seasons and years without a day count only where the line names no day.
    """
    return (place.days for place in day_places(" ".join(text.split())) if place.days)


def day_places(line: str) -> list[DayPlace]:
    """Give the days of a line with single spaces, and where they stand."""
    found: list[DayPlace] = []
    for pattern, exact in day_patterns():
        if not exact and found:
            break
        for match in pattern.finditer(line):
            if not any(place.start < match.end() and match.start() < place.end for place in found):
                days = days_of_match(match, exact=exact)
                if days or (exact and runs_backwards(match)):
                    found.append(_place(line, match, days))
    return sorted(found, key=lambda place: place.start)


def day_of_title(title: str) -> Days | None:
    """Give the day that a title gives the document, None where it names none or only that of what it tells of.

    ``О приговоре от 3 мая`` has the day of the verdict, and ``с приложением письма от 3 мая`` that of the letter.
    """
    line = " ".join(title.split())
    own = (place for place in day_places(line) if _is_own(line[: place.start], place.lead))
    return next((place.days for place in own), None)


def unclear_day(title: str) -> str:
    """Give a day of the document that a title names and that cannot be told, as printed; empty where all are clear."""
    line = " ".join(title.split())
    places = day_places(line)
    own = (place for place in places if _is_own(line[: place.start], place.lead))
    if backward := next((place for place in own if place.days is None), None):
        return line[backward.start : backward.end].strip(" []().,")
    match = None if places else _yearless(line)
    return match.group().strip(" []().,") if match else ""


def year_said(text: str) -> int | None:
    """Give the one year that a text names, None where it names none or several."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def with_year(title: str, year: int) -> Days | None:
    """Give the day that a title names without a year, in this year."""
    match = _yearless(" ".join(title.split()))
    return yearless_day(match, year) if match else None


def _yearless(line: str) -> re.Match[str] | None:
    own = (match for match in yearless_pattern().finditer(line) if _is_own(line[: match.start()], match.group()))
    return next(own, None)


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


def _place(line: str, match: re.Match[str], days: Days | None) -> DayPlace:
    """Give the place of days, with the words around them that say how they are meant."""
    forms = description_rules().days
    before, behind = forms.before.search(line, 0, match.start()), forms.behind.match(line, match.end())
    start, end = before.start() if before else match.start(), behind.end() if behind else match.end()
    word = (match.groupdict().get("bound") or (before and before["bound"]) or "").lower()
    bound = next((name for name, words in forms.bounds.items() if word in words), None)
    bound = "between" if match.groupdict().get("latest") else bound
    known = replace(days, bound=bound) if days and bound else days
    return DayPlace(start, end, known, line[start : match.start()])

"""Days as titles, heads and closing lines of documents write them, single or from one day to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.description.colophon import months
from corpus.description.rules import description_rules

CENTURY = 1900
"""Added to a year of two digits: the documents of the trials are of this century."""


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a document names; equal for one day."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


def days_in(text: str) -> Iterator[Days]:
    """Give the days that a line names, in order; a day that no calendar has is none."""
    line = " ".join(text.split())
    found: list[tuple[int, int, Days]] = []
    for pattern in _patterns():
        for match in pattern.finditer(line):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                days = _days(match)
                if days:
                    found.append((match.start(), match.end(), days))
    return (days for _, _, days in sorted(found, key=lambda one: one[0]))


def _days(match: re.Match[str]) -> Days | None:
    parts = match.groupdict()
    year = int(parts["year"])
    year += CENTURY if year < 100 else 0
    till = parts.get("till")
    month = parts.get("month") or till
    number = months()[month.casefold()] if month else int(parts["number"])
    first = _date(year, number, int(parts["day"]))
    last = _date(year, months()[till.casefold()], int(parts["last"])) if till else first
    return Days(first, last) if first and last and first <= last else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return tuple(
        re.compile(form.replace("MONTH", names), re.IGNORECASE) for form in description_rules().days.forms
    )

"""What the closing lines of a document say of it: the day it was written on and where it is kept.

Editors print both below a document: a line with the date, and the signature of the archive (fund, inventory, file,
leaves). One text may hold several documents, each with lines of its own below it. Patterns and words are in
``data/colophon.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.data_files import load_data
from corpus.model.turns import Turn

MAX_TURNS = 400
"""Turns from a passage on in which its closing lines are looked for; a longer document has none."""

MAX_DATE_CHARS = 60
"""A longer paragraph that names a day tells of it and does not date the document."""


@dataclass(frozen=True, slots=True)
class Colophon:
    """The closing lines: the day, and the signature of the archive as printed; empty where there are none."""

    day: date | None = None
    archive: str = ""


@dataclass(frozen=True, slots=True)
class _ClosingLines:
    """``data/colophon.toml``; MONTH in the forms of ``dates`` stands for any name in ``months``, and in those of
    ``signatures`` the name of each of the ``parts`` for its form."""

    signatures: tuple[str, ...]
    dates: tuple[str, ...]
    parts: dict[str, str]
    months: dict[int, tuple[str, ...]]


@cache
def _patterns() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...], dict[str, int]]:
    data = load_data("colophon.toml", _ClosingLines)
    names = {name: number for number, names in data.months.items() for name in names}
    alternatives = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    dates = tuple(re.compile(form.replace("MONTH", alternatives), re.IGNORECASE) for form in data.dates)
    forms = "|".join(data.signatures)
    for name, form in data.parts.items():
        forms = forms.replace(name, f"(?:{form})")
    return re.compile(forms), dates, names


def months() -> dict[str, int]:
    """Give the names of months as days have them, in lower case, and Roman ones, with their numbers."""
    return _patterns()[2]


def signatures(text: str) -> tuple[str, ...]:
    """Give every signature of an archive in a text, in order, as :func:`signature` gives the first."""
    return tuple(_as_printed(found) for found in _patterns()[0].finditer(text))


def signature(text: str) -> str:
    """Give the first signature of an archive in a text, without what follows it; empty without one."""
    found = _patterns()[0].search(text)
    return _as_printed(found) if found else ""


def _as_printed(found: re.Match[str]) -> str:
    return " ".join(found.group().split()).rstrip(" .,;")


def day_of(text: str) -> date | None:
    """Give the day that a line of its own names, as closing lines have it; None where it does more than that."""
    _, dates, numbers = _patterns()
    line = " ".join(text.split())
    if len(line) > MAX_DATE_CHARS:
        return None
    for pattern in dates:
        found = pattern.fullmatch(line)
        if found:
            year = int(found["year"])
            try:
                return date(year + 1900 if year < 100 else year, numbers[found["month"].casefold()], int(found["day"]))
            except ValueError:
                return None
    return None


class ClosingLines:
    """The closing lines of all documents in one text, looked for once: what a turn is closed by is then at hand.

    The first signature at or after a turn closes its document, if it is fewer than MAX_TURNS away; the last day
    between the two is the day of the document. Without a signature there is nothing that says where a document ends,
    and nothing is given.
    """

    def __init__(self, turns: Iterable[Turn]) -> None:
        self._ends: list[int] = []
        self._closed: list[tuple[int, Colophon]] = []
        dated, day = -1, None
        for number, turn in enumerate(turns):
            found_day = day_of(turn.text)
            if found_day:
                dated, day = number, found_day
            archive = signature(turn.text)
            if archive:
                self._ends.append(number)
                self._closed.append((dated, Colophon(day, archive)))

    def after(self, place: int) -> Colophon:
        """Give the closing lines of the document in which the turn at a place of the text stands, counted from 0."""
        at = bisect_left(self._ends, place)
        if at == len(self._ends) or self._ends[at] - place >= MAX_TURNS:
            return Colophon()
        dated, closed = self._closed[at]
        return closed if dated >= place else Colophon(None, closed.archive)

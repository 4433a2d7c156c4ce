"""Documents by title and day: «Протокол допроса Г. Е. Зиновьева от 3 января 1935 г.».

Archives hold many documents of one title, which their days tell apart.
"""

from __future__ import annotations

import re
from datetime import date

from corpus.citation.wording import citation_words, long_date
from corpus.description.days import day_of_title
from corpus.model.description import Description

UNDATED = frozenset({None, "article", "biographical-article"})
"""Kinds whose day is that on which they came out, which a citation gives at its end."""

_INITIALS = re.compile(r"\b([А-ЯЁ]\.)(?=[А-ЯЁ])")


def dated_title(title: str, lang: str, described: Description, *, cited: bool = False) -> str:
    """Give the title with the day of the document, where it has one and names none itself.

    A day that the user gives for a ``cited`` document is always its own. Initials are set with a space between, as
    Russian citations have them.
    """
    spaced = _INITIALS.sub(r"\1 ", title) if lang == "ru" else title
    given = cited and described.basis("day") == "given"
    if not described.day or (described.doctype in UNDATED and not given) or day_of_title(title):
        return spaced
    joint = " " if described.doctype or described.bound else ", "
    return f"{spaced.rstrip(' .')}{joint}{days_of(described, lang)}"


def days_of(described: Description, lang: str) -> str:
    """Say on which day or days a document was made, as a title goes on; empty where no day is known.

    A day that is not exactly known stands in square brackets, as archives print it. What may be no kind of document has
    no preposition behind it.
    """
    if not described.day:
        return ""
    first, last = date.fromisoformat(described.day), date.fromisoformat(described.until or described.day)
    days = long_date(first, lang)
    if last != first:
        days = f"{_without_year(first, last, lang)}–{long_date(last, lang)}"
    if described.bound:
        return f"[{citation_words(lang).bounds[described.bound].format(days=days)}]"
    if described.doctype is None:
        return days
    return f"от {days}" if lang == "ru" else f"of {days}"


def exact_day(described: Description) -> date | None:
    """Give the day of a document for bibliographies; one of several days, or not exactly known, is none."""
    exact = described.day and described.bound is None and described.until in (None, described.day)
    return date.fromisoformat(described.day or "") if exact else None


def _without_year(first: date, last: date, lang: str) -> str:
    """Give the first day of a range without what the last one says too."""
    if lang == "ru" and (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    return long_date(first, lang, year=first.year != last.year)

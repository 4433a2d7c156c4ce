"""Words of the citation forms in both languages: dates, sittings, roles, names of sites.

The words themselves are in ``data/cite.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from corpus.data_files import load_data
from corpus.model.sittings import SITTINGS_KEPT, parse_sitting

HEADINGS_KEPT = 1_000
"""Headings of which it is kept what citations say of them: all turns below one ask."""

LANGUAGES_KEPT = 16
"""Languages whose words are kept at hand: a citation asks for them several times."""


@dataclass(frozen=True, slots=True)
class CitationWords:
    """The words of one language; braces in them stand for what is filled in. Tables are by codes of the data model."""

    months: tuple[str, ...]
    months_short: tuple[str, ...]
    day: str
    day_year: str
    sitting: str
    testimony: str
    narration: str
    partly_narration: str
    decimal: str
    estimated: str
    estimated_bare: str
    counted: str
    page: str
    pages: str
    leaf: str
    leaves: str
    accessed: str
    examination: tuple[str, ...]
    small: frozenset[str]
    abbreviations: frozenset[str]
    proper: frozenset[str]
    parts: dict[str, str]
    bounds: dict[str, str]
    roles: dict[str, str]
    export: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Places:
    places: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Bodies:
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _CitationFile:
    en: CitationWords
    ru: CitationWords
    gost: _Places
    sites: dict[str, str]
    corporate: _Bodies


def _file() -> _CitationFile:
    return load_data("cite.toml", _CitationFile)


@lru_cache(LANGUAGES_KEPT)
def citation_words(lang: str) -> CitationWords:
    """Give the words of a language; English where there are none for it."""
    return _file().ru if lang == "ru" else _file().en


def long_date(day: date, lang: str, *, year: bool = True) -> str:
    """Write a date in full: ``March 2, 1938``, ``2 марта 1938 г.``; the year is left out on request."""
    table = citation_words(lang)
    form = table.day_year if year else table.day
    return form.format(day=day.day, month=table.months[day.month - 1], year=day.year)


def short_date(day: date, lang: str, *, first: str = "day") -> str:
    """Write a date with the month cut short: ``22 Nov. 2026``, or with the month first ``Nov. 22, 2026``."""
    month = citation_words(lang).months_short[day.month - 1]
    return f"{month} {day.day}, {day.year}" if first == "month" else f"{day.day} {month} {day.year}"


@lru_cache(SITTINGS_KEPT)
def sitting_words(sitting: str | None, lang: str, published: int | None) -> str:
    """Say which sitting it is: ``morning session, March 2``; with the year unless it is the book's own."""
    parsed = parse_sitting(sitting)
    if parsed is None:
        return ""
    day, part = parsed
    table = citation_words(lang)
    when = long_date(day, lang, year=day.year != published)
    if part is None:
        return when
    return table.sitting.format(part=table.parts.get(part, table.parts["other"]), date=when)


@lru_cache(SITTINGS_KEPT)
def sitting_tokens(sitting: str | None) -> frozenset[str]:
    """Give the words, in small letters and both languages, that name a sitting: part, day, month, year."""
    parsed = parse_sitting(sitting)
    if parsed is None:
        return frozenset()
    day, part = parsed
    said = {str(day.year), str(day.day), f"{day.day:02}", *(f"{day.day}{end}" for end in ("st", "nd", "rd", "th"))}
    for lang in ("en", "ru"):
        table = citation_words(lang)
        names = (table.months[day.month - 1], table.parts["other"], table.parts.get(part or "", ""))
        said |= {word for name in names for word in name.casefold().split()}
    return frozenset(said)


def role_word(role: str | None, lang: str) -> str:
    """Name a role; a role without a word is named by its code, none is empty."""
    return citation_words(lang).roles.get(role or "", role or "")


@lru_cache(HEADINGS_KEPT)
def is_examination(section: str | None) -> bool:
    """Say whether a heading, in either language, announces an examination or testimony."""
    heading = (section or "").casefold()
    return any(word in heading for lang in ("en", "ru") for word in citation_words(lang).examination)


def issuing_body(publisher: str) -> str:
    """Give the court or office in the name of a publisher, empty where it names none."""
    for part in publisher.split(", "):
        named = f"{part} ".casefold()
        if any(word in named for word in _file().corporate.bodies):
            return part
    return ""


def gost_place(place: str) -> str:
    """Cut the name of a city as library practice does: ``Москва`` → ``М.``."""
    return _file().gost.places.get(place, place)


@lru_cache(1_000)
def host(url: str | None) -> str:
    """Give the host of an address without ``www.``, empty without one."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def site_name(url: str | None) -> str:
    """Name the site of an address; the bare host where it has no known name."""
    return _file().sites.get(host(url), host(url))

"""When a document was made, from the surest place that says it: site, title, head or closing lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.description.colophon import day_of
from corpus.description.day_forms import Days
from corpus.description.days import day_of_title, days_in, unclear_day, with_year, year_said
from corpus.model.description import Description, DescriptionBasis
from corpus.model.notes import Note

FIRST_SITE_YEAR = 1991
"""Nothing was posted before there were sites: an earlier day of a post is that of the document it holds."""


@dataclass(frozen=True, slots=True)
class DatedPlaces:
    """Where the day of a document may stand.

    ``given`` and ``posted`` are ISO dates, by the user and by the site; ``head`` and ``closing`` paragraphs at the
    beginning and the end; ``series`` what else may say the year of a title that names a day without one.
    """

    title: str
    given: str | None
    posted: str | None
    head: Sequence[str]
    closing: Sequence[str]
    series: Sequence[str] = ()
    year: int | None = None
    article: bool = False


def dated(places: DatedPlaces) -> tuple[Days | None, DescriptionBasis]:
    """Give the day from the surest place.

    A post's own day is that of the document where it is older than sites, or where the post is an article of the
    site; else it is the day of posting, and title, head and closing lines are asked. A head that names several days
    in a row of which the post's is one tells how long the document goes on.
    """
    if places.given:
        day = date.fromisoformat(places.given)
        return Days(day, day), "given"
    posted = _iso(places.posted)
    in_head = [days for text in places.head for days in days_in(text)]
    if posted and posted.year < FIRST_SITE_YEAR:
        longer = next((days for days in in_head if days.first == posted and days.last > posted), None)
        return (longer, "head") if longer else (Days(posted, posted), "site")
    of_words, basis = _of_words(places, list(_of_text(places, in_head)))
    if of_words is None and posted and places.article:
        return Days(posted, posted), "site"
    return of_words, basis


def _of_words(
    places: DatedPlaces, found: Sequence[tuple[Days, DescriptionBasis]]
) -> tuple[Days | None, DescriptionBasis]:
    """Give the day that the title names, else what was ``found`` in the text."""
    named = day_of_title(places.title)
    if named and named.exact:
        return named, "title"
    if named:  # a month or a year, of which the text itself may name the day
        within = ((days, basis) for days, basis in found if days.exact and _is_within(days, named))
        return next(within, (named, "title"))
    if (year := _year(places)) and (completed := with_year(places.title, year)):
        return completed, "title"
    return found[0] if found else (None, "site")


def day_doubts(title: str, described: Description) -> list[Note]:
    """Tell of a day that the title names and that cannot be told, or whose year stands elsewhere."""
    words = unclear_day(title)
    if not words or described.basis("day") == "given":
        return []
    taken = with_year(title, int((described.day or "1")[:4]))
    if taken is None:
        return [Note("day-unclear", words=words)]
    if described.day != taken.first.isoformat():
        return [Note("day-without-year", words=words)]
    return [] if described.basis("day") == "site" else [Note("day-year-elsewhere", words=words, year=taken.first.year)]


def _of_text(places: DatedPlaces, in_head: Sequence[Days]) -> Iterator[tuple[Days, DescriptionBasis]]:
    """Give what head and closing lines say, exact days of the head first."""
    for days in sorted(in_head, key=lambda days: not days.exact):
        yield days, "head"
    for text in places.closing:
        if day := day_of(text):
            yield Days(day, day), "closing"


def _is_within(days: Days, others: Days) -> bool:
    return others.bound in (None, "between") and others.holds(days.first) and others.holds(days.last)


def _year(places: DatedPlaces) -> int | None:
    """Give the year of a title that names a day without one: said in the title itself, its series, or the head."""
    said = (year_said(places.title), places.year, year_said(" ".join(places.series)), year_said(" ".join(places.head)))
    return next((year for year in said if year), None)


def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None

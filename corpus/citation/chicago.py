"""The Chicago Manual of Style: full notes, short notes and entries of the bibliography, 17th and 18th edition.

The two editions differ in one thing here: since the 18th (14.30) the place of publication is left out. A work without
an author is cited by its title; the publisher is not made its author. Titles keep the capitals of the source.
"""

from __future__ import annotations

from corpus.citation.authors import and_names, listed_names, reading_name, surname
from corpus.citation.locus import Locus
from corpus.citation.rich_text import Rich, Span, quoted, sentence
from corpus.citation.wording import long_date
from corpus.citation.work import CitedWork


def chicago(item: CitedWork, locus: Locus, *, place: bool = True) -> tuple[Span, ...]:
    """Full note, 17th ed., 14.23 (books), 14.207 (texts on the web), 14.222 (archives)."""
    out = Rich(inside=True).add(f"{and_names(map(reading_name, item.authors))}, " if item.authors else "")
    if item.book:
        made = ": ".join(filter(None, (item.place if place else "", item.publisher)))
        out.add(item.title, italic=True).add(f" ({made}, {item.year or 'n.d.'})")
    else:
        out.add(quoted(item.title, "en")).add(f", {long_date(item.day, 'en')}" if item.day else "")
    if locus.pages:
        out.add(f", {locus.page()}").add(f" ({locus.speaker_and_sitting})" if locus.speaker_and_sitting else "")
    where = (item.site,) if item.book and not locus.pages else () if item.book else _on_site(item)
    tail = ["" if locus.pages else locus.unpaged, *where,
            f"accessed {long_date(item.accessed, 'en')}" if item.accessed and item.url else "", item.url]
    for part in filter(None, tail):
        out.add(f", {part}")
    return out.stop().spans()


def chicago_18(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Full note, 18th ed., 13.18: without the place of publication."""
    return chicago(item, locus, place=False)


def chicago_short(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Shortened note, 17th ed., 14.30; the same in the 18th, 13.32."""
    out = Rich(inside=True).add(f"{and_names(map(surname, item.authors))}, " if item.authors else "")
    out.add(item.short_title if item.book else quoted(item.short_title, "en"), italic=item.book)
    return out.add(f", {locus.page_or_place}" if locus.page_or_place else "").stop().spans()


def chicago_bibliography(item: CitedWork, _: Locus | None = None, *, place: bool = True) -> tuple[Span, ...]:
    """Entry of the bibliography, 17th ed., 14.23: the work as a whole, without the page."""
    out = Rich(inside=True).add(f"{sentence(listed_names(item.authors))} " if item.authors else "")
    if item.book:
        made = ": ".join(filter(None, (item.place if place else "", item.publisher)))
        out.add(item.title, italic=True).stop().add(f" {made}, {item.year or 'n.d.'}").stop()
    else:
        out.add(quoted(sentence(item.title), "en")).add(f" {long_date(item.day, 'en')}." if item.day else "")
        if item.archive or item.day:
            for part in filter(None, _on_site(item)):
                out.add(f" {sentence(part)}")
        else:
            made = ", ".join(filter(None, _on_site(item)))
            out.add(f" {sentence(made)}" if made else "")
    seen = f" Accessed {long_date(item.accessed, 'en')}." if item.accessed and item.home else ""
    return out.add(seen).add(f" {item.home}." if item.home else "").spans()


def chicago_18_bibliography(item: CitedWork, _: Locus | None = None) -> tuple[Span, ...]:
    """Entry of the bibliography, 18th ed.: without the place of publication."""
    return chicago_bibliography(item, place=False)


def _on_site(item: CitedWork) -> tuple[str, ...]:
    """Say where a text without a publisher stands and of when it is, unless its title says so.

    One without a date has that of reading only.
    """
    year = "" if item.day or item.year_in_title else str(item.year or "")
    return (year, item.archive, item.site) if item.archive or item.day else (item.site, year)

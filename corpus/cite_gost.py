"""First footnote after GOST R 7.0.5-2008, part 6 (footnote reference) and part 10 (electronic resources).

Areas are separated by full stops, the place from the publisher by `` : ``, a part from the resource that
holds it by `` // ``; the words С. and P. follow the language of the work.
"""

from __future__ import annotations

from corpus.cite_item import Item, Locus, initials, surname
from corpus.cite_spans import Rich, Span, sentence
from corpus.cite_words import gost_place

_WORDS = {"ru": ("С. ", "[Б. г.]"), "en": ("P. ", "[S. a.]")}


def gost(item: Item, locus: Locus) -> tuple[Span, ...]:
    """Give the footnote of a work cited for the first time."""
    page_word, undated = _WORDS["ru" if item.lang == "ru" else "en"]
    authors = ", ".join(f"{surname(name)} {initials(name)}".strip() for name in item.authors)
    out = Rich().add(f"{sentence(authors)} " if authors else "").add(item.title)
    year = str(item.year or undated)
    if item.book:
        made = " : ".join(filter(None, (gost_place(item.place), item.publisher)))
        out.stop().add(f" {made}, {year}")
    if locus.pages:
        out.stop().add(f" {page_word}{locus.page()}").add(f" ({locus.said})" if locus.said else "")
    elif locus.unpaged:
        out.stop().add(f" {locus.unpaged[0].upper()}{locus.unpaged[1:]}")
    if item.site and not (item.book and locus.pages):
        out.add(f" // {item.site}")
    if not item.book:
        out.stop().add(f" {year}")
    out.stop()
    if item.url:
        seen = f" (дата обращения: {item.accessed:%d.%m.%Y})" if item.accessed else ""
        out.add(f" URL: {item.url}{seen}.")
    return out.spans()

"""Russian forms: footnotes after GOST R 7.0.5-2008 (first, following, repeated) and the description of a work.

In GOST R 7.0.5-2008 areas are separated by full stops, the place from the publisher by `` : ``, a part from the
resource that holds it by `` // ``; the words С. and P., «Там же» and Ibid. follow the language of the work (part 6,
footnotes; 8, repeated; 10, electronic resources; 11, archives). The description is that of GOST R 7.0.100-2018, with
areas separated by a dash and the city in full.
"""

from __future__ import annotations

from dataclasses import replace

from corpus.citation.authors import initials, reading_name, surname
from corpus.citation.locus import Locus
from corpus.citation.rich_text import Rich, Span, sentence
from corpus.citation.wording import gost_place, long_date
from corpus.citation.work import CitedWork

MAX_REPEATED_CHARS = 70
"""A longer title is cut where it is repeated; the standard asks for its first words and dots."""

_WORDS = {"ru": ("[Б. г.]", "Там же", "с.", "[б. и.]"), "en": ("[S. a.]", "Ibid", "p.", "[s. n.]")}
_PLACES = {"ru": ("С. ", "Л. "), "en": ("P. ", "Fol. ")}
"""What calls a page, and what a leaf, in footnotes."""


def gost(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Give the footnote of a work cited for the first time."""
    undated = _words(item)[0]
    names = _names(item)
    out = Rich().add(f"{sentence(names)} " if names else "").add(item.title)
    year = str(item.year or undated)
    if item.book:
        made = " : ".join(filter(None, (gost_place(item.place), item.publisher)))
        out.stop().add(f" {made}, {year}")
    if locus.pages:
        who = locus.speaker_and_sitting
        out.stop().add(f" {_page(item, locus)}").add(f" ({who})" if who else "")
    elif locus.unpaged:
        out.stop().add(f" {_capital(locus.unpaged)}")
    dated = long_date(item.day, _lang(item)) if item.day else ""
    if item.archive:
        out.stop().add(f" {dated or year} // {item.archive}")
    else:
        out.add(f" // {item.site}" if item.site and not (item.book and locus.pages) else "")
        if not item.book:
            out.stop().add(f" {dated or year}")
    out.stop()
    return _address(out, item, item.url).spans()


def gost_same(item: CitedWork, locus: Locus | None) -> tuple[Span, ...]:
    """Give the footnote that follows one of the same work: «Там же»; ``locus`` is None where the page is the same."""
    out = Rich().add(_words(item)[1])
    return (_place(out, item, locus) if locus else out).stop().spans()


def gost_repeated(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Give the footnote of a work that an earlier footnote, not the last, cites in full."""
    names = _names(item)
    out = Rich().add(f"{sentence(names)} " if names else "").add(_cut(item.title))
    return _place(out, item, locus).stop().spans()


def gost_description(item: CitedWork, _locus: Locus | None = None) -> tuple[Span, ...]:
    """Describe the work as in a library's catalogue, GOST R 7.0.100-2018; the page cited is no part of it."""
    undated, _, pages, nobody = _words(item)
    out = Rich()
    if item.authors:
        out.add(f"{sentence(item.authors[0])} ")
    out.add(item.title).add(f" / {', '.join(_reading(name) for name in item.authors)}" if item.authors else "").stop()
    year = str(item.year or undated)
    made = " : ".join(filter(None, (item.place, item.publisher or nobody))) if item.book else item.site
    areas = [", ".join(filter(None, (made, year))) if item.book else f"{made}. {year}".lstrip(". "),
             f"{item.extent} {pages}" if item.extent and item.book else "", item.archive]
    for area in filter(None, areas):
        out.add(f" – {area}").stop()
    return _address(out, item, item.home, dash=True).spans()


def _words(item: CitedWork) -> tuple[str, ...]:
    return _WORDS[_lang(item)]


def _lang(item: CitedWork) -> str:
    """Give the language in which a work is described: its own where that is Russian, else English."""
    return "ru" if item.lang == "ru" else "en"


def _page(item: CitedWork, locus: Locus) -> str:
    """Give the pages or leaves in the language of the work."""
    lang = _lang(item)
    return f"{_PLACES[lang][locus.leaf]}{replace(locus, lang=lang).number()}"


def _names(item: CitedWork) -> str:
    return ", ".join(f"{surname(name)} {initials(name)}".strip() for name in item.authors)


def _reading(name: str) -> str:
    short = initials(name)
    return f"{short} {surname(name)}" if short else reading_name(name)


def _place(out: Rich, item: CitedWork, locus: Locus) -> Rich:
    if locus.pages:
        out.stop().add(f" {_page(item, locus)}")
    elif locus.unpaged:
        out.stop().add(f" {_capital(locus.unpaged)}")
    return out


def _address(out: Rich, item: CitedWork, url: str, *, dash: bool = False) -> Rich:
    seen = f" (дата обращения: {item.accessed:%d.%m.%Y})" if item.accessed else ""
    return out.add(f" {'– ' if dash else ''}URL: {url}{seen}." if url else "")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _cut(title: str) -> str:
    if len(title) <= MAX_REPEATED_CHARS:
        return title
    head = title[:MAX_REPEATED_CHARS].rsplit(" ", 1)[0]
    for opens, closes in ("«»", "“”", "„“"):
        # A quotation that was begun is given to its end.
        if head.count(opens) > head.count(closes):
            head = title[: title.find(closes, len(head)) + 1] or head
    return head.rstrip(" ,;:–-") + ("…" if len(head) < len(title) else "")

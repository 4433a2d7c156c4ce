"""English note and list styles: Chicago, MLA, APA, Bluebook.

A work without an author is cited by its title, as each of these manuals asks; the publisher is never made
its author. Titles keep the capitals of the source.
"""

from __future__ import annotations

from corpus.cite_item import Item, Locus, and_names, initials, reading_name, surname
from corpus.cite_spans import Rich, Span, quoted, sentence
from corpus.cite_words import long_date, short_date, words


def chicago(item: Item, locus: Locus) -> tuple[Span, ...]:
    """Full note of The Chicago Manual of Style, 17th ed., 14.23 (books), 14.207 (texts on the web)."""
    out = Rich(inside=True).add(f"{and_names(map(reading_name, item.authors))}, " if item.authors else "")
    if item.book:
        made = ": ".join(filter(None, (item.place, item.publisher)))
        out.add(item.title, italic=True).add(f" ({made}, {item.year or 'n.d.'})")
        tail = []
    else:
        out.add(quoted(item.title, "en")).add(f", {item.year or 'n.d.'}")
        tail = [item.site]
    if locus.pages:
        out.add(f", {locus.page()}").add(f" ({locus.said})" if locus.said else "")
    else:
        tail = [locus.unpaged, item.site]
    tail += [f"accessed {long_date(item.accessed, 'en')}" if item.accessed and item.url else "", item.url]
    for part in filter(None, tail):
        out.add(f", {part}")
    return out.stop().spans()


def chicago_short(item: Item, locus: Locus) -> tuple[Span, ...]:
    """Shortened note of The Chicago Manual of Style, 17th ed., 14.30."""
    out = Rich(inside=True).add(f"{and_names(map(surname, item.authors))}, " if item.authors else "")
    out.add(item.short_title if item.book else quoted(item.short_title, "en"), italic=item.book)
    return out.add(f", {locus.where}" if locus.where else "").stop().spans()


def mla(item: Item, locus: Locus) -> tuple[Span, ...]:
    """Entry of the list of works cited, then on a line the citation in the text: MLA Handbook, 9th ed."""
    out = Rich(inside=True).add(f"{sentence(_listed(item.authors))} " if item.authors else "")
    if item.book:
        out.add(item.title, italic=True).stop().add(" ")
        parts = [item.publisher]
    else:
        out.add(f"{quoted(sentence(item.title), 'en')} ")
        out.add(item.site, italic=True).add(", " if item.site and (item.year or item.url) else "")
        parts = []
    parts += [str(item.year or ""), item.url]
    out.add(", ".join(filter(None, parts))).stop()
    if item.accessed and item.url:
        out.add(f" Accessed {short_date(item.accessed, 'en')}.")
    out.add("\n(")
    if item.authors:
        out.add(and_names(map(surname, item.authors)))
    else:
        out.add(item.short_title if item.book else quoted(item.short_title, "en"), italic=item.book)
    gap = " " if locus.pages else ", "
    return out.add(f"{gap}{locus.where}" if locus.where else "").add(")").spans()


def _listed(names: tuple[str, ...]) -> str:
    """Join the names of an entry: the first by surname, the others in reading order."""
    return and_names([names[0], *map(reading_name, names[1:])], pair=", and ")


def apa(item: Item, locus: Locus) -> tuple[Span, ...]:
    """Entry of the reference list, then on a line the citation in the text: APA manual, 7th ed., 9.12."""
    year = str(item.year or "n.d.")
    out = Rich(inside=True)
    if item.authors:
        names = ", & ".join(f"{surname(n)}, {initials(n)}".rstrip(", ") for n in item.authors)
        out.add(f"{sentence(names)} ({year}). ").add(item.title, italic=True).stop()
    else:
        out.add(item.title, italic=True).stop().add(f" ({year}).")
    house = item.publisher or item.site
    out.add(f" {sentence(house)}" if house else "")
    out.add(f" {item.url}" if item.url else "").add("\n(")
    if item.authors:
        out.add(" & ".join(map(surname, item.authors)))
    else:
        out.add(item.short_title, italic=True)
    where = locus.page()
    where = f"{'pp.' if '–' in where else 'p.'} {where}" if where else locus.unpaged
    return out.add(f", {year}").add(f", {where}" if where else "").add(")").spans()


def bluebook(item: Item, locus: Locus) -> tuple[Span, ...]:
    """Citation of a book or report after The Bluebook, 21st ed., rule 15, with what is cited in brackets.

    The manual sets titles in small capitals in law reviews; they are italic here, as in court documents.
    """
    out = Rich(inside=True).add(f"{and_names(map(reading_name, item.authors))}, " if item.authors else "")
    out.add(item.title, italic=True)
    out.add(f" {locus.page()}" if locus.pages else "").add(f" ({item.year or 'n.d.'})")
    said = locus.said if locus.pages else locus.unpaged
    out.add(f" ({said})" if said else "")
    return out.add(f", {item.url}" if item.url else "").stop().spans()


def text(item: Item, locus: Locus) -> tuple[Span, ...]:
    """Plain words: who, when, the quotation; the work and the page; the address.

    The only form that shows an interpolated page, in square brackets and called an estimate.
    """
    table = words(locus.lang)
    who = f"{locus.name} ({locus.role})" if locus.name and locus.role else locus.name
    head = ", ".join(filter(None, (who, locus.sitting_full)))
    quote = quoted(locus.quote, item.lang) if locus.quote else ""
    made = ": ".join(filter(None, (item.place, item.publisher)))
    work = [
        sentence("; ".join(item.authors)),
        sentence(item.title),
        sentence(", ".join(filter(None, (made, str(item.year or ""), _page(locus, table))))),
    ]
    seen = ""
    if item.accessed:
        seen = f" ({table['accessed'].format(date=long_date(item.accessed, locus.lang))})"
    lines = [": ".join(filter(None, (head, quote))), " ".join(filter(None, work))]
    lines.append(item.url + seen if item.url else "")
    return Rich().add("\n".join(filter(None, lines))).spans()


def _page(locus: Locus, table: dict[str, str]) -> str:
    if locus.pages:
        form = table["page" if locus.pages[0] == locus.pages[1] else "pages"]
        page = form.format(page=locus.page())
        return f"{page} ({table['counted']})" if locus.counted else page
    if locus.estimate is None:
        return locus.section
    label, margin = locus.estimate
    form = table["estimated_bare" if margin is None else "estimated"]
    width = f"{margin or 0:g}".replace(".", table["decimal"])
    page = f"[{form.format(page=label, margin=width)}]"
    return ", ".join(filter(None, (locus.section, page)))

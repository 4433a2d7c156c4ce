"""Other English styles: MLA, APA, Bluebook, and plain words.

MLA cites a work without an author by its title. APA and Bluebook name the court or office that issued a report as its
author, and then not again as its publisher. Titles keep the capitals of the source: which of them are names cannot be
told by a program.
"""

from __future__ import annotations

from corpus.citation.authors import and_names, initials, listed_names, reading_name, surname
from corpus.citation.locus import Locus
from corpus.citation.rich_text import Rich, Span, quoted, sentence
from corpus.citation.wording import CitationWords, citation_words, long_date, short_date
from corpus.citation.work import CitedWork


def mla(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Entry of the list of works cited, then on a line the citation in the text: MLA Handbook, 9th ed."""
    return (*mla_entry(item), Span("\n"), *mla_in_text(item, locus))


def mla_entry(item: CitedWork, _: Locus | None = None) -> tuple[Span, ...]:
    """Entry of the list of works cited, 5.3 and 5.4."""
    out = Rich(inside=True).add(f"{sentence(listed_names(item.authors))} " if item.authors else "")
    if item.book:
        out.add(item.title, italic=True).stop()
    else:
        out.add(quoted(sentence(item.title), "en"))
    year = "" if item.year_in_title and not item.book else str(item.year or "")
    when = short_date(item.day, "en") if item.day else year
    parts = [item.publisher, when, item.url] if item.book else [when, item.archive, item.url]
    if not item.book and item.site:
        out.add(" ").add(item.site, italic=True).add("," if any(parts) else "")
    out.add(f" {', '.join(filter(None, parts))}" if any(parts) else "").stop()
    seen = item.accessed and item.url
    return out.add(f" Accessed {short_date(item.accessed, 'en')}." if seen and item.accessed else "").spans()


def mla_in_text(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Citation in the text, 6.3."""
    out = Rich(inside=True).add("(")
    if item.authors:
        out.add(and_names(map(surname, item.authors)))
    else:
        out.add(item.short_title if item.book else quoted(item.short_title, "en"), italic=item.book)
    gap = " " if locus.pages else ", "
    return out.add(f"{gap}{locus.page_or_place}" if locus.page_or_place else "").add(")").spans()


def apa(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Entry of the reference list, then on a line the citation in the text: APA manual, 7th ed., 9.12."""
    return (*apa_entry(item), Span("\n"), *apa_in_text(item, locus))


def apa_entry(item: CitedWork, _: Locus | None = None) -> tuple[Span, ...]:
    """Entry of the reference list, 9.7 to 9.38; a body that is author and publisher is named once.

    A title in another language is followed by its translation, where the catalogue has one.
    """
    when = str(item.year or "n.d.")
    if item.day:
        when = f"{item.day.year}, {long_date(item.day, 'en', year=False)}"
    out = Rich(inside=True)
    names = ", & ".join(f"{surname(n)}, {initials(n)}".rstrip(", ") for n in item.authors) or item.body
    if names:
        out.add(f"{sentence(names)} ({when}). ")
    out.add(item.title, italic=True).add(f" [{item.translated}]" if item.translated else "").stop()
    if not names:
        out.add(f" ({when}).")
    out.add(f" {sentence(item.archive)}" if item.archive else "")
    house = item.house or ("" if item.book else item.site)
    return out.add(f" {sentence(house)}" if house else "").add(f" {item.url}" if item.url else "").spans()


def apa_in_text(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Citation in the text, 8.10 and 8.13."""
    out = Rich(inside=True).add("(")
    names = " & ".join(map(surname, item.authors)) or item.body
    out.add(names) if names else out.add(item.short_title, italic=True)
    where = locus.page_called() or locus.unpaged
    return out.add(f", {item.year or 'n.d.'}").add(f", {where}" if where else "").add(")").spans()


def bluebook(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Citation of a book or report after The Bluebook, 21st ed., rule 15, with what is cited in brackets.

    The manual sets titles in small capitals in law reviews; they are italic here, as in court documents.
    """
    names = " & ".join(map(reading_name, item.authors)) or item.body
    out = Rich(inside=True).add(f"{names}, " if names else "").add(item.title, italic=True)
    when = short_date(item.day, "en", first="month") if item.day else str(item.year or ("n.d." if item.book else ""))
    out.add(f" {locus.page()}" if locus.pages else "")
    if not item.book and item.site:
        out.add(", ").add(item.site, italic=True)
    out.add(f" ({when})" if when else "")
    said = locus.speaker_and_sitting if locus.pages else locus.unpaged
    out.add(f" ({said})" if said else "").add(f" ({item.archive})" if item.archive else "")
    return out.add(f", {item.url}" if item.url else "").stop().spans()


def bluebook_id(_: CitedWork, locus: Locus | None) -> tuple[Span, ...]:
    """Citation of the work that the note before cites too, rule 4.1; ``locus`` is None where the page is the same."""
    where = locus.page_or_place if locus else ""
    return Rich().add("Id.", italic=True).add(f" at {where}." if where else "").spans()


def bluebook_supra(item: CitedWork, locus: Locus, note: int) -> tuple[Span, ...]:
    """Citation of a work that an earlier ``note`` cites in full, rule 4.2."""
    names = " & ".join(map(surname, item.authors)) or item.body
    out = Rich(inside=True).add(names or item.short_title, italic=not names)
    out.add(", ").add("supra", italic=True).add(f" note {note}")
    return out.add(f", at {locus.page_or_place}" if locus.page_or_place else "").stop().spans()


def text(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Plain words: who, when, the quotation; the work and the page; the address.

    The only form that shows an interpolated page, in square brackets and called an estimate.
    """
    table = citation_words(locus.lang)
    who = f"{locus.name} ({locus.role})" if locus.name and locus.role else locus.name
    head = ", ".join(filter(None, (who, locus.sitting_full)))
    quote = quoted(locus.quote, item.lang) if locus.quote else ""
    seen = ""
    if item.accessed:
        seen = f" ({table.accessed.format(date=long_date(item.accessed, locus.lang))})"
    lines = [": ".join(filter(None, (head, quote))), work_in_words(item, locus), item.url + seen if item.url else ""]
    return Rich().add("\n".join(filter(None, lines))).spans()


def work_in_words(item: CitedWork, locus: Locus) -> str:
    """Name the work and the page in it on one line."""
    made = ": ".join(filter(None, (item.place, item.publisher)))
    when = long_date(item.day, locus.lang) if item.day else str(item.year or "")
    work = [
        sentence("; ".join(item.authors)),
        sentence(item.title),
        sentence(", ".join(filter(None, (made, when, item.archive, _page(locus, citation_words(locus.lang)))))),
    ]
    return " ".join(filter(None, work))


def _page(locus: Locus, table: CitationWords) -> str:
    """Give the page in words: printed, or in brackets where it is an estimate, or the section where there is none."""
    if locus.pages:
        return locus.page_in_words
    if locus.estimate is None:
        return locus.section
    label, margin = locus.estimate
    form = table.estimated_bare if margin is None else table.estimated
    width = f"{margin or 0:g}".replace(".", table.decimal)
    page = f"[{form.format(page=label, margin=width)}]"
    return ", ".join(filter(None, (locus.section, page)))

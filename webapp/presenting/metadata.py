"""A passage as reference managers read it from the page: COinS and the meta elements of Highwire Press.

COinS is an OpenURL (ANSI/NISO Z39.88-2004, KEV book format) in the title of an empty element. Zotero keeps pages only
of a part of a book, so a passage of a book is one (``bookitem``, ``citation_book_title``); its title is who says it.
An edition and its sittings are the book. A text of a site is a page of it (KEV Dublin Core).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote_plus

from corpus.citation.locus import Locus, below_title, locus_of
from corpus.citation.work import CitedWork, at_words
from corpus.model.turns import Turn
from corpus.model.voice import Spans, Voice
from indexer.generation.extracts import below
from webapp.books.held import Held
from webapp.server.links import public_url


def work_and_place(held: Held, turn: Turn, spans: Spans = ()) -> tuple[CitedWork, Locus]:
    """Give the work and the place in it of the words in ``spans`` of a turn, by default of all."""
    text = held.text(turn.text_id)
    base = public_url()
    item = at_words(held.work(text.id, turn.origin.url, below(held.index, turn), base), turn, base_url=base,
                    spans=spans)
    return item, locus_of(below_title(turn, text), held.catalogue, item.lang, year=item.year, spans=spans,
                          cased=held.index.headings)


def coins_of_passage(held: Held, turn: Turn, spans: Spans, says: Voice) -> str:
    """Give the context object of the words in ``spans`` of a turn, which ``says`` says.

    Passages of one voice on a page, or in a text without pages, have the same one where the site has no public
    address, which is in it.
    """
    if public_url() is not None:
        return coins(*work_and_place(held, turn, spans))
    page = turn.page
    closing = below(held.index, turn) if held.infos[turn.text_id].kind == "cited" else None
    key = (turn.text_id, turn.origin.url, closing, page.label, page.end, page.basis, page.margin, turn.section,
           turn.sitting, turn.lang, says.kind, says.speaker, says.label, says.role, says.part, says.mixed)
    found = held.coins.get(key)
    if found is None:
        found = coins(*work_and_place(held, turn, spans))
        held.coins.put(key, found)
    return found


def coins_of_work(held: Held, turn: Turn, address: str) -> str:
    """Give the context object of the work that a turn stands in; ``address`` is that of its page here."""
    item = replace(work_and_place(held, turn)[0], url=address)
    return coins(item, Locus(item.lang), whole=True)


def title_of(item: CitedWork, locus: Locus) -> str:
    """Name a passage: who says it and when, else where it stands; never empty."""
    said = locus.speaker_and_sitting if locus.pages else locus.unpaged
    return said or (f"{item.short_title}, {locus.page('-')}" if locus.pages else item.short_title)


def coins(item: CitedWork, locus: Locus, *, whole: bool = False) -> str:
    """Give the context object of a passage, or of the ``whole`` work."""
    day = item.day.isoformat() if item.day else str(item.year or "")
    if item.kind != "book":
        fields = [
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
            ("rft.type", "document" if item.archive else "webpage"),
            ("rft.title", item.title),
            *(("rft.creator", author) for author in item.authors),
            ("rft.source", item.site),
            ("rft.date", day),
            ("rft.description", ", ".join(filter(None, (locus.unpaged, item.archive)))),
        ]
    else:
        pages = locus.ends
        fields = [
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
            ("rft.genre", "book" if whole else "bookitem"),
            ("rft.atitle", "" if whole else title_of(item, locus)),
            ("rft.btitle", item.title),
            *(("rft.au", author) for author in item.authors),
            ("rft.pub", item.publisher),
            ("rft.place", item.place),
            ("rft.date", day),
            ("rft.pages", locus.page("-")),
            ("rft.spage", pages[0]),
            ("rft.epage", pages[1]),
        ]
    fields = [("ctx_ver", "Z39.88-2004"), *fields, ("rft.language", item.lang), ("rft_id", item.url)]
    return "&".join(f"{name}={_written(value)}" for name, value in fields if value)


@lru_cache(4_096)
def _written(value: str) -> str:
    """Write a value of a context object as forms are sent; most are those of the work, the same in all its passages."""
    return quote_plus(value)


def meta(item: CitedWork, locus: Locus) -> list[tuple[str, str]]:
    """Give the meta elements; the book is named as such, so that the passage is not taken for an article.

    Programs read one or the other of the two names for the book's title.
    """
    first, last = locus.ends
    book = item.kind == "book"
    in_book = [("citation_book_title", item.title), ("citation_inbook_title", item.title)] if book else []
    fields = [
        ("citation_title", title_of(item, locus) if book else item.title),
        *in_book,
        *(("citation_author", author) for author in item.authors),
        ("citation_publisher", item.publisher or item.site),
        ("citation_publication_date", item.day.strftime("%Y/%m/%d") if item.day else str(item.year or "")),
        ("citation_firstpage", first),
        ("citation_lastpage", last if last != first else ""),
        ("citation_language", item.lang),
        ("citation_public_url", item.url),
    ]
    # A text of a site has no kind of its own among these names; this one says it is a page (Dublin Core).
    return [(name, value) for name, value in [*fields, ("" if book else "DC.type", "webpage")] if name and value]

"""A passage as reference managers read it from the page: COinS and the meta elements of Highwire Press.

COinS is an OpenURL (ANSI/NISO Z39.88-2004, KEV book format) in the title of an empty element.
"""

from __future__ import annotations

from urllib.parse import urlencode

from corpus.cite_item import Item, Locus, item_of, locus_of
from corpus.model import Turn
from webapp.books import Books
from webapp.context import public_url


def described(books: Books, turn: Turn) -> tuple[Item, Locus]:
    """Give the work and the place in it."""
    text = books.text(turn.text_id)
    item = item_of(turn, text, books.catalogue, base_url=public_url(), accessed=None)
    return item, locus_of(turn, books.catalogue, item.lang, year=item.year)


def coins(item: Item, locus: Locus) -> str:
    """Give the context object of a passage."""
    pages = locus.pages or ("", "")
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "book"),
        ("rft.btitle", item.title),
        *(("rft.au", author) for author in item.authors),
        ("rft.pub", item.publisher or item.site),
        ("rft.place", item.place),
        ("rft.date", str(item.year or "")),
        ("rft.pages", locus.page("-")),
        ("rft.spage", pages[0]),
        ("rft.epage", pages[1]),
        ("rft.language", item.lang),
        ("rft_id", item.url),
    ]
    return urlencode([(name, value) for name, value in fields if value])


def meta(item: Item, locus: Locus) -> list[tuple[str, str]]:
    """Give the meta elements; the book is named as such, so that the passage is not taken for an article."""
    pages = locus.pages or ("", "")
    fields = [
        ("citation_title", locus.said if locus.pages else locus.unpaged),
        ("citation_inbook_title", item.title),
        *(("citation_author", author) for author in item.authors),
        ("citation_publisher", item.publisher or item.site),
        ("citation_publication_date", str(item.year or "")),
        ("citation_firstpage", pages[0]),
        ("citation_lastpage", pages[1]),
        ("citation_language", item.lang),
        ("citation_public_url", item.url),
    ]
    return [(name, value) for name, value in fields if value]

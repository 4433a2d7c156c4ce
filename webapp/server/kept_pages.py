"""Finished pages kept at hand: an address that was asked before is answered without making its page again.

Pages have nothing of their reader: no cookie is read or set. So a page depends on the texts, with which the kept ones
go (:class:`webapp.books.books.Books` holds them), on its address with host and language, on the day that citations
name, and on whether it travels compressed. What is refused, by its host or for too many questions, is refused before.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Request, Response, g

from webapp.books.books import Books
from webapp.books.kept_page import KeptPage
from webapp.server.compression import takes_gzip
from webapp.server.links import shelf
from webapp.server.parameters import present

PAGES = frozenset({
    "compare", "contents", "home", "keywords", "languages", "part", "people", "person", "search", "statistics",
    "texts", "trial", "turn",
})
"""Pages that show the texts of the index and nothing else: no file of the home, no text that a reader has typed in."""

SITE = ("wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SCRIPT_NAME")
"""What WSGI says of the place of the site, which addresses on a page begin with."""

PERSONAL = frozenset({"by"})
"""What a reader says of themselves in a form: no page that has it is kept."""


@dataclass(frozen=True, slots=True)
class Making:
    """A page that is being made and may be kept: with which texts, as what, how many answers were put off before."""

    books: Books
    key: Hashable
    put_off: int


def kept_page() -> Response | None:
    """Give the page of the present address where it is kept. Raises IndexMissingError, IndexDamagedError, HomeError."""
    asked = present()
    if not may_be_kept(asked):
        return None
    books = shelf().books()
    key = (*map(asked.environ.get, SITE), asked.path, asked.query_string, takes_gzip(asked), days())
    found = books.pages.get(key)
    if found is None:
        g.making = Making(books, key, books.citing.put_off)
        return None
    g.at_hand = True
    return Response(found.body, headers=list(found.headers))


def is_at_hand() -> bool:
    """Whether the answer to the present request is a kept page, with all its headers."""
    return "at_hand" in g


def books_of_page() -> Books | None:
    """Give the texts with which the present page will be kept; None where it will not be."""
    making: Making | None = g.get("making")
    return making.books if making else None


def may_be_kept(asked: Request) -> bool:
    """Whether the answer to a request is one that others may be given too."""
    name = (asked.endpoint or "").partition(".")[2]
    return asked.method == "GET" and name in PAGES and PERSONAL.isdisjoint(asked.args)


def keep_not() -> None:
    """Let the present page be made anew for the next reader: something in it holds for this moment only."""
    g.pop("making", None)
    g.passing = True


def days() -> tuple[date, date]:
    """Give the day here and that of UTC: citations of passages name the one, those of answers the other."""
    return date.today(), datetime.now(UTC).date()


def keep_page(answer: Response) -> None:
    """Keep a page that is ready to be sent, unless it says that something in it is not known yet."""
    making: Making | None = g.pop("making", None)
    if making is None or answer.status_code != 200 or answer.is_streamed:
        return
    if making.books.citing.put_off == making.put_off:
        making.books.pages.put(making.key, KeptPage(answer.get_data(), tuple(answer.headers)))

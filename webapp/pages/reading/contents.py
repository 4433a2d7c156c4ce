"""The contents of a text: its sittings with their sections and pages, and what kind of text it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.model.turns import TextInfo
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.books.overview import TextPart
from webapp.i18n.i18n import gettext
from webapp.models.models import Link
from webapp.models.words import Words
from webapp.presenting.cards import card_of_text
from webapp.presenting.metadata import coins_of_work
from webapp.presenting.passages import anchor, compare_href, part_href
from webapp.presenting.places import short_page
from webapp.server.links import base_url, to
from webapp.wording import labels
from webapp.wording.sentences import words_in

PAGES_OF_A_TURN = 500
"""Pages that a turn may go on over; a range beyond that is a misprint."""


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """A sitting in a table of contents."""

    title: str
    href: str
    turns: int
    pages: str
    sections: tuple[ContentsSection, ...]
    compare: str | None = None


@dataclass(frozen=True, slots=True)
class ContentsSection:
    """A section in a table of contents."""

    name: str
    href: str
    page: str


def contents_context(books: Books, text: TextInfo, without_page: str = "") -> dict[str, Any]:
    """Give the table of contents of an edition; ``without_page`` says that a page asked for is not in it."""
    held, told = books.held, note(books.held, text)
    first = held.turns(text.id, held.parts(text.id)[0].name)[0]
    return {
        "without_page": without_page,
        "text": text,
        "card": card_of_text(text, told.text),
        "coins": coins_of_work(held, first, f"{base_url()}/{text.id}/"),
        "crumbs": [Link(gettext("Texts"), to("texts"))],
        "imprint": imprint(text),
        "note": told,
        "sittings": [contents_part(books, text, part) for part in books.held.parts(text.id)],
    }


def note(held: Held, text: TextInfo) -> Words:
    """Say what kind of text it is: of an edition, also of the reader's own copy, as the catalogue has it."""
    edition = held.catalogue.editions.get(text.id.partition(".")[0]) if text.is_edition else None
    return Words(held.source_note(edition)) if edition else words_in(text.note or "", text.lang)


def imprint(text: TextInfo) -> Words:
    """Give place, publisher and year in one line."""
    return words_in(", ".join(str(value) for value in (text.place, text.publisher, text.year) if value), text.lang)


def contents_part(books: Books, text: TextInfo, part: TextPart) -> ContentsPart:
    """Give a sitting with its sections and the pages it takes."""
    return ContentsPart(
        labels.sitting(part.name),
        part_href(text, part.name),
        part.turns,
        part_pages(books.held, text, part.name),
        tuple(
            ContentsSection(
                section.title,
                part_href(text, part.name, at=section.ref.rsplit("/", 1)[-1], _anchor=anchor(section.ref)),
                short_page(section.page),
            )
            for section in part.sections
        ),
        compare_href(books.pairs, text, part.name),
    )


def part_pages(held: Held, text: TextInfo, name: str | None) -> str:
    """Give the pages a part takes; empty where it has none."""
    part = held.part(text.id, name)
    return labels.page_range(part.first, part.last) if part and part.first.label is not None else ""


def pages_held(held: Held, text: TextInfo) -> str:
    """Say in ranges which pages turns of a text stand on, estimates with their sign; empty where it has none."""
    names: dict[str, None] = {}
    estimated = False
    for turn in held.all_turns(text.id):
        first, last = turn.page.label, turn.page.end or turn.page.label
        if first is None or last is None or turn.page.basis == "none":
            continue
        estimated |= turn.page.basis == "estimated"
        between = first.isdecimal() and last.isdecimal() and int(first) <= int(last) <= int(first) + PAGES_OF_A_TURN
        names |= dict.fromkeys(map(str, range(int(first), int(last) + 1)) if between else (first, last))
    if not names:
        return ""
    ordered = sorted(names, key=lambda name: (int(name) if name.isdecimal() else 0, name))
    return labels.pages(ordered, "≈ " if estimated else "")

"""A whole text as a file: plain text to read, or one turn a line for programs; the rights are stated in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from corpus.model import Page, TextInfo
from indexer.results import turn_json
from webapp import labels
from webapp.books import Books
from webapp.context import base_url
from webapp.i18n import gettext


def rights(books: Books, text: TextInfo) -> str:
    """Say whose a text is; never empty."""
    edition = books.catalogue.editions.get(text.id)
    return text.rights or (edition.rights if edition else None) or gettext("not known")


def as_text(books: Books, text: TextInfo) -> Iterator[str]:
    """Give a text as lines: what it is and whose, then each turn with its label, the page set in brackets."""
    edition = books.catalogue.editions.get(text.id)
    note = books.note(edition) if edition else text.note
    published = ", ".join(str(value) for value in (text.place, text.publisher, text.year) if value)
    named = ((gettext("Published"), published), (gettext("Rights"), rights(books, text)),
             (gettext("Identifier"), text.id), (gettext("Source"), f"{base_url()}/texts/{text.id}"),
             (gettext("Kind"), note))
    yield f"{text.title}\n"
    yield from (f"{name}: {value}\n" for name, value in named if value)
    before: Page | None = None
    for sitting, turns in groupby(books.all_turns(text.id), key=lambda turn: turn.sitting):
        yield f"\n\n== {labels.sitting(sitting)} ==\n" if text.is_edition else "\n"
        for turn in turns:
            if turn.page.label and (before is None or turn.page.label != before.label):
                yield f"\n[{labels.page(turn.page)}]\n"
            before = turn.page
            yield f"\n{turn.label}: {turn.text}\n" if turn.label else f"\n{turn.text}\n"


def as_lines(books: Books, text: TextInfo) -> Iterator[str]:
    """Give a text as JSON Lines, with the fields that the command exports and the rights on each line."""
    whose = rights(books, text)
    for turn in books.all_turns(text.id):
        yield json.dumps({**turn_json(turn, text), "rights": whose}, ensure_ascii=False) + "\n"

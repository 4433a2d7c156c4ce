"""The page of a text, held or known: what is known of it, its files, and where it can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import render_template

from corpus.catalogue.catalogue import Edition, Source
from corpus.errors import UnknownNameError
from corpus.model.description import DescribedPart, Named
from corpus.model.turns import TextInfo
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language
from webapp.models.models import Link
from webapp.models.words import Words
from webapp.pages.holdings.texts import fetchable
from webapp.pages.reading.contents import note
from webapp.pages.reading.passage import web_address
from webapp.presenting.downloads import FORMAT_NAMES, WHOLE
from webapp.presenting.holdings import rights, stated
from webapp.presenting.passages import person_name
from webapp.presenting.places import NO_BREAK
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import descriptions, labels
from webapp.wording.sentences import words_in, words_of_unknown

LINES_OF_FILES = 60
"""Files of a text listed on its page."""


@dataclass(frozen=True, slots=True)
class AddressView:
    """An address that holds a text: in what form, how much of it, whose it is, and why it is not fetched."""

    url: str
    host: str
    kind: Words
    holds: Words
    rights: Words
    reason: Words


@site.get("/texts/<text_id>")
def text(text_id: str) -> str:
    """Show what is known of a text."""
    return render_template("holdings/text.html", **text_context(current_books(), text_id))


def text_context(books: Books, text_id: str) -> dict[str, Any]:
    """Give what is known of a text, held or not. Raises UnknownNameError."""
    held = books.held
    info = held.infos.get(text_id)
    edition = held.catalogue.editions.get(text_id)
    entry = info or edition
    if entry is None:
        raise UnknownNameError(gettext("No text is called so, here or in the catalogue."),
                               gettext("The list of texts has them all."))
    files = info.files if info else ()
    return {
        "text_id": text_id,
        "crumbs": [Link(gettext("Texts"), to("texts"))],
        "title": entry.title,
        "text_lang": entry.lang,
        "held": info is not None,
        "rights": words_of_unknown(rights(held, info)) if info else Words(""),
        "files_of": [(ending, gettext(FORMAT_NAMES[form])) for ending, form in WHOLE.items()],
        "fetchable": fetchable(held, text_id),
        "cites": info is not None and info.kind == "citing",
        "citable": edition is not None or (info is not None and info.is_edition),
        "note": note(held, info) if info else Words(held.source_note(edition) if edition else ""),
        "facts": facts(books, info, edition),
        "files": [*files[:LINES_OF_FILES], *(["…"] if len(files) > LINES_OF_FILES else [])],
        "sources": [address(held, source) for source in held.catalogue.sources
                    if source.edition == text_id and web_address(source.url)],
    }


def address(held: Held, source: Source) -> AddressView:
    """Give an address at which a text can be read."""
    return AddressView(source.url, source.host, stated(held, source.kind), stated(held, source.holds),
                       stated(held, source.rights or ""), stated(held, source.reason))


def facts(books: Books, info: TextInfo | None, edition: Edition | None) -> list[tuple[str, Words]]:
    """Give what is known of a text, held or in the catalogue, as pairs of name and value."""
    known = [*identity(books.held, info or edition), (gettext("Kind"), kind(info, edition)),
             *described_facts(books.held, info),
             *print_facts(info, edition), *held_facts(info), *source_facts(books.held, info, edition)]
    if info:
        known.append((gettext("Speakers"), Words(speakers(books, info))))
    return [(name, value) for name, value in known if value.text]


def identity(held: Held, entry: TextInfo | Edition | None) -> list[tuple[str, Words]]:
    """Say what a text is called, of which trial and in which language it is."""
    if entry is None:
        return []
    return [
        (gettext("Identifier"), Words(entry.id, "")),
        (gettext("Trial"), Words(held.trial_title(entry.trial) if entry.trial else "")),
        (gettext("Language"), Words(labels.named(labels.LANGS, entry.lang))),
    ]


def kind(info: TextInfo | None, edition: Edition | None) -> Words:
    """Give the reader's word for the kind of record or of text."""
    if edition:
        return Words(labels.named(labels.RECORDS, edition.record))
    return Words(labels.named(labels.TEXT_KINDS, info.kind) if info else "")


def described_facts(held: Held, info: TextInfo | None) -> list[tuple[str, Words]]:
    """Say what a document is as a whole, each part with that from which it is known."""
    if info is None or info.is_edition:
        return []
    described = info.description

    doctype = labels.named(descriptions.DOCTYPES, described.doctype) if described.doctype else ""

    def known(part: DescribedPart, value: str) -> Words:
        of = labels.named(descriptions.DESCRIBED_FROM, described.basis(part) or "")
        return words_in(value and f"{value} ({of})", None)

    def people(named: tuple[Named, ...]) -> str:
        return ", ".join(one.name if language() == "ru" or not one.person else person_name(held, one.person)
                         for one in named)

    return [
        (gettext("Kind of document"), known("doctype", doctype)),
        (gettext("Date"), known("day", descriptions.described_days(described))),
        (gettext("Written by"), known("authors", people(described.authors))),
        (gettext("Written to"), known("addressees", people(described.addressees))),
        (gettext("Person questioned"), known("questioned", people(described.questioned))),
        (gettext("Collection"), known("collections", ", ".join((*described.collections, *described.tags)))),
        (gettext("Archive signature"), known("archives", "; ".join(described.archives))),
    ]


def print_facts(info: TextInfo | None, edition: Edition | None) -> list[tuple[str, Words]]:
    """Say who wrote and published a text; the catalogue knows an edition better than a file does."""
    known = [entry for entry in (edition, info) if entry]
    lang = next((entry.lang for entry in (info, edition) if entry), None)
    imprint = (_first(entry.place for entry in known), _first(entry.publisher for entry in known),
               _first(entry.year for entry in known))
    return [
        (gettext("Author"), words_in((info.author if info else None) or "", lang)),
        (gettext("Published"), words_in(", ".join(str(value) for value in imprint if value), lang)),
        (gettext("Printed pages"), Words(str((edition.pages if edition else None) or ""))),
    ]


def _first(values: Iterable[str | int | None]) -> str | int | None:
    """Give the first value that is known."""
    return next((value for value in values if value), None)


def held_facts(info: TextInfo | None) -> list[tuple[str, Words]]:
    """Say how much of a text is held, and how it is paged."""
    if info is None:
        return []
    return [(gettext("Pages in the text held"), Words(labels.basis(info.paged))),
            (gettext("Held here"), Words(size(info)))]


def source_facts(held: Held, info: TextInfo | None, edition: Edition | None) -> list[tuple[str, Words]]:
    """Say whose a text is, and on what the facts about an edition rest; the file's own rights come first."""
    owner = next((entry.rights for entry in (info, edition) if entry and entry.rights), "")
    rests = [(gettext("Where these facts stand"), stated(held, edition.source)),
             (gettext("How certain they are"), Words(certainty(edition)))] if edition else []
    return [(gettext("Rights"), stated(held, owner)), *rests]


def size(info: TextInfo) -> str:
    """Count a text."""
    count = labels.turns if info.is_edition else labels.passages
    return f"{count(info.turns)}, {labels.words(info.words)}"


def certainty(edition: Edition) -> str:
    """Say how certain the catalogue is of an edition."""
    names = {"high": gettext("certain"), "medium": gettext("partly inferred"), "low": gettext("uncertain")}
    return names[edition.certainty]


def speakers(books: Books, info: TextInfo) -> str:
    """Name those who speak most in a text."""
    counted = Counter({name: said.turns for name, voices in books.figures.voices.items()
                       for said in voices if said.text_id == info.id})
    return ", ".join(f"{person_name(books.held, name)} ({count})".replace(" ", NO_BREAK)
                     for name, count in counted.most_common(12))

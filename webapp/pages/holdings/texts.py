"""What there is: the trials with their editions and sittings, the list of texts, the page of each text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template

from corpus.catalogue.catalogue import Edition, Sitting, Source, Trial
from corpus.errors import UnknownNameError
from corpus.model.turns import TextInfo
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language, ngettext, number
from webapp.models.models import EditionState, Link, SittingState, TrialState, Words
from webapp.pages.reading.passage import web_address
from webapp.pages.reading.read import note
from webapp.presenting.downloads import FORMAT_NAMES, WHOLE
from webapp.presenting.holdings import rights, stated
from webapp.presenting.passages import compare_href, part_href, person_name
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import labels
from webapp.wording.sentences import words_in, words_of_unknown

LINES_OF_FILES = 60
"""Files of a text listed on its page."""


@site.get("/texts")
def texts() -> str:
    """List editions and documents, held and known."""
    return render_template("holdings/texts.html", **texts_context(current_books()))


@site.get("/texts/<text_id>")
def text(text_id: str) -> str:
    """Show what is known of a text."""
    return render_template("holdings/text.html", **text_context(current_books(), text_id))


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Texts of one trial or one kind."""

    title: str
    entries: list[EditionState]


@dataclass(frozen=True, slots=True)
class AddressView:
    """An address that holds a text: in what form, how much of it, whose it is, and why it is not fetched."""

    url: str
    host: str
    kind: Words
    holds: Words
    rights: Words
    reason: Words


def add_example(held: Held) -> str:
    """Give a missing edition that a reader may have as a book: rather one not to be fetched, with printed pages."""
    missing = [e for e in held.catalogue.editions.values() if e.id not in held.infos]
    missing.sort(key=lambda e: (fetchable(held, e.id), not e.pages, e.lang != language()))
    return missing[0].id if missing else next(iter(held.catalogue.editions), "ID")


def trial_state(books: Books, trial: Trial) -> TrialState:
    """Give a trial with its editions, those held first, and its sittings."""
    editions = [edition_state(books.held, e) for e in books.held.catalogue.editions.values() if e.trial == trial.id]
    editions.sort(key=lambda e: not e.held)
    sittings = [sitting_state(books, trial, s) for s in trial.sittings]
    longest = max((s.turns for s in sittings), default=0) or 1
    russian = language() == "ru"
    return TrialState(
        trial.id,
        trial.title_ru if russian else trial.title_en,
        trial.title_en if russian else trial.title_ru,
        "en" if russian else "ru",
        trial.start.year,
        labels.days(trial.start, trial.end),
        facts_line(trial, sum(s.href is not None for s in sittings)),
        tuple(e for e in editions if e.held or e.fetchable),
        tuple(e for e in editions if not (e.held or e.fetchable)),
        tuple(replace(s, share=round(100 * s.turns / longest)) for s in sittings),
    )


def facts_line(trial: Trial, held: int) -> str:
    """Say in one line who was before which court, and how many sittings are here."""
    defendants = len({entry.person for entry in trial.roles if entry.role == "defendant"})
    return " · ".join(filter(None, (
        trial.court_ru if language() == "ru" else trial.court_en,
        ngettext("%(num)s defendant", "%(num)s defendants", defendants) if defendants else "",
        gettext("%(held)s of %(all)s held", held=number(held),
                all=ngettext("%(num)s sitting", "%(num)s sittings", len(trial.sittings))) if trial.sittings else "",
    )))


def edition_state(held: Held, edition: Edition) -> EditionState:
    """Give an edition of the catalogue with what is held of it."""
    text = held.infos.get(edition.id)
    return EditionState(
        edition.id, edition.title, edition.lang, edition.record, text is not None,
        text.turns if text else 0, text.words if text else 0, len(text.sittings) if text else 0,
        text.paged if text else "none", fetchable(held, edition.id), held.source_note(edition),
        edition.certainty == "high",
    )


def fetchable(held: Held, edition: str) -> bool:
    """Whether the catalogue knows a copy that may be fetched."""
    return any(source.fetch and source.edition == edition for source in held.catalogue.sources)


def sitting_state(books: Books, trial: Trial, sitting: Sitting) -> SittingState:
    """Give a sitting with the way into it: in the language of the page where that is held."""
    texts = [t for t in books.held.infos.values() if t.trial == trial.id and sitting.id in t.sittings]
    texts.sort(key=lambda t: t.lang != language())
    when, part = labels.short_day(sitting.date), labels.sitting(sitting.id).partition(", ")[2]
    if not texts:
        return SittingState(when, part, None)
    found = books.held.part(texts[0].id, sitting.id)
    return SittingState(when, part, part_href(texts[0], sitting.id), compare_href(books.pairs, texts[0], sitting.id),
                        found.turns if found else 0)


def texts_context(books: Books) -> dict[str, Any]:
    """Give all texts, held and known, by trial and kind."""
    held = books.held
    groups = []
    for trial in held.catalogue.trials.values():
        state = trial_state(books, trial)
        groups.append(TextGroup(held.trial_title(trial.id), [named(e) for e in (*state.editions, *state.others)]))
    for kind, title in (("cited", gettext("Cited documents")), ("citing", gettext("Citing documents"))):
        entries = [document_state(text) for text in held.infos.values() if text.kind == kind]
        groups.append(TextGroup(title, entries))
    own = [document_state(t) for t in held.infos.values() if t.is_edition and t.id not in held.catalogue.editions]
    groups.append(TextGroup(gettext("Other editions"), own))
    return {"groups": [group for group in groups if group.entries]}


def named(state: EditionState) -> EditionState:
    """Give the state with the reader's word for the kind of record."""
    return replace(state, record=labels.named(labels.RECORDS, state.record))


def document_state(text: TextInfo) -> EditionState:
    """Give a held text that the catalogue does not list."""
    return EditionState(text.id, text.title, text.lang, labels.named(labels.TEXT_KINDS, text.kind), True,
                        text.turns, text.words, len(text.sittings), text.paged, document=not text.is_edition)


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
        "facts": [(name, value) for name, value in facts(books, info, edition) if value and value.text],
        "files": [*files[:LINES_OF_FILES], *(["…"] if len(files) > LINES_OF_FILES else [])],
        "sources": [address(held, source) for source in held.catalogue.sources
                    if source.edition == text_id and web_address(source.url)],
    }


def address(held: Held, source: Source) -> AddressView:
    """Give an address at which a text can be read."""
    return AddressView(source.url, source.host, stated(held, source.kind), stated(held, source.holds),
                       stated(held, source.rights or ""), stated(held, source.reason))


def facts(books: Books, info: TextInfo | None, edition: Edition | None) -> list[tuple[str, Words | None]]:
    """Give what is known of a text as pairs of name and value; what is unknown is None or empty."""
    entry = info or edition
    trial = entry.trial if entry else None
    publisher = (edition.publisher if edition else None) or (info.publisher if info else None)
    lang = entry.lang if entry else None
    owner = (info.rights if info else None) or (edition.rights if edition else None)
    place = (edition.place if edition else None) or (info.place if info else None)
    year = (edition.year if edition else None) or (info.year if info else None)
    return [
        (gettext("Identifier"), Words(entry.id, "") if entry else None),
        (gettext("Trial"), Words(books.held.trial_title(trial)) if trial else None),
        (gettext("Language"), Words(labels.named(labels.LANGS, entry.lang)) if entry else None),
        (gettext("Kind"), Words(labels.named(labels.RECORDS, edition.record) if edition else kind(info))),
        (gettext("Author"), words_in(info.author, lang) if info and info.author else None),
        (gettext("Published"), words_in(", ".join(str(v) for v in (place, publisher, year) if v), lang)),
        (gettext("Printed pages"), Words(str(edition.pages)) if edition and edition.pages else None),
        (gettext("Pages in the text held"), Words(labels.basis(info.paged)) if info else None),
        (gettext("Held here"), Words(size(info)) if info else None),
        (gettext("Rights"), stated(books.held, owner) if owner else None),
        (gettext("Where these facts stand"), stated(books.held, edition.source) if edition else None),
        (gettext("How certain they are"), Words(certainty(edition)) if edition else None),
        (gettext("Speakers"), Words(speakers(books, info)) if info else None),
    ]


def kind(info: TextInfo | None) -> str:
    """Give the reader's word for the kind of a text."""
    return labels.named(labels.TEXT_KINDS, info.kind) if info else ""


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
    return ", ".join(f"{person_name(books.held, name)} ({count})" for name, count in counted.most_common(12))

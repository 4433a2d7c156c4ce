"""What there is: the trials with their editions and sittings, and the list of texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request

from corpus.catalogue.catalogue import Edition, Sitting, Trial
from corpus.model.turns import TextInfo
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language, ngettext, number
from webapp.models.models import EditionState, SittingState, TrialState
from webapp.pages.holdings.documents import document_list
from webapp.presenting.passages import compare_href, part_href
from webapp.server.site import current_books, site
from webapp.wording import descriptions, labels


@site.get("/texts")
def texts() -> str:
    """List editions and documents, held and known."""
    return render_template("holdings/texts.html", **texts_context(current_books(), request.args))


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Texts of one trial or one kind."""

    title: str
    entries: list[EditionState]


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


def texts_context(books: Books, asked: Mapping[str, str]) -> dict[str, Any]:
    """Give the editions, held and known, by trial, and the documents that ``asked`` chooses, by kind of text."""
    held = books.held
    listed = document_list((text for text in held.infos.values() if not text.is_edition), asked)
    groups = []
    for trial in held.catalogue.trials.values():
        state = trial_state(books, trial)
        entries = [with_record_named(each) for each in (*state.editions, *state.others)]
        groups.append(TextGroup(held.trial_title(trial.id), entries))
    for kind, title in (("cited", gettext("Cited documents")), ("citing", gettext("Citing documents"))):
        entries = [document_state(held, text) for text in listed.documents if text.kind == kind]
        groups.append(TextGroup(title, entries))
    own = [document_state(held, t) for t in held.infos.values() if t.is_edition and t.id not in held.catalogue.editions]
    groups.append(TextGroup(gettext("Other editions"), own))
    return {"groups": [group for group in groups if group.entries], "choices": listed.choices, "steps": listed.steps}


def with_record_named(state: EditionState) -> EditionState:
    """Give the state with the reader's word for the kind of record."""
    return replace(state, record=labels.named(labels.RECORDS, state.record))


def document_state(held: Held, text: TextInfo) -> EditionState:
    """Give a held text that the catalogue does not list."""
    doctype = text.description.doctype
    kind = labels.named(descriptions.DOCTYPES, doctype) if doctype else labels.named(labels.TEXT_KINDS, text.kind)
    return EditionState(text.id, held.full_title(text), text.lang, kind, True,
                        text.turns, text.words, len(text.sittings), text.paged, document=not text.is_edition)

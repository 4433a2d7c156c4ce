"""The first page: what is here, what is missing, and the trials as days to walk into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import render_template

from corpus.model.turns import TextInfo
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language, ngettext, number
from webapp.models.models import Link, SittingState, TrialState
from webapp.pages.holdings.texts import add_example, trial_state
from webapp.presenting.cards import card_of_page
from webapp.presenting.examples import questions
from webapp.presenting.passages import text_link
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import descriptions, labels


@site.get("/")
def home() -> str:
    """Show what is here."""
    return render_template("holdings/home.html", **home_context(current_books()))


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document held; ``told`` says its kind and day."""

    link: Link
    told: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a trial with its sittings; ``date`` is short (19 Aug)."""

    date: str
    sittings: tuple[SittingState, ...]


@dataclass(frozen=True, slots=True)
class TrialDays:
    """A trial with its days in order."""

    state: TrialState
    days: tuple[Day, ...]

    @property
    def held(self) -> bool:
        """Whether an edition of it is held."""
        return any(edition.held for edition in self.state.editions)


def home_context(books: Books) -> dict[str, Any]:
    """Give what the first page needs."""
    held = books.held
    trials = [trial_state(books, trial) for trial in held.catalogue.trials.values()]
    editions = [edition for trial in trials for edition in (*trial.editions, *trial.others)]
    return {
        "card": card_of_page(
            gettext("A specimen of the transcript search") if held.catalogue.name == "specimen"
            else gettext("Court reports of the Moscow trials"),
            [gettext("Find who said what, on which page, in Russian and English; read it in its place; cite it.")],
            to("home")),
        "trials": [TrialDays(trial, days(trial.sittings)) for trial in trials],
        "questions": questions(books),
        "figures": figures(held, trials),
        "missing": missing(trials),
        "documents": documents(held),
        "fetch": [edition.id for edition in editions if edition.fetchable and not edition.held],
        "add_example": add_example(held),
    }


DOCUMENTS_SHOWN = 8
"""Documents on the first page; all are in the list of texts, to which it leads."""


def documents(held: Held) -> list[DocumentLink]:
    """Give the documents, those of one kind together and in the order of their days, each told from the others."""
    texts = [text for text in held.infos.values() if not text.is_edition]
    texts.sort(key=lambda text: (text.kind, text.description.day or "", text.title))
    return [DocumentLink(text_link(held, text), told(text)) for text in texts[:DOCUMENTS_SHOWN]]


def told(text: TextInfo) -> str:
    """Say of a document its kind and day."""
    day = descriptions.described_days(text.description)
    kind = labels.named(labels.TEXT_KINDS, text.kind)
    return ", ".join(filter(None, (kind, day)))


def days(sittings: Sequence[SittingState]) -> tuple[Day, ...]:
    """Put the sittings of a trial, which are in order, into their days."""
    return tuple(Day(date, tuple(group)) for date, group in groupby(sittings, key=lambda s: s.day))


def figures(held: Held, trials: Sequence[TrialState]) -> list[tuple[str, str]]:
    """Give how much is held: figures, each with what it counts."""
    editions = [text for text in held.infos.values() if text.is_edition]
    sittings = [sitting for trial in trials for sitting in trial.sittings]
    here = {text.trial for text in editions}
    langs = ", ".join(labels.named(labels.IN_LANGS, lang) for lang in dict.fromkeys(text.lang for text in editions))
    turns, words = sum(t.turns for t in held.infos.values()), sum(t.words for t in held.infos.values())
    documents = len(held.infos) - len(editions)
    return [
        (number(sum(trial.id in here for trial in trials)),
         ngettext("of %(num)s trial", "of %(num)s trials", len(trials))),
        (number(sum(s.href is not None for s in sittings)),
         ngettext("of %(num)s sitting", "of %(num)s sittings", len(sittings))),
        (number(len(editions)),
         ngettext("edition %(langs)s", "editions %(langs)s", len(editions), langs=langs) if editions
         else ngettext("edition", "editions", 0)),
        (number(documents), ngettext("document", "documents", documents)),
        (number(turns), ngettext("turn", "turns", turns)),
        (number(words), ngettext("word of text", "words of text", words)),
    ]


def missing(trials: Sequence[TrialState]) -> list[str]:
    """Say for each trial what is missing: sittings that no text held has, and the language that is not held."""
    lines = []
    for trial in trials:
        lost = sum(s.href is None for s in trial.sittings)
        held = {edition.lang for edition in trial.editions if edition.held}
        known = {edition.lang for edition in (*trial.editions, *trial.others)} & {"en", "ru"}
        wanting = [labels.named(labels.IN_LANGS, lang) for lang in sorted(known - held, key=lambda c: c != language())]
        said = [
            ngettext("%(num)s sitting", "%(num)s sittings", lost) if lost else "",
            gettext("no edition %(langs)s", langs=", ".join(wanting)) if wanting and held else "",
        ]
        if any(said):
            lines.append(f"{trial.year}: {', '.join(filter(None, said))}")
    return lines

"""Help and about: what can be typed, and what is promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template

from corpus.errors import UnknownNameError
from indexer.results import Request
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language
from webapp.manual.topics import TOPICS, contents
from webapp.pages.holdings.texts import edition_state
from webapp.presenting.examples import Example, speakers, working
from webapp.presenting.passages import compare_href, part_href
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import labels


@site.get("/help")
def help() -> str:
    """Explain how to search."""
    return render_template("about/help.html", **help_context(current_books()))


@site.get("/help/<topic>")
def manual(topic: str) -> str:
    """Show a page of the manual. Raises UnknownNameError for a topic that it does not have."""
    return render_template("about/manual.html", **manual_context(topic))


@site.get("/about")
def about() -> str:
    """Say what this is."""
    return render_template("about/about.html", **about_context(current_books().held))


def help_context(books: Books) -> dict[str, Any]:
    """Give the examples from the texts held, and the signs of the query language."""
    examples = working(books)
    return {
        "contents": contents(language()),
        "tasks": tasks(books, examples),
        "examples": examples,
        "signs": [
            (gettext("word"), gettext("any form of the word")),
            ("family:A", gettext("A and all words derived from the same stem: “terror”, “terrorist”, “terrorism”")),
            (gettext('"one phrase"'), gettext("exactly these words in this order")),
            ('"A* B"', gettext("a phrase with any letters at the end of a word")),
            ('~"A B"', gettext("these words in this order, in any form")),
            (gettext('"two words"~5'), gettext("in this order, with at most 5 words between")),
            ("A NEAR/5 B", gettext("in either order, with at most 5 words between")),
            ("A OR B, A | B", gettext("one of them")),
            ("-A, NOT A", gettext("without it")),
            ("( )", gettext("what belongs together")),
            ("A*, A?B", gettext("any letters; any one letter")),
            ("A~1", gettext("the word with at most one letter amiss")),
            ("en:(A) ru:(B), -ru:(B)", gettext("one language says A, the other B, or does not say B")),
            ('[lemma="A"] []{0,2} "B"', gettext("any form of A, up to two words, then exactly B")),
            ('gloss:"A B"', gettext("the phrase, also where an insertion in brackets stands in it")),
            ("mentions:A, to:A", gettext("a person named in the passage; a person spoken to")),
            ("page:36..40, date:1938-03-02..1938-03-05", gettext("from one to the other")),
            ("speaker:unknown", gettext("passages without it")),
            ("И ИЛИ НЕ РЯДОМ", gettext("the same as AND OR NOT NEAR")),
            ("-form:A", gettext("without this one form")),
            ("speaker: role: to: trial: edition: document: lang: sitting: date: page: kind: section: mentions:",
             gettext("filters, also with a minus before them")),
            ("doctype:letter author: addressee: collection:",
             gettext("of documents: their kind, by whom, to whom, from which collection")),
        ],
    }


def manual_context(topic: str) -> dict[str, Any]:
    """Give a page of the manual with its neighbours. Raises UnknownNameError for a topic that it does not have."""
    if topic not in TOPICS:
        raise UnknownNameError(gettext("The manual has no such page."), gettext("The help lists its pages."))
    pages = contents(language())
    place = TOPICS.index(topic)
    return {
        "page": pages[place],
        "contents": pages,
        "back": pages[place - 1] if place else None,
        "forward": pages[place + 1] if place + 1 < len(pages) else None,
    }


@dataclass(frozen=True, slots=True)
class Tasks:
    """What the worked tasks are shown with; an address is None where the texts held do not have it."""

    name: str
    trial: str
    name_href: str | None
    quote: str
    quote_href: str | None
    compare: str
    compare_href: str | None


def tasks(books: Books, examples: Sequence[Example]) -> Tasks:
    """Choose a name, a quotation and a sitting of the texts held for the worked tasks."""
    held = books.held
    names, trial = heard_in_a_trial(books)
    found = next((n for n in names if held.look_up(Request(n, {"trial": (trial,)}, limit=0)).passages_total), None)
    name = found or next(iter(names), gettext("a name"))
    quote = next((e.query for e in examples if e.query.startswith('"')), gettext('"one phrase"'))
    sitting = next(((info, sitting) for info in held.infos.values() for sitting in info.sittings
                    if compare_href(books.pairs, info, sitting)), None)
    known = held.catalogue.trials.get(trial)
    return Tasks(
        name, str(known.start.year) if known else trial, to("search", q=name, trial=trial) if found else None,
        quote, to("check", text=quote) if examples else None,
        labels.sitting(sitting[1]) if sitting else "",
        part_href(*sitting, show="text-other") if sitting else None,
    )


def heard_in_a_trial(books: Books) -> tuple[list[str], str]:
    """Give the names of the person who says least in a trial, that of the page's language first, and the trial.

    No names and any trial where nobody speaks in one.
    """
    for person in reversed(speakers(books)):
        trial = next((trial for voice in books.figures.voices[person.id]
                      if (trial := books.held.infos[voice.text_id].trial)), None)
        if trial:
            names = [person.name_en, person.name_ru]
            return (names[::-1] if language() == "ru" else names), trial
    return [], next(iter(books.held.catalogue.trials), "")


def about_context(held: Held) -> dict[str, Any]:
    """Give the source notes of the editions held."""
    here = [e for e in held.catalogue.editions.values() if e.id in held.infos]
    return {"editions": [edition_state(held, edition) for edition in here]}

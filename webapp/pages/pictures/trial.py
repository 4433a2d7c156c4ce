"""A trial at a glance: its days with the hits of a query, who questions whom, who names whom."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from corpus.errors import QueryError, UnknownNameError
from corpus.limits import MAX_QUERY_CHARS
from corpus.model.notes import Note
from corpus.model.turns import TextInfo
from indexer.arrays.columns import TEXT_FILTERS
from indexer.results import Request
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import N_, gettext, language, ngettext
from webapp.models.models import Link
from webapp.pages.holdings.texts import facts_line
from webapp.presenting.asking import Ask, choice
from webapp.presenting.cards import card_of_page
from webapp.presenting.matrices import Matrix, matrix
from webapp.presenting.query_parts import typed_filters
from webapp.server.links import absolute, to
from webapp.server.parameters import refuse_ignored
from webapp.server.site import current_books, site
from webapp.wording import labels

QUESTIONS, NAMES = "questions", "names"

PUT = N_("Turns of the person in the row that are put to the person in the column, as the label says or as who "
         "answers tells.")
NAMED = N_("Turns in which the person in the row names the person in the column.")
NO_CHARGE = N_("To name somebody is not to accuse: read what is said.")
"""What the matrices count, and how they are to be read: on the page and in the file."""


@site.get("/trial/<trial>")
def trial(trial: str) -> str:
    """Show a trial at a glance."""
    return render_template("pictures/trial.html", **trial_context(current_books(), trial, request.args))


@site.get("/trial/<trial>/<kind>.svg")
def matrix_file(trial: str, kind: str) -> Response:
    """Give a matrix of a trial as a file."""
    books = current_books()
    edition = chosen_edition(books.held, trial, request.args)
    drawn = {QUESTIONS: questions, NAMES: names}.get(kind, names)(books, edition)
    if kind not in (QUESTIONS, NAMES) or drawn is None:
        raise UnknownNameError(gettext("There is no such picture of this trial."))
    refuse_ignored()
    title = {QUESTIONS: gettext("Who questions whom"), NAMES: gettext("Who names whom")}[kind]
    counted = {QUESTIONS: gettext(PUT), NAMES: f"{gettext(NAMED)} {gettext(NO_CHARGE)}"}[kind]
    source = gettext("Source: %(title)s. State of the texts: %(state)s.", title=books.held.short_title(edition),
                     state=books.held.index.state)
    answer = make_response(render_template(
        "pictures/matrix.svg", matrix=drawn, caption=f"{title}, {books.held.trial_title(trial)}", whole=absolute,
        notes=[counted, *left_out(drawn), source, absolute(to("trial", trial=trial, edition=edition.id))]))
    answer.content_type = "image/svg+xml"
    return answer


@dataclass(frozen=True, slots=True)
class SittingHits:
    """A sitting on the calendar: in how many turns a query has hits, None where the edition has no such sitting."""

    day: str
    part: str
    turns: int | None
    share: int
    href: str


def trial_context(books: Books, name: str, args: MultiDict[str, str]) -> dict[str, Any]:
    """Give what the page needs. Raises UnknownNameError, QueryError and WrongUseError."""
    held = books.held
    chosen = chosen_edition(held, name, args)
    query = args.get("q", "").strip()
    if len(query) > MAX_QUERY_CHARS:
        raise QueryError(Note("query-too-long", length=len(query), most=MAX_QUERY_CHARS), Note("query-shorten"))
    named = texts_named(query)
    edition = next((text for text in editions(held, name) if text.id in named), chosen)
    # A filter would add its text to those that the query names.
    within: dict[str, tuple[str, ...]] = {"trial": (name,)} if named else {"edition": (edition.id,)}
    told = facts(held, name, edition)
    total = held.look_up(Request(query, within, limit=0)).turns_total if query else 0
    return {
        "trial": name,
        "title": held.trial_title(name),
        "facts": told,
        "card": card_of_page(held.trial_title(name), [told], to("trial", trial=name)),
        "query": query,
        "edition": edition,
        "editions": [Link(held.short_title(text), to("trial", trial=name, edition=text.id, q=query or None),
                          on=text is edition, lang=text.lang) for text in editions(held, name)],
        "total": total,
        "every": to("search", q=query, **within),
        "days": [(day, list(sittings)) for day, sittings in groupby(
            calendar(held, name, edition, query, within), lambda sitting: sitting.day)],
        # Of texts of other trials there are no days to be drawn.
        "calendar_file": to("calendar_file", q=query or None, **within) if total or not named else None,
        "questions": questions(books, edition),
        "names": names(books, edition),
        "left_out": left_out,
        "put": gettext(PUT),
        "named": f"{gettext(NAMED)} {gettext(NO_CHARGE)}",
    }


def left_out(drawn: Matrix) -> list[str]:
    """Say how many persons a matrix leaves out; nothing where it has all."""
    if not drawn.left_out:
        return []
    return [ngettext("%(num)s person with lower figures left out", "%(num)s persons with lower figures left out",
                     drawn.left_out)]


def facts(held: Held, trial: str, edition: TextInfo) -> str:
    """Say in one line when the trial was, before which court, and how much of it the edition has."""
    entry = held.catalogue.trials.get(trial)
    if entry is None:
        return ""
    there = sum(sitting.id in edition.sittings for sitting in entry.sittings)
    return f"{labels.days(entry.start, entry.end)} · {facts_line(entry, there)}"


def editions(held: Held, trial: str) -> list[TextInfo]:
    """Give the editions of a trial that are held: those in the language of the page first, then the longest."""
    texts = [text for text in held.infos.values() if text.is_edition and text.trial == trial]
    return sorted(texts, key=lambda text: (text.lang != language(), -text.words))


def chosen_edition(held: Held, trial: str, args: MultiDict[str, str]) -> TextInfo:
    """Give the edition that is counted: one, as editions of a trial repeat the same testimony.

    Raises UnknownNameError where none of the trial is held, WrongUseError for one that is not.
    """
    there = editions(held, trial)
    if not there:
        raise UnknownNameError(gettext("No edition of this trial is held here."))
    wanted = choice(args, "edition", tuple(text.id for text in there)) or there[0].id
    return held.text(wanted)


def texts_named(query: str) -> list[str]:
    """Give the texts that a query itself names."""
    typed = typed_filters(Ask(query=query), query)
    return [text for name in TEXT_FILTERS for text in typed.get(name, ())]


def calendar(
    held: Held, trial: str, edition: TextInfo, query: str, within: dict[str, tuple[str, ...]]
) -> list[SittingHits]:
    """Give the sittings of a trial with the turns that a query finds in each, of all turns without a query.

    The filters ``within`` say where is counted. Raises QueryError for what cannot be answered.
    """
    asked = query or f"edition:{edition.id}"
    found = held.look_up(Request(asked, within, limit=0, facets=True))
    counts = dict(next(facet.values for facet in found.facets if facet.name == "sitting"))
    entry = held.catalogue.trials.get(trial)
    most = max((count for name, count in counts.items() if name in edition.sittings), default=0) or 1
    return [
        SittingHits(
            labels.short_day(sitting.date), labels.sitting(sitting.id).partition(", ")[2],
            counts.get(sitting.id, 0) if sitting.id in edition.sittings else None,
            round(100 * counts.get(sitting.id, 0) / most),
            to("search", q=query or None, **within, sitting=sitting.id),
        )
        for sitting in (entry.sittings if entry else ())
    ]


def questions(books: Books, edition: TextInfo) -> Matrix | None:
    """Give who questions whom in an edition."""
    counts = {(one.asks, one.answers): one.count for one in books.figures.exchanges if one.text_id == edition.id}
    return matrix(books.held, edition.trial or "", counts,
                  lambda asks, answers: f"speaker:{asks} to:{answers} edition:{edition.id}",
                  gettext("%(row)s questions %(column)s: %(turns)s"))


def names(books: Books, edition: TextInfo) -> Matrix | None:
    """Give who names whom in an edition."""
    counts = {(one.speaker, one.named): one.count for one in books.figures.namings(edition.id)}
    return matrix(books.held, edition.trial or "", counts,
                  lambda speaker, named: f"speaker:{speaker} mentions:{named} edition:{edition.id}",
                  gettext("%(row)s names %(column)s: %(turns)s"))

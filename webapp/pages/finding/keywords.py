"""Whose words they are: two speakers compared, or one with all others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from indexer.statistics.keyness import Keyword
from webapp.books.books import Books
from webapp.i18n.i18n import decimal, gettext
from webapp.models.models import Link
from webapp.presenting import charts
from webapp.presenting.asking import choice
from webapp.presenting.passages import person_name
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import labels

WORDS = 40
"""Words typical of a speaker that a table has."""


@site.get("/statistics/words")
def keywords() -> str:
    """Compare the words of two speakers."""
    return render_template("finding/keywords.html", **keywords_context(current_books(), request.args))


def keywords_context(books: Books, args: MultiDict[str, str]) -> dict[str, Any]:
    """Compare the words of two speakers, or of one with all others. Raises UnknownNameError and WrongUseError."""
    held = books.held
    speakers = sorted(books.figures.voices, key=lambda name: person_name(held, name))
    first = args.get("speaker", "").strip()
    other = args.get("against", "").strip()
    trials = sorted({info.trial for info in held.infos.values() if info.is_edition and info.trial})
    trial = choice(args, "trial", tuple(trials))
    same = bool(first) and first == other
    offered = (first, other) if first else two_who_speak_most(books)
    found = books.figures.keywords(first, other, trial, WORDS) if first and not same else None
    called = person_name(held, first) if first else "", person_name(held, other) if other else gettext("all others")
    return {
        "speakers": [Link(person_name(held, name), name, on=name == offered[0]) for name in speakers],
        "others": [Link(person_name(held, name), name, on=name == offered[1]) for name in speakers],
        "trials": [Link(held.trial_title(name), name, on=name == trial) for name in trials],
        "first": called[0],
        "other": called[1],
        "same": same,
        "sizes": [(labels.named(labels.LANGS, lang), labels.words(ours), labels.words(theirs))
                  for lang, ours, theirs in found.words] if found else [],
        "compared": found is not None,
        "sides": [side(called[0], found.rows, reverse=False), side(called[1], found.against_rows, reverse=True)]
        if found else [],
    }


def two_who_speak_most(books: Books) -> tuple[str, str]:
    """Give the two persons with most turns, who are offered before any are chosen; empty where there are none."""
    turns = {name: sum(said.turns for said in voices) for name, voices in books.figures.voices.items()}
    first, second = [*sorted(turns, key=lambda name: (-turns[name], name))[:2], "", ""][:2]
    return first, second


def side(called: str, rows: Iterable[Keyword], *, reverse: bool) -> tuple[str, charts.Bars, list[tuple[Any, ...]]]:
    """Give the words typical of one of the two: whose, as bars, as a table.

    The rates of both stand beside each bar, that of the one meant first: ``reverse`` where that is the other one.
    """
    listed = list(rows)
    bars = []
    for row in listed:
        rates = [decimal(row.per_10000, 1), decimal(row.against_per_10000, 1)]
        bars.append((_typed(row), " : ".join(reversed(rates) if reverse else rates), row.log_likelihood))
    return called, charts.bars(gettext("Words typical of %(name)s", name=called), bars), [
        (_typed(row), labels.named(labels.LANGS, row.lang), row.hits, row.against, decimal(row.per_10000, 1),
         decimal(row.against_per_10000, 1), decimal(row.log_likelihood, 1)) for row in listed]


def _typed(row: Keyword) -> Link:
    return Link(row.word, to("search", q=row.query), lang=row.lang)

"""Whose words they are: two speakers compared, or one with all others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from indexer.statistics.common_words import all_common
from indexer.statistics.keyness import Keyness, Keyword
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

DRAWN = 12
"""Words of either side that are drawn: what is seen at a glance."""


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
    common = bool(choice(args, "common", ("1",)))
    if not first:
        first, other = two_who_speak_most(books)
    offered = first, other
    found = books.figures.keywords(first, other, trial, WORDS, frozenset() if common else all_common()) \
        if first and not same else None
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
        "listed": [Link(name, to("keywords", speaker=first, against=other or None, trial=trial, common=value),
                        on=bool(value) == common)
                   for name, value in ((gettext("without common words"), None), (gettext("with all words"), 1))],
        "chart": facing(called, found) if found else None,
        "sides": [side(called[0], found.rows), side(called[1], map(turned, found.against_rows))] if found else [],
    }


def two_who_speak_most(books: Books) -> tuple[str, str]:
    """Give the two persons with most turns, who are offered before any are chosen; empty where there are none."""
    turns = {name: sum(said.turns for said in voices) for name, voices in books.figures.voices.items()}
    first, second = [*sorted(turns, key=lambda name: (-turns[name], name))[:2], "", ""][:2]
    return first, second


def facing(called: tuple[str, str], found: Keyness) -> charts.FacingBars:
    """Draw the words most typical of either side, with how often each side says them."""
    rows = [*found.rows[:DRAWN], *found.against_rows[:DRAWN]]
    return charts.facing_bars(gettext("Words typical of %(name)s", name=" – ".join(called)), called,
                              [(_typed(row), row.per_10000, row.against_per_10000) for row in rows])


def turned(row: Keyword) -> Keyword:
    """Give a row as the other side has it: its own figures first."""
    return replace(row, hits=row.against, against=row.hits, per_10000=row.against_per_10000,
                   against_per_10000=row.per_10000)


def side(called: str, rows: Iterable[Keyword]) -> tuple[str, list[tuple[Any, ...]]]:
    """Give the words typical of one of the two as a table, its own figures before the other's, and whose they are."""
    return called, [
        (_typed(row), labels.named(labels.LANGS, row.lang), row.hits, row.against, decimal(row.per_10000, 1),
         decimal(row.against_per_10000, 1), decimal(row.log_likelihood, 1)) for row in rows]


def _typed(row: Keyword) -> Link:
    return Link(row.word, to("search", q=row.query), lang=row.lang)

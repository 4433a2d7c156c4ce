"""The page of results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from corpus.language.words import words
from indexer.checking.unfound import nearest, pages_by_contents
from indexer.results import Result
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.books.pairs import Pairs
from webapp.models.models import Link
from webapp.pages.finding.account import (
    TEXTS_NAMED,
    absent,
    answer,
    count_line,
    query_in_words,
    searched_texts,
    unfiltered,
)
from webapp.pages.finding.filters import chips, facet_views, weight_of_hits
from webapp.pages.finding.parallel_lines import answers
from webapp.pages.finding.people_meant import people_meant
from webapp.pages.finding.result_links import ResultLinks
from webapp.pages.finding.several import beside_results
from webapp.presenting import query_parts
from webapp.presenting.asking import KWIC, PARALLEL, Ask, asked
from webapp.presenting.cards import card_of_search
from webapp.presenting.downloads import choices
from webapp.presenting.lines import line_view
from webapp.presenting.nearest import nearest_view
from webapp.presenting.passages import hit_views, text_link
from webapp.server.kept_pages import keep_not
from webapp.server.links import absolute, to
from webapp.server.site import current_books, site
from webapp.wording.notes import said as note_said

FORMS = 12
"""Forms of a word named above the results."""

NEAREST = 5
"""Words offered for one that does not occur."""

WIDTH = 46
"""Characters of a line of the concordance on each side: what fits a screen of 1,280 points."""

CARRIED = ("speaker", "role", "page", "mentions")
"""Filters that go along to the reading page, so that its hits are those of the list."""


@dataclass(frozen=True, slots=True)
class FormsView:
    """The forms found of a word, each with the address of the search without it; ``more`` that not all are named.

    ``family`` is the address of the search with the words derived from it too, None where that is no other.
    """

    word: str
    forms: list[Link]
    more: bool
    family: str | None = None


@site.get("/search")
def search() -> str | AnyResponse:
    """Show what a search finds; without a question, go to the first page."""
    ask = asked()
    if ask.blank:
        return redirect(to("home"))
    return render_template("finding/search.html", **search_context(current_books(), ask))


def search_context(books: Books, ask: Ask) -> dict[str, Any]:
    """Search, and give what the template needs. Raises QueryError for what cannot be answered."""
    held = books.held
    paired = books.pairs.are_there
    if ask.view in (KWIC, PARALLEL):
        lines = held.concordance(ask.request(), WIDTH)
        found = held.search(replace(ask.request(), limit=0))
        links = ResultLinks(ask, lines.sort, lines.hits_total, paired)
    else:
        lines, found = None, held.search(ask.request())
        links = ResultLinks(ask, found.sort, found.passages_total, paired)
    unsearched = [held.text(name) for name in dict.fromkeys(
        (*(info.id for info in found.unsearched), *(lines.unsearched if lines else ())))]
    if unsearched:
        keep_not()
    searched, counted = searched_texts(books, ask, found.searched), count_line(found)
    carried = {"q": ask.query, **{name: list(ask.filters[name]) for name in CARRIED if name in ask.filters}}
    shown = lines.lines if lines else ()
    hits = hit_views(books, found.hits, carried)
    reading, set_filters = query_in_words(ask), chips(held, ask)
    filters_named = [chip.name for chip in set_filters]
    opposite = answers(books, ask.request().query, shown) if ask.view == PARALLEL else [[] for _ in shown]
    return {
        "ask": ask,
        "ask_text": ask.query,
        "links": links,
        "count_line": counted,
        "card": card_of_search(ask.query, counted, found.hits[0].turn if found.hits else None,
                               absolute(ask.href())),
        "reading": reading,
        "parts": query_parts.parts_of_query(ask),
        "answer": answer(held, ask, [reading, *filters_named], counted, searched),
        "repairs": [note_said(repair) for repair in found.repairs],
        "chips": set_filters,
        "asked_for": [*filter(None, [ask.query]), *filters_named],
        "rendered": rendered(books.pairs, ask),
        "facets": facet_views(held, ask, found, weight_of_hits(hits)),
        "calendar": beside_results(held, ask, found),
        "forms": forms(ask, found) if found.passages_total else [],
        "hits": hits,
        "lines": [(line_view(held, line, carried, WIDTH), other) for line, other in zip(shown, opposite, strict=True)],
        "searched": searched,
        "unsearched": [text_link(held, text) for text in unsearched[:TEXTS_NAMED]],
        "more_unsearched": max(0, len(unsearched) - TEXTS_NAMED),
        "people": people_meant(books, found) if ask.number == 1 else [],
        "nearest": nearest_view(held, nearest(found, lambda: books.checker)),
        "pages": pages_by_contents(ask.request(), found, lambda: books.checker),
        **ways_out(held, ask, found),
        **choices(),
    }


def rendered(pairs: Pairs, ask: Ask) -> str | None:
    """Give the address of how the query is rendered in the other language; None where no two texts are paired."""
    return to("languages", q=ask.query) if ask.query and pairs.are_there else None


def ways_out(held: Held, ask: Ask, found: Result) -> dict[str, Any]:
    """Say what of a search occurs nowhere, and give what could be searched for instead."""
    empty = not found.passages_total
    return {
        "missing": absent(held, ask, found),
        "suggestions": suggestions(ask, found),
        "apart": query_parts.each_apart(held, ask, found) if empty else [],
        "unfiltered": unfiltered(held, ask, found) if empty and ask.filters else None,
    }


def forms(ask: Ask, found: Result) -> list[FormsView]:
    """Give for each word that stands for several those that occur, each with the search without it."""
    return [
        FormsView(word, [Link(form, ask.href(query=f"{ask.query} -form:{form}"))
                         for form in several[:FORMS]], len(several) > FORMS, family(ask, found, word))
        for word, several in found.forms.items() if several
    ]


def family(ask: Ask, found: Result, word: str) -> str | None:
    """Give the search with all words of the family of one that is all that is asked for."""
    plain = all(one.form == word for one in words(ask.query)) and ask.query.strip().isalpha()
    return ask.href(query=f"family:{word}") if plain and word not in found.names else None


def suggestions(ask: Ask, found: Result) -> list[Link]:
    """Give searches with a word that occurs in the place of one that does not, however that is typed."""
    typed = {word.form: word for word in words(ask.query)}
    return [
        Link(near, ask.href(query=f"{ask.query[: typed[word].start]}{near}{ask.query[typed[word].end :]}"))
        for word, nearest in found.suggestions.items() if word in typed for near in nearest[:NEAREST]
    ]

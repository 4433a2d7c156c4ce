"""The page of results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from flask import redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from corpus.errors import QueryError
from indexer.arrays.columns import UNKNOWN
from indexer.results import FILTERS, Facet, Request, Result, Sort
from webapp.books.books import Books
from webapp.i18n.i18n import gettext, ngettext
from webapp.models.models import FacetView, Link, Steps
from webapp.presenting import query_parts
from webapp.presenting.asking import KWIC, PASSAGES, PER_PAGE, SORTS, Ask, asked
from webapp.presenting.downloads import choices
from webapp.presenting.passages import hit_view, line_view, person_name, text_link
from webapp.server.links import base_url, to
from webapp.server.site import books, site
from webapp.wording import labels
from webapp.wording.query import reading, tell

SHOWN = 8
"""Values of a filter shown before the rest is folded away."""

MOST = 60
"""Values of a filter shown at all; a page with a higher number is typed in."""

OPEN = frozenset({"trial", "edition", "speaker", "role"})
"""Filters unfolded at once; the others are a click away."""

FORMS = 12
"""Forms of a word named above the results."""

NEAREST = 5
"""Words offered for one that does not occur."""

WIDTH = 44
"""Characters of a line of the concordance on each side."""

CARRIED = ("speaker", "role", "page")
"""Filters that go along to the reading page, so that its hits are those of the list."""


@site.get("/search")
def search() -> str | AnyResponse:
    """Show what a search finds; without a question, go to the first page."""
    ask = asked()
    if ask.blank:
        return redirect(to("home"))
    return render_template("finding/search.html", **search_context(books(), ask))


@dataclass(frozen=True, slots=True)
class FormsView:
    """The forms found of a word, each with the address of the search without it; ``more`` that not all are named."""

    word: str
    forms: list[Link]
    more: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column of the concordance; ``on`` says that the lines are sorted by one of its ``sorts``."""

    style: str
    on: bool
    sorts: tuple[Link, ...]


def search_context(books: Books, ask: Ask) -> dict[str, Any]:
    """Search, and give what the template needs. Raises QueryError for what cannot be answered."""
    kwic = books.concordance(ask.request(), WIDTH) if ask.view == KWIC else None
    size = PER_PAGE[ask.view]
    found = books.search(replace(ask.request(), limit=0) if kwic else ask.request())
    paired = books.index.searcher.fields.counterparts.has_pairs
    carried = {"q": ask.query, **{name: list(ask.filters[name]) for name in CARRIED if name in ask.filters}}
    return {
        "ask": ask,
        "ask_text": ask.query,
        "count_line": count_line(found),
        "reading": said(ask, found.reading),
        "parts": query_parts.parts(ask),
        "alone": [] if found.passages_total else query_parts.alone(books, ask),
        "answer": answer(books, ask, found),
        "repairs": [tell(text) for text in found.repairs],
        "chips": chips(books, ask),
        "clear": to("search", **ask.parameters(filters={})),
        "rendered": to("languages", q=ask.query) if ask.query and paired else None,
        "numbers": to("statistics", **ask.parameters(view=PASSAGES, sort=None)),
        "kept": hidden(ask, ask.filters),
        "kept_but_page": [("q", ask.query), *hidden(ask, {n: v for n, v in ask.filters.items() if n != "page"})],
        "page_filter": (ask.filters.get("page") or ("",))[0],
        "facets": [facet_view(books, ask, facet) for facet in found.facets
                   if says_something(ask, facet)],
        "views": [Link(name, to("search", **ask.parameters(view=view, sort=None)), on=ask.view == view)
                  for view, name in ((PASSAGES, gettext("passages")), (KWIC, gettext("concordance")))],
        "heads": heads(ask, kwic.sort) if kwic else [],
        "sorts": [Link(labels.named(labels.SORTS, sort), to("search", **ask.parameters(sort=sort)),
                       on=(kwic or found).sort == sort) for sort in SORTS[ask.view]],
        "forms": forms(ask, found),
        "suggestions": suggestions(ask, found),
        "regions": None if ask.regions else to("search", **ask.parameters(regions=True)),
        "hits": [hit_view(books, hit, carried) for hit in found.hits],
        "lines": [line_view(books, line, carried, WIDTH) for line in (kwic.lines if kwic else ())],
        "first": (ask.number - 1) * size + 1,
        "steps": steps(ask, kwic.hits_total if kwic else found.passages_total, size),
        "missing": [absent(books, name) for name in found.missing],
        "unfiltered": None if found.passages_total or not ask.filters else unfiltered(books, ask),
        "searched": [text_link(books, text) for text in found.searched],
        "not_held": not_held(books, ask),
        "asked": everything(ask),
        **choices(),
    }


def everything(ask: Ask) -> list[tuple[str, str]]:
    """Give the fields that ask for all that was found, whatever page of it is shown."""
    shown = ask.parameters(number=1, view=PASSAGES, sort=None)
    rows = ((name, value if isinstance(value, list) else [value]) for name, value in shown.items())
    return [(name, str(one)) for name, values in rows for one in values]


def heads(ask: Ask, now: Sort) -> list[Head]:
    """Give the columns of the concordance, each with the orders it can be sorted by."""
    columns: tuple[tuple[str, tuple[tuple[Sort, str], ...]], ...] = (
        ("ref", (("record", gettext("Place")), ("date", gettext("Date")), ("page", gettext("Page")))),
        ("who", (("speaker", gettext("Speaker")),)),
        ("left", (("left", gettext("before")),)),
        ("node", (("node", gettext("found")),)),
        ("right", (("right", gettext("after")),)),
    )
    return [
        Head(style, any(sort == now for sort, _ in sorts), tuple(
            Link(name, to("search", **ask.parameters(sort=sort)), on=sort == now) for sort, name in sorts))
        for style, sorts in columns
    ]




def count_line(found: Result) -> str:
    """Say how much was found, and of what."""
    if not found.passages_total:
        return gettext("Nothing was found.")
    return gettext(
        "%(occurrences)s %(turns)s, %(found)s; searched: %(texts)s.",
        occurrences=ngettext("%(num)s occurrence", "%(num)s occurrences", found.hits_total),
        turns=ngettext("in %(num)s turn", "in %(num)s turns", found.turns_total),
        found=held_in(found),
        texts=ngettext("%(num)s text", "%(num)s texts", len(found.searched)),
    )


def held_in(found: Result) -> str:
    """Count the editions and documents in which something was found."""
    count = {facet.name: sum(bool(number) for _, number in facet.values) for facet in found.facets
             if facet.name in ("edition", "document")}
    said = []
    if count.get("edition"):
        said.append(ngettext("%(num)s edition", "%(num)s editions", count["edition"]))
    if count.get("document"):
        said.append(ngettext("%(num)s document", "%(num)s documents", count["document"]))
    return ", ".join(said)


def answer(books: Books, ask: Ask, found: Result) -> str:
    """Give a sentence that cites the answer itself: what was asked, what was found, in what, when."""
    texts = ", ".join(text.id for text in found.searched) or "–"
    langs = ", ".join(labels.named(labels.LANGS, lang) for lang in dict.fromkeys(t.lang for t in found.searched))
    return gettext(
        "Search for %(reading)s: %(count)s Texts searched: %(texts)s (%(languages)s); state of the texts: %(state)s. "
        "%(address)s (%(day)s).",
        reading=said(ask, found.reading), count=count_line(found), texts=texts, languages=langs or "–",
        state=books.index.state, address=base_url() + to("search", **ask.parameters(number=1)),
        day=labels.day(datetime.now(UTC).date()),
    )


def said(ask: Ask, otherwise: str) -> str:
    """Say in words what was searched for; ``otherwise`` where nothing was typed."""
    try:
        return reading(ask.query)
    except QueryError:
        return otherwise


def absent(books: Books, name: str) -> str:
    """Say that a word, or a value of a filter written ``name:value``, occurs nowhere."""
    field, colon, value = name.partition(":")
    if colon and field in FILTERS:
        return gettext("Nothing here has %(filter)s: %(value)s.", filter=labels.named(labels.FILTERS, field).lower(),
                       value=value_name(books, field, value))
    return gettext("“%(word)s” does not occur in these texts.", word=name)


def forms(ask: Ask, found: Result) -> list[FormsView]:
    """Give for each word that stands for several those that occur, each with the search without it."""
    return [
        FormsView(word, [Link(form, to("search", **ask.parameters(query=f"{ask.query} -form:{form}")))
                         for form in words[:FORMS]], len(words) > FORMS)
        for word, words in found.forms.items() if words
    ]


def suggestions(ask: Ask, found: Result) -> list[Link]:
    """Give searches with a word that occurs in the place of one that does not."""
    return [
        Link(near, to("search", **ask.parameters(query=ask.query.replace(word, near))))
        for word, nearest in found.suggestions.items() if word in ask.query for near in nearest[:NEAREST]
    ]


def chips(books: Books, ask: Ask, endpoint: str = "search") -> list[Link]:
    """Give each filter in force with the address of the page without it."""
    return [
        Link(f"{labels.named(labels.FILTERS, name)}: {value_name(books, name, value)}",
             to(endpoint, **ask.parameters(filters=ask.toggled(name, value))))
        for name, values in ask.filters.items() for value in values
    ]


def hidden(ask: Ask, filters: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Give the fields that carry filters and view along with a form."""
    kept = [(name, value) for name, values in filters.items() for value in values]
    return kept + ([("view", ask.view)] if ask.view != PASSAGES else [])


def facet_view(books: Books, ask: Ask, facet: Facet) -> FacetView:
    """Give a filter with its values as links that set or lift them; those in force come first, what has none last."""
    chosen = ask.filters.get(facet.name, ())
    counts = dict(facet.values)
    cut = max(SHOWN, len(chosen))
    rest = sorted((value for value, _ in facet.values if value not in chosen), key=lambda value: value == UNKNOWN)
    named = [*chosen, *rest][: max(cut, MOST)]
    links = tuple(
        Link(value_name(books, facet.name, value),
             to("search", **ask.parameters(filters=ask.toggled(facet.name, value))),
             counts.get(value, 0), value in chosen, value_lang(books, facet.name, value))
        for value in named
    )
    return FacetView(facet.name, labels.named(labels.FILTERS, facet.name), links[:cut], links[cut:MOST],
                     facet.name in OPEN or bool(chosen))


def says_something(ask: Ask, facet: Facet) -> bool:
    """Whether a filter tells results apart."""
    return facet.name in ask.filters or any(value != UNKNOWN for value, _ in facet.values)


def value_name(books: Books, name: str, value: str) -> str:
    """Give the reader's word for a value of a filter."""
    if value == UNKNOWN:
        return {"speaker": gettext("narration and documents"), "role": gettext("narration and documents"),
                "trial": gettext("no trial")}.get(name, gettext("none"))
    match name:
        case "speaker" | "mentions":
            return person_name(books, value)
        case "role":
            return labels.named(labels.ROLES, value)
        case "lang":
            return labels.named(labels.LANGS, value)
        case "kind":
            return labels.named(labels.TEXT_KINDS, value)
        case "sitting":
            return labels.sitting(value)
        case "trial":
            return books.trial_title(value)
        case "document":
            return books.short_title(books.infos[value]) if value in books.infos else value
    return value


def value_lang(books: Books, name: str, value: str) -> str | None:
    """Give the language of a value that is a title."""
    return books.infos[value].lang if name == "document" and value in books.infos else None


def steps(ask: Ask, total: int, size: int) -> Steps:
    """Give the way to the pages of results before and after."""
    last = max(1, -(-total // size))
    return Steps(
        ask.number, last,
        to("search", **ask.parameters(number=ask.number - 1)) if ask.number > 1 else None,
        to("search", **ask.parameters(number=ask.number + 1)) if ask.number < last else None,
    )


def unfiltered(books: Books, ask: Ask) -> int | None:
    """Count the occurrences that there would be without filters."""
    return books.search(replace(Request(ask.query, regions=ask.regions), limit=1)).hits_total if ask.query else None


def not_held(books: Books, ask: Ask) -> list[str]:
    """Name the editions of the catalogue that fit the filters but are not here."""
    def fits(name: str, value: str) -> bool:
        return name not in ask.filters or value in ask.filters[name]

    if "document" in ask.filters or not fits("kind", "transcript"):
        return []
    return [
        edition.id for edition in books.catalogue.editions.values()
        if edition.id not in books.infos and fits("edition", edition.id) and fits("trial", edition.trial)
        and fits("lang", edition.lang)
    ]

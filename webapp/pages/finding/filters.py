"""The filters of a search: those in force, and what each would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from markupsafe import escape

from indexer.arrays.columns import TEXT_FILTERS, UNKNOWN
from indexer.results import Counted, Facet, Result
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language, number, numbers
from webapp.models.models import CalledValue, FacetView, FilterValue, HitView, Link
from webapp.presenting.asking import MARK, Ask, around_mark
from webapp.presenting.passages import person_name
from webapp.presenting.query_parts import typed_filters
from webapp.server.links import quoted
from webapp.wording import descriptions, labels

SHOWN = 8
"""Values of a filter shown before the rest is folded away."""

MOST = 60
"""Values of a filter shown at all; others are typed in."""

VALUES_BYTES, VALUE_BYTES = 26_000, 90
"""What the values of all filters weigh on a page, which has at most 100 kB with its hits; folded are as many as that
leaves room for. And what stands around the name and the address of a value, measured."""

HITS_BYTES, FEWEST_BYTES = 40_000, 4_000
"""What the hits of a page weigh at most beside so many values of filters; heavier ones leave less room for these, but
so much."""

HIT_BYTES = 1_000
"""What a passage found weighs without its title, its addresses and what programs read of it, measured."""

ADDRESSES = 15
"""How often the address of a search stands on its page beside filters and hits: in views, orders and parts, counted."""

FEWEST = 2
"""Values of a filter that are listed however long their addresses are."""

OPEN = frozenset({"trial", "edition", "speaker", "role"})
"""Filters unfolded at once; the others are a click away."""


NO_FILTER = "filter"
"""Stands for a filter while an address is made."""


def chips(held: Held, ask: Ask, page: str = "search") -> list[Link]:
    """Give each filter in force with the address of the page without it."""
    return [
        Link(f"{labels.named(labels.FILTERS, name)}: {value_name(held, name, value)}",
             ask.href(page, filters=ask.toggled(name, value)))
        for name, values in ask.filters.items() for value in values
    ] + ([Link(f"{gettext('Counted')}: {labels.named(labels.COUNTED, ask.counted)}", ask.href(page, counted=None))]
         if ask.counted and page == "search" else [])


def facet_views(held: Held, ask: Ask, found: Result, weight: int = 0) -> list[FacetView]:
    """Give the filters that tell results apart, beside hits of a ``weight`` in bytes."""
    typed = typed_filters(ask, found.understood)
    around = _around_values(ask)
    views = [facet_view(held, ask, facet, typed.get(facet.name, {}), around) for facet in found.facets
             if says_something(ask, facet)]
    texts_named = any(ask.filters.get(name) or typed.get(name) for name in TEXT_FILTERS)
    if not texts_named and (ask.counted or len(found.found_in) > 1):
        views.insert(min(len(views), 2), counted_view(held, ask, found))
    around_all = weight + ADDRESSES * len(around[0])
    return light(views, max(FEWEST_BYTES, VALUES_BYTES - max(0, around_all - HITS_BYTES)))


def light(views: Sequence[FacetView], room: int = VALUES_BYTES) -> list[FacetView]:
    """Fold as many values of each filter away, equally many, as have ``room`` by their weight on a page of results.

    Filters that are open keep theirs as long as there is room, as their rows sum up to the headline; where a long query
    stands in each address, even of the first values few are listed.
    """
    # Most pages have room for all, which is known without a look at each filter.
    own = sum([_own_weight(view) for view in views])
    shown = sum([weight_of(view, view.values) for view in views])
    if own + shown + sum([weight_of(view, view.rest) for view in views]) <= room:
        return list(views)
    rests = {view.name: [weight_of(view, [row]) for row in view.rest] for view in views}
    closed = [rests[view.name] for view in views if view.name not in OPEN]
    unfolded = [rests[view.name] for view in views if view.name in OPEN]
    left = room - own - shown
    if left >= sum(map(sum, unfolded)):
        kept = _most_alike(closed, left - sum(map(sum, unfolded)))
        return [view if view.name in OPEN else _cut(view, SHOWN, kept) for view in views]
    if left >= 0:
        kept = _most_alike(unfolded, left)
        return [_cut(view, SHOWN, kept if view.name in OPEN else 0) for view in views]
    first = _most_alike([[weight_of(view, [row]) for row in view.values] for view in views], room - own)
    return [_cut(view, max(first, FEWEST), 0) for view in views]


def _most_alike(rows: Sequence[Sequence[int]], room: int) -> int:
    """Give of how many first rows of each, equally many, the weights have room; at most :data:`MOST`."""
    for kept in range(MOST):
        room -= sum([weights[kept] for weights in rows if len(weights) > kept])
        if room < 0:
            return kept
    return MOST


def _cut(view: FacetView, shown: int, kept: int) -> FacetView:
    """Leave the first values of a filter that are shown, and of those folded away; the others are counted."""
    cut = len(view.values[shown:]) + len(view.rest[kept:])
    return view._replace(values=view.values[:shown], rest=view.rest[:kept], unlisted=view.unlisted + cut)


def weight_of(view: FacetView, values: Sequence[tuple[CalledValue, str]]) -> int:
    """Give about how many bytes values of a filter have on a page."""
    around = VALUE_BYTES + len(view.before) + len(view.after)  # addresses are ASCII
    return around * len(values) + sum([called.weight for called, _ in values])


def weight_of_hits(hits: Sequence[HitView]) -> int:
    """Give about how many bytes passages found have on a page: titles and what programs read are of any length."""
    return sum([HIT_BYTES + len(hit.carried) + hit.passage.weight + (0 if hit.told else len(hit.passage.coins))
                for hit in hits])


def _own_weight(view: FacetView) -> int:
    """Give about how many bytes the values with addresses of their own have."""
    if not view.own:
        return 0
    return VALUE_BYTES * len(view.own) + len("".join([part for value in view.own for part in value[:2]]).encode())


def counted_view(held: Held, ask: Ask, found: Result) -> FacetView:
    """Give what is counted as a filter, each with the turns that there then are; ``found`` has those of now."""
    asked = ask.request(facets=False)
    turns = found.turns_counted or {
        one: found.turns_total if one == asked.counted else
        held.look_up(replace(asked, counted=one, limit=0)).turns_total for one in get_args(Counted)}
    values = tuple(FilterValue(labels.named(labels.COUNTED, one), ask.href(counted=None if one == "all" else one),
                               number(count), one == ask.counted) for one, count in turns.items())
    return FacetView("counted", gettext("Counted"), values, open=bool(ask.counted))


def facet_view(
    held: Held, ask: Ask, facet: Facet, typed: Mapping[str, str], around: tuple[str, str] | None = None
) -> FacetView:
    """Give a filter with its values as links that set or lift them; those in force come first, what has none last.

    ``typed`` are values asked for in the query, each with the search without it: they are in force as well. ``around``
    is that of :func:`_around_values`, which all filters of a page share.
    """
    name, lang, counts = facet.name, language(), dict(facet.values)
    named_in_query = {value: href for value, href in typed.items() if value in counts}
    ticked = ask.filters.get(name, ())
    chosen = (*ticked, *(value for value in named_in_query if value not in ticked))
    own = tuple(FilterValue(value_name(held, name, value, lang), _lifted(ask, name, value, named_in_query),
                            number(counts.get(value, 0), lang), True, _title_lang(held, name, value))
                for value in chosen)
    for value in chosen:
        counts.pop(value, None)
    nameless = [(UNKNOWN, counts.pop(UNKNOWN))] if UNKNOWN in counts else []
    others = [*counts.items(), *nameless]
    cut, most = max(0, SHOWN - len(chosen)), max(0, MOST - len(chosen))
    called, shown = held.values_called[lang, name], others[:most]
    values = tuple(zip([called.get(value) or _called(held, name, value, lang) for value, _ in shown],
                       numbers([count for _, count in shown], lang), strict=True))
    before, after = _around_value(ask, name, around or _around_values(ask))
    return FacetView(name, labels.named(labels.FILTERS, name), own, values[:cut], values[cut:], before, after,
                     name in OPEN or bool(chosen), _note(facet), len(others) - len(values))


def _note(facet: Facet) -> str:
    """Say how turns with several values of a filter are counted; of all other filters each turn has one."""
    match facet.name:
        case "page":
            return gettext("A turn that runs over a page end stands under each of its pages.")
        case "mentions":
            return gettext("A turn may name several persons, or nobody.")
    return labels.within(facet.within) if facet.within else ""


def _called(held: Held, name: str, value: str, lang: str) -> CalledValue:
    """Say how a value that the index has is called and asked for, and keep it: all pages of results have the same."""
    said, asked = value_name(held, name, value, lang), quoted(value)
    weight = len(f"{said}{asked}".encode())
    called = CalledValue(escape(said), escape(asked), _title_lang(held, name, value), weight)
    held.values_called[lang, name][value] = called
    return called


def _title_lang(held: Held, name: str, value: str) -> str | None:
    """Give the language of the name of a value where it is the title of a text."""
    return held.infos[value].lang if name == "document" and value in held.infos else None


def _around_values(ask: Ask) -> tuple[str, str]:
    """Give what stands in an address before and behind the name and value of a filter that is not in force yet.

    It stands last among the filters, and nothing free behind it; so all share what stands around it.
    """
    filters = {**ask.filters, NO_FILTER: (MARK,)}
    before, _, after = ask.href(filters=filters).rpartition(f"{NO_FILTER}={quoted(MARK)}")
    return before, after


def _around_value(ask: Ask, name: str, around: tuple[str, str]) -> tuple[str, str]:
    """Give what stands in an address before and behind a value of a filter that is set beside those in force."""
    if name not in ask.filters:
        return f"{around[0]}{name}=", around[1]
    return around_mark(ask.href(filters=ask.toggled(name, MARK)))


def _lifted(ask: Ask, name: str, value: str, typed: Mapping[str, str]) -> str:
    """Give the address of the search with a value lifted that is in force, be it ticked or typed."""
    return typed.get(value) or ask.href(filters=ask.toggled(name, value))


def says_something(ask: Ask, facet: Facet) -> bool:
    """Whether a filter tells results apart."""
    values = facet.values
    return len(values) > 1 or facet.name in ask.filters or bool(values and values[0][0] != UNKNOWN)


def value_name(held: Held, name: str, value: str, lang: str | None = None) -> str:
    """Give the reader's word for a value of a filter, persons in a language, by default that of the page."""
    if value == UNKNOWN:
        return {"speaker": gettext("narration and documents"), "role": gettext("narration and documents"),
                "trial": gettext("no trial")}.get(name, gettext("none"))
    match name:
        case "speaker" | "to" | "mentions" | "author" | "addressee":
            return person_name(held, value, lang)
        case "role":
            return labels.named(labels.ROLES, value)
        case "lang":
            return labels.named(labels.LANGS, value)
        case "kind":
            return labels.named(labels.TEXT_KINDS, value)
        case "doctype":
            return labels.named(descriptions.DOCTYPES, value)
        case "sitting":
            return labels.sitting(value)
        case "trial":
            return held.trial_title(value)
        case "document":
            return held.short_title(held.infos[value]) if value in held.infos else value
    return value

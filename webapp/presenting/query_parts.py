"""The parts of a query: what it is without each of them, and what each finds by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.errors import QueryError
from indexer.checking.unfound import parts_apart
from indexer.query.parser import parse
from indexer.query.tree import And, Field, Node, Or, Phrase, both, changed, either
from indexer.results import Result
from webapp.books.held import Held
from webapp.models.models import Link
from webapp.presenting.asking import Ask
from webapp.wording.query import describe

MOST = 12
"""Parts offered one by one; a longer query is changed by hand."""


def parts_of_query(ask: Ask) -> list[Link]:
    """Give each part of a query in words, with the search without it; none where it is of one part."""
    found = _parted(ask)
    if found is None:
        return []
    root, off = found
    join = both if isinstance(root, And) else either
    out = []
    for at, part in enumerate(root.parts):
        rest = str(join(root.parts[:at] + root.parts[at + 1 :]))
        out.append(Link(describe(part), ask.href(query=f"{rest}{off}")))
    return out


def typed_filters(ask: Ask, understood: str) -> dict[str, dict[str, str]]:
    """Give the values that a query as it was ``understood`` asks of all passages, each with the search without it."""
    try:
        query = parse(understood)
    except QueryError:
        return {}
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    off = "".join(f" -form:{form}" for form in query.off)
    typed: dict[str, dict[str, str]] = {}
    for at, part in enumerate(parts):
        if isinstance(part, Field):
            rest = parts[:at] + parts[at + 1 :]
            typed.setdefault(part.name, {})[part.value] = ask.href(query=f"{both(rest)}{off}" if rest else "")
    return typed


def with_value(ask: Ask, found: Result, name: str, value: str, other: str) -> str:
    """Give the address of a search with another value in the place of one, be it ticked or typed."""
    ticked = ask.filters.get(name, ())
    if value in ticked:
        return ask.href(filters={**ask.filters, name: tuple(other if one == value else one for one in ticked)})
    query = parse(found.understood)

    def named(phrase: Phrase) -> Phrase:
        return replace(phrase, items=tuple(
            item._replace(form=other) if (name, value) == (item.how, item.form) else item for item in phrase.items))

    def valued(field: Field) -> Field:
        return replace(field, value=other) if (name, value) == (field.name, field.value) else field

    return ask.href(query=str(replace(query, root=changed(query.root, named, valued))))


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a query: the search for it by itself, and the one without it, None where that finds nothing either."""

    alone: Link
    without: Link | None


def each_apart(held: Held, ask: Ask, found: Result) -> list[PartView]:
    """Give the parts of a query that nothing has together, with the same filters."""
    off = "".join(f" -form:{form}" for form in parse(found.understood).off)

    def link(node: Node, count: int) -> Link:
        return Link(describe(node), ask.href(query=f"{node}{off}"), count)

    return [
        PartView(link(part.node, part.alone), link(part.rest, part.without) if part.without else None)
        for part in parts_apart(held.search, ask.request(), found)
    ]


def _parted(ask: Ask) -> tuple[And | Or, str] | None:
    """Give a query of a few parts, and the forms that it switches off as they are typed."""
    try:
        query = parse(ask.query)
    except QueryError:
        return None
    root: Node = query.root
    if not isinstance(root, And | Or) or len(root.parts) > MOST:
        return None
    return root, "".join(f" -form:{form}" for form in query.off)

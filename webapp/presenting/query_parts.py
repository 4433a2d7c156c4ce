"""The parts of a query: what it is without each of them, and what each would find alone."""

from __future__ import annotations

from corpus.errors import QueryError
from indexer.query.parser import parse
from indexer.query.tree import And, Field, Node, Not, Or, both, either
from indexer.results import Request
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


def each_alone(held: Held, ask: Ask) -> list[Link]:
    """Give what each part of a query for all of several finds by itself, with the same filters."""
    found = _parted(ask)
    if found is None or not isinstance(found[0], And):
        return []
    root, off = found
    out = []
    for part in root.parts:
        if not isinstance(part, Not | Field):
            query = f"{part}{off}"
            total = held.search(Request(query, ask.filters, limit=0, regions=ask.regions)).hits_total
            out.append(Link(describe(part), ask.href(query=query), total))
    return out if len(out) > 1 else []


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

"""What a search without a hit is answered: the nearest passage to a quotation, and what each part finds by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.language.quotation_marks import quoted_spans
from corpus.language.words import forms
from indexer.query.parser import parse
from indexer.query.tree import And, Node, Not, Phrase, both, fields
from indexer.results import Request, Result

if TYPE_CHECKING:
    from indexer.checking.checker import Checker
    from indexer.checking.coverage import PlaceByContents
    from indexer.checking.verdict import Verdict

LEAST_QUOTED, LEAST_PLAIN = 3, 5
"""Words of a phrase in quotation marks, and of words without, from which a query is looked for as a quotation: fewer
stand near each other by chance."""

MOST_PARTS = 12
"""Parts of a query that are searched for one by one."""

_MARKS = "\"«»„“”‟ "


def nearest(result: Result, checker: Callable[[], Checker]) -> Verdict | None:
    """Give the passage nearest to the words of a query that was not found in the record itself.

    ``checker`` is asked for only then. What stands in books alone, which quote the record rightly or wrongly, counts
    as not found. None where the query is no quotation, or nothing is near it.
    """
    if _found_in_record(result):
        return None
    for quotation in _quotations(result.query):
        verdict = checker().check(quotation)
        if verdict.ref and verdict.verdict in ("exact", "near"):
            return verdict
    return None


class Part(NamedTuple):
    """A part of a query for all of several: the turns that have it, and those that have all of ``rest``.

    ``without`` is None where that is one part only, which says the same.
    """

    node: Node
    alone: int
    rest: Node
    without: int | None = None


Search = Callable[[Request], Result]


def parts_apart(search: Search, request: Request, result: Result) -> list[Part]:
    """Give the parts of a query that nothing has together, with the same filters; none where it is of one part.

    What is to be absent is left out, as by itself it is nearly everything.
    """
    root = parse(result.understood or result.query).root
    if result.passages_total or not isinstance(root, And) or len(root.parts) > MOST_PARTS:
        return []

    def turns(node: Node) -> int:
        return search(replace(request, query=str(node), limit=0, offset=0, facets=False)).turns_total

    wanted = [part for part in root.parts if not isinstance(part, Not)]
    if len(wanted) < 2:
        return []
    rests = [both(other for other in root.parts if other is not part) for part in wanted]
    return [
        Part(part, turns(part), rest, turns(rest) if len(root.parts) > 2 else None)
        for part, rest in zip(wanted, rests, strict=True)
    ]


def pages_by_contents(request: Request, result: Result, checker: Callable[[], Checker]) -> list[PlaceByContents]:
    """Give where the pages that were asked for lie by the contents of the editions, where no passage has their number.

    None where something was found, and for what is no number.
    """
    if result.passages_total:
        return []
    asked: dict[str, list[str]] = {name: [*values] for name, values in request.filters.items()}
    for field in fields(parse(result.understood or result.query).root):
        asked.setdefault(field.name, []).append(field.value)
    pages = [page for page in dict.fromkeys(asked.get("page", ())) if page.isdecimal()]
    if not pages:
        return []
    texts = [
        info for info in checker().index.texts if info.is_edition
        and info.id in asked.get("edition", (info.id,)) and info.trial in asked.get("trial", (info.trial,))
    ]
    found = (checker().coverage.place_by_contents(info.id, page) for page in pages for info in texts)
    return [place for place in found if place]


def unfound_json(search: Search, request: Request, result: Result, checker: Callable[[], Checker]) -> dict[str, Any]:
    """Give what the JSON of a search has beside the rest.

    ``nearest`` is a list of at most one verdict; ``apart`` has the parts of a query that nothing has together;
    ``pages`` where pages that no passage bears lie by the contents.
    """
    found = nearest(result, checker)
    return {
        "nearest": [] if found is None else [found.to_json()],
        "pages": [asdict(place) for place in pages_by_contents(request, result, checker)],
        "apart": [{"part": str(part.node), "turns": part.alone, "turns_without": part.without}
                  for part in parts_apart(search, request, result)],
    }


def _found_in_record(result: Result) -> bool:
    """Whether any passage found is of an edition or record. Only what is shown is looked at, which is all of few."""
    if not result.passages_total:
        return False
    kinds = {info.id: info.kind for info in result.searched}
    shown = [kinds[hit.turn.text_id] for hit in result.hits]
    return len(shown) < result.passages_total or any(kind != "citing" for kind in shown)


def _quotations(query: str) -> Iterator[str]:
    """Give what may be a quotation in a query: all of plain words, then what stands in quotation marks, longest first.

    A quotation often has quotation marks inside; so all of it is tried first, without them.
    """
    inner = sorted((query[start + 1 : end - 1] for start, end in quoted_spans(query)), key=len, reverse=True)
    whole = query.strip(_MARKS)
    if _is_plain(query) and len(forms(whole)) >= (LEAST_QUOTED if inner else LEAST_PLAIN):
        yield whole
    yield from (words for words in inner if len(forms(words)) >= LEAST_QUOTED and words != whole)


def _is_plain(query: str) -> bool:
    """Whether a query is of words and phrases only, without fields and operators."""
    root = parse(query).root
    parts = root.parts if isinstance(root, And) else (root,)
    return all(isinstance(part, Phrase) and part.plain for part in parts)

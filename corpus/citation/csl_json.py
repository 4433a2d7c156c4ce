"""Items of CSL-JSON (CSL 1.0.2, ``csl-data``), the form that Zotero and pandoc read: a list of works."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from corpus.citation.authors import split_name
from corpus.citation.gathered import CitedPassage, GatheredWork, gathered
from corpus.citation.locus import Locus
from corpus.citation.rich_text import Span, plain
from corpus.citation.work import CitedWork

_KINDS = {"book": "book", "archive": "manuscript", "web": "webpage", "other": "document"}


def csl_json(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Give a list of one work, with the passage as its note and the citation of its page as ``custom``."""
    return plain(csl_file([gathered(item, locus)]))


def csl_file(works: Iterable[GatheredWork]) -> str:
    """Give a list of several works."""
    return json.dumps([csl_work(work, {}) for work in works], ensure_ascii=False, indent=1)


def csl_work(work: GatheredWork, about: Mapping[str, Any]) -> dict[str, Any]:
    """Give a work with its passages: in words as ``note``, in ``custom`` as entries of ``csl-citation``.

    ``about`` is what else ``custom`` says.
    """
    item = csl_item(work.item) | {"id": work.key}
    item |= {"note": work.note} if work.note else {}
    cited = [_citation(work.key, passage) for passage in work.passages]
    return item | {"custom": {**about, "citationItems": cited}}


def csl_item(item: CitedWork) -> dict[str, Any]:
    """Give a work without what is cited from it."""
    entry: dict[str, Any] = {
        "id": item.id,
        "type": _KINDS[item.kind],
        "author": [_name(name) for name in item.authors],
        "title": item.title,
        "title-short": item.short_title if item.short_title != item.title else "",
        "publisher": item.publisher,
        "publisher-place": item.place,
        "container-title": "" if item.kind == "book" else item.site,
        "issued": _date(item.issued) or ({"date-parts": [[item.year]]} if item.year else None),
        "language": item.lang,
        "archive_location": item.archive,
        "URL": item.url,
        "accessed": _date(item.accessed) if item.url else None,
    }
    return {name: value for name, value in entry.items() if value}


def _citation(key: str, passage: CitedPassage) -> dict[str, Any]:
    """Give the place cited as an entry of ``citationItems``, with its address and what the reader noted."""
    locus = passage.locus
    place: dict[str, Any] = {"id": key}
    if locus.pages:
        place |= {"locator": locus.number("-"), "label": "folio" if locus.leaf else "page"}
        said = locus.speaker_and_sitting
    else:
        place |= {"locator": locus.heading, "label": "section"} if locus.heading else {}
        said = ", ".join(filter(None, (locus.name, locus.sitting)))
    more = {"suffix": f", {said}" if said else "", "address": passage.address, "note": passage.own}
    return place | {name: value for name, value in more.items() if value}


def _name(name: str) -> dict[str, str]:
    parts = split_name(name)
    return {"family": parts[0], "given": parts[1]} if len(parts) == 2 else {"literal": name}


def _date(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None

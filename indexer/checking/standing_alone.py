"""A quotation that stands alone, in a line of its own: the citation that may stand behind it."""

from __future__ import annotations

from corpus.references.items import CitedItem
from corpus.references.reference import CitedPlace
from corpus.references.scan import scan
from corpus.references.works import TrialNames
from indexer.checking.verdict import Cited


def cut_citation(text: str, names: TrialNames) -> tuple[str, Cited]:
    """Cut a citation off that ends a text; the whole text, and nothing cited, where none does."""
    end = len(text.rstrip(" .\n"))
    items: list[CitedItem] = []
    for item in reversed(scan(text, names, note=False)):
        if item.end < end - 1 or not (item.trials or item.style == "edition"):
            break
        items.insert(0, item)
        if item.first:
            end = len(text[: item.start].rstrip())
    first = next((i for i in items if len(i.trials) == 1), None)
    if first is None:
        return text, Cited()
    trial = first.trials[0]
    places = []
    for item in items:
        edition = names.edition(trial, item.lang or "en")
        places.append(CitedPlace(edition.id if edition else None, item.pages.labels if item.pages else ()))
    return text[:end], Cited(trial, tuple(places))

"""The list of documents in parts: by kind, collection and year, a page at a time, each with its day and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from corpus.model.turns import TextInfo
from webapp.i18n.i18n import gettext
from webapp.models.models import Link, Steps
from webapp.server.links import to
from webapp.wording import descriptions, labels

PER_PAGE = 100
"""Documents on one page of the list: about 30 KB."""

MOST = 60
"""Values of a part shown at most."""

PARTS: Mapping[str, Callable[[TextInfo], Iterable[str]]] = {
    "doctype": lambda text: filter(None, [text.description.doctype]),
    "collection": lambda text: text.description.collections,
    "year": lambda text: [str(text.year)] if text.year else [],
}
"""The parts by which documents are listed, with the values that a document has of each."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A part with its values, each with how many documents have it."""

    title: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DocumentList:
    """One page of the documents that were chosen, with the ways to the others."""

    documents: tuple[TextInfo, ...]
    choices: tuple[Choice, ...]
    steps: Steps


def document_list(texts: Iterable[TextInfo], asked: Mapping[str, str]) -> DocumentList:
    """Give the documents that ``asked`` chooses by ``doctype``, ``collection`` and ``year``, its ``page`` of them."""
    every = list(texts)
    chosen = {name: value for name in PARTS if (value := asked.get(name))}
    found = [text for text in every if _fits(text, chosen)]
    found.sort(key=lambda text: (text.description.day or f"{text.year or 9999}", text.title, text.id))
    last = max(1, -(-len(found) // PER_PAGE))
    number = asked.get("page", "")
    page = min(max(1, int(number)), last) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    steps = Steps(page, last, to("texts", **chosen, page=page - 1) if page > 1 else None,
                  to("texts", **chosen, page=page + 1) if page < last else None)
    few = len(every) <= PER_PAGE and not chosen
    choices = () if few else tuple(_choice(name, every, chosen) for name in PARTS)
    return DocumentList(tuple(found[(page - 1) * PER_PAGE : page * PER_PAGE]),
                        tuple(choice for choice in choices if choice.values), steps)


def _fits(text: TextInfo, chosen: Mapping[str, str]) -> bool:
    return all(value in PARTS[name](text) for name, value in chosen.items())


def _choice(name: str, every: Iterable[TextInfo], chosen: Mapping[str, str]) -> Choice:
    """Give the values of a part that the other parts leave; a chosen one leads back to all."""
    others = {other: value for other, value in chosen.items() if other != name}
    counts = Counter(value for text in every if _fits(text, others) for value in PARTS[name](text))
    here = chosen.get(name)
    ranked = sorted(counts) if name == "year" else [value for value, _ in counts.most_common(MOST)]
    links = tuple(
        Link(labels.named(descriptions.DOCTYPES, value) if name == "doctype" else value,
             to("texts", **others, **({} if value == here else {name: value})), counts[value], value == here)
        for value in ranked[:MOST]
    )
    titles = {"doctype": gettext("Kind of document"), "collection": gettext("Collection"), "year": gettext("Year")}
    return Choice(titles[name], links)

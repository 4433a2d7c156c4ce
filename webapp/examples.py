"""Searches to begin with, made from the texts held, so that each of them finds something."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from corpus.catalogue import Person
from indexer.results import Request
from webapp.asking import KWIC
from webapp.books import Books
from webapp.context import to
from webapp.i18n import gettext, language
from webapp.models import Link
from webapp.present import person_name

FIRST_PAGE = 6
"""Examples on the first page."""


@dataclass(frozen=True, slots=True)
class Example:
    """A search: what is typed or ticked, and what it shows."""

    query: str
    says: str
    href: str
    lang: str | None = None


def speakers(books: Books, lang: str | None = None) -> list[Person]:
    """Give the persons of the catalogue who speak here, those with most turns first."""
    counted: Counter[str] = Counter()
    for name, voices in books.voices.items():
        for said in voices:
            if lang is None or books.infos[said.text_id].lang == lang:
                counted[name] += said.turns
    persons = (books.catalogue.persons.get(name) for name, _ in counted.most_common())
    return [person for person in persons if person and not person.office]


def examples(books: Books) -> list[Link]:
    """Give the examples of the first page."""
    found = working(books)
    step = max(1, len(found) // FIRST_PAGE)
    return [Link(example.query, example.href, lang=example.lang) for example in found[::step][:FIRST_PAGE]]


def working(books: Books) -> list[Example]:
    """Give the worked examples that find something, remembered for each language of the interface."""
    remembered: dict[str, list[Example]] = books.remembered
    if language() not in remembered:
        remembered[language()] = [
            example for example in worked(books) if books.search(Request(example.query, limit=1)).passages_total
        ]
    return remembered[language()]


def worked(books: Books) -> list[Example]:
    """Give worked examples of the query language for the texts held; none where nobody speaks."""
    out: list[Example] = []
    for lang in sorted({info.lang for info in books.infos.values()}, key=lambda code: code != language()):
        found = speakers(books, lang)
        names = [person.name_ru if lang == "ru" else person.name_en for person in found[:3]]
        if len(names) < 2 or lang not in ("en", "ru"):
            continue
        first, second = names[0], names[1]
        both = f"{first}, {second}"
        who = person_name(books, found[0].id)
        out += [
            _typed(second, gettext("every form of the name %(name)s", name=second), lang),
            _typed(f'"{second}"', gettext("exactly the word “%(name)s”", name=second), lang),
            _typed(f"{first} {second}", gettext("both names in one passage: %(names)s", names=both), lang),
            _typed(f"{first} OR {second}", gettext("one name or the other: %(names)s", names=both), lang),
            _typed(f"{first} NEAR/8 {second}", gettext("two names close together: %(names)s", names=both), lang),
            _typed(f"{second} -{first}", gettext("%(one)s without %(other)s", one=second, other=first), lang),
            _typed(f"{second[:4]}*", gettext("words that begin with “%(letters)s”", letters=second[:4]), lang),
            _typed(f"{second} speaker:{found[0].id}",
                   gettext("%(name)s, said by %(speaker)s", name=second, speaker=who), lang),
        ]
        kwic = _typed(second, gettext("%(name)s as a concordance", name=second), lang)
        out.append(Example(kwic.query, kwic.says, to("search", q=second, view=KWIC), lang))
    return out


def _typed(query: str, says: str, lang: str) -> Example:
    return Example(query, says, to("search", q=query), lang)

"""Documents that may be a text and its translation: of two languages, one day and kind, with a person in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from corpus.alignment.sides import pair_side
from corpus.language.words import forms
from corpus.model.turns import TextInfo
from corpus.names.table import NameTable


@dataclass(frozen=True, slots=True)
class Twins:
    """A proposal: two documents, and what they have in common. ``day`` is ISO, ``persons`` are identifiers."""

    left: TextInfo
    right: TextInfo
    day: str
    doctype: str
    persons: tuple[str, ...]


def likely_twins(texts: Iterable[TextInfo], table: NameTable) -> list[Twins]:
    """Give the documents that may say the same, Russian left and right English, in the order of their days.

    Both must say day and kind, and name a person: as author, addressee or the one questioned, else in the title. It is
    a proposal: two letters of one day to one man are no translations of each other.
    """
    alike: dict[tuple[str, str], list[TextInfo]] = defaultdict(list)
    for info in texts:
        about = info.description
        if not info.is_edition and about.day and about.doctype:
            alike[about.day, about.doctype].append(info)
    found = []
    for (day, doctype), group in sorted(alike.items()):
        for one, other in combinations(group, 2):
            both = _persons(one, table) & _persons(other, table)
            if one.lang != other.lang and both:
                left, right = sorted((one, other), key=lambda info: pair_side(info.lang))
                found.append(Twins(left, right, day, doctype, tuple(sorted(both))))
    return found


def _persons(info: TextInfo, table: NameTable) -> set[str]:
    """Give the persons of a document; a surname of the title may mean each who bears it."""
    about = info.description
    people = {named.person for named in (*about.authors, *about.addressees, *about.questioned) if named.person}
    keys = {key for word in forms(info.title) for key in table.keys(word)}
    return people or {person for key in keys for person in table.surnames[key].persons}

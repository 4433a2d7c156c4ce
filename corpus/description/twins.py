"""Documents that may be a text and its translation: of two languages, one day and kind, with a person in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import log

from corpus.alignment.sides import pair_side
from corpus.language.words import forms
from corpus.model.description import Description
from corpus.model.turns import TextInfo
from corpus.names.table import NameTable

WORDS_OF_RUSSIAN, FEW = 1.35, 20
"""Words of English for one of Russian, on paired texts 1.27 to 1.48, and words that titles and dates may add."""

MISFIT = 0.55
"""The logarithm of a ratio of lengths, at most: of a text and its translation one is not 1.7 times as long as is usual.
"""

MOST_DAYS = timedelta(days=6)
"""From the first to the last day of a document whose day is known: an interrogation may take a few."""

CLEARLY, NOISE = 2.0, 0.05
"""So many times farther from the usual length must another be that fits less; lengths nearer than so much say nothing.
"""


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

    Both must say one exact day and the kind, be of like length, and name a person: as author, addressee or the one
    questioned, else in the title; none may be the author of one and the addressee of the other alone. Where several
    fit, the one whose length clearly fits best is meant, else none. It is a proposal: two letters of one day to one man
    are no translations of each other.
    """
    alike: dict[tuple[str, str | None, str], list[TextInfo]] = defaultdict(list)
    for info in texts:
        about = info.description
        if not info.is_edition and about.day and about.doctype and _is_exact(about):
            alike[about.day, about.until, about.doctype].append(info)
    found = []
    for (day, _, doctype), group in sorted(alike.items(), key=lambda one: (one[0][0], one[0][2], one[0][1] or "")):
        for one, other in combinations(group, 2):
            left, right = sorted((one, other), key=lambda info: pair_side(info.lang))
            both = _persons(one, table) & _persons(other, table)
            if one.lang != other.lang and both and _agree(one, other) and _misfit(left, right) <= MISFIT:
                found.append(Twins(left, right, day, doctype, tuple(sorted(both))))
    return [one for one in found if _is_clear(one, found)]


def _is_exact(about: Description) -> bool:
    """Whether a description says a day, or a few on end, and no month or year."""
    days = date.fromisoformat(about.until or about.day or "") - date.fromisoformat(about.day or "")
    return not about.bound and days <= MOST_DAYS


def _agree(one: TextInfo, other: TextInfo) -> bool:
    """Whether no part of two descriptions names only persons whom that of the other does not."""
    ours, theirs = one.description, other.description
    return all(
        not (known[0] and known[1]) or known[0] & known[1]
        for known in (
            [{named.person for named in people if named.person} for people in sides]
            for sides in ((ours.authors, theirs.authors), (ours.addressees, theirs.addressees),
                          (ours.questioned, theirs.questioned))))


def _misfit(left: TextInfo, right: TextInfo) -> float:
    """Give how far the lengths are from those of a text and its translation, as the logarithm of a ratio; 0 is best."""
    usual = WORDS_OF_RUSSIAN if (left.lang, right.lang) == ("ru", "en") else 1.0
    return abs(log((right.words + FEW) / (left.words * usual + FEW)))


def _is_clear(twins: Twins, found: Sequence[Twins]) -> bool:
    """Whether no other proposal of either document in the same language fits nearly as well."""
    own = _misfit(twins.left, twins.right)
    others = [one for one in found if one is not twins and (
        (one.left is twins.left and one.right.lang == twins.right.lang)
        or (one.right is twins.right and one.left.lang == twins.left.lang))]
    return all(CLEARLY * (own + NOISE) < _misfit(one.left, one.right) for one in others)


def _persons(info: TextInfo, table: NameTable) -> set[str]:
    """Give the persons of a document; a surname of the title may mean each who bears it."""
    about = info.description
    people = {named.person for named in (*about.authors, *about.addressees, *about.questioned) if named.person}
    keys = {key for word in forms(info.title) for key in table.keys(word)}
    return people or {person for key in keys for person in table.surnames[key].persons}

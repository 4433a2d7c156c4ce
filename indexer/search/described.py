"""Filters by what documents are described as: a value of a text is one of all its passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from corpus.language.words import forms
from corpus.model.description import Description
from corpus.model.turns import TextInfo
from indexer.arrays.columns import UNKNOWN
from indexer.arrays.files import Ints, Mask
from indexer.results import DESCRIBED

Counted = tuple[tuple[str, int], ...]
"""Names and the count of each."""

_READERS: Mapping[str, Callable[[Description], Iterable[str]]] = {
    "doctype": lambda described: filter(None, [described.doctype]),
    "author": lambda described: [one.speaker for one in described.authors],
    "addressee": lambda described: [one.speaker for one in described.addressees],
    "collection": lambda described: described.collections,
}


class DescribedTexts:
    """What the texts of a generation are described as, by the code of the text in its column."""

    def __init__(self, infos: Iterable[TextInfo], texts: Sequence[str], codes: Ints) -> None:
        """Take the texts, their names in the order of their codes, which begin at 1, and the code of each passage."""
        by_id = {info.id: info.description for info in infos}
        described = [by_id.get(name, Description()) for name in texts]
        self._values = {name: [(), *(tuple(_READERS[name](one)) for one in described)] for name in DESCRIBED}
        self.nowhere = frozenset(name for name, values in self._values.items() if not any(values))
        """The filters of which no text has a value."""
        self._days = [("", ""), *((one.day or "", one.until or "") for one in described)]
        self._codes = codes
        self._code_of = {name: code for code, name in enumerate(texts, 1)}

    def held(self, name: str) -> tuple[str, ...]:
        """Give the values that texts have, in the order of the texts."""
        return tuple(dict.fromkeys(value for values in self._values[name] for value in values))

    def days(self) -> tuple[str, ...]:
        """Give the first days of documents, as ISO dates."""
        return tuple(dict.fromkeys(first for first, _ in self._days if first))

    def mask(self, name: str, value: str, persons: Callable[[str], tuple[str, ...]]) -> Mask:
        """Give the passages of texts that have a value, one bool a passage; ``unknown`` stands for none.

        Persons are asked for in any spelling (``persons`` gives identifiers), those of no catalogue by words of their
        name, collections by words of theirs, kinds by their identifier or as titles call them.
        """
        asked = value.casefold()
        if asked == UNKNOWN:
            return self._of_texts([not values for values in self._values[name]])
        if name == "doctype":
            from corpus.description.title import doctype_of_line

            wanted = {asked.replace("_", "-"), doctype_of_line(value)}
            return self._of_texts([bool(wanted.intersection(values)) for values in self._values[name]])
        known = () if name == "collection" else persons(value)
        words = set(forms(value))
        meant = {one for one in self.held(name) if one in known or (words and words <= set(forms(one)))}
        return self._of_texts([bool(meant.intersection(values)) for values in self._values[name]])

    def dated(self) -> Mask:
        """Give the passages of documents whose day is known, one bool a passage."""
        return self._of_texts([bool(first) for first, _ in self._days])

    def lasting(self, first: int, last: int) -> Mask:
        """Give the passages of documents of several days of which one is from ``first`` to ``last``, as yyyymmdd."""
        return self._of_texts([
            begin < end and int(begin.replace("-", "")) <= last and int(end.replace("-", "")) >= first
            for begin, end in self._days
        ])

    def counts(self, name: str, texts: Counted) -> Counted:
        """Count what each value has, for the counts of ``texts``; most frequent first, equal counts by the alphabet."""
        if name in self.nowhere:
            return unknown_alone(texts)
        counted: dict[str, int] = {}
        for text, count in texts:
            for value in self._values[name][self._code_of[text]] or (UNKNOWN,):
                counted[value] = counted.get(value, 0) + count
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    def _of_texts(self, chosen: Sequence[bool]) -> Mask:
        mask: Mask = np.array(chosen, dtype=np.bool_)[self._codes]
        return mask


def unknown_alone(texts: Counted) -> Counted:
    """Count what a filter has of which no text has a value, for the counts of ``texts``."""
    return ((UNKNOWN, sum([count for _, count in texts])),) if texts else ()

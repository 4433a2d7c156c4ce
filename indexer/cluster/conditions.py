"""Filters as conditions on attributes: each holds of every turn with a passage that the filter leaves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.limits import MAX_CLUSTER_VALUES
from indexer.arrays.files import Ints, Lists, Mask
from indexer.cluster.documents import ONE_VALUED
from indexer.cluster.marks import value_marks
from indexer.cluster.sphinx import Conditions
from indexer.search.narrowing import Narrowing
from indexer.search.searcher import Searcher

_ATTRIBUTES = {"mentions": "person"}
"""Filters whose attribute has another name."""


class Filters:
    """Gives the conditions of filters, by the values that the passages they leave have."""

    def __init__(self, searcher: Searcher, versions: Mapping[str, int]) -> None:
        self._columns = searcher.columns
        self._named = searcher.concordance
        self._versions = np.array([0, *(versions.get(text, 0) for text in searcher.columns.values["text"])])

    def conditions(self, narrowing: Narrowing, without: str | None = None) -> Conditions:
        """Give what all filters but one ask for; a filter of very many values asks for nothing here."""
        found: dict[str, list[int]] = {}
        for name in narrowing.filters:
            if name == without:
                continue
            attribute, values = self._condition(_ATTRIBUTES.get(name, name), narrowing.left_by(name))
            if attribute in found:
                values = sorted(set(values) & set(found[attribute])) or [0]
            if 0 < len(values) <= MAX_CLUSTER_VALUES:
                found[attribute] = values
        return found

    def _condition(self, attribute: str, mask: Mask) -> tuple[str, list[int]]:
        """Give an attribute and the values that passages of ``mask`` have; where there is none, those of their texts.

        Value 0, which is none of a text, where no passage is left.
        """
        if attribute in self._marks:
            held = self._codes[attribute]
            codes = np.bincount(held[mask]) if not isinstance(held, Lists) else _counted(held, mask)
            values = self._marks[attribute][codes.nonzero()[0]]
        else:
            attribute = "version"
            values = self._versions[np.bincount(self._columns.codes["text"][mask]).nonzero()[0]]
        return attribute, np.unique(values).tolist() or [0]

    @cached_property
    def _codes(self) -> dict[str, Ints | Lists]:
        return {**{name: self._columns.codes[name] for name in (*ONE_VALUED, "speaker", "role")},
                "page": self._columns.pages, "person": self._named.named}

    @cached_property
    def _marks(self) -> dict[str, NDArray[np.int64]]:
        return {name: value_marks(self._columns.values[name]) for name in self._codes}


def _counted(lists: Lists, mask: Mask) -> NDArray[np.int64]:
    """Count the codes of passages that have lists of them; those without any count as code 0."""
    lengths = np.diff(lists.at)
    counts = np.bincount(lists.values[mask.repeat(lengths)], minlength=1)
    counts[0] += int(np.count_nonzero(mask & (lengths == 0)))
    return counts

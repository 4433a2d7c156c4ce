"""What a request comes to before hits are made: the passages that answer, and their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.arrays.files import Numbers, Places
from indexer.arrays.passages import PassageSet
from indexer.concordance.concordance import Concordance
from indexer.query.parser import Query
from indexer.query.tree import Node, Phrase
from indexer.results import Sort
from indexer.search.evaluation import Answer
from indexer.search.narrowing import Narrowing
from indexer.search.understood import Understood

_FIRST = 8
"""Up to one part in so many of the passages is put in order alone."""


@dataclass(frozen=True)
class Outcome:
    """What a request comes to before hits are made.

    ``understood`` is the query as it is meant, ``query`` the same with all repairs, those of filters included.
    ``found`` is what the query finds whatever the filters, of which ``narrowing`` leaves ``kept``. ``keys`` put these
    passages into the order asked for, least first, None where that is the order of the record; by relevance they are
    the scores with a minus.
    """

    understood: Understood
    query: Query
    filters: dict[str, tuple[str, ...]]
    narrowing: Narrowing
    found: Answer
    kept: PassageSet
    concordance: Concordance
    sort: Sort
    keys: Numbers | Places | None

    @property
    def passages_total(self) -> int:
        """Number of passages."""
        return len(self.passages)

    @cached_property
    def hits_total(self) -> int:
        """Number of occurrences; of passages, where nothing is looked for in them."""
        if not self.looked_for:
            return len(self.passages)
        count = self.found.occurrences_in(self.kept, self.concordance)
        return self.answer.occurrences if count is None else count

    @property
    def only_turns(self) -> bool:
        """Whether turns are all there is to count: no word was asked for, or filters alone fit (``word OR to:x``)."""
        return not self.looked_for or bool(self.passages_total and not self.hits_total)

    def without_filter(self, name: str) -> Places:
        """Give the passages that answer if one filter is not set, by number and rising."""
        others, found = self.narrowing.without_filter(name), self.found.passages
        return (found if others is None else found & others).numbers

    @property
    def passages(self) -> Places:
        """The passages that answer, by number in the order of the record."""
        return self.kept.numbers

    @cached_property
    def answer(self) -> Answer:
        """What is found in the passages that answer."""
        return self.found.limited_to(self.kept, self.concordance)

    @cached_property
    def order(self) -> Places:
        """All passages in the order asked for, by number; as many as :attr:`passages`."""
        return self.passages if self.keys is None else self.passages.take(self.keys.argsort(kind="stable"))

    def page(self, offset: int, limit: int) -> Places:
        """Give some passages of the order asked for; sooner than all of it is known, where they are the first."""
        until = offset + limit
        if self.keys is None or until * _FIRST > len(self.passages):
            return self.order[offset:until]
        last = np.partition(self.keys, until - 1)[until - 1] if until else 0
        among = np.flatnonzero(self.keys <= last)
        return self.passages[among[np.argsort(self.keys[among], kind="stable")]][offset:until]

    def scores(self, passages: Places) -> list[float] | list[None]:
        """Give the score of each of some passages, None where they are not in the order of relevance."""
        if self.sort != "relevance" or self.keys is None:
            return [None] * len(passages)
        scores: list[float] = (-self.keys.take(self.passages.searchsorted(passages))).tolist()
        return scores

    @property
    def node(self) -> Node | None:
        """What is looked for; None where only values are asked for."""
        return self.understood.node

    @property
    def looked_for(self) -> tuple[Phrase, ...]:
        """Words and phrases that are looked for."""
        return self.understood.looked_for

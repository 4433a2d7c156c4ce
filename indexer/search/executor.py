"""What stands behind the query tree. Every executor gives the same answers; ``tests/support/contract.py`` holds each
to that, so that another can be written by someone who knows nothing but these calls.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

import numpy as np

from indexer.arrays.files import Numbers, Places
from indexer.arrays.passages import PassageSet
from indexer.arrays.spans import Spans
from indexer.concordance.concordance import Concordance
from indexer.query.tree import Node, Phrase
from indexer.results import Facet
from indexer.search.evaluation import Answer, Evaluator
from indexer.search.facets import Facets
from indexer.search.fields import Fields
from indexer.search.narrowing import Narrowing
from indexer.search.outcome import Outcome
from indexer.search.ranking import Ranking


class Executor(Protocol):
    """Finds what answers a query tree. May be used by several threads at once.

    Passages are numbered as in the generation, whatever the executor keeps.
    """

    def answer(self, node: Node | None, narrowing: Narrowing, *, each: bool) -> Answer:
        """Find the passages that answer, the occurrences, the words to be marked, and the texts that did not answer.

        All that ``narrowing`` leaves has to be found, with ``each`` also what it would leave without each one of its
        filters; of other passages some may be missing. None asks for all passages. Raises QueryError for what cannot
        be answered, UnavailableError where what is asked for cannot be reached.
        """

    def scores(self, phrases: Iterable[Phrase], passages: Places) -> Numbers:
        """Give the BM25 score of each of some passages for the words of phrases: one float64 a passage."""

    def facets(self, outcome: Outcome) -> tuple[Facet, ...]:
        """Count the turns that answer by each value of each filter."""

    def close(self) -> None:
        """Let go of connections and files of its own."""


class EmbeddedExecutor:
    """Answers from the arrays of the generation, on this machine."""

    def __init__(self, concordance: Concordance, fields: Fields) -> None:
        self._concordance = concordance
        self._fields = fields
        self._evaluator = Evaluator(concordance, fields)

    @cached_property
    def ranking(self) -> Ranking:
        """The scores of passages for words."""
        return Ranking(self._concordance)

    @cached_property
    def _facets(self) -> Facets:
        return Facets(self._fields.columns, self._concordance, self._fields.described)

    def answer(self, node: Node | None, narrowing: Narrowing, *, each: bool) -> Answer:
        """Find all passages of the generation that answer, whatever the filters."""
        if node is None:
            return Answer(PassageSet.of_mask(np.ones(len(self._fields.columns), dtype=np.bool_)), Spans.none())
        return self._evaluator.answer(node)

    def scores(self, phrases: Iterable[Phrase], passages: Places) -> Numbers:
        """Give the BM25 score of each of some passages for the words of phrases: one float64 a passage."""
        return self.ranking.scores(phrases, passages)

    def facets(self, outcome: Outcome) -> tuple[Facet, ...]:
        """Count the turns that answer by each value of each filter."""
        return self._facets.facets_of(outcome)

    def close(self) -> None:
        """Do nothing: the arrays are the generation's."""

"""The executor that asks a cluster: turns are found there, and what they say is looked at here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UnavailableError
from corpus.limits import MAX_CLUSTER_TURNS
from indexer.arrays.files import Numbers, Places
from indexer.arrays.passages import PassageSet
from indexer.arrays.spans import Spans
from indexer.cluster.conditions import Filters
from indexer.cluster.marks import TURN_BITS
from indexer.cluster.matching import ANY, TurnMatcher
from indexer.cluster.publication import Publication
from indexer.cluster.scoped import Scope, ScopedConcordance
from indexer.cluster.sphinx import MOST, Conditions, SphinxNode
from indexer.concordance.concordance import Concordance
from indexer.query.tree import Node, Phrase
from indexer.results import Facet
from indexer.search.evaluation import Answer, Evaluator
from indexer.search.executor import EmbeddedExecutor, Executor
from indexer.search.fields import Fields
from indexer.search.narrowing import Narrowing
from indexer.search.outcome import Outcome
from indexer.search.searcher import Searcher

TURN_MASK = (1 << TURN_BITS) - 1

NAMED = 3
"""Texts named in a refusal."""


class ClusterExecutor:
    """Answers from a cluster that holds a publication of the generation.

    ``strict`` refuses where a node does not answer; else the answer says which texts it is without.
    """

    def __init__(
        self, searcher: Searcher, nodes: Sequence[SphinxNode], publication: Publication, *, strict: bool = False
    ) -> None:
        self._searcher, self._nodes = searcher, nodes
        self._publication, self._strict = publication, strict
        self._here: Executor = EmbeddedExecutor(searcher.concordance, searcher.fields)
        self._filters = Filters(searcher, {text: version for text, (version, _) in publication.texts.items()})
        self._matcher = TurnMatcher(searcher.concordance, searcher.concordance.persons.persons_named)
        self._entry = 0
        self._spans = {text: searcher.turns.span(text) for text in publication.texts}
        rows = sorted((version, self._spans[text].start, len(self._spans[text]))
                      for text, (version, _) in publication.texts.items())
        self._versions, self._starts, self._lengths = np.array(rows, dtype=np.int64).reshape(-1, 3).T

    def answer(self, node: Node | None, narrowing: Narrowing, *, each: bool) -> Answer:
        """Find what answers in the texts whose nodes answer. Raises UnavailableError."""
        conditions = [self._filters.conditions(narrowing)]
        if each:
            conditions += [self._filters.conditions(narrowing, name) for name in narrowing.filters]
        return self._answered(node, conditions)

    def scores(self, phrases: Iterable[Phrase], passages: Places) -> Numbers:
        """Give the BM25 score of each of some passages, by the frequencies of words in the whole generation."""
        return self._here.scores(phrases, passages)

    def facets(self, outcome: Outcome) -> tuple[Facet, ...]:
        """Count the turns that answer by each value of each filter, of the passages found."""
        return self._here.facets(outcome)

    def close(self) -> None:
        """Let go of the connections."""
        for node in self._nodes:
            node.close()

    def _answered(self, node: Node | None, conditions: Sequence[Conditions], *, whole: bool = False) -> Answer:
        """Find the turns, and look through them for what answers; ``whole`` refuses to be without any text."""
        turns, unsearched = self._turns(node, conditions)
        if unsearched and (self._strict or whole):
            named = ", ".join(unsearched[:NAMED]) + (" and others" if len(unsearched) > NAMED else "")
            raise UnavailableError(f"Nodes of the cluster that hold {named} do not answer.",
                                   "Ask again when all of them are there.")
        searcher = self._searcher
        if turns is None and not unsearched:
            return self._evaluated(node, searcher.concordance)
        if turns is None:
            turns = self._turns_without(unsearched)
        scope = Scope(searcher.concordance, searcher.turn_passages, turns)
        found = self._evaluated(node, ScopedConcordance(searcher.concordance, scope))
        kept = found.limited_to(found.passages & scope.passages, searcher.concordance)
        return replace(kept, unsearched=unsearched)

    def _evaluated(self, node: Node | None, concordance: Concordance) -> Answer:
        if node is None:
            return Answer(PassageSet.of_mask(np.ones(len(self._searcher.columns), dtype=np.bool_)), Spans.none())
        return _SidesAsked(concordance, self._searcher.fields, self).answer(node)

    def answer_whole(self, node: Node) -> Answer:
        """Find all that answers, whatever the filters. Raises UnavailableError where a text could not be searched."""
        return self._answered(node, [{}], whole=True)

    def _turns(self, node: Node | None, conditions: Sequence[Conditions]) -> tuple[Places | None, tuple[str, ...]]:
        """Give the turns that may answer, rising, None where any may, and the texts that were not searched."""
        match = ANY if node is None else self._matcher.match(node)
        found = None
        if match.text and match.most <= MAX_CLUSTER_TURNS:
            each = [self._found(match.text, one) for at, one in enumerate(conditions) if one not in conditions[:at]]
            if max(map(len, each)) < MOST:
                found = each
        held = found or [self._found("", {})]
        sealed = [self._sealed(ids) for ids in held]
        searched = sealed[0].intersection(*sealed[1:])
        texts = self._publication.texts
        unsearched = tuple(text for text, (_, at) in texts.items() if at not in searched and len(self._spans[text]))
        if not found:
            return None, unsearched
        turns = self._numbered(np.unique(np.concatenate(found)))
        return np.setdiff1d(turns, self._turns_of(unsearched)) if unsearched else turns, unsearched

    def _found(self, match: str, conditions: Conditions) -> NDArray[np.int64]:
        """Ask through the node that answered last, else through another. Raises UnavailableError where none answers."""
        failed: UnavailableError | None = None
        for _ in self._nodes:
            entry = self._entry
            try:
                return self._nodes[entry].found(match, conditions, self._publication.number)
            except UnavailableError as error:
                failed = failed or error
                self._entry = (entry + 1) % len(self._nodes)
        raise failed or UnavailableError("The cluster has no nodes.")

    def _sealed(self, ids: NDArray[np.int64]) -> set[int]:
        """Give the nodes that answered: those whose seal is among the documents."""
        return set((ids[ids >> TURN_BITS == self._publication.number] & TURN_MASK).tolist())

    def _numbered(self, ids: NDArray[np.int64]) -> Places:
        """Give the turns of documents, rising; documents of no text of this publication are none."""
        at = np.minimum(self._versions.searchsorted(ids >> TURN_BITS), max(len(self._versions) - 1, 0))
        numbers = ids & TURN_MASK
        known = (self._versions[at] == ids >> TURN_BITS) & (numbers > 0) & (numbers <= self._lengths[at])
        return np.sort(self._starts[at[known]] + numbers[known] - 1)

    def _turns_of(self, texts: Iterable[str]) -> Places:
        return np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *(np.arange(span.start, span.stop)
                                       for span in map(self._spans.__getitem__, texts))]))

    def _turns_without(self, texts: Sequence[str]) -> Places:
        return self._turns_of(text for text in self._spans if text not in texts)


class _SidesAsked(Evaluator):
    """Looks through the turns found; what the other side of pairs says is asked for anew, as it is in other turns."""

    def __init__(self, concordance: Concordance, fields: Fields, executor: ClusterExecutor) -> None:
        super().__init__(concordance, fields)
        self._executor = executor

    def side_found(self, part: Node) -> Answer:
        """Answer the inner part of a side, in all texts."""
        return self._executor.answer_whole(part)

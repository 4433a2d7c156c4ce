"""Collocates: the words that stand beside the hits of a search more often than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.arrays.files import Mask, Places
from indexer.query.parser import Query
from indexer.query.tree import Field, Near, Node, Phrase, QueryWord, both, is_placed
from indexer.results import Request
from indexer.search.evaluation import split_fields
from indexer.search.outcome import Outcome
from indexer.search.searcher import Searcher
from indexer.statistics.shares import LEAST, MOST, log_likelihood

SPAN = 5
"""Words on each side that count as beside, unless said otherwise."""


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word beside the hits ``together`` times (``left`` before, ``right`` after; between two hits it is both).

    ``total`` is how often it stands anywhere, ``expected`` how often it would stand beside them by chance.
    """

    word: str
    together: int
    left: int
    right: int
    total: int
    expected: float
    log_likelihood: float
    query: str


@dataclass(frozen=True, slots=True)
class Collocates:
    """Words that stand within ``span`` words of the hits more often than by chance, the strongest first."""

    query: Query
    hits_total: int
    span: int
    words_total: int
    rows: tuple[Collocate, ...]


def collocates(
    searcher: Searcher, request: Request, span: int = SPAN, limit: int = MOST, least: int = LEAST,
    without: frozenset[str] = frozenset(),
) -> Collocates:
    """Find the words that stand beside the hits of a request; a window does not leave the turn.

    The table: words within the windows or not, this word or another. A word within two windows counts once. Those
    ``without`` are not listed; all are counted. Raises QueryError.
    """
    outcome = searcher.outcome(request)
    concordance = searcher.concordance
    inside = concordance.token_mask(outcome.narrowing.mask)
    before, after = _windows(searcher, outcome, span)
    size = len(concordance.words)
    left, right, near, every = (
        np.bincount(concordance.tokens[mask & inside], minlength=size)
        for mask in (before, after, before | after, inside)
    )
    window, total = int(near.sum()), int(every.sum())
    rows = []
    for number in np.flatnonzero(near >= least).tolist():
        together, often = int(near[number]), int(every[number])
        expected = window * often / total
        word = concordance.words.word(number)
        if together > expected and word not in without:
            rows.append(Collocate(
                word, together, int(left[number]), int(right[number]), often, expected,
                log_likelihood(together, window, often, total), str(_beside(outcome, word, span)),
            ))
    rows.sort(key=lambda row: (-row.log_likelihood, row.word))
    return Collocates(outcome.query, outcome.hits_total, span, total, tuple(rows[:limit]))


def _windows(searcher: Searcher, outcome: Outcome, span: int) -> tuple[Mask, Mask]:
    """Tell which tokens stand within ``span`` words before and after a hit, in its turn and in no hit.

    Two masks with one bool a token of the corpus.
    """
    concordance, hits = searcher.concordance, outcome.answer.hits
    turns = concordance.passage_turn[concordance.passages_of(hits.starts)]
    first = concordance.passage_tokens[searcher.turn_passages[turns]]
    last = concordance.passage_tokens[searcher.turn_passages[turns + 1]]
    within = _covered(len(concordance.tokens), hits.starts, hits.ends)
    before = _covered(len(concordance.tokens), np.maximum(first, hits.starts - span), hits.starts)
    after = _covered(len(concordance.tokens), hits.ends, np.minimum(last, hits.ends + span))
    return before & ~within, after & ~within


def _covered(size: int, starts: Places, ends: Places) -> Mask:
    """Tell which of ``size`` tokens lie in one of the ranges starts … ends - 1; one bool a token.

    Each start adds one and each end takes one away, so that the running sum counts the ranges that are open.
    """
    steps = np.bincount(starts, minlength=size + 1) - np.bincount(ends, minlength=size + 1)
    covered: Mask = steps.cumsum()[:size] > 0
    return covered


def _beside(outcome: Outcome, word: str, span: int) -> Node:
    """Give the query for the hits with this word near them."""
    found = Phrase((QueryWord(word),))
    node, fields = split_fields(outcome.query.root)
    if node is None or not is_placed(node):
        return both([outcome.query.root, found])
    asked = [Field(name, value) for name, values in fields.items() for value in values]
    return both([Near(node, found, span - 1), *asked])

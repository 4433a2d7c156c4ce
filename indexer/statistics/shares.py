"""The shape of an answer as numbers: who says it most, and how evenly it is spread.

Every figure is of the passages that the filters leave, without contents pages and indexes of books unless the
request asks for these, and every row has the query that finds what it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from corpus.model.pages import page_of
from corpus.model.turns import Page
from indexer.arrays.columns import UNKNOWN
from indexer.arrays.files import Ints, Places
from indexer.query.parser import Query
from indexer.query.tree import Field, both
from indexer.results import Request
from indexer.search.outcome import Outcome
from indexer.search.searcher import Searcher

By = Literal["speaker", "role", "sitting", "edition", "trial"]
MOST, LEAST = 50, 3
"""Rows given and occurrences needed, unless said otherwise."""

PER = 10_000
"""Words to which rates are counted, so that those of a rare word are no fractions."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one value has: ``hits`` occurrences in ``turns``, in ``words`` running words of its own.

    A turn with narration within it is its speaker's alone, so that the turns of all rows are those of the answer.
    ``first`` and ``last`` are the references of the turns of the first and the last by day, then as the texts go; those
    of no day come last. Empty without hits. ``first_page`` and ``last_page`` are those of the words found there, which
    a long turn may have far behind its beginning; None without hits.
    """

    value: str
    hits: int
    turns: int
    words: int
    per_10000: float
    query: str
    first: str = ""
    last: str = ""
    first_page: Page | None = None
    last_page: Page | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """An answer by the values of a column, most occurrences first; sittings in the order of the record.

    ``deviation`` is Gries' deviation of proportions over the rows: 0 where all have it as often for their words,
    towards 1 where one small part has it all; None without occurrences. ``turns_total`` counts the turns of all rows,
    of which narration ``within`` as many was found as well, and ``wordless`` says that turns are all that is counted.
    """

    by: By
    query: Query
    hits_total: int
    turns_total: int
    within: int
    words_total: int
    wordless: bool
    deviation: float | None
    rows: tuple[Share, ...]


def shares(searcher: Searcher, request: Request, by: By) -> Shares:
    """Count the hits of a request by the values of a column; by ``edition`` documents count too.

    Where nothing is looked for but values, ``hits`` are turns. Raises QueryError.
    """
    outcome = searcher.outcome(request)
    column = "text" if by == "edition" else by
    codes, names = searcher.columns.codes[column], [UNKNOWN, *searcher.columns.values[column]]
    base = outcome.narrowing.mask
    lengths = np.diff(searcher.concordance.passage_tokens)
    words = np.bincount(codes[base], lengths[base], len(names)).astype(np.int64)
    turns, within = _turns(codes, searcher.concordance.passage_turn, outcome.passages, len(names))
    turns_total = searcher.turns_total(outcome.passages)
    hits = turns
    if not outcome.only_turns:
        concordance, answer = searcher.concordance, outcome.answer
        owners = [concordance.passages_of(answer.hits.starts), concordance.labelled.passages_of(answer.labels)]
        hits = np.bincount(codes[np.concatenate(owners)], minlength=len(names))
    order = _in_record(names) if by == "sitting" else _most_first(hits)
    editions = {info.id for info in searcher.turns.texts if info.is_edition}
    ends = _ends(searcher, codes, outcome)
    rows = tuple(
        Share(
            names[code], int(hits[code]), int(turns[code]), int(words[code]), rate(hits[code], words[code]),
            str(both([outcome.query.root, Field(_field(by, names[code], editions), names[code])])),
            *ends.get(code, ()),
        )
        for code in order.tolist()
        if words[code] or turns[code]
    )
    return Shares(by, outcome.query, turns_total if outcome.only_turns else outcome.hits_total, turns_total, within,
                  int(words.sum()), outcome.only_turns, deviation(rows), rows)


def _turns(codes: Ints, turn_of: Ints, passages: Places, size: int) -> tuple[Places, int]:
    """Count the turns of passages by the code of a column; where some of a turn have no value, under that of others.

    Gives beside the counts how many turns those are. A turn has one value of these columns, or none.
    """
    pairs = np.unique(turn_of[passages].astype(np.int64) * size + codes[passages])
    # Code 0, no value, stands first of a turn.
    within = (pairs[:-1] // size == pairs[1:] // size).nonzero()[0]
    return np.bincount(np.delete(pairs, within) % size, minlength=size), len(within)


def _ends(searcher: Searcher, codes: Ints, outcome: Outcome) -> dict[int, tuple[str, str, Page, Page]]:
    """Give for each code the turns of its first and last passage, by day, then as the texts go, and their pages."""
    passages = outcome.passages
    order = passages[np.lexsort((passages, searcher.dates[passages]))]
    of = codes[order]
    found, first = np.unique(of, return_index=True)
    _, back = np.unique(of[::-1], return_index=True)
    ends = {}
    for code, low, high in zip(found.tolist(), first.tolist(), back.tolist(), strict=True):
        begins = _place(searcher, outcome, int(order[low]), 0)
        closes = _place(searcher, outcome, int(order[len(of) - 1 - high]), -1)
        ends[code] = begins[0], closes[0], begins[1], closes[1]
    return ends


def _place(searcher: Searcher, outcome: Outcome, passage: int, which: int) -> tuple[str, Page]:
    """Give the turn of a passage found, and the page of one of its occurrences: ``which`` is 0 or, for the last, -1."""
    concordance, starts = searcher.concordance, outcome.answer.hits.starts
    low, high = concordance.passage_tokens[passage : passage + 2]
    within = starts[starts.searchsorted(low) : starts.searchsorted(high)]
    turn = searcher.turns.at(int(concordance.passage_turn[passage]))
    if low == high:
        return turn.ref, turn.page
    # A label found, or a search by filters alone, has no occurrence in the text: the passage stands for it.
    token = int(within[which]) if len(within) else int(low)
    return turn.ref, page_of(turn, int(concordance.token_start[token]), concordance.token_end(token))


def deviation(rows: Sequence[Share]) -> float | None:
    """Give Gries' deviation of proportions: half the sum of the differences between shares of hits and of words."""
    hits, words = sum(row.hits for row in rows), sum(row.words for row in rows)
    if not hits or not words:
        return None
    return sum(abs(row.hits / hits - row.words / words) for row in rows) / 2


def log_likelihood(both_hold: int, first: int, second: int, total: int) -> float:
    """Give the log-likelihood ratio of a table: cases in which both hold, the first, the second, and all cases."""
    from nltk.metrics.association import BigramAssocMeasures

    # Rounding makes that of independence a little less than nothing.
    return max(0.0, float(BigramAssocMeasures.likelihood_ratio(both_hold, (first, second), total)))


def _field(by: By, value: str, editions: set[str]) -> str:
    return by if by != "edition" or value in editions else "document"


def _in_record(names: Sequence[str]) -> Places:
    """Order sittings by day, those of one day as they come; passages of no sitting last. Gives codes."""
    keys = [(code == 0, name[:10], code) for code, name in enumerate(names)]
    return np.array(sorted(range(len(names)), key=keys.__getitem__), dtype=np.int64)


def _most_first(hits: Places) -> Places:
    """Order codes by their hits, one number a code; of equal ones as they come, no value last."""
    codes = np.arange(len(hits))
    order: Places = np.lexsort((codes, codes == 0, -hits))
    return order


def rate(hits: int, words: int) -> float:
    """Give occurrences per 10,000 words; 0 where there are no words."""
    return float(PER * hits / words) if words else 0.0

"""Where in the record the hits stand: one strip for each edition, from its first word to its last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.query.tree import Field, both
from indexer.results import Request
from indexer.search.outcome import Outcome
from indexer.search.searcher import Searcher
from indexer.statistics.shares import rate

CELLS = 400
"""Parts of equal length into which a strip is divided."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sitting on a strip, or what stands between sittings; ``start`` and ``end`` are parts of the strip, 0 to 1."""

    sitting: str | None
    start: float
    end: float
    hits: int
    words: int
    per_10000: float
    query: str


@dataclass(frozen=True, slots=True)
class Strip:
    """An edition with its hits, turns where no word occurs. ``cells`` counts those of each of CELLS equal parts."""

    text_id: str
    hits: int
    words: int
    cells: tuple[int, ...]
    stretches: tuple[Stretch, ...]


def dispersion(searcher: Searcher, request: Request) -> tuple[Strip, ...]:
    """Give a strip for each edition in which something is found, in the order of the library. Raises QueryError."""
    outcome = searcher.outcome(request)
    editions = [info.id for info in searcher.turns.texts if info.is_edition]
    at = _first_words(searcher, outcome) if outcome.only_turns else outcome.answer.hits.starts
    strips = (_strip(searcher, outcome, text_id, at) for text_id in editions)
    return tuple(strip for strip in strips if strip.hits)


def _first_words(searcher: Searcher, outcome: Outcome) -> np.ndarray:
    """Give where each turn that answers begins to, in words: a turn of many passages counts once."""
    return searcher.concordance.passage_tokens[searcher.first_passages(outcome.passages)]


def _strip(searcher: Searcher, outcome: Outcome, text_id: str, at: np.ndarray) -> Strip:
    """Cut an edition into CELLS parts of equally many words, and count the hits in each; ``at`` are those of all."""
    concordance = searcher.concordance
    span = searcher.turns.span(text_id)
    passages = searcher.turn_passages[[span.start, span.stop]]
    first, last = concordance.passage_tokens[passages].tolist()
    at = at[(at >= first) & (at < last)] - first
    words = last - first
    cells = np.bincount(at * CELLS // max(words, 1), minlength=CELLS)
    return Strip(text_id, len(at), words, tuple(cells.tolist()), tuple(_stretches(searcher, outcome, text_id, at)))


def _stretches(searcher: Searcher, outcome: Outcome, text_id: str, at: np.ndarray) -> list[Stretch]:
    """Cut a strip where the sitting changes; ``at`` are its hits in words from its beginning."""
    columns, concordance = searcher.columns, searcher.concordance
    span = searcher.turns.span(text_id)
    low, high = searcher.turn_passages[[span.start, span.stop]].tolist()
    codes = columns.codes["sitting"][low:high]
    cuts = [0, *(np.flatnonzero(codes[1:] != codes[:-1]) + 1).tolist(), len(codes)]
    tokens = concordance.passage_tokens
    first, words = int(tokens[low]), int(tokens[high] - tokens[low])
    out = []
    for start, end in pairwise(cuts):
        begin, close = int(tokens[low + start]) - first, int(tokens[low + end]) - first
        if begin == close:
            continue
        sitting = columns.value("sitting", low + start)
        hits = int(((at >= begin) & (at < close)).sum())
        asked = [Field("edition", text_id), Field("sitting", sitting or "unknown")]
        out.append(Stretch(sitting, begin / words, close / words, hits, close - begin, rate(hits, close - begin),
                           str(both([outcome.query.root, *asked]))))
    return out

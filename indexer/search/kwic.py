"""The concordance as lines: each occurrence with the words on its left and right."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from corpus.limits import MAX_ROWS
from corpus.model.pages import page_of
from corpus.model.turns import Page, Turn
from corpus.model.voice import voice
from indexer.arrays.files import Places
from indexer.arrays.spans import Spans
from indexer.query.parser import Query
from indexer.results import Request, Sort
from indexer.search.outcome import Outcome
from indexer.search.searcher import Searcher

_SORT_WORDS = 3
"""Words of the context that decide the order."""


@dataclass(frozen=True, slots=True)
class KwicLine:
    """One occurrence: turn.text[start:end] is ``node``; ``left`` and ``right`` do not leave the turn."""

    ref: str
    text_id: str
    paragraph: int
    sitting: str | None
    speaker: str | None
    page: Page
    left: str
    node: str
    right: str
    start: int
    end: int
    link: str


@dataclass(frozen=True, slots=True)
class Kwic:
    """Lines offset … offset + limit - 1 of ``hits_total`` occurrences in ``passages_total`` passages.

    ``unsearched`` are the ids of texts whose machine did not answer.
    """

    query: Query
    hits_total: int
    passages_total: int
    lines: tuple[KwicLine, ...]
    sort: Sort
    unsearched: tuple[str, ...] = ()


def concordance_lines(searcher: Searcher, request: Request, width: int) -> Kwic:
    """Answer a request with lines, sorted as it says; by relevance means as the record. Raises QueryError."""
    sort: Sort = request.sort or "record"
    # The order of passages is of no use to lines, so it is not worth ranking them.
    outcome = searcher.outcome(replace(request, sort="record"))
    hits = outcome.answer.hits
    order = _order(searcher, outcome, sort)
    offset = max(0, request.offset)
    wanted = order[offset : offset + min(max(0, request.limit), MAX_ROWS)]
    turns: dict[int, Turn] = {}
    lines = tuple(
        _line(searcher, turns, int(start), int(end), width)
        for start, end in zip(hits.starts[wanted], hits.ends[wanted], strict=True)
    )
    return Kwic(outcome.query, len(hits), outcome.passages_total, lines, sort, outcome.found.unsearched)


def _order(searcher: Searcher, outcome: Outcome, sort: Sort) -> Places:
    """Give the numbers of the occurrences in the order asked for, one entry an occurrence.

    Words are compared by their numbers in the index, which rise with the alphabet; of equal keys the record decides.
    """
    hits = outcome.answer.hits
    passages = searcher.concordance.passages_of(hits.starts)
    keys: list[Places]
    match sort:
        case "node":
            longest = int((hits.ends - hits.starts).max(initial=1))
            steps = range(min(longest, _SORT_WORDS))
            keys = [_neighbours(searcher, hits, hits.starts + step, hits.ends) for step in steps]
        case "left":
            keys = [_neighbours(searcher, hits, hits.starts - step - 1, None) for step in range(_SORT_WORDS)]
        case "right":
            keys = [_neighbours(searcher, hits, hits.ends + step, None) for step in range(_SORT_WORDS)]
        case "speaker":
            codes = searcher.columns.codes["speaker"][passages]
            keys = [searcher.speaker_ranks[codes].astype(np.int64)]
        case "page":
            keys = [searcher.page_keys(passages)]
        case "date":
            keys = [searcher.dates[passages].astype(np.int64)]
        case _:
            return np.arange(len(hits))
    return np.lexsort((np.arange(len(hits)), *reversed(keys)))


def _neighbours(searcher: Searcher, hits: Spans, at: Places, until: Places | None) -> Places:
    """Give the numbers of the words at these tokens, which rise with the alphabet; -1 outside the turn.

    ``at`` has one entry an occurrence of ``hits``, and so has the result; from ``until`` on nothing is looked at.
    """
    concordance = searcher.concordance
    inside = (at >= 0) & (at < len(concordance.tokens))
    if until is not None:
        inside &= at < until
    out = np.full(len(at), -1, dtype=np.int64)
    first, here = hits.starts[inside], at[inside]
    inside[inside] = concordance.same_turn(np.minimum(first, here), np.maximum(first, here))
    out[inside] = concordance.tokens[at[inside]]
    return out


def _line(searcher: Searcher, turns: dict[int, Turn], first: int, end: int, width: int) -> KwicLine:
    """Make the line of the occurrence first … end - 1; ``turns`` keeps those that are read, by number."""
    concordance = searcher.concordance
    passage = concordance.passage_of(first)
    number = int(concordance.passage_turn[passage])
    turn = turns.get(number) or turns.setdefault(number, searcher.turns.at(number))
    low, high = int(concordance.token_start[first]), concordance.token_end(end - 1)
    return KwicLine(
        ref=turn.ref,
        text_id=turn.text_id,
        paragraph=passage - int(searcher.turn_passages[number]) + 1,
        sitting=turn.sitting,
        speaker=voice(turn, ((low, high),)).speaker,
        page=page_of(turn, low, high),
        left=_flat(turn.text[max(0, low - width) : low]),
        node=_flat(turn.text[low:high]),
        right=_flat(turn.text[high : high + width]),
        start=low,
        end=high,
        link=turn.permalink,
    )


def _flat(text: str) -> str:
    return text.replace("\n", " ")

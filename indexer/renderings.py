"""What stands on the other side: the words of the counterparts of the passages that a query finds, weighed and counted.

Whether a word of the other language belongs to what was asked for is told by how often the two stand in paired turns
together, against how often each does at all (Dice's coefficient), and by Dunning's log-likelihood ratio.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from indexer.arrays import Ints, Mask, Places
from indexer.results import Request
from indexer.search import Searcher

SURE = 6.63
"""Log-likelihood from which a pairing of words is no chance, at one in a hundred."""

SHOWN = 20
"""Renderings given at most."""

LEAST = 2
"""Turns in which a rendering stands at least."""

MIN_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Rendering:
    """A word of the other language: ``forms`` as they occur, most frequent first, in ``turns`` of ``of`` paired turns.

    ``dice`` is 0 to 1, ``likelihood`` Dunning's ratio.
    """

    forms: tuple[str, ...]
    turns: int
    of: int
    dice: float
    likelihood: float


def renderings(searcher: Searcher, query: str, lang: str) -> tuple[Rendering, ...]:
    """Give the words in ``lang`` that stand where the query stands on the other side, the surest first.

    Raises QueryError.
    """
    sides = searcher.fields.sides
    concordance = searcher.concordance
    here = ~sides.language(lang)
    outcome = searcher.outcome(Request(query, sort="record"))
    turn = concordance.passage_turn
    found = np.unique(turn[outcome.order[here[outcome.order]]])
    paired = _counterparts(searcher, found, lang)
    if not len(paired):
        return ()
    background = _counterparts(searcher, np.unique(turn[here]), lang)
    with_query, everywhere = _seen(searcher, paired), _seen(searcher, background)
    scored = [
        _score(key, count, len(paired), everywhere[key], len(background)) for key, count in with_query.items()
    ]
    best = sorted((one for one in scored if one), key=lambda one: (-one[1], -one[2], one[0]))[:SHOWN]
    return tuple(
        Rendering(_forms(searcher, key, paired), with_query[key], len(paired), dice, ratio)
        for key, dice, ratio in best
    )


def _counterparts(searcher: Searcher, turns: Ints | Places, lang: str) -> Ints:
    """Give the turns in a language that turns are paired with."""
    others = searcher.fields.sides.others(np.asarray(turns, dtype=np.int64))
    spoken: Mask = searcher.fields.sides.language(lang)
    held = np.unique(searcher.concordance.passage_turn[np.flatnonzero(spoken)])
    return others[np.isin(others, held)]


def _tokens(searcher: Searcher, turn: int) -> Ints:
    first, last = searcher.turn_passages[turn], searcher.turn_passages[turn + 1]
    bounds = searcher.concordance.passage_tokens
    return searcher.concordance.tokens[bounds[first] : bounds[last]]


def _seen(searcher: Searcher, turns: Sequence[int] | Ints) -> Counter[str]:
    """Count in how many of the turns each word stands, all its forms together."""
    seen: Counter[str] = Counter()
    known: dict[int, str] = {}
    for turn in turns:
        seen.update({_key(searcher, int(word), known) for word in np.unique(_tokens(searcher, int(turn)))})
    seen.pop("", None)
    return seen


def _key(searcher: Searcher, word: int, known: dict[int, str]) -> str:
    if word not in known:
        form = searcher.concordance.words.word(word)
        keys = [key for layer in searcher.concordance.layers for key in layer.keys(form, word)]
        known[word] = (keys or [form])[-1] if len(form) >= MIN_LETTERS and not form.isdigit() else ""
    return known[word]


def _forms(searcher: Searcher, key: str, turns: Ints) -> tuple[str, ...]:
    counted: Counter[str] = Counter()
    known: dict[int, str] = {}
    for turn in turns:
        for word in _tokens(searcher, int(turn)):
            if _key(searcher, int(word), known) == key:
                counted[searcher.concordance.words.word(int(word))] += 1
    return tuple(form for form, _ in counted.most_common())


def _score(key: str, both: int, left: int, right: int, total: int) -> tuple[str, float, float] | None:
    """Give Dice's coefficient and the log-likelihood; None where the word is as common elsewhere."""
    ratio = _likelihood(both, left, right, total)
    if both < LEAST or ratio < SURE or both * total <= left * right:
        return None
    return key, 2 * both / (left + right), ratio


def _likelihood(both: int, left: int, right: int, total: int) -> float:
    cells = (
        (both, left * right), (left - both, left * (total - right)),
        (right - both, (total - left) * right), (total - left - right + both, (total - left) * (total - right)),
    )
    return 2 * sum(seen * log(seen * total / expected) for seen, expected in cells if seen > 0 and expected > 0)

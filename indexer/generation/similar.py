"""Passages that are like one: by the key terms of its turn, which Whoosh weighs and looks for.

Key terms are the word forms and names that are frequent in the turn and rare in the corpus (``whoosh.classify``, model
Bo1: Amati 2003). Passages are ranked by BM25 for them. It finds where the same is told in other words; that a passage
is like another says nothing of whether they agree.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from indexer.concordance.concordance import Concordance
from indexer.generation.index import Index
from indexer.query.tree import Or, Phrase, QueryWord
from indexer.results import Hit, Request

MOST = 10
"""Passages given at most, if not asked otherwise."""

KEY_TERMS = 16
"""Terms looked for: with more, common words bring passages that share no matter."""


@dataclass(frozen=True, slots=True)
class SimilarPassages:
    """The words that were looked for, the weightiest first, and the passages that have most of them, the best first."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]


def similar_passages(index: Index, ref: str, most: int = MOST) -> SimilarPassages:
    """Give up to ``most`` passages that are like a turn, none of them its own. Raises UnknownNameError."""
    stream = index.stream
    passages = index.passages_of(ref)
    tokens = stream.tokens_in(passages)
    forms = [stream.words.word(number) for number in tokens.tolist()]
    keys = {form: stream.keys(form) for form in forms}
    counted = Counter(key for form in forms for key in keys[form])
    # A word that stands nowhere else is the weightiest, and finds nothing.
    often = {key: times for key, times in counted.items() if _frequency(stream, key) > times}
    apart = set(passages) | set(np.flatnonzero(~index.columns.searched).tolist())
    terms, found = index.engine().similar(often, apart, KEY_TERMS, most)
    words = tuple(dict.fromkeys(next(form for form in forms if term in keys[form]) for term in terms))
    if not found:
        return SimilarPassages(words, ())
    query = Or(tuple(Phrase((QueryWord(word, "forms"),)) for word in words))
    outcome = index.searcher.outcome(Request(str(query), sort="record"))
    return SimilarPassages(words, index.searcher.hits(outcome, np.array(found, dtype=np.int64)))


def _frequency(stream: Concordance, key: str) -> int:
    """Give how often words with this key stand in the corpus."""
    words = [word for layer in stream.layers for word in layer.words_of(key)]
    return stream.frequency(words)

"""Ranking: the arrays give the scores that a search of stock Whoosh gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tiny import tiny_home, tiny_text
from whoosh.query import Or, Term

from indexer.generation.index import Index, open_index
from indexer.query.parser import parse
from indexer.query.tree import phrases

TEXTS = [
    tiny_text("en-x", ["the lorem the", "lorem ipsum dolor amet", "ipsum loremus lorem lorem", "a b c", ""]),
    tiny_text("b", ["lorem", "loremus dolors dolor doloring"], kind="citing"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory):
    with open_index(tiny_home(tmp_path_factory.mktemp("home"), TEXTS)) as opened:
        yield opened


def stock_scores(index: Index, query: str) -> dict[int, float]:
    """Give the scores of a union of words by Whoosh's own search, of all passages that have one."""
    concordance = index.stream
    terms = []
    for phrase in phrases(parse(query).root):
        for item in phrase.items:
            if item.how == "forms":
                terms += [Term("forms", key) for key in concordance.keys(item.form)]
            else:
                terms += [Term("text", word) for word in concordance.words_of(item)]
    searcher = index.engine()._searcher
    return {hit.docnum: hit.score for hit in searcher.search(Or(terms), limit=None)}


@pytest.mark.parametrize("query", ['"lorem"', "lorem ipsum", "lor*", '"lorem" OR "absent"', "dolors", "the-lorem"])
def test_the_arrays_give_the_scores_of_whoosh(index: Index, query: str) -> None:
    wanted = list(phrases(parse(query).root))
    scores = index.searcher.executor.ranking.scores(wanted, np.arange(7))
    assert {number: scores[number] for number in np.flatnonzero(scores)} == pytest.approx(stock_scores(index, query))
    some = np.arange(0, 7, 2)
    assert index.searcher.executor.ranking.scores(wanted, some) == pytest.approx(scores[some])
    assert scores.any()


@pytest.mark.parametrize("query", ['"lorem"', "lorem ipsum", "lor*", '"lorem" OR "absent"'])
def test_passages_that_are_looked_up_score_the_same(
    index: Index, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = list(phrases(parse(query).root))
    scores = index.searcher.executor.ranking.scores(wanted, np.arange(7))
    monkeypatch.setattr("indexer.search.ranking._FEW", 0)
    for some in (np.arange(7), np.arange(0, 7, 2), np.array([5]), np.array([4]), np.arange(0)):
        assert index.searcher.executor.ranking.scores(wanted, some).tolist() == scores[some].tolist()


def test_a_word_that_is_nowhere_scores_nothing(index: Index) -> None:
    wanted = list(phrases(parse('"absent"').root))
    assert not index.searcher.executor.ranking.scores(wanted, np.arange(7)).any()


def test_an_index_without_words_ranks(tmp_path: Path) -> None:
    with open_index(tiny_home(tmp_path, [tiny_text("en-x", [""])])) as empty:
        wanted = list(phrases(parse("lorem").root))
        assert empty.searcher.executor.ranking.scores(wanted, np.arange(1)).tolist() == [0]

"""What an engine is asked for: always at least the turns that answer, and as few more as it can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from contract import contract_home

from indexer.cluster.marks import person_mark, word_mark
from indexer.cluster.matching import ANY, TurnMatcher
from indexer.generation.index import Index, open_index
from indexer.query.parser import parse


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with open_index(contract_home(tmp_path_factory.mktemp("home"))) as opened:
        yield opened


def asked(index: Index, query: str) -> str:
    """Give the match of a query, with the words in the place of their terms."""
    text = TurnMatcher(index.stream, lambda name: [name]).match(parse(query).root).text
    words = {word_mark(word): word for word in (index.stream.words.word(n) for n in range(len(index.stream.words)))}
    words[person_mark("amber")] = "AMBER"
    return re.sub(r"[wp][0-9a-f]{12}", lambda found: words[found.group()], text)


@pytest.mark.parametrize(("query", "match"), [
    ('"lamp"', "(lamp)"),
    ("lamps", "(lamp|lamps)"),
    ('"lit the lamp"', '("lit the lamp")'),
    ('~"lists lamps"', '("list lamp" | "list lamps")'),
    ('"not guilty not guilty"', "((not) (guilty) (not) (guilty))"),
    ('"clerk list"~5', "((clerk) (list))"),
    ('gloss:"clerk read"', "((read) (clerk))"),
    ('"lit" NEAR/2 "lamp"', "((lit) (lamp))"),
    ('"lit" OR "clerk"', "((lit)|(clerk))"),
    ('"lamp" -"lit"', "(lamp)"),
    ('"lamp" speaker:birch', "(lamp)"),
    ('"lamp" OR speaker:birch', ""),
    ('-"lamp"', ""),
    ("ru:(лампа)", ""),
    ("lamp ru:(лампа)", "(lamp|lamps)"),
    ('"lantern"', "none"),
    ('"lamp" "lantern"', "(none (lamp))"),
    ("person:amber", "(AMBER)"),
])
def test_a_query_is_asked_so(index: Index, query: str, match: str) -> None:
    assert asked(index, query) == match


def test_what_would_be_too_long_is_not_asked(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.cluster.matching.MAX_CLUSTER_TERMS", 3)
    matcher = TurnMatcher(index.stream, lambda name: [name])
    assert matcher.match(parse('"lamp" OR "lit" OR "clerk" OR "list"').root) is ANY
    assert matcher.match(parse('"lamp" "lit" "clerk" "list"').root).terms == 3


def test_nothing_that_was_typed_reaches_an_engine(index: Index) -> None:
    for query in ("lamp'", 'lamp") OR 1=1', "lamp\\' | seal", "@words lamp", "lamp/*x*/"):
        text = TurnMatcher(index.stream, lambda name: [name]).match(parse(query).root).text
        assert re.fullmatch(r'(?:w[0-9a-f]{12}|none|[ ()|"])*', text)

"""A node that is stopped, killed or started again: no answer is wrong, and every short one says so."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster_nodes import LocalNodes
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.errors import UnavailableError
from corpus.model.turns import Pair
from corpus.storage.home import Home
from indexer.cluster.opening import Cluster
from indexer.generation.index import Index, open_index
from indexer.results import Request, Result

pytestmark = pytest.mark.slow

WORDS = ["lorem", "ipsum", "dolor", "sit", "amet", "not", "guilty", "lamp", "list", "clerk"]
QUESTIONS = 1_000


@pytest.fixture(scope="module")
def home(nodes: LocalNodes, tmp_path_factory: pytest.TempPathFactory) -> Home:
    chance = random.Random(3)  # noqa: S311
    texts = [
        tiny_text(f"text-{number}", [
            tiny_turn(" ".join(chance.choices(WORDS, k=length)), speaker=chance.choice(["amber", "birch"]))
            for length in (chance.randint(3, 30) for _ in range(40))
        ], lang="ru" if number % 2 else "en", trial=f"193{number % 3}")
        for number in range(8)
    ]
    pairs = [Pair((ru.ref,), (en.ref,), ("ru", "en"), "turn", 0.5)
             for ru, en in zip(texts[1][1], texts[0][1], strict=True)]
    made = tiny_home(tmp_path_factory.mktemp("home"), texts, pairs)
    Cluster(nodes.address).publish(made)
    return made


@pytest.fixture(scope="module")
def whole(home: Home) -> Iterator[Index]:
    """Give the index that answers from its own files."""
    with open_index(home) as opened:
        yield opened


def questions(chance: random.Random) -> Iterator[Request]:
    while True:
        one, other, third = chance.sample(WORDS, 3)
        query = chance.choice([
            f'"{one}"', f'"{one} {other}"', f'"{one}" "{other}"', f'"{one}" OR "{other}"', f'"{one}" -"{other}"',
            f'"{one}" NEAR/2 "{third}"', f'-"{one}"', f'"{one}" speaker:amber',
        ])
        filters = chance.choice([{}, {}, {"speaker": ("birch",)}, {"lang": ("ru",)}, {"trial": ("1931", "1932")}])
        yield Request(query, filters, "record", limit=1000, facets=chance.random() < 0.3)


def same(found: Result, whole: Index, request: Request) -> None:
    """Compare an answer with that of the files about the texts that it says it has searched."""
    expected = whole.search(request)
    gone = {info.id for info in found.unsearched}
    hits = [(hit.turn.ref, hit.paragraph, hit.matches) for hit in expected.hits if hit.turn.text_id not in gone]
    assert [(hit.turn.ref, hit.paragraph, hit.matches) for hit in found.hits] == hits, request
    assert found.passages_total == len(hits)
    assert {info.id for info in (*found.searched, *found.unsearched)} == {info.id for info in expected.searched}
    if not gone:
        assert (found.hits_total, found.facets) == (expected.hits_total, expected.facets)


@pytest.mark.parametrize("killed", [False, True])
def test_a_node_goes_and_comes_back_in_the_middle_of_many_questions(
    nodes: LocalNodes, home: Home, whole: Index, killed: bool
) -> None:
    short = 0
    with Cluster(nodes.address).open_index(home) as index:
        at = {
            QUESTIONS // 3: threading.Thread(target=lambda: nodes.stop(1, killed=killed)),
            2 * QUESTIONS // 3: threading.Thread(target=lambda: nodes.start(1)),
        }
        for number, request in zip(range(QUESTIONS), questions(random.Random(5)), strict=False):  # noqa: S311
            if number in at:
                at[number].start()
            found = index.search(request)
            short += bool(found.unsearched)
            same(found, whole, request)
        for thread in at.values():
            thread.join()
        assert not index.search(Request('"lamp"')).unsearched
    assert 0 < short < QUESTIONS


@pytest.mark.parametrize("number", [0, 1])
def test_a_node_that_says_nothing_is_not_waited_for_without_end(
    nodes: LocalNodes, home: Home, whole: Index, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.cluster.sphinx.CLUSTER_SECONDS", 7.0)
    request = Request('"lamp"', limit=1000, sort="record")
    with Cluster(nodes.address).open_index(home) as index:
        with nodes.held_up(number):
            found = index.search(request)
        assert len(found.unsearched) == 4
        same(found, whole, request)
        assert not index.search(request).unsearched


@pytest.fixture
def one_down(nodes: LocalNodes, home: Home) -> Iterator[int]:
    """Stop the node that questions go to first, while a test runs."""
    nodes.stop(0)
    yield 0
    nodes.start(0)


def test_the_other_node_answers_and_says_what_it_has_not(
    nodes: LocalNodes, home: Home, whole: Index, one_down: int
) -> None:
    with Cluster(nodes.address).open_index(home) as index:
        request = Request('"lamp"', limit=1000, facets=True, sort="record")
        found = index.search(request)
        assert len(found.unsearched) == 4 == len(found.searched)
        same(found, whole, request)
        assert index.concordance(request).hits_total == found.hits_total


def test_the_operator_may_have_short_answers_refused(nodes: LocalNodes, home: Home, one_down: int) -> None:
    with Cluster(nodes.address, strict=True).open_index(home) as index, pytest.raises(UnavailableError) as refused:
        index.search(Request('"lamp"'))
    assert refused.value.http_status == 503 and "text-" in refused.value.message


@pytest.mark.parametrize("query", ["en:(lamp)", "lorem -ru:(lamp)"])
def test_both_languages_are_not_compared_while_one_may_be_away(
    nodes: LocalNodes, home: Home, one_down: int, query: str
) -> None:
    with Cluster(nodes.address).open_index(home) as index, pytest.raises(UnavailableError):
        index.search(Request(query))


def test_no_node_at_all_is_said(nodes: LocalNodes, home: Home, one_down: int) -> None:
    nodes.stop(1)
    try:
        with Cluster(nodes.address).open_index(home) as index, pytest.raises(UnavailableError, match="does not answer"):
            index.search(Request('"lamp"'))
    finally:
        nodes.start(1)


def test_a_generation_that_is_not_published_is_refused(nodes: LocalNodes, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as refused:
        Cluster(nodes.address).open_index(tiny_home(tmp_path, [tiny_text("en-x", ["lamp"])]))
    assert "trials publish --cluster" in refused.value.advice

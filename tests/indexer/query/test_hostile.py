"""Queries meant to do harm: each is answered or refused at once, on an index with very many words."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from growth import ROUNDS, seconds
from hostile_queries import HOSTILE, LETTERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import tiny_home, tiny_text

from corpus.errors import QueryError
from corpus.limits import MAX_EXPANSION
from corpus.storage.home import Home
from indexer.building.run import build_index
from indexer.generation.index import Index, open_index
from indexer.query.parser import parse
from indexer.results import Request
from webapp.wording.query import found_reading

VOCABULARY = 30_000
SHARE = 0.1
"""Of the time that building the index takes, for any query; most take a thousandth."""

EXAMPLES = int(os.environ.get("TRIALS_RANDOM_QUERIES", "400"))
"""Random queries of each kind."""

def made_words(chance: random.Random) -> list[str]:
    made = ["".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(VOCABULARY)]
    return made + ["по" + "".join(chance.choices(LETTERS, k=5)) for _ in range(MAX_EXPANSION + 100)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    chance = random.Random(3)  # noqa: S311
    known = made_words(chance)
    chance.shuffle(known)
    turns = [" ".join(["слово", "дело", *known[at : at + 40]]) for at in range(0, len(known), 40)]
    return tiny_home(tmp_path_factory.mktemp("home"), [tiny_text("ru-x", turns, lang="ru", trial="1936")])


@pytest.fixture(scope="module")
def built(home: Home) -> float:
    """Processor seconds that building the index takes."""
    return seconds(lambda: build_index(home, full=True))


@pytest.fixture(scope="module")
def index(home: Home, built: float) -> Iterator[Index]:
    with open_index(home) as opened:
        opened.search(Request("слово"))
        yield opened


def ask(index: Index, query: str) -> None:
    for sort in ("record", "relevance"):
        try:
            index.search(Request(query, sort=sort, facets=True))
        except QueryError as error:
            assert error.message


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_is_answered_or_refused_at_once(index: Index, built: float, name: str) -> None:
    # The best of some, as the machine may be busy with other things.
    assert min(seconds(partial(ask, index, HOSTILE[name])) for _ in range(ROUNDS)) < SHARE * built


def test_a_beginning_stands_for_so_many_words_at_most(index: Index) -> None:
    with pytest.raises(QueryError, match="query-pattern-wide") as error:
        index.search(Request("по*"))
    assert error.value.advice
    with pytest.raises(QueryError):
        index.search(Request('слово -"дело по*"'))
    assert index.search(Request("слово")).passages_total


ODD = st.text(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from("\"'«»„“”()[]{}|:*?~^-–—=&!<>/\\., \t\n\0\u202e\u200b0123456789"),
    ),
    max_size=120,
)
WORDS = ["слово", "дело", "слов*", "AND", "OR", "NOT", "NEAR/3", "РЯДОМ", "И", "ИЛИ", "НЕ", "словоANDx"]
FIELDS = ["speaker:", "page:1..", "date:1936", "to:", "mentions:", "only:en", "gloss:", "ru:("]
SIGNS = ["[lemma=", '[word="', "[]{1,", "}", "]", "~2", "~", '"', "«", "»", "(", ")", "*", "?", "-", "|", "=", ":", " "]
PIECES = st.lists(
    st.one_of(st.sampled_from(WORDS + FIELDS + SIGNS), st.text("aбё1'’_.&\u0301\u00ad", max_size=3)), max_size=40
).map("".join)


def answered(index: Index, query: str) -> bool:
    try:
        result = index.search(Request(query, limit=3))
    except QueryError as error:
        assert error.message
        return False
    assert found_reading(result)
    return True


@pytest.mark.slow
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(ODD)
def test_random_characters_are_read_or_refused(index: Index, query: str) -> None:
    answered(index, query)


@pytest.mark.slow
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(PIECES)
def test_random_pieces_of_the_language_are_read_or_refused(index: Index, query: str) -> None:
    if answered(index, query):
        canonical = str(parse(query))
        assert str(parse(canonical)) == canonical


def test_opening_and_closing_keeps_no_descriptor(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [tiny_text("en-x", ["lorem ipsum"])])

    def once() -> None:
        with open_index(home) as opened:
            opened.search(Request("lorem", sort="relevance", facets=True))

    once()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(50):
        once()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 2

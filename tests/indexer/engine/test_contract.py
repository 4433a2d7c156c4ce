"""What we rely on in Whoosh, so that another version is known to fit before it is used."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from indexer.engine.schema import schema
from indexer.engine.whoosh_index import Engine
from indexer.generation.index import Index, open_index
from indexer.query.parser import parse

TURNS = [
    "the not lorem the",
    "lorem ipsum не признаю себя",
    "признаю себя",
    tiny_turn("ipsum lorem lorem", speaker="amber", role="expert", page="7-9", sitting="1936-08-19-morning"),
    "a b c",
    "",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory):
    texts = [tiny_text("en-x", TURNS, trial="1936"), tiny_text("b", ["lorem"], kind="citing")]
    with open_index(tiny_home(tmp_path_factory.mktemp("home"), texts)) as opened:
        yield opened


def documents(index: Index, query: str) -> set[int]:
    return index.engine().documents(parse(query).root)


def test_every_passage_is_a_document_of_its_number(index: Index) -> None:
    engine = index.engine()
    assert engine.passages == 7
    stored = [engine._searcher.stored_fields(number)["ref"] for number in range(7)]
    assert stored[3] == "en-x/1936-08-19-morning/0004#1"
    assert stored[6] == "b/0001#1"


def test_no_word_is_lost(index: Index) -> None:
    assert documents(index, '"the"') == {0}
    assert documents(index, '"not"') == {0}
    assert documents(index, '"не"') == {1}
    assert documents(index, '"a"') == {4}


def test_words_and_booleans(index: Index) -> None:
    assert documents(index, '"lorem" "ipsum"') == {1, 3}
    assert documents(index, '"признаю" -"не"') == {2}
    assert documents(index, "lorem -ipsum") == {0, 6}
    assert documents(index, "-lorem") == {2, 4, 5}
    assert documents(index, "признать") == {1, 2}
    assert documents(index, "(ipsum OR the) lor*") == {0, 1, 3}
    assert documents(index, "zzz") == documents(index, "zz*") == set()


def test_fields(index: Index) -> None:
    assert documents(index, "speaker:amber") == documents(index, "role:expert") == {3}
    assert [documents(index, f"page:{label}") for label in ("7", "8", "9", "10")] == [{3}, {3}, {3}, set()]
    assert documents(index, "kind:citing") == documents(index, "edition:b") == {6}
    assert documents(index, "trial:1936 sitting:1936-08-19-morning lang:en") == {3}


@pytest.mark.parametrize(
    "query", ['"lorem ipsum"', '"lorem ipsum"~2', "lorem NEAR/2 ipsum", "lorem-ipsum", '"lor* ipsum"']
)
def test_what_only_the_concordance_answers(index: Index, query: str) -> None:
    with pytest.raises(TypeError, match="concordance"):
        documents(index, query)


def test_the_schema_names_no_module_of_ours() -> None:
    assert b"indexer" not in pickle.dumps(schema(), 2)


def test_one_segment_and_nothing_else(index: Index, tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [tiny_text("en-x", TURNS)])
    names = sorted(path.suffix for path in (home.index / "gen-000001" / "whoosh").iterdir())
    assert names == [".seg", ".toc"]
    assert isinstance(index.engine(), Engine)

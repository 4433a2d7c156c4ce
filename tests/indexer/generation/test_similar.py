"""Passages like one are those that share its rare words, in any form; common words bring none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.errors import UnknownNameError
from indexer.generation.index import Index, open_index
from indexer.generation.similar import similar_passages

COMMON = [f"the court hears the witness number {number}" for number in range(30)]
LANTERN = ["the lanterns of Velda burned at noon", "a lantern burning in Velda, said the witness",
           tiny_turn("lanterns, Velda, burned, noon: see page 9", region="index")]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory):
    texts = [tiny_text("en-x", [*COMMON, *LANTERN, ""]), tiny_text("b", ["The lanterns burned"], kind="citing")]
    with open_index(tiny_home(tmp_path_factory.mktemp("home"), texts)) as opened:
        yield opened


def test_rare_words_are_shared_in_any_form(index: Index) -> None:
    found = similar_passages(index, "en-x/0031")
    assert [hit.turn.ref for hit in found.hits][:2] == ["en-x/0032", "b/0001"]
    assert set(found.words) == {"lanterns", "velda", "burned", "noon", "the"}
    assert found.words[-1] == "the"
    first = found.hits[0]
    assert {first.text[low:high] for low, high in first.matches} >= {"lantern", "burning", "Velda"}


def test_neither_the_passage_itself_nor_an_index_of_a_book(index: Index) -> None:
    found = similar_passages(index, "en-x/0031", most=100)
    refs = [hit.turn.ref for hit in found.hits]
    assert "en-x/0031" not in refs
    assert "en-x/0033" not in refs
    assert len(similar_passages(index, "en-x/0031", most=1).hits) == 1


def test_a_turn_without_words_is_like_none(index: Index) -> None:
    assert similar_passages(index, "en-x/0034") == similar_passages(index, "en-x/0034", most=3)
    assert similar_passages(index, "en-x/0034").hits == ()


def test_an_unknown_turn_is_told(index: Index, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError):
        similar_passages(index, "en-x/9999")
    with open_index(tiny_home(tmp_path, [tiny_text("a", ["lorem"])])) as alone:
        assert similar_passages(alone, "a/0001").hits == ()

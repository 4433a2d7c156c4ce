"""Families: words of one stem are joined where that is asked for, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny import tiny_home, tiny_text

from indexer.concordance.families import family_stem
from indexer.generation.index import Index, open_index
from indexer.query.parser import parse
from indexer.results import Request
from webapp.wording.query import found_reading

TOGETHER = """terror terrorist terrorists terrorism terroristic terrorize
conspire conspired conspirator conspirators conspiracy conspiratorial
active actively activity activities activist
wreck wrecking wrecked wrecker wreckers
assassin assassinate assassination
revolution revolutionary revolutionist
prosecute prosecutor prosecution
trotskyite trotskyites trotskyist trotskyism
террор террорист террористы терроризм террористический
вредитель вредительство вредительский
троцкист троцкизм троцкистский
заговор заговорщик заговорщический
шпион шпионаж шпионский"""
APART = ["terror terrible", "active act", "light lantern", "general generation", "not note", "plan plane",
         "шпион шпинат", "заговор разговор", "сталь стать"]


@pytest.mark.parametrize("row", TOGETHER.splitlines())
def test_words_of_one_stem_are_a_family(row: str) -> None:
    assert len({family_stem(word) for word in row.split()}) == 1


@pytest.mark.parametrize("row", APART)
def test_other_words_are_none(row: str) -> None:
    one, other = row.split()
    assert family_stem(one) != family_stem(other)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    texts = [tiny_text("a", ["Terror and terrors.", "A terrorist.", "Terrorism.", "They went, she goes.", "A wrecker.",
                             "He was wrecking it.", "Террор.", "Террористы."])]
    with open_index(tiny_home(tmp_path_factory.mktemp("families"), texts)) as opened:
        yield opened


@pytest.mark.parametrize(("query", "hits"), [
    ("terror", 2), ("terrorist", 1), ("terrorism", 1), ("family:terror", 4), ("family:terrorist", 4),
    ("family:terrors", 4), ("family:go", 2), ("family:wreck", 2), ("wreck", 1), ("террор", 1), ("family:террор", 2),
    ('[family="terror"] "and"', 1), ("family:terror -form:terrorism", 3), ("family:zzyzx", 0),
    ("-family:terror", 5),
])
def test_a_family_is_found_where_it_is_asked_for(index: Index, query: str, hits: int) -> None:
    assert index.search(Request(query)).hits_total == hits


def test_a_reading_names_the_family_and_its_words(index: Index) -> None:
    said = found_reading(index.search(Request("family:Terror")))
    assert said.startswith("the family of “terror”")
    for word in ("terrors", "terrorist", "terrorism"):
        assert word in said
    assert "family" not in found_reading(index.search(Request("terror")))


@pytest.mark.parametrize("typed", ["family:terror", 'family:"terror"', "Family:TERROR", '[family="terror"]'])
def test_ways_to_ask(typed: str) -> None:
    assert str(parse(typed)) == "family:terror"

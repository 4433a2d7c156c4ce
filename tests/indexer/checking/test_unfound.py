"""A search that finds nothing is answered: the nearest passage, and what each part finds by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue import catalogue
from corpus.storage.home import Home
from indexer.checking.checker import Checker
from indexer.checking.unfound import nearest, parts_apart, unfound_json
from indexer.generation.index import Index, open_index
from indexer.results import Request

FOUND_FLOOR = 0.95
"""Share of the quotations that checking finds of which the search box gives the same passage."""

SPECIMEN = catalogue.load("specimen")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    texts = [
        tiny_text("en-specimen", [
            tiny_turn("The grey goose stood all night by the northern gate.", speaker="orlan"),
            tiny_turn("Nobody counted lanterns before the seventh morning came.", speaker="vetkin"),
            tiny_turn("He answered “a lantern” and went away without any lamp."),
        ], trial="specimen"),
        tiny_text("book", ["They say the grey goose sat all night by the northern gate."], kind="citing"),
    ]
    with open_index(tiny_home(tmp_path_factory.mktemp("unfound"), texts)) as opened:
        yield opened


def found(index: Index, query: str, **filters: tuple[str, ...]) -> str | None:
    verdict = nearest(index.search(Request(query, filters)), lambda: Checker(index, SPECIMEN))
    return verdict.ref if verdict else None


@pytest.mark.parametrize(("query", "ordinal"), [
    ('"grey goose stood all day by the northern gate"', 1),
    ("«grey goose stood all day by the northern gate»", 1),
    ("grey goose stood all day by the northern gate", 1),
    ('"grey goose sat all night by the northern gate"', 1),
    ('"nobody counted the lanterns before the seventh morning"', 2),
    ('"nobody counted the lanterns before the seventh morning" speaker:orlan', 2),
    ('"he answered "a lantern" and went home without any lamp"', 3),
    ('"grey goose stood all night by the northern gate"', None),
    ('"purple ducks walk over distant mountains every year"', None),
    ('"grey duck"', None),
    ("grey duck gate", None),
    ("goose duck -nobody speaker:orlan", None),
])
def test_a_phrase_without_a_hit_in_the_record_shows_the_nearest_passage(
    index: Index, query: str, ordinal: int | None
) -> None:
    assert found(index, query) == (ordinal and f"en-specimen/{ordinal:04d}")


def test_the_difference_is_told_in_json(index: Index) -> None:
    request = Request('"grey goose stood all day by the northern gate"')
    answer = unfound_json(index.search, request, index.search(request), lambda: Checker(index, SPECIMEN))
    [verdict] = answer["nearest"]
    assert [(one["quote"], one["source"]) for one in verdict["differences"]] == [("day", "night")]
    request = Request("goose")
    assert unfound_json(index.search, request, index.search(request), lambda: pytest.fail("not needed")) == {
        "nearest": [], "apart": [], "pages": [],
    }


def test_parts_that_nothing_has_together_are_counted(index: Index) -> None:
    def apart(query: str, **filters: tuple[str, ...]) -> list[tuple[str, int, int | None]]:
        request = Request(query, filters)
        parts = parts_apart(index.search, request, index.search(request))
        return [(str(part.node), part.alone, part.without) for part in parts]

    assert apart("goose speaker:vetkin") == [("goose", 2, None), ("speaker:vetkin", 1, None)]
    assert apart("goose lanterns") == [("goose", 2, None), ("lanterns", 2, None)]
    assert apart("goose night lanterns") == [("goose", 2, 0), ("night", 2, 0), ("lanterns", 2, 2)]
    assert apart("goose lanterns -nobody") == [("goose", 2, 1), ("lanterns", 2, 2)]
    assert apart("goose lanterns", edition=("en-specimen",)) == [("goose", 1, None), ("lanterns", 2, None)]
    assert apart("goose night") == []
    assert apart("zzyzx") == []


@pytest.mark.parametrize(("typed", "first"), [("lantren", "lantern"), ("Lantren", "lantern"), ("GOOSSE", "goose")])
def test_suggestions_are_the_same_whatever_the_case(index: Index, typed: str, first: str) -> None:
    [near] = index.search(Request(typed)).suggestions.values()
    assert near[0] == first


def test_the_more_frequent_of_like_words_is_suggested_first(tmp_path: Path) -> None:
    words = ["trrorism", *["terrorism"] * 5, "error"]
    with open_index(tiny_home(tmp_path, [tiny_text("a", words)])) as opened:
        assert opened.search(Request("terorism")).suggestions["terorism"][:2] == ("terrorism", "trrorism")


@pytest.mark.sources
def test_worked_quotations_typed_into_the_box(real_home: Home, examples: Path) -> None:
    rows = json.loads((examples / "quote-checks.json").read_text("utf-8"))
    with open_index(real_home) as real:
        checker = Checker(real, catalogue.load("main"))
        checked = [(row["quote_text"], checker.check(row["quote_text"])) for row in rows]
        known = [(text, verdict.ref) for text, verdict in checked if verdict.verdict in ("exact", "near")]
        right = 0
        for text, ref in known:
            result = real.search(Request(text if text.startswith(("\"", "“")) else f'"{text}"'))
            record = [hit.turn.ref for hit in result.hits if real.text(hit.turn.text_id).kind != "citing"]
            verdict = None if record else nearest(result, lambda: checker)
            right += ref in record[:1] or (verdict is not None and verdict.ref == ref)
    assert known
    assert right / len(known) >= FOUND_FLOOR

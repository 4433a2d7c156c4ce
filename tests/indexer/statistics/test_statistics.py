"""Statistics: each figure beside a count by hand, each query beside its hits."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.errors import QueryError, UnknownNameError
from corpus.model.turns import Mark, Page
from corpus.storage.home import Home
from indexer.generation.index import Index, open_index
from indexer.results import Request
from indexer.statistics.collocates import collocates
from indexer.statistics.keyness import keywords
from indexer.statistics.shares import log_likelihood, shares
from webapp.cli import cli

MORNING, EVENING, BEFORE = "1911-05-04-morning", "1911-05-04-evening", "1911-05-03-evening"


def said(text: str, speaker: str | None, sitting: str, **fields: object) -> object:
    role = "expert" if speaker == "amber" else "witness" if speaker else None
    return tiny_turn(text, speaker=speaker, role=role, sitting=sitting, **fields)


TEXTS = [
    tiny_text("en-x", [
        said("lorem ipsum lorem dolor", "amber", MORNING),
        said("ipsum ipsum dolor", "birch", EVENING),
        said("lorem", None, EVENING),
        said("lorem lorem lorem", "birch", EVENING, region="contents"),
    ], trial="1911"),
    tiny_text("ru-y", [said("небо лес небо", "amber", BEFORE), said("лес", "birch", BEFORE)], trial="1911", lang="ru"),
    tiny_text("book", ["a lorem b c d e f g lorem h ipsum", "i lorem"], kind="citing"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return tiny_home(tmp_path_factory.mktemp("home"), TEXTS)


@pytest.fixture(scope="module")
def index(home: Home):
    with open_index(home) as opened:
        yield opened


def counted(index: Index, query: str, by: str, **fields: object) -> list[tuple[str, int, int, int]]:
    found = shares(index.searcher, Request(query, **fields), by)
    return [(row.value, row.hits, row.turns, row.words) for row in found.rows]


def test_who_says_it_most(index: Index) -> None:
    assert counted(index, '"lorem"', "speaker") == [("unknown", 4, 3, 14), ("amber", 2, 1, 7), ("birch", 0, 0, 4)]
    assert counted(index, '"lorem"', "role") == [("unknown", 4, 3, 14), ("expert", 2, 1, 7), ("witness", 0, 0, 4)]
    assert counted(index, '"lorem"', "trial") == [("1911", 3, 2, 12), ("unknown", 3, 2, 13)]
    assert counted(index, '"lorem"', "edition") == [("en-x", 3, 2, 8), ("book", 3, 2, 13), ("ru-y", 0, 0, 4)]


def test_filters_of_the_query_and_of_the_request_narrow_the_words_too(index: Index) -> None:
    rows = counted(index, '"lorem" edition:en-x', "speaker")
    assert rows == [("amber", 2, 1, 4), ("unknown", 1, 1, 1), ("birch", 0, 0, 3)]
    assert counted(index, '"lorem"', "role", filters={"speaker": ("amber",)}) == [("expert", 2, 1, 7)]
    assert counted(index, '"lorem" edition:en-x', "speaker", regions=True)[0] == ("birch", 3, 1, 6)


def test_sittings_come_in_the_order_of_the_record(index: Index) -> None:
    rows = shares(index.searcher, Request("ipsum"), "sitting").rows
    assert [row.value for row in rows] == [BEFORE, MORNING, EVENING, "unknown"]
    assert [row.per_10000 for row in rows] == [0, 2500, 5000, pytest.approx(10_000 / 13)]


def test_first_and_last_are_on_the_page_of_the_words(tmp_path: Path) -> None:
    text = "lorem on the first page.\nThen ipsum, and at the end dolor."
    marks = (Mark("page", text.index("Then"), text.index("Then"), "8"), Mark("page", len(text) - 6, len(text) - 6, "9"))
    turns = [tiny_turn(text, speaker="amber", page=Page("7", "estimated", 1.0, "9"), marks=marks)]
    home = tiny_home(tmp_path, [tiny_text("en-x", turns, trial="1911")])
    with open_index(home) as index:
        def pages(query: str) -> tuple[str | None, str | None]:
            row, = shares(index.searcher, Request(query), "speaker").rows
            assert row.first_page
            assert row.last_page
            assert row.first_page.basis == "estimated"
            return row.first_page.label, row.last_page.label

        assert pages("lorem") == ("7", "7")
        assert pages("ipsum") == ("8", "8")
        assert pages("dolor OR lorem") == ("7", "9")
        assert pages("speaker:amber") == ("7", "8")
    assert run(home, "stats", "dolor", "--csv").splitlines()[1].endswith("≈ 9,≈ 9")


@pytest.mark.parametrize("by", ["speaker", "role", "sitting", "edition", "trial"])
@pytest.mark.parametrize("query", ['"lorem"', "ipsum OR dolor", "-lorem speaker:amber", "lang:ru"])
def test_the_query_of_a_row_finds_what_it_counts(index: Index, query: str, by: str) -> None:
    found = shares(index.searcher, Request(query), by)
    assert sum(row.hits for row in found.rows) == found.hits_total
    assert sum(row.turns for row in found.rows) == found.turns_total
    for row in found.rows:
        answer = index.search(Request(row.query))
        within = found.within if row.value == "unknown" else 0
        assert answer.turns_total - within == row.turns, row
        assert row.hits == (row.turns if answer.only_turns else answer.hits_total), row


def test_deviation_of_proportions(index: Index) -> None:
    # By edition: hits 3, 3, 0 of 6, words 8, 13, 4 of 25.
    expected = (abs(3 / 6 - 8 / 25) + abs(3 / 6 - 13 / 25) + abs(0 - 4 / 25)) / 2
    assert shares(index.searcher, Request('"lorem"'), "edition").deviation == pytest.approx(expected)
    assert shares(index.searcher, Request('"absent"'), "edition").deviation is None


def test_collocates_by_hand(index: Index) -> None:
    found = collocates(index.searcher, Request('"lorem" document:book'), span=2, least=1)
    rows = {row.word: row for row in found.rows}
    # Windows: a, b c | f g, h ipsum | i; of 13 words 8 stand in them.
    assert {word: (row.together, row.left, row.right, row.total) for word, row in rows.items()} == {
        "a": (1, 1, 0, 1), "b": (1, 0, 1, 1), "c": (1, 0, 1, 1), "f": (1, 1, 0, 1), "g": (1, 1, 0, 1),
        "h": (1, 0, 1, 1), "ipsum": (1, 0, 1, 1), "i": (1, 1, 0, 1),
    }
    assert rows["a"].expected == pytest.approx(8 / 13)
    assert rows["a"].log_likelihood == pytest.approx(gsquare(1, 8, 1, 13))
    assert found.words_total == 13


def test_a_window_ends_with_the_turn_and_holds_no_hit(index: Index) -> None:
    found = collocates(index.searcher, Request('"lorem" edition:en-x'), span=20, least=1)
    assert {row.word: (row.together, row.left, row.right) for row in found.rows} == {
        "dolor": (1, 0, 1), "ipsum": (1, 1, 1),
    }
    assert collocates(index.searcher, Request("lang:ru"), least=1).rows == ()


def test_the_query_of_a_collocate_finds_it_beside_the_hits(index: Index) -> None:
    for query in ('"lorem" document:book', "(lorem OR ipsum) document:book", "lorem ipsum document:book"):
        for row in collocates(index.searcher, Request(query), span=3, least=1).rows:
            assert index.search(Request(row.query)).hits_total >= 1, row


def test_the_least_and_the_most(index: Index) -> None:
    assert len(collocates(index.searcher, Request('"lorem"'), least=1, limit=2).rows) == 2
    assert collocates(index.searcher, Request('"lorem"'), least=9).rows == ()


def test_keywords_by_hand_and_by_language(index: Index) -> None:
    found = keywords(index.searcher, ("amber",), least=1)
    assert found.words == (("en", 4, 3), ("ru", 3, 1))
    rows = {(row.lang, row.word): row for row in found.rows}
    assert set(rows) == {("en", "lorem"), ("ru", "небо")}
    assert (rows["en", "lorem"].hits, rows["en", "lorem"].against) == (2, 0)
    assert rows["en", "lorem"].log_likelihood == pytest.approx(gsquare(2, 4, 2, 7))
    assert {row.word for row in found.against_rows} == {"ipsum", "dolor", "лес"}
    for row in found.rows:
        assert index.search(Request(row.query)).hits_total == row.hits


def test_one_speaker_against_another(index: Index) -> None:
    found = keywords(index.searcher, ("birch",), ("amber",), {"lang": ("en",)}, least=1)
    assert found.words == (("en", 3, 4),)
    for row in found.against_rows:
        assert index.search(Request(row.query)).hits_total == row.against
    with pytest.raises(UnknownNameError, match="cedar"):
        keywords(index.searcher, ("amber",), ("cedar",))


def test_a_refused_query_is_refused_here_too(index: Index) -> None:
    with pytest.raises(QueryError):
        shares(index.searcher, Request("("), "speaker")
    with pytest.raises(QueryError):
        collocates(index.searcher, Request(""))


def gsquare(together: int, first: int, second: int, total: int) -> float:
    neither = total - first - second + together
    cells = [(together, first, second), (first - together, first, total - second),
             (second - together, total - first, second), (neither, total - first, total - second)]
    return 2 * sum(seen * math.log(seen * total / (row * column)) for seen, row, column in cells if seen)


def test_log_likelihood() -> None:
    assert log_likelihood(30, 100, 50, 1000) == pytest.approx(gsquare(30, 100, 50, 1000))
    assert log_likelihood(5, 100, 50, 1000) == pytest.approx(0, abs=1e-9)


def run(home: Home, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["--home", str(home.path), *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_commands(tmp_path: Path) -> None:
    turns = [tiny_turn("lorem ipsum dolor", speaker="vyshinsky"), tiny_turn("lorem amet", speaker="ulrich")]
    home = tiny_home(tmp_path, [tiny_text("en-1938", turns, trial="1938")])
    data = json.loads(run(home, "stats", "lorem", "--by", "speaker", "--json"))
    assert [(row["value"], row["hits"], row["per_10000"]) for row in data["rows"]] == [
        ("vyshinsky", 1, pytest.approx(10_000 / 3)), ("ulrich", 1, 5000),
    ]
    assert run(home, "stats", "lorem", "--csv").splitlines()[0] == (
        "value,hits,turns,words,per_10000,query,first,last,first_page,last_page")
    assert "amet" in run(home, "collocates", "lorem", "--least", "1")
    assert run(home, "keywords", "Vyshinsky", "--against", "Ульрих", "--least", "1").split("\n")[1].startswith("dolor")
    assert os.linesep not in run(home, "keywords", "ulrich", "--lang", "ru").strip()

"""Fields, ranges, phrases in any forms, insertions, token queries and the other side of aligned passages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.errors import QueryError
from corpus.model.turns import Pair
from indexer.generation.index import Index, open_index
from indexer.query.parser import parse
from indexer.results import Request, Result
from webapp.wording.query import found_reading

RANDOM_QUERIES = 5_000
SIGNS = [
    '"', "«", "»", "'", "(", ")", "-", "|", "OR", "НЕ", "NEAR/3", "~2", "~", "~\"", "speaker:", "date:", "page:1..2",
    "mentions:", "person:", "form:", "gloss:", "ru:", "en:(", "only:ru", "section:", "..", "[", "]", "[]", "{0,2}",
    "[lemma=\"", "[lemma=\"lorem\"]", "[person=\"radek\"]", "=", "lorem", "слово", "it's", "te*", "p?n", " ", " ", " ",
    ":", "’", "*", "Radek", "Пятакова", "\u00ad", "\u0301", "\0", "²", "𝔁", "ё", "1936", "/", "\\", "\n", "{", "}", "+",
    "?",
]


def said(text: str, **fields):
    return tiny_turn(text, **{"speaker": "smirnov", "role": "defendant", "sitting": "1936-08-19-morning", **fields})


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    english = tiny_text("en-1936", [
        said("Lorem ipsum dolor.", page="8", section="Examination of the Accused Amber"),
        said("Sit amet (“ametio”) dolor [sic] consectetur.", page="12", label="Smirnov (to Kamenev)"),
        said("Ipsum ipsum amet.", sitting="1936-08-20-evening", page="13", section="Last pleas"),
        said("Adipiscing elit.", sitting="1936-08-20-evening", page="iv", region="footnote"),
        said("Contents elit.", region="contents"),
    ], trial="1936", year=1936)
    russian = tiny_text("ru-1936", [
        said("Реальный политик признал.", speaker="amber"), said("Реальные политики и нереальные политики."),
        said("Признаю себя виновным, об'единенный центр.", speaker="amber"), said("Объединённого центра."),
    ], lang="ru", trial="1936", year=1936)
    refs = [[turn.ref for turn in turns] for _, turns in (russian, english)]
    pairs = [Pair((refs[0][at],), (refs[1][at],), ("ru", "en"), "turn", 0.9) for at in range(3)]
    with open_index(tiny_home(tmp_path_factory.mktemp("asking"), [english, russian], pairs)) as opened:
        yield opened


def ask(index: Index, query: str, **fields) -> Result:
    return index.search(Request(query, **{"sort": "record", **fields}))


@pytest.mark.parametrize(
    ("query", "passages"),
    [
        ("date:1936-08-19", 6), ("date:1936-08", 8), ("date:1936", 8), ("date:1936-08-20..1936-08-31", 2),
        ("date:..1936-08-19", 6), ("date:1936-08-20..", 2), ("date:soon", 0), ("-date:1936-08-20", 6),
        ("date:1936-08-19..soon", 0), ("date:soon..1936-08-20", 0), ("page:8..x", 0), ("page:iv..12", 0),
        ("page:8..12", 2), ("page:13..", 1), ("page:..9", 1), ("page:iv", 1), ("page:unknown", 4),
        ("sitting:evening", 2), ("sitting:1936-08-20", 2), ("section:pleas", 1), ('section:"the accused"', 1),
        ("section:accus", 0), ("to:kamenev", 1), ("to:Каменев", 1), ("speaker:Смирнова", 6), ("speaker:Smirnoff", 6),
        ("region:footnote", 1), ("region:contents", 1), ("elit region:contents", 1), ("elit -region:footnote", 0),
    ],
)
def test_fields(index: Index, query: str, passages: int) -> None:
    assert ask(index, query).passages_total == passages


def test_a_phrase_in_any_forms(index: Index) -> None:
    assert ask(index, '~"реальный политик"').hits_total == 2
    assert ask(index, '~"реальный =политики"').hits_total == 1
    assert ask(index, "реальный-политик").hits_total == 2
    assert ask(index, "нереальный").forms == {"нереальный": ("нереальные",)}
    assert ask(index, "объединенный").hits_total == 2
    assert ask(index, "признать").hits_total == 2


def test_insertions_are_passed_over_when_asked_for(index: Index) -> None:
    assert ask(index, '"amet dolor"').hits_total == 0
    found = ask(index, 'gloss:"amet dolor consectetur"')
    assert found.hits_total == 1
    assert [hit.text[a:b] for hit in found.hits for a, b in hit.matches] == ["amet (“ametio”) dolor [sic] consectetur"]
    assert ask(index, '"amet dolor"', glosses=True).hits_total == 1
    assert ask(index, 'gloss:"amet ametio dolor"').hits_total == 1
    assert ask(index, "sic").hits_total == 1


def test_token_queries(index: Index) -> None:
    assert ask(index, '[lemma="признать"] []{0,2} "виновным"').hits_total == 1
    assert ask(index, '[lemma="признать"] "виновным"').hits_total == 0
    assert ask(index, '"sit" [] [fuzzy="ametia~1"]').hits_total == 1
    assert ask(index, '"ipsum" [] "amet" OR "lorem"').hits_total == 2
    assert ask(index, "dolr~1").forms == {"dolr": ("dolor",)}
    assert ask(index, "dolr~1 -form:dolor").hits_total == 0


def test_the_other_side(index: Index) -> None:
    def refs(query: str) -> list[str]:
        return [f"{hit.turn.lang}{hit.turn.ordinal}" for hit in ask(index, query).hits]

    assert refs("политик en:(lorem)") == ["ru1"]
    assert refs("политик -en:(lorem)") == ["ru2"]
    assert refs("en:lorem") == ["en1", "ru1"]
    assert refs('ru:(политик) en:("dolor") lang:en') == ["en1", "en2"]
    assert refs("ru:(политик) -en:(lorem)") == ["en2", "ru2"]
    assert refs("only:ru") == ["ru4"]
    assert refs("only:en") == ["en4"]
    assert ask(index, "ru:(политик) en:(lorem)").hits_total == 2


def test_renderings(tmp_path: Path) -> None:
    blocks = [[f"Блок {word}" for word in ("да", "нет", "там", "тут")], [f"The bloc {word}" for word in "abcd"]]
    left = tiny_text("ru-a", blocks[0] + ["Другое"] * 9, lang="ru")
    right = tiny_text("en-b", blocks[1] + ["The"] * 9)
    sides = [[turn.ref for turn in turns] for _, turns in (left, right)]
    pairs = [Pair((one,), (other,), ("ru", "en"), "turn", 0.9) for one, other in zip(*sides, strict=True)]
    with open_index(tiny_home(tmp_path, [left, right], pairs)) as index:
        (found,) = index.renderings("блока", "en")
        assert (found.forms, found.turns, found.of, found.dice) == (("bloc",), 4, 4, 1.0)
        assert [one.forms for one in index.renderings('"bloc"', "ru")] == [("блок",)]
        assert index.renderings("nothing", "ru") == ()


@pytest.mark.slow
def test_random_strings_are_read_or_refused(index: Index) -> None:
    pick = random.Random(8)  # noqa: S311
    for _ in range(RANDOM_QUERIES):
        common = pick.random() < 0.8
        if common:
            typed = "".join(pick.choice(SIGNS) for _ in range(pick.randint(1, 14)))
        else:
            planes = [(32, 126), (0x400, 0x45F), (1, 0x10FFFF)]
            typed = "".join(chr(pick.randint(*pick.choice(planes))) for _ in range(pick.randint(1, 40)))
        try:
            query = parse(typed)
            result = index.search(Request(typed, limit=3, facets=pick.random() < 0.05))
        except QueryError as refusal:
            assert str(refusal), typed
            continue
        assert found_reading(result), typed
        again = parse(str(query))
        # Letters of far corners of Unicode are not the same when folded twice.
        assert (again.root, again.off) == (query.root, query.off) or not common, typed

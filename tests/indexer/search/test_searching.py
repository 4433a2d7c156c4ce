"""Searching a small home: phrases, forms, filters, facets, orders, places."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.errors import QueryError, UnknownNameError
from corpus.language.words import forms
from corpus.limits import MAX_EXPANSION, MAX_ROWS
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap, Run
from corpus.model.turns import Mark, Pair
from indexer.generation.index import Index, open_index
from indexer.results import Request, Result, result_json

MORNING, EVENING = "1936-08-19-morning", "1936-08-19-evening"


def said(text: str, speaker: str | None = "amber", role: str | None = "witness", **fields):
    return tiny_turn(text, speaker=speaker, role=role, **{"sitting": MORNING, **fields})


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory):
    long = said(
        "Lorem ipsum dolor.\nSit amet not guilty.\nThe end of it.",
        page="7-9",
        section="First part",
        marks=(Mark("page", 19, 19, "8"), Mark("narration", 40, 54, "rule"), Mark("page", 40, 40, "9")),
        offsets=OffsetMap((Run(0, 100, 18, 18), Run(19, 130, 5, 9))),
    )
    english = tiny_text(
        "en-1936",
        [
            long,
            said("I do not plead guilty.", "birch", "defendant", section="First part"),
            said("I plead guilty to the terror-centre.", "birch", "defendant", sitting=EVENING, section="Second part"),
            tiny_turn("The tribunal rises at noon. She goes.", kind="narration", sitting=EVENING, page="12"),
        ],
        trial="1936",
        year=1936,
    )
    russian = tiny_text(
        "ru-1937",
        [
            tiny_turn("Я не признаю себя виновным.", speaker="cedar", sitting="1937-01-23-morning"),
            tiny_turn("Я признаю себя виновным. Плетнёв признал бы себя.", sitting="1937-01-23-morning"),
            tiny_turn("Троцкистско-зиновьевский центр стали.", sitting="1937-01-23-morning"),
        ],
        lang="ru",
        trial="1937",
        year=1937,
    )
    book = tiny_text(
        "essay",
        [
            tiny_turn("The essay says: plead guilty, plead guilty.", region="quotation"),
            tiny_turn("plead guilty 12", region="contents"),
        ],
        kind="citing",
        year=1978,
    )
    sides = ("ru-1937/1937-01-23-morning/0001",), (f"en-1936/{MORNING}/0002",)
    pairs = [Pair(*sides, ("ru", "en"), "turn", 0.9)]
    home = tiny_home(tmp_path_factory.mktemp("home"), [english, russian, book], pairs)
    with open_index(home) as opened:
        yield opened


def ask(index: Index, query: str, **fields) -> Result:
    return index.search(Request(query, **fields))


def places(result: Result) -> list[str]:
    return [f"{hit.turn.ref.rsplit('/', 1)[0]}/{hit.turn.ordinal}#{hit.paragraph}" for hit in result.hits]


def marked(result: Result) -> list[str]:
    return [hit.text[a:b] for hit in result.hits for a, b in hit.matches]


def test_a_phrase_runs_over_paragraphs(index: Index) -> None:
    (hit,) = ask(index, '"dolor sit amet"').hits
    assert (hit.paragraph, hit.text) == (1, "Lorem ipsum dolor.\nSit amet not guilty.")
    assert marked(ask(index, '"dolor sit amet"')) == ["dolor.\nSit amet"]
    assert hit.turn.text[hit.start : hit.end] == hit.text


def test_a_phrase_never_runs_over_turns(index: Index) -> None:
    assert ask(index, '"of it i do"').hits_total == 0
    assert ask(index, '"it i"~5').hits_total == 0
    assert ask(index, "noon NEAR/20 cedar").hits_total == 0


def test_negation_is_a_word(index: Index) -> None:
    assert marked(ask(index, '"не признаю себя"')) == ["не признаю себя"]
    assert ask(index, '"признаю себя"').hits_total == 2
    assert marked(ask(index, '"not plead guilty"')) == ["not plead guilty"]
    assert ask(index, '"plead guilty"').passages_total == 3


@pytest.mark.parametrize(("query", "filters"), [
    ("признать", {"speaker": ("cedar",)}), ("признать speaker:cedar", {}), ("признать", {"lang": ("ru",)}),
    ("признать виновным", {}), ("признать -плетнев", {})])
def test_forms_found_are_those_of_the_answer(index: Index, query: str, filters: dict[str, tuple[str, ...]]) -> None:
    found = ask(index, query, filters=filters)
    stand = {form for hit in found.hits for form in forms(hit.text)}
    assert set(found.forms["признать"]) == stand & {"признаю", "признал", "признать"}


def test_bare_words_stand_for_all_forms_and_quoted_ones_for_themselves(index: Index) -> None:
    assert marked(ask(index, "признать")) == ["признаю", "признаю", "признал"]
    assert ask(index, "признать").forms == {"признать": ("признаю", "признал")}
    assert ask(index, '"признать"').missing == ("признать",)
    assert marked(ask(index, "pleading", filters={"edition": ("en-1936",)})) == ["plead", "plead"]
    assert marked(ask(index, "сталь")) == marked(ask(index, "стать")) == ["стали"]
    assert marked(ask(index, "плетнев")) == ["Плетнёв"]
    assert marked(ask(index, "зиновьевскому")) == ["зиновьевский"]
    assert marked(ask(index, "троцкистско-зиновьевского")) == ["Троцкистско-зиновьевский"]


def test_all_words_stand_in_one_passage(index: Index) -> None:
    assert places(ask(index, "lorem dolor")) == [f"en-1936/{MORNING}/1#1"]
    assert ask(index, "lorem amet").passages_total == 0


def test_occurrences_and_passages_are_counted_apart(index: Index) -> None:
    result = ask(index, '"plead guilty"', filters={"document": ("essay",)})
    assert (result.hits_total, result.passages_total) == (2, 1)
    assert marked(result) == ["plead guilty", "plead guilty"]
    assert ask(index, "plead guilty -terror", filters={"edition": ("en-1936",)}).hits_total == 2


def test_contents_pages_only_when_asked_for(index: Index) -> None:
    assert ask(index, '"guilty 12"').hits_total == 0
    assert ask(index, '"guilty 12"', regions=True).hits_total == 1


def test_narration_inside_a_turn_has_no_speaker(index: Index) -> None:
    assert ask(index, "end", filters={"speaker": ("amber",)}).hits_total == 0
    (hit,) = ask(index, "end").hits
    assert not hit.spoken
    data = result_json(ask(index, "end"), "")["hits"][0]
    assert (data["kind"], data["speaker"], data["role"]) == ("narration", None, None)
    assert ask(index, "amet").hits[0].spoken


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("speaker", ("birch",), 2),
        ("speaker", ("amber", "birch"), 4),
        ("speaker", ("Birch",), 2),
        ("speaker", ("unknown",), 5),
        ("speaker", ("nobody",), 0),
        ("role", ("defendant",), 2),
        ("trial", ("1937",), 3),
        ("trial", ("unknown",), 1),
        ("edition", ("en-1936",), 6),
        ("document", ("essay",), 1),
        ("lang", ("ru",), 3),
        ("sitting", (EVENING,), 2),
        ("kind", ("citing",), 1),
        ("page", ("7",), 1),
        ("page", ("8",), 1),
        ("page", ("9",), 1),
        ("page", ("12",), 1),
        ("page", ("unknown",), 6),
    ],
)
def test_filters(index: Index, name: str, values: tuple[str, ...], expected: int) -> None:
    every = "-zzz"
    assert ask(index, every, filters={name: values}).passages_total == expected
    if len(values) == 1:
        assert ask(index, f"{every} {name}:{values[0]}").passages_total == expected
        assert ask(index, f"{name}:{values[0]}").passages_total == expected


def test_editions_and_documents_are_asked_for_together(index: Index) -> None:
    result = ask(index, "plead", filters={"edition": ("en-1936",), "document": ("essay",)})
    assert {hit.turn.text_id for hit in result.hits} == {"en-1936", "essay"}
    assert [info.id for info in result.searched] == ["en-1936", "essay"]


def test_what_was_searched_and_what_is_missing(index: Index) -> None:
    assert len(ask(index, "zzz").searched) == 3
    assert ask(index, "zzz plead").missing == ("zzz",)
    empty = ask(index, "plead", filters={"speaker": ("nobody",)})
    assert (empty.searched, empty.missing) == ((), ("speaker:nobody",))


def test_facets_count_with_all_other_filters(index: Index) -> None:
    result = ask(index, "guilty", filters={"speaker": ("birch",)}, facets=True)
    facets = {facet.name: dict(facet.values) for facet in result.facets}
    assert result.passages_total == 2
    assert facets["speaker"] == {"birch": 2, "amber": 1, "unknown": 1}
    assert facets["edition"] == {"en-1936": 2}
    assert facets["document"] == {}
    assert facets["sitting"] == {MORNING: 1, EVENING: 1}
    assert ask(index, "guilty").facets == ()


def test_default_order(index: Index) -> None:
    assert ask(index, "plead").sort == "relevance"
    assert ask(index, '"plead guilty"').sort == "record"
    assert ask(index, "plead", filters={"trial": ("1936",)}).sort == "record"
    assert ask(index, "-plead").sort == "record"


def test_orders(index: Index) -> None:
    ranked = ask(index, "plead", sort="relevance")
    scores = [hit.score for hit in ranked.hits]
    assert scores == sorted(scores, reverse=True) and scores[-1] > 0
    assert ranked.hits[0].turn.text_id == "essay"
    assert places(ask(index, "plead", sort="record"))[-1] == "essay/1#1"
    by_date = ask(index, "-zzz", sort="date")
    assert [hit.turn.text_id for hit in by_date.hits] == ["en-1936"] * 6 + ["ru-1937"] * 3 + ["essay"]
    by_speaker = ask(index, "-zzz", sort="speaker")
    assert [hit.turn.speaker for hit in by_speaker.hits][:5] == ["amber"] * 2 + ["birch"] * 2 + ["cedar"]


def test_pages_of_results_fit_together(index: Index) -> None:
    whole = places(ask(index, "-zzz", limit=100))
    parts = [place for offset in range(0, 12, 3) for place in places(ask(index, "-zzz", limit=3, offset=offset))]
    assert parts == whole
    assert ask(index, "-zzz", limit=0).hits == ()
    assert ask(index, "-zzz", limit=-5, offset=-5).hits == ()
    assert ask(index, "plead", limit=MAX_ROWS + 1).repairs == (Note("query-rows-cut", most=MAX_ROWS),)


def test_hits_say_the_page_of_the_passage(index: Index) -> None:
    (hit,) = ask(index, "amet").hits
    assert (hit.turn.page.label, hit.turn.page.end) == ("8", "8")
    (hit,) = ask(index, '"dolor sit"').hits
    assert (hit.turn.page.label, hit.turn.page.end) == ("7", "8")


def test_offsets_of_matches_fold_to_the_phrase(index: Index) -> None:
    for query in ('"plead guilty"', '"признаю себя"', '"terror-centre"', '"I do not"'):
        for found in marked(ask(index, query)):
            assert forms(found) == forms(query)


def test_lines(index: Index) -> None:
    lines = index.concordance(Request('"plead guilty"'), width=10)
    assert (lines.hits_total, lines.passages_total) == (4, 3)
    assert [(line.left, line.node, line.right) for line in lines.lines][:2] == [
        ("I do not ", "plead guilty", "."), ("I ", "plead guilty", " to the te")
    ]
    assert lines.lines[0].speaker == "birch"
    (line,) = index.concordance(Request('"amet not guilty the"')).lines
    assert (line.node, line.page.label, line.page.end) == ("amet not guilty.\nThe".replace("\n", " "), "8", "9")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("left", ["guilty", "i", "not", "says"]),
        ("right", ["", "", "plead", "to"]),
        ("speaker", ["birch", "birch", None, None]),
        ("date", ["en-1936", "en-1936", "essay", "essay"]),
    ],
)
def test_lines_in_order(index: Index, sort: str, expected: list[str | None]) -> None:
    lines = index.concordance(Request('"plead guilty"', sort=sort)).lines
    match sort:
        case "left":
            assert [forms(line.left)[-1] for line in lines] == expected
        case "right":
            assert [(forms(line.right) or [""])[0] for line in lines] == expected
        case "speaker":
            assert [line.speaker for line in lines] == expected
        case _:
            assert [line.text_id for line in lines] == expected


def test_turns_by_reference(index: Index) -> None:
    turn = index.turn(f"en-1936/{MORNING}/0001")
    assert turn.offsets == OffsetMap((Run(0, 100, 18, 18), Run(19, 130, 5, 9)))
    assert index.find(turn.ref).turn.text == turn.text
    found = index.find(f"en-1936/{MORNING}/0002", turn.digest)
    assert (found.turn.ref, found.moved_from, found.changed) == (turn.ref, f"en-1936/{MORNING}/0002", False)
    found = index.find(turn.ref, "00000000")
    assert (found.turn.ref, found.moved_from, found.changed) == (turn.ref, None, True)
    assert index.find("en-1936/gone/0001", turn.digest).turn.ref == turn.ref
    for wrong in ("", "en-1936", f"en-1936/{MORNING}/1", "x" * 400, "en-1936/\0", turn.ref + "\0", "\ud800"):
        with pytest.raises(UnknownNameError):
            index.turn(wrong)
        with pytest.raises(UnknownNameError):
            index.find(wrong, "zzzzzzzzz")


def test_a_text_in_its_parts(index: Index) -> None:
    assert index.sittings("en-1936") == (MORNING, EVENING)
    sections = index.sections("en-1936")
    assert [(s.sitting, s.title, s.first_ref[-4:]) for s in sections] == [
        (MORNING, "First part", "0001"), (EVENING, "Second part", "0003"), (EVENING, None, "0004")
    ]
    assert [turn.ordinal for turn in index.turns("en-1936")] == [1, 2, 3, 4]
    assert all(index.digest(turn.ref) == turn.digest for turn in index.turns("en-1936"))
    assert [turn.ordinal for turn in index.turns("en-1936", EVENING)] == [3, 4]
    assert index.turns("en-1936", "1999-01-01-day") == []
    before, after = index.around(f"en-1936/{MORNING}/0002", 5)
    assert [turn.ordinal for turn in before] == [1]
    assert [turn.ordinal for turn in after] == [3, 4]
    for ask_for in (index.text, index.turns, index.sections, index.sittings):
        with pytest.raises(UnknownNameError):
            ask_for("en-2000")


def test_counterparts_from_either_side(index: Index) -> None:
    left, right = "ru-1937/1937-01-23-morning/0001", f"en-1936/{MORNING}/0002"
    assert [[turn.ref for turn in turns] for _, turns in index.counterparts(left)] == [[right]]
    assert [[turn.ref for turn in turns] for _, turns in index.counterparts(right)] == [[left]]
    assert index.counterparts(f"en-1936/{MORNING}/0001") == []


def test_people(index: Index) -> None:
    birch = next(person for person in index.people() if person.speaker == "birch")
    assert (birch.text_id, birch.roles, birch.turns, birch.words) == ("en-1936", ("defendant",), 2, 12)
    assert (birch.first[-4:], birch.last[-4:]) == ("0002", "0003")
    amber = next(person for person in index.people() if person.speaker == "amber")
    assert amber.words == 7
    assert index.speakers() == ("amber", "birch", "cedar")


def test_a_query_that_stands_for_too_many_words_is_refused(tmp_path: Path) -> None:
    words = " ".join(f"ab{number}" for number in range(MAX_EXPANSION + 1))
    with open_index(tiny_home(tmp_path, [tiny_text("en-x", [words])])) as index:
        with pytest.raises(QueryError) as refusal:
            index.search(Request("ab*"))
        assert refusal.value.why == Note("query-pattern-wide", what="ab*", count=1025, most=MAX_EXPANSION)
        assert index.search(Request("ab10*")).hits_total == 1 + 10 + 25


def test_texts_without_words(tmp_path: Path) -> None:
    with open_index(tiny_home(tmp_path, [tiny_text("en-x", ["", "…"]), tiny_text("en-y", [])])) as index:
        assert index.search(Request("plead", facets=True)).hits_total == 0
        assert index.search(Request("plead", sort="relevance")).hits == ()
        assert index.search(Request("-plead")).passages_total == 2
        assert index.people() == ()
        assert index.concordance(Request("plead NEAR/3 ab")).lines == ()
    with open_index(tiny_home(tmp_path / "none", [])) as index:
        assert index.search(Request("plead", facets=True)).searched == ()

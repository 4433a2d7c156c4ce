"""How well the specimen is read, paired and found: answers of truth.json, in a bare clone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markups import STYLES, counted, read_again

from corpus.catalogue import catalogue
from corpus.editions.turns import edition_turns
from corpus.model.turns import Turn
from corpus.reading import formats as reading
from corpus.storage.home import Home
from corpus.storage.library import Library
from indexer.generation.index import Index, open_index
from indexer.results import Request

FILES = Path(reading.__file__).parents[1] / "data" / "specimen" / "files"
TRUTH = json.loads((FILES.parent / "truth.json").read_text(encoding="utf-8"))
SPECIMEN = catalogue.load("specimen")
WEB = ("ru-specimen", "en-specimen-summary")
FLOORS = {"ru-specimen": 1.0, "en-specimen-summary": 1.0, "en-specimen": 0.98}
"""Share of turns that are the same in kind, label and wording. Only ever raised."""
PAIRS_FLOOR = 0.97
NARRATION_FLOOR = 0.97
"""Share of the labelled turns of the condensed edition whose narration begins where it does. Only ever raised."""


def plain(text: str | None) -> str | None:
    return text.replace("\u00ad", "").replace("\u00a0", " ") if text else text


@pytest.fixture(scope="module")
def home(specimen_home: Home) -> Home:
    return specimen_home


@pytest.fixture(scope="module")
def index(home: Home) -> Iterator[Index]:
    with open_index(home) as opened:
        yield opened


def held(index: Index, edition: str) -> list[Turn]:
    """The turns of an edition but for its title page, which the answers do not list."""
    return [turn for turn in index.turns(edition) if turn.sitting]


@cache
def true(edition: str) -> list[dict[str, Any]]:
    return TRUTH["editions"][edition]


def matched(turns: list[Turn], edition: str) -> list[tuple[Turn, dict[str, Any]]]:
    """The turns that are the same as in the answers in kind, label and wording, each with its answer."""
    found = [(turn.kind, plain(turn.label), plain(turn.text)) for turn in turns]
    expected = [(answer["kind"], answer["label"], plain(answer["text"])) for answer in true(edition)]
    matcher = SequenceMatcher(None, found, expected, autojunk=False)
    same = [(block.a + n, block.b + n) for block in matcher.get_matching_blocks() for n in range(block.size)]
    return [(turns[a], true(edition)[b]) for a, b in same]


@pytest.mark.parametrize("edition", FLOORS)
def test_turns(index: Index, edition: str) -> None:
    turns = held(index, edition)
    score = 2 * len(matched(turns, edition)) / (len(turns) + len(true(edition)))
    assert score >= FLOORS[edition], score


@pytest.mark.parametrize("edition", FLOORS)
def test_speakers_roles_sections_and_pages(index: Index, edition: str) -> None:
    for turn, answer in matched(held(index, edition), edition):
        page = answer["page"]
        assert (
            turn.sitting, plain(turn.section), turn.speaker, turn.role,
            turn.page.label, turn.page.end, turn.page.basis,
        ) == (
            answer["sitting"], answer["section"], answer["speaker"], answer["role"],
            page["label"], page["end"], page["basis"],
        ), turn.text[:60]


def test_references_count_the_turns_of_a_sitting(index: Index) -> None:
    for turn, answer in matched(held(index, "ru-specimen"), "ru-specimen"):
        assert turn.ref == f"ru-specimen/{answer['sitting']}/{answer['in_sitting']:04d}"


def test_narration_inside_labelled_turns(index: Index) -> None:
    labelled = [(t, a) for t, a in matched(held(index, "en-specimen-summary"), "en-specimen-summary") if t.label]
    begins = [next((m.start for m in turn.marks if m.kind == "narration"), None) for turn, _ in labelled]
    right = sum(begun == answer["narration"] for begun, (_, answer) in zip(begins, labelled, strict=True))
    assert right / len(labelled) >= NARRATION_FLOOR, right / len(labelled)


@pytest.mark.parametrize("edition", WEB)
def test_every_word_is_in_a_turn_or_left_out(edition: str) -> None:
    path = FILES / f"{edition}.html"
    source = reading.read(path.read_bytes(), "html", path.name)[0]
    made = edition_turns([(source, None)], SPECIMEN.edition(edition), SPECIMEN)
    found = sum((counted(t.text) + counted(t.label or "") for t in made.turns), start=counted(""))
    assert found + sum((counted(item.text) for item in made.left_out), start=counted("")) == counted(source.raw)


@pytest.mark.parametrize("edition", WEB)
@pytest.mark.parametrize("style", STYLES)
def test_the_same_turns_in_other_markups(edition: str, style: str) -> None:
    path = FILES / f"{edition}.html"
    files = [(reading.read(path.read_bytes(), "html", path.name)[0], None)]
    before, after = read_again(files, SPECIMEN.edition(edition), SPECIMEN, style)
    assert len(before) > 150
    assert after == before


def test_pairs(home: Home, index: Index) -> None:
    place = {
        turn.ref: number
        for edition in ("en-specimen", "ru-specimen")
        for number, turn in enumerate(held(index, edition), 1)
    }
    expected = {(en, ru) for pair in TRUTH["pairs"] for en in pair["en"] for ru in pair["ru"]}
    found = set()
    for pair in Library(home).pairs():
        english, russian = (pair.left, pair.right) if pair.langs[0] == "en" else (pair.right, pair.left)
        found |= {
            (place[en], place[ru]) for en in english for ru in russian
            if en.startswith("en-specimen/") and ru.startswith("ru-specimen/") and en in place and ru in place
        }
    score = 2 * len(found & expected) / (len(found) + len(expected))
    assert score >= PAIRS_FLOOR, score


@pytest.mark.parametrize("search", TRUTH["searches"], ids=lambda search: search["id"])
def test_searches(index: Index, search: dict[str, Any]) -> None:
    filters = {name: (search[name],) for name in ("edition", "speaker", "role") if name in search}
    queries = search.get("forms") or [search["query"]]
    hits = sum(index.search(Request(f'"{query}"', filters, limit=0)).hits_total for query in queries)
    assert hits == search["hits"]

"""The printed specimen, read from its PDF, is the text it was made from: labels, turns, sections, pages, words."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

from corpus.catalogue.catalogue import load
from corpus.editions.turns import edition_turns
from corpus.model.turns import Turn
from corpus.reading.pdf.reader import read_pdf

SPECIMEN = resources.files("corpus") / "data" / "specimen"


@pytest.fixture(scope="module")
def truth() -> list[dict[str, Any]]:
    data = json.loads((SPECIMEN / "truth.json").read_text("utf-8"))
    return list(data["editions"]["en-specimen"])


@pytest.fixture(scope="module")
def turns() -> list[Turn]:
    catalogue = load("specimen")
    text = read_pdf((SPECIMEN / "files" / "en-specimen.pdf").read_bytes(), "en-specimen.pdf")
    made = edition_turns([(text, None)], catalogue.edition("en-specimen"), catalogue)
    return [turn for turn in made.turns if turn.sitting]


@pytest.mark.parametrize("part", ["text", "kind", "label", "speaker", "role", "sitting", "section"])
def test_every_turn_is_as_it_was_made(turns: list[Turn], truth: list[dict[str, Any]], part: str) -> None:
    assert [getattr(turn, part) for turn in turns] == [turn[part] for turn in truth]


def test_every_page_is_as_it_was_made(turns: list[Turn], truth: list[dict[str, Any]]) -> None:
    pages = [{"label": t.page.label, "end": t.page.end, "basis": t.page.basis} for t in turns]
    assert pages == [turn["page"] for turn in truth]

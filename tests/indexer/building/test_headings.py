"""Headings in capitals are put in normal case by the build: pages that name them ask no dictionary and no names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.citation import headings, locus
from corpus.citation.locus import locus_of
from corpus.storage.own_catalogue import catalogue_of
from indexer.generation.index import open_index

SECTIONS = ["EXAMINATION OF THE WITNESS LOREM", "Morning", "ДОПРОС СВИДЕТЕЛЯ КАМЕНЕВА", "I.", None,
            "MORNING SESSION, MARCH 2, THE PLEA OF IPSUM.", "ÉCRITS"]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_headings_of_an_index_are_those_that_citations_make(tmp_path: Path, lang: str) -> None:
    turns = [tiny_turn("Lorem ipsum.", section=section, sitting="1938-03-02-morning", lang=lang)
             for section in SECTIONS]
    home = tiny_home(tmp_path, [tiny_text("alpha", turns, lang=lang)])
    catalogue = catalogue_of(home)
    with open_index(home) as index:
        found = [locus_of(turn, catalogue, "en", year=None, cased=index.headings) for turn in index.turns("alpha")]
    assert found == [locus_of(turn, catalogue, "en", year=None) for turn in turns]
    assert any(one.heading not in SECTIONS for one in found if one.heading)


def test_a_heading_that_the_index_knows_asks_no_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = [tiny_turn("Lorem ipsum.", section=section, lang="ru") for section in SECTIONS]
    home = tiny_home(tmp_path, [tiny_text("alpha", turns, lang="ru")])

    def asked(*_: object) -> bool:
        raise AssertionError("a dictionary was asked")

    for name in ("is_known", "is_abbreviation", "is_adjective", "is_proper"):
        monkeypatch.setattr(headings, name, asked)
    monkeypatch.setattr(locus, "_is_name", lambda _: asked)
    with open_index(home) as index:
        for turn in index.turns("alpha"):
            locus_of(turn, load("main"), "ru", year=None, cased=index.headings)

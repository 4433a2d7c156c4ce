"""Leaves are cited as leaves, in every style and both languages: no number of a leaf is a page's."""

from __future__ import annotations

import json
import re

import pytest
from lantern import BOOKS, CATALOGUE, READ_ON, turn

from corpus.citation.styles import OF_WORKS, STYLES, cite
from corpus.model.pages import page_json
from corpus.model.turns import Page

LEAVES = {
    Page("л. 12", "printed"): ("fol. 12", "л. 12"),
    Page("л. 12 об.", "sequence"): ("fol. 12v", "л. 12 об."),
    Page("л. 12", "printed", end="л. 12 об."): ("fols. 12–12v", "л. 12–12 об."),
    Page("fol. 3v", "printed"): ("fol. 3v", "л. 3 об."),
    Page("fol. 3r", "printed", end="fol. 4r"): ("fols. 3r–4r", "л. 3–4"),
    Page("л. 12", "printed", end="3"): ("fols. 12–p. 3", "л. 12–с. 3"),
    Page("3", "printed", end="л. 12"): ("3–fol. 12", "3–л. 12"),
}
"""Pages that are leaves, and how they are cited in English and in Russian."""


@pytest.mark.parametrize("style", [style for style in STYLES if style not in OF_WORKS])
@pytest.mark.parametrize("text_id", ["letter", "dopros", "essay", "ru-lantern"])
def test_leaves_are_cited_as_such(text_id: str, style: str) -> None:
    for page, forms in LEAVES.items():
        said = cite(turn(text_id, page), BOOKS[text_id], CATALOGUE, style, accessed=READ_ON).plain.replace("--", "–")
        if style == "csl-json":
            [place] = json.loads(said)[0]["custom"]["citationItems"]
            assert place["label"] == ("page" if page.label == "3" else "folio")
        elif style.startswith("gost"):
            assert forms[BOOKS[text_id].lang == "ru"].replace("fols", "fol").lower() in said.lower()
        else:
            assert any(form in said for form in forms)
        if page.label != "3" and page.end != "3":
            assert not re.search(r"\b(?:pp?|[сС])\. \d", said)


def test_programs_are_told_leaves_from_pages() -> None:
    assert page_json(Page("л. 12 об.", "printed", end="л. 13")) == {
        "label": "12 об.", "basis": "printed", "margin": None, "end": "13", "unit": "leaf"}
    assert page_json(Page("12", "printed", end="12"))["unit"] == "page"

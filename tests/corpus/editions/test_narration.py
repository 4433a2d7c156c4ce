"""Narration that runs on behind a speaker's words in a summary report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.editions.narration import narration_marks

NAMES = {"bramm", "gurmalo", "orsetsky"}


def narrated(text: str, own: str = "bramm") -> list[str]:
    return [text[m.start : m.end] for m in narration_marks(text, NAMES, {own})]


@pytest.mark.parametrize(("spoken", "rest"), [
    ("I saw it. ", "Bramm then relates how the ship sailed."),
    ("Yes. ", "In reply to further questions he describes the harbour."),
    ("No. ", "Gurmalo denies this."),
    ('He said: "Bramm goes." And I went. ', "The witness Gurmalo confirms the statement."),
    ("Lorem.\n", "A paragraph without a label."),
    ("It was Capt. A. Korvin. ", "Continuing his statement, he speaks of geese."),
])
def test_where_narration_begins(spoken: str, rest: str) -> None:
    assert narrated(spoken + rest) == [rest]


@pytest.mark.parametrize("text", [
    "Yes.",
    "Bramm says that he saw it.",
    "I know Gurmalo. I told Gurmalo that Bramm relates stories.",
    'He wrote: "Yes. Bramm denies it." So it was.',
    "The harbour was dark. Geese cried.",
    "",
])
def test_the_speakers_own_words(text: str) -> None:
    assert narrated(text) == []


@given(st.text("aB .?!\"\n'", max_size=80))
def test_marks_lie_in_the_text_and_reach_its_end(text: str) -> None:
    for mark in narration_marks(text, NAMES, {"bramm"}):
        assert 0 < mark.start <= mark.end == len(text)

"""Estimated pages are never shown as printed ones."""

from __future__ import annotations

from corpus.model.turns import Mark, Page, Turn
from webapp.presenting.passages import shown_marks

MARK = Mark("page", 4, 4, "12")


def turn(basis: str) -> Turn:
    return Turn("e/s/0001", "e", 1, "speech", "one two", "en", page=Page("11", basis, 1.0, "12"), marks=(MARK,))  # type: ignore[arg-type]


def test_a_page_that_begins_inside_is_marked_as_an_estimate() -> None:
    assert [mark.label for mark in shown_marks(turn("estimated"))] == ["≈12"]


def test_a_printed_one_is_not() -> None:
    assert shown_marks(turn("printed")) == (MARK,)

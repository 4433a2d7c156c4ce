"""Texts that are checked and not kept."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.ingest.unkept import turns_of_text
from corpus.references.quotations import find_quotations

CATALOGUE = load("specimen")
WRAPPED = """An essay whose lines are broken
says “lorem ipsum dolor sit amet” here
and goes on for a line
with “consectetur adipiscing elit sed
do eiusmod tempor” there.

> Ut labore et dolore
> magna aliqua ut enim
> ad minim veniam quis.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2029"])
def test_a_quotation_in_broken_lines_stands_where_it_stands(newline: str) -> None:
    found = find_quotations(turns_of_text(WRAPPED.replace("\n", newline), CATALOGUE), ())
    assert [(one.line, one.text.split()[0]) for one in found] == [(2, "lorem"), (4, "consectetur"), (7, "Ut")]


@pytest.mark.parametrize("newline", ["\r", "\u2028"])
def test_lines_of_other_systems_make_the_same_turns(newline: str) -> None:
    own = turns_of_text(WRAPPED, CATALOGUE)
    assert turns_of_text(WRAPPED.replace("\n", newline), CATALOGUE) == own
    assert {turn.region for turn in own} == {"body", "quotation"}

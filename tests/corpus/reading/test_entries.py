"""What ends like an entry of a table of contents, whatever stands before it, and in no more time than its length."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patterns import SLOWER, taken

from corpus.documents.paragraphs import Para
from corpus.documents.zones import _is_entry
from corpus.reading.markdown.blocks import is_entry

LED = re.compile(r".*(?:\.{3,}|…|\t|(?:\. ){3,})\s*(?:\d{1,4}|[ivxlc]+)\s*$")
PAGED = re.compile(r".*(?:\.{2,}|…|\t|\s|\D)\s*(?:\d{1,4}|[ivxlc]+)\s*$")
"""What counts, written in the simplest way: right for short lines, too slow for long ones."""

LINES = st.text(st.sampled_from("ab.… \t\n12ivx"), max_size=14)


@given(LINES)
def test_an_entry_ends_with_leaders_and_a_page(line: str) -> None:
    assert is_entry(line) == bool(LED.match(line))


@given(LINES)
def test_a_listed_entry_ends_with_a_page(line: str) -> None:
    assert _is_entry(Para(line)) == bool(PAGED.match(line))


@pytest.mark.parametrize("sign", [".", ". ", "…", "\t", " ", "i", "1"])
def test_time_grows_with_the_length(sign: str) -> None:
    class Finds:
        def finditer(self, text: str) -> list[bool]:
            return [is_entry(text) for _ in range(50)]

    short, long = (taken(Finds(), f"a{sign * length}b") for length in (20_000, 80_000))  # type: ignore[arg-type]
    assert long <= SLOWER * max(short, 0.01)

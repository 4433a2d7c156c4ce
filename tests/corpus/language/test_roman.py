"""Roman numerals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.language.roman import roman, roman_value


@given(st.integers(1, 399))
def test_a_number_comes_back(value: int) -> None:
    assert roman_value(roman(value)) == value


def test_how_books_write_them() -> None:
    assert [roman(value) for value in (4, 9, 14, 40, 90, 99, 119)] == ["iv", "ix", "xiv", "xl", "xc", "xcix", "cxix"]

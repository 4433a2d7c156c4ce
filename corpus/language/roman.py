"""Roman numerals, as books number pages and notes by them."""

from __future__ import annotations

from itertools import pairwise

_VALUES = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400),
    ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
_SIGNS = {sign: value for sign, value in _VALUES if len(sign) == 1}


def roman(value: int) -> str:
    """Give a number below 4,000 in small Roman numerals."""
    out = ""
    for sign, worth in _VALUES:
        while value >= worth:
            out, value = out + sign, value - worth
    return out


def roman_value(text: str) -> int:
    """Give the value of small Roman numerals: a sign before a larger one is taken from it."""
    values = [_SIGNS[sign] for sign in text]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))

"""The numbers of list items, which programs make and files do not hold: counted level by level, and as printed.

Letters of Russian lists are those of ECMA-376, 17.18.59 (``russianLower``): of the alphabet without ё, й, ъ and ь.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Literal

from corpus.language.roman import roman
from corpus.model.blocks import Block

Form = Literal["decimal", "decimal-zero", "letter", "capital", "roman", "roman-capital", "russian", "russian-capital"]
"""How a number is written; every other form is given in figures."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
MAX_LETTERS, MAX_ROMAN = 500, 3_999
"""Numbers above these are given in figures: nobody counts so far in letters, and Roman numerals have no sign for it."""

MAX_NUMBER = 1_000_000_000
"""No list counts further; a file may state any number."""

LEVELS = 10
"""Levels of a list within each other: OpenDocument has ten, Word nine."""


class LevelCounts:
    """The counts of a list of several levels, which go on from one paragraph of it to the next."""

    def __init__(self) -> None:
        self._counts: list[int | None] = [None] * LEVELS

    def __getitem__(self, level: int) -> int | None:
        """Give the count of a level from 0, None while it has none."""
        return self._counts[level]

    def count(
        self, level: int, starts: Mapping[int, int], *, begins: int | None = None, going_on: Collection[int] = ()
    ) -> None:
        """Count a paragraph of a level. ``starts`` are what levels begin with, where that is not 1.

        ``begins`` lets the level begin anew with this number; the levels below begin anew but those ``going_on``.
        """
        before = self._counts[level]
        following = starts.get(level, 1) if before is None else min(before + 1, MAX_NUMBER)
        self._counts[level] = following if begins is None else begins
        for higher in range(level):
            # A level that was left out has begun with what stands below it: 1.1 is followed by 2, not by 1.
            if self._counts[higher] is None:
                self._counts[higher] = starts.get(higher, 1)
        for deeper in range(level + 1, LEVELS):
            if deeper not in going_on:
                self._counts[deeper] = None


def numeral(value: int, form: Form, *, doubled: bool = False) -> str:
    """Give a number as it is printed. ``doubled`` writes ``aa``, ``bb`` behind ``z``, as Word does, not ``aa``, ``ab``.
    """
    if form in ("letter", "capital", "russian", "russian-capital") and 0 < value <= MAX_LETTERS:
        letters = _letters(value, _RUSSIAN if form.startswith("russian") else _LATIN, doubled=doubled)
        return letters if form in ("letter", "russian") else letters.upper()
    if form in ("roman", "roman-capital") and 0 < value <= MAX_ROMAN:
        return roman(value) if form == "roman" else roman(value).upper()
    return f"{value:02d}" if form == "decimal-zero" else str(value)


def _letters(value: int, alphabet: str, *, doubled: bool) -> str:
    if doubled:
        times, place = divmod(value - 1, len(alphabet))
        return alphabet[place] * (times + 1)
    out = ""
    while value:
        value, place = divmod(value - 1, len(alphabet))
        out = alphabet[place] + out
    return out


def with_number(block: Block, number: str) -> Block:
    """Give a block with the number printed before its words, which stands nowhere in the file."""
    number = " ".join(number.split())
    if not number or not block.text:
        return block
    by = len(number) + 1
    marks = tuple(
        # What a note bears at its beginning is its own number.
        mark if mark.kind == "note" and not mark.start else replace(mark, start=mark.start + by, end=mark.end + by)
        for mark in block.marks
    )
    return replace(block, text=f"{number} {block.text}", offsets=block.offsets.shifted(by), marks=marks)

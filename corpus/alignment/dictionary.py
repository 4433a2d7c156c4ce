"""What common words mean in either language: numbers written out, question words, what courts speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.data_files import load_data
from corpus.language.words import forms

KEPT = 50_000
"""Turns whose meanings are kept, as each is weighed several times."""

LANGUAGES = 16
"""Tables of words by language that are kept."""

SHORTEST = 2
"""Letters of the shortest beginning of words in the dictionary."""

TENS, ONES = range(20, 100, 10), range(1, 10)
"""Numbers of which two, one behind the other, are one number: fifty-three."""

_ANY_ENDING = "*"


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """The data file ``dictionary.toml``: for each entry the words of each language."""

    numbers: dict[str, dict[str, tuple[str, ...]]]
    words: dict[str, dict[str, tuple[str, ...]]]


@lru_cache(KEPT)
def meanings(text: str, lang: str) -> frozenset[str]:
    """Give the entries of the dictionary of which the text has a word; none in a language that it does not know."""
    known = _entries("words", lang)
    return frozenset(entry for form in forms(text) for entry in _found(form, known)) if known else frozenset()


def numbers(text: str, lang: str) -> set[str]:
    """Give the numbers that a text has in words, in figures."""
    known = _entries("numbers", lang)
    if not known:
        return set()
    said = [next(_found(form, known), "") for form in forms(text)]
    found = {number for number in said if number}
    for tens, ones in pairwise(said):
        if tens and ones and int(tens) in TENS and int(ones) in ONES:
            found.add(str(int(tens) + int(ones)))
    return found


def _found(form: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Give the entries of a word: of the word itself and of every beginning of it that stands for any ending."""
    yield from known.get(form, ())
    for size in range(SHORTEST, len(form) + 1):
        yield from known.get(form[:size] + _ANY_ENDING, ())


@lru_cache(LANGUAGES)
def _entries(table: str, lang: str) -> Mapping[str, tuple[str, ...]]:
    """Give the words and beginnings of words of a language, each with its entries."""
    found: dict[str, tuple[str, ...]] = {}
    data: dict[str, dict[str, tuple[str, ...]]] = getattr(load_data("dictionary.toml", _Dictionary), table)
    for entry, languages in data.items():
        for word in languages.get(lang, ()):
            found[word] = (*found.get(word, ()), entry)
    return found

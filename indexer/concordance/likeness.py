"""Words that are meant by one that is nowhere in the index: those most like it, and names of the catalogue.

A name is offered as the catalogue has it, in the script that was typed; in the other as well where only that is found.
"""

from __future__ import annotations

from typing import NamedTuple

from corpus.language.script import is_cyrillic
from indexer.concordance.concordance import Concordance
from indexer.concordance.layers import ABOUT, CONSIDERED, LIKE, NAME_MARK


class _Near(NamedTuple):
    """A word, how like it is in percent, and how often it occurs, or what is the same name."""

    word: str
    like: float
    often: int


def nearest(concordance: Concordance, form: str, most: int) -> tuple[str, ...]:
    """Give the words that are most like one that is folded, best first, at most so many.

    Of words about as like as the best the more frequent come first: the rare ones are often slips themselves.
    """
    names, meant = _names_like(concordance, form)
    found = [*names, *(near for near in _words_like(concordance, form) if near.word not in meant)]
    best = max((near.like for near in found), default=0.0)
    ranked = sorted(found, key=lambda near: (near.like < best - ABOUT, -near.often))
    return tuple(dict.fromkeys(near.word for near in ranked))[:most]


def _words_like(concordance: Concordance, form: str) -> list[_Near]:
    """Give words of the index."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    found = extract(form, concordance.all_words, scorer=ratio, score_cutoff=LIKE, limit=CONSIDERED)
    counts = concordance.frequencies([number for _, _, number in found]).tolist() if found else []
    return [_Near(word, like, count) for (word, like, _), count in zip(found, counts, strict=True)]


def _names_like(concordance: Concordance, form: str) -> tuple[list[_Near], set[str]]:
    """Give names of the catalogue that occur in any spelling, and the words of the index that are these names."""
    found: list[_Near] = []
    meant: set[str] = set()
    typed = _is_cyrillic(form)
    for key, like in concordance.names.keys_like(form).items():
        numbers = concordance.names.words_of(NAME_MARK + key)
        count = concordance.frequency(numbers)
        if not count:
            continue
        words = {concordance.words.word(number) for number in numbers}
        meant |= words
        names = concordance.persons.surnames(key)
        here = [name for name in names if _is_cyrillic(name) == typed]
        there = [name for name in names if _is_cyrillic(name) != typed]
        as_typed = any(_is_cyrillic(word) == typed for word in words)
        found += [_Near(name, like, count) for name in (here if as_typed else [*here, *there])]
    return found, meant


def _is_cyrillic(word: str) -> bool:
    return is_cyrillic(word, one_letter=True)

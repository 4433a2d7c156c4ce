"""Families of words: what is derived from one stem, *terror*, *terrorist*, *terrorism*; asked for by ``family:``.

The Snowball stemmer of each script takes inflection and most of derivation off, a list of endings
(``data/families.toml``) the rest. That joins words by letters alone, so it is never the default: the forms of one
word are found by dictionaries (:mod:`indexer.concordance.forms`).
"""

# The stemmers have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.data_files import convert, read_table
from corpus.language.script import is_cyrillic
from indexer.concordance.lexicon import Lexicon

_DATA = Path(__file__).parents[1] / "data" / "families.toml"

BEGINNING = 4
"""Letters with which all words of a family begin: few enough words begin so to look at each."""


@dataclass(frozen=True)
class _Families:
    """``data/families.toml``."""

    least: int
    endings: dict[str, tuple[str, ...]]


@cache
def _data() -> _Families:
    read = convert(read_table(_DATA), _Families, _DATA)
    longest = {lang: tuple(sorted(endings, key=len, reverse=True)) for lang, endings in read.endings.items()}
    return _Families(read.least, longest)


def family_stem(form: str) -> str:
    """Give what the words of a family have in common, from one of them, folded."""
    cyrillic = is_cyrillic(form, one_letter=True)
    stem: str = _stemmer("russian" if cyrillic else "english").stemWord(form)
    for ending in _data().endings["ru" if cyrillic else "en"]:
        if stem.endswith(ending) and len(stem) - len(ending) >= _data().least:
            stem = stem.removesuffix(ending)
            break
    return stem.rstrip("ьyi") or stem


def family(forms: Iterable[str], words: Lexicon) -> set[int]:
    """Give the numbers of the words that are of the family of one of these forms."""
    stems = {family_stem(form) for form in forms}
    return {
        number for stem in stems for number in words.with_prefix(stem[:BEGINNING])
        if family_stem(words.word(number)) in stems
    }


@cache
def _stemmer(language: str) -> Any:
    from Stemmer import Stemmer

    return Stemmer(language)

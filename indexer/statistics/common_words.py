"""Common words, which stand beside everything: they may be left out of tables of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.data_files import convert, read_table

_DATA = Path(__file__).parents[1] / "data" / "common_words.toml"


@dataclass(frozen=True)
class _CommonWords:
    """``data/common_words.toml``: folded words by language."""

    en: tuple[str, ...]
    ru: tuple[str, ...]


@cache
def common_words() -> dict[str, tuple[str, ...]]:
    """Give the common words of each language, folded; no negation is among them."""
    read = convert(read_table(_DATA), _CommonWords, _DATA)
    return {"en": read.en, "ru": read.ru}


@cache
def all_common() -> frozenset[str]:
    """Give the common words of all languages."""
    return frozenset(word for words in common_words().values() for word in words)

"""The Russian dictionary, loaded when it is first asked: pymorphy3 with its dictionaries of OpenCorpora."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from pymorphy3.analyzer import MorphAnalyzer

    return MorphAnalyzer()


def is_known(word: str) -> bool:
    """Whether the Russian dictionary has the word, given in small letters."""
    return bool(_dictionary().word_is_known(word))

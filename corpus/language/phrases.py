"""Phrases of data files, held against the words of a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache


def begins_with(said: Sequence[str], phrases: tuple[str, ...]) -> int:
    """Give with how many words of the longest of some phrases folded words begin, 0 with none."""
    return max((len(phrase) for phrase in _split(phrases) if tuple(said[: len(phrase)]) == phrase), default=0)


@cache
def _split(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)

"""How surnames end and what stands before them (``data/surnames.toml``)."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.data_files import load_data


@dataclass(frozen=True, slots=True)
class SurnameWords:
    """The data file, each list explained there."""

    home: tuple[str, ...]
    feminine: tuple[str, ...]
    unchanged: frozenset[str]
    short_words: frozenset[str]


def surname_words() -> SurnameWords:
    """Give the words of the data file."""
    return load_data("surnames.toml", SurnameWords)

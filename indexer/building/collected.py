"""What is collected of one text, as it is kept between builds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any

from numpy.typing import NDArray

from indexer.arrays.bundle import load_bundle, save_bundle
from indexer.arrays.columns import COLUMNS
from indexer.turns.writing import CollectedTurns

PLACES = ("date", "turn", "start", "end", "paragraph")
"""Columns of numbers, one entry a passage: date, turn, characters in it, and the paragraph it is a part of."""

CODED = (*COLUMNS, "page", "person")
"""What is kept as codes of values, from 1; 0 is no value."""

MENTION, LABEL = ("first", "end", "person"), ("word", "passage", "start", "end")
"""Columns of a mention of a person and of a name in a label."""

_TURNS = ("lines", "sizes", "digests", "offsets", "runs")


@dataclass(frozen=True, slots=True)
class CollectedText:
    """One text; all its numbers count from its own beginning.

    ``words`` are its words, labels included, in order; ``lemmas`` the keys of the forms of each, with spaces between;
    ``values`` the values of each of :data:`CODED`. ``arrays`` by name: ``tokens`` (numbers of words), ``token.start``
    and ``token.length``, one entry a word of the text; ``capitals`` (how often with a capital letter), one a word of
    ``words``; ``passage.words`` (how many each has), ``passage.NAME`` for columns and places, one a passage;
    ``pages`` (codes laid end to end) and ``pages.each`` (how many each passage has); ``turn.passages``, one a turn;
    ``glosses``; ``mention.NAME``; ``label.NAME``.
    """

    words: Sequence[str]
    lemmas: Sequence[str]
    values: Mapping[str, Sequence[str]]
    turns: CollectedTurns
    arrays: Mapping[str, NDArray[Any]]

    @property
    def passages(self) -> int:
        """Number of passages."""
        return len(self.arrays["passage.words"])

    @property
    def passage_refs(self) -> list[str]:
        """Reference and paragraph of each passage."""
        each = zip(self.turns.refs, self.arrays["turn.passages"].tolist(), strict=True)
        return [f"{ref}#{number}" for ref, parts in each for number in range(1, parts + 1)]

    def save(self, path: Path) -> None:
        """Write it into a file. Raises OSError."""
        about = {"words": self.words, "lemmas": self.lemmas, "values": self.values, "refs": self.turns.refs,
                 "sections": self.turns.sections}
        save_bundle(path, about, {**self.arrays, **{f"turns.{name}": getattr(self.turns, name) for name in _TURNS}})

    @classmethod
    def load(cls, path: Path) -> CollectedText:
        """Open what :meth:`save` wrote; arrays stay in the file.

        Raises OSError, and ValueError where the file is not what was written.
        """
        about, arrays = load_bundle(path)
        turns = CollectedTurns(about["refs"], about["sections"], *(arrays.pop(f"turns.{name}") for name in _TURNS))
        # Texts of one language have most of their words in common: each is held once, whatever the number of texts.
        words, lemmas = ([intern(word) for word in about[name]] for name in ("words", "lemmas"))
        return cls(words, lemmas, about["values"], turns, arrays)

"""What is collected of one text, as it is kept between builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.arrays.bundle import Bundle, save_bundle
from indexer.arrays.columns import COLUMNS

PLACES = ("date", "turn", "start", "end", "paragraph")
"""Columns of numbers, one entry a passage: date, turn, characters in it, and the paragraph it is a part of."""

CODED = (*COLUMNS, "page", "person")
"""What is kept as codes of values, from 1; 0 is no value."""

MENTION, LABEL = ("first", "end", "person"), ("word", "passage", "start", "end")
"""Columns of a mention of a person and of a name in a label."""


class CollectedText(Bundle):
    """One text; all its numbers count from its own beginning.

    Arrays by name: ``tokens`` (numbers of words), ``token.start`` and ``token.length``, one entry a word of the text;
    ``capitals`` (how often with a capital letter), one a word of :attr:`words`; ``positions`` and ``positions.at``
    (tokens of each word), ``postings``, ``postings.often`` and ``postings.at`` (passages of each word);
    ``passage.words`` (how many each has), ``passage.NAME`` for columns and places, one a passage; ``pages`` (codes laid
    end to end) and ``pages.each`` (how many each passage has); ``turn.passages``, one a turn; ``glosses``;
    ``mention.NAME``; ``label.NAME``; those of :class:`indexer.turns.writing.TurnCollector`.
    """

    @property
    def words(self) -> list[str]:
        """The words of the text, labels included, in order."""
        return _lines(self["words"])

    @property
    def lemmas(self) -> list[str]:
        """The keys of the forms of each word, with spaces between."""
        return _lines(self["lemmas"])

    @property
    def values(self) -> Mapping[str, Sequence[str]]:
        """The values of each of :data:`CODED`."""
        values: Mapping[str, Sequence[str]] = self.about["values"]
        return values

    @property
    def most(self) -> Mapping[str, int]:
        """The greatest entry of some arrays of numbers, 0 of one without any."""
        most: Mapping[str, int] = self.about["most"]
        return most

    @property
    def passages(self) -> int:
        """Number of passages."""
        return self.length("passage.words")

    @property
    def passage_refs(self) -> list[str]:
        """Reference and paragraph of each passage."""
        each = zip(self["turns.refs"].tolist(), self["turn.passages"].tolist(), strict=True)
        return [f"{ref.decode()}#{number}" for ref, parts in each for number in range(1, parts + 1)]


MEASURED = ("token.start", "token.length", "postings.often")
"""Arrays of which the greatest entry is kept, which decides how many bits all texts together need."""


def save_text(
    path: Path, words: Iterable[str], lemmas: Iterable[str], values: Mapping[str, Sequence[str]],
    arrays: Mapping[str, NDArray[Any]],
) -> None:
    """Write what is collected of a text into a file, for :class:`CollectedText`. Raises OSError."""
    most = {name: int(arrays[name].max(initial=0)) for name in MEASURED}
    save_bundle(path, {"values": values, "most": most}, {"words": _bytes(words), "lemmas": _bytes(lemmas), **arrays})


def _bytes(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("".join(f"{line}\n" for line in lines).encode(), np.uint8)


def _lines(data: NDArray[np.uint8]) -> list[str]:
    return data.tobytes().decode().split("\n")[:-1]

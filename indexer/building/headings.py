"""Headings in capitals as citations name them: found once for a text, as a reader's page has no time for dictionaries.

``headings.json`` of a generation is a list of rows: language, heading in capitals, heading in normal case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.citation.headings import bare_heading, in_normal_case
from corpus.language.words import fold
from corpus.model.turns import Turn
from corpus.names.table import NameTable
from corpus.storage.library import dump
from indexer.arrays.bundle import Bundle

HEADINGS = "headings"
"""Name of the array of a collected text that has its headings, bytes of JSON, and of the file of a generation."""


class HeadingCollector:
    """Collects the headings of one text turn by turn."""

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._seen: set[tuple[str | None, str | None, str]] = set()
        self._cased: dict[tuple[str, str], str] = {}

    def add(self, turn: Turn) -> None:
        """Take in the heading above a turn."""
        above = (turn.section, turn.sitting, turn.lang)
        if above in self._seen:
            return
        self._seen.add(above)
        heading = bare_heading(turn.section, turn.sitting)
        cased = in_normal_case(heading, turn.lang, lambda word: bool(self._table.keys(fold(word))))
        if cased != heading:
            self._cased[turn.lang, heading] = cased

    def array(self) -> NDArray[Any]:
        """Give what was taken in."""
        return np.frombuffer(dump([[*key, cased] for key, cased in self._cased.items()]).encode(), np.uint8)


def save_headings(place: Path, collected: Iterable[Bundle]) -> None:
    """Write the headings of all texts, each once and in order."""
    rows = {tuple(row) for text in collected for row in json.loads(text[HEADINGS].tobytes())}
    (place / f"{HEADINGS}.json").write_text(dump(sorted(rows)), "utf-8")

"""The sides of aligned passages: a passage in one language, and its counterparts in another."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from indexer.arrays.columns import Columns
from indexer.arrays.files import Ints, Lists, Mask, Places, load


class Counterparts:
    """Which turns stand for which in another language; on disk ``turn.others`` (:mod:`indexer.turns.store`)."""

    def __init__(self, place: Path, columns: Columns) -> None:
        self._others = Lists.load(place, "turn.others")
        self._turn: Ints = load(place, "passage.turn")
        self._first: Places = load(place, "turn.passages")
        self._columns = columns

    @property
    def has_pairs(self) -> bool:
        """Whether any turns are paired."""
        return bool(len(self._others.values))

    def in_language(self, lang: str) -> Mask:
        """Give the passages in a language, one bool a passage."""
        return self._columns.mask("lang", (lang,))

    def sides_answering(self, lang: str, passages: Mask) -> tuple[Mask, Mask]:
        """Give the passages that have a side in a language, and those of which it is among ``passages``.

        The side of a passage is the passage itself where it is in the language, else the turns it is paired with. All
        masks have one bool a passage.
        """
        own = self.in_language(lang)
        turns = len(self._others)
        spoken = np.zeros(turns, dtype=np.bool_)
        spoken[self._turn[own]] = True
        answering = np.zeros(turns, dtype=np.bool_)
        answering[self._turn[own & passages]] = True
        owners = np.repeat(np.arange(turns), np.diff(self._others.at))
        has, answers = (np.zeros(turns, dtype=np.bool_) for _ in range(2))
        has[owners[spoken[self._others.values]]] = True
        answers[owners[answering[self._others.values]]] = True
        return own | has[self._turn], np.where(own, passages, answers[self._turn])

    def without_counterpart(self, lang: str) -> Mask:
        """Give the passages in a language that have no counterpart, of the texts that have some; one bool a passage."""
        paired = (np.diff(self._others.at) > 0)[self._turn]
        texts = self._columns.codes["text"]
        aligned = np.zeros(len(self._columns.values["text"]) + 1, dtype=np.bool_)
        aligned[texts[paired]] = True
        alone: Mask = self.in_language(lang) & aligned[texts] & ~paired
        return alone

    def paired_turns(self, turns: Places) -> Ints:
        """Give the turns that these are paired with: rising, each once, 32 bits."""
        return np.unique(self._others.join(turns.tolist()))

    def passages_of(self, turns: Places) -> Places:
        """Give the passages of turns, laid end to end in the order of the turns."""
        parts = [np.arange(self._first[turn], self._first[turn + 1]) for turn in turns]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

"""Turns as they are collected text by text, and written for :mod:`indexer.turns.store` to read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.model.turns import Pair, TextInfo, Turn
from corpus.storage.library import dump
from indexer.arrays.files import Ints, in_32_bits, save, save_joined, save_lists, starts
from indexer.turns.rows import to_row

Section = tuple[str | None, str | None, str]
"""Sitting, title as printed, reference of the first turn."""


@dataclass(frozen=True, slots=True)
class CollectedTurns:
    """The turns of one text, in order.

    ``lines`` are their rows of JSON as bytes laid end to end, of ``sizes`` bytes each; ``digests`` their content marks;
    ``offsets`` the maps to the file, four numbers a run laid end to end, of ``runs`` numbers each.
    """

    refs: Sequence[str]
    sections: Sequence[Section]
    lines: NDArray[np.uint8]
    sizes: Ints
    digests: NDArray[np.bytes_]
    offsets: Ints
    runs: Ints


@dataclass(slots=True)
class TurnCollector:
    """Collects the turns of one text one by one."""

    _refs: list[str] = field(default_factory=list)
    _sections: list[Section] = field(default_factory=list)
    _lines: bytearray = field(default_factory=bytearray)
    _sizes: array[int] = field(default_factory=lambda: array("i"))
    _digests: list[bytes] = field(default_factory=list)
    _offsets: array[int] = field(default_factory=lambda: array("i"))
    _runs: array[int] = field(default_factory=lambda: array("i"))

    def add(self, turn: Turn) -> None:
        """Take in the next turn."""
        line = _line(to_row(turn))
        self._lines += line
        self._sizes.append(len(line))
        for run in (runs := turn.offsets.to_lists()):
            self._offsets.extend(run)
        self._runs.append(sum(map(len, runs)))
        self._refs.append(turn.ref)
        self._digests.append(turn.digest.encode())
        if not self._sections or self._sections[-1][:2] != (turn.sitting, turn.section):
            self._sections.append((turn.sitting, turn.section, turn.ref))

    def collected(self) -> CollectedTurns:
        """Give what was taken in."""
        return CollectedTurns(
            self._refs, self._sections, np.frombuffer(self._lines, np.uint8), np.array(self._sizes, np.int32),
            np.array(self._digests, "S8"), np.array(self._offsets, np.int32), np.array(self._runs, np.int32),
        )


def save_turns(
    place: Path, texts: Sequence[TextInfo], collected: Sequence[CollectedTurns], pairs: Iterable[Pair]
) -> None:
    """Write the turns of all texts, the list of texts, the ways to find a turn, and the pairs."""
    with (place / "turns.jsonl").open("wb") as stream:
        for turns in collected:
            stream.write(turns.lines.data)
    save(place, "turns.at", starts(np.concatenate([np.zeros(0, np.int32), *(turns.sizes for turns in collected)])))
    refs = [ref for turns in collected for ref in turns.refs]
    coded = np.array([ref.encode() for ref in refs], dtype=np.bytes_) if refs else np.zeros(0, dtype="S1")
    order = np.argsort(coded, kind="stable").astype(np.int32)
    save(place, "refs", coded[order])
    save(place, "refs.turn", order)
    save_joined(place, "digests", [turns.digests for turns in collected], "S8")
    save(place, "text.turns", starts(np.array([len(turns.refs) for turns in collected], dtype=np.int64)))
    save_joined(place, "offsets", [turns.offsets for turns in collected], np.int32)
    runs = np.concatenate([np.zeros(0, np.int32), *(turns.runs for turns in collected)])
    save(place, "offsets.at", in_32_bits(starts(runs)))
    save_lines(place, "sections", (turns.sections for turns in collected))
    (place / "texts.json").write_text(dump([info.to_json() for info in texts]), "utf-8")
    _save_pairs(place, {ref: number for number, ref in enumerate(refs)}, pairs)


def save_lines(place: Path, name: str, rows: Iterable[Any]) -> None:
    """Write rows of JSON as ``NAME.jsonl``, and where each begins as ``NAME.at``."""
    sizes = array("q")
    with (place / f"{name}.jsonl").open("wb") as stream:
        for row in rows:
            sizes.append(stream.write(_line(row)))
    save(place, f"{name}.at", starts(np.array(sizes, dtype=np.int64)))


def _save_pairs(place: Path, numbers: dict[str, int], pairs: Iterable[Pair]) -> None:
    """Write the pairs, the pairs of each turn, and the turns that each is paired with."""
    of_turn: list[list[int]] = [[] for _ in numbers]
    others: list[set[int]] = [set() for _ in numbers]
    rows = []
    for number, pair in enumerate(pairs):
        rows.append(pair.to_json())
        for ref in (*pair.left, *pair.right):
            if ref in numbers:
                of_turn[numbers[ref]].append(number)
        for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
            for ref in here:
                if ref in numbers:
                    others[numbers[ref]].update(numbers[other] for other in there if other in numbers)
    save_lines(place, "pairs", rows)
    save_lists(place, "turn.pairs", of_turn)
    save_lists(place, "turn.others", [sorted(turns) for turns in others])


def _line(row: Any) -> bytes:
    return dump(row).encode() + b"\n"

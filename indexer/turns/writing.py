"""Turns as they are collected text by text, and written for :mod:`indexer.turns.store` to read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.model.turns import Pair, TextInfo, Turn
from corpus.storage.library import dump
from indexer.arrays.bundle import Bundle
from indexer.arrays.files import Ints, in_32_bits, save, starts
from indexer.arrays.joined import joined
from indexer.turns.rows import to_row

_DIGEST_BYTES = 8
_NONE = np.zeros(0, dtype=np.int32)


@dataclass(slots=True)
class TurnCollector:
    """Collects the turns of one text one by one.

    They are kept as arrays: ``turns.lines``, rows of JSON as bytes laid end to end, of ``turns.sizes`` bytes each;
    ``turns.refs`` and ``turns.digests``, their references and content marks; ``turns.offsets``, the maps to the file,
    four numbers a run laid end to end, of ``turns.runs`` numbers each; ``turns.sections``, bytes of JSON: of each
    section the sitting, the title as printed, the reference of the first turn.
    """

    _refs: list[bytes] = field(default_factory=list)
    _sections: list[bytes] = field(default_factory=list)
    _section: tuple[str | None, str | None] | None = None
    _lines: bytearray = field(default_factory=bytearray)
    _sizes: array[int] = field(default_factory=lambda: array("i"))
    _digests: bytearray = field(default_factory=bytearray)
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
        self._refs.append(turn.ref.encode())
        self._digests += turn.digest.encode().ljust(_DIGEST_BYTES, b"\0")
        if self._section != (turn.sitting, turn.section):
            self._section = (turn.sitting, turn.section)
            self._sections.append(dump([*self._section, turn.ref]).encode())

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give what was taken in, by name."""
        numbers = {"sizes": self._sizes, "offsets": self._offsets, "runs": self._runs}
        sections = b"[" + b",".join(self._sections) + b"]"
        return {
            "turns.lines": np.frombuffer(self._lines, np.uint8),
            "turns.refs": np.array(self._refs, np.bytes_),
            "turns.digests": np.frombuffer(self._digests, f"S{_DIGEST_BYTES}"),
            "turns.sections": np.frombuffer(sections, np.uint8),
            **{f"turns.{name}": np.array(values, np.int32) for name, values in numbers.items()},
        }


def save_turns(
    place: Path, texts: Sequence[TextInfo], collected: Iterable[Bundle], pairs: Iterable[Pair]
) -> None:
    """Write the turns of all texts, the list of texts, the ways to find a turn, and the pairs."""
    sizes, runs, refs = [_NONE], [_NONE], [np.zeros(0, dtype="S1")]
    sections = array("q")
    with (
        (place / "turns.jsonl").open("wb") as lines, (place / "sections.jsonl").open("wb") as beginnings,
        joined(place, {"digests": f"S{_DIGEST_BYTES}", "offsets": np.int32}) as arrays,
    ):
        for text in collected:
            for part in text.pieces("turns.lines"):
                lines.write(part.data)
            for name, out in arrays.items():
                for part in text.pieces(f"turns.{name}"):
                    out.add(part)
            sizes.append(text["turns.sizes"])
            runs.append(text["turns.runs"])
            refs.append(text["turns.refs"])
            sections.append(beginnings.write(text["turns.sections"].tobytes() + b"\n"))
    save(place, "turns.at", starts(np.concatenate(sizes)))
    save(place, "text.turns", starts(np.array([len(held) for held in refs[1:]], dtype=np.int64)))
    save(place, "offsets.at", in_32_bits(starts(np.concatenate(runs))))
    save(place, "sections.at", starts(np.array(sections, dtype=np.int64)))
    (place / "texts.json").write_text(dump([info.to_json() for info in texts]), "utf-8")
    coded = np.concatenate(refs)
    order = np.argsort(coded, kind="stable").astype(np.int32)
    save(place, "refs", coded[order])
    save(place, "refs.turn", order)
    _save_pairs(place, coded[order], order, pairs)


def save_lines(place: Path, name: str, rows: Iterable[Any]) -> None:
    """Write rows of JSON as ``NAME.jsonl``, and where each begins as ``NAME.at``."""
    sizes = array("q")
    with (place / f"{name}.jsonl").open("wb") as stream:
        for row in rows:
            sizes.append(stream.write(_line(row)))
    save(place, f"{name}.at", starts(np.array(sizes, dtype=np.int64)))


def _save_pairs(place: Path, refs: NDArray[np.bytes_], turns: Ints, pairs: Iterable[Pair]) -> None:
    """Write the pairs, the pairs of each turn, and the turns that each is paired with.

    ``refs`` are the references of all turns, sorted, ``turns`` the turn of each.
    """
    sides: list[tuple[list[int], list[int]]] = []

    def rows() -> Iterator[Any]:
        for pair in pairs:
            sides.append((_found(refs, turns, pair.left), _found(refs, turns, pair.right)))
            yield pair.to_json()

    save_lines(place, "pairs", rows())
    held = [(turn, number) for number, (left, right) in enumerate(sides) for turn in (*left, *right)]
    others = {
        row for left, right in sides for one in left for other in right for row in ((one, other), (other, one))
    }
    for name, found in (("pairs", held), ("others", sorted(others))):
        owners, values = np.array(found, dtype=np.int32).reshape(-1, 2).T
        # The order of the values of a turn is kept.
        save(place, f"turn.{name}", values[np.argsort(owners, kind="stable")])
        save(place, f"turn.{name}.at", in_32_bits(starts(np.bincount(owners, minlength=len(refs)))))


def _found(refs: NDArray[np.bytes_], turns: Ints, wanted: Sequence[str]) -> list[int]:
    """Give the turns of references, without those that no turn has."""
    coded = [ref.encode() for ref in wanted]
    places = np.searchsorted(refs, np.array(coded, dtype=np.bytes_)).tolist()
    return [int(turns[at]) for at, ref in zip(places, coded, strict=True) if at < len(refs) and refs[at] == ref]


def _line(row: Any) -> bytes:
    return dump(row).encode() + b"\n"

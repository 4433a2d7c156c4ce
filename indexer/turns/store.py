"""The turns of a generation, as lines of JSON that are found by number or by reference.

``turns.jsonl`` is one turn a line, ``turns.at`` where each line starts; ``refs`` holds the references sorted, in
UTF-8 of fixed width, ``refs.turn`` the turn of each; ``digests`` the content mark of each turn; ``text.turns``
where each text starts. ``pairs.jsonl`` and ``pairs.at`` are the same for pairs; ``turn.pairs`` lists the pairs
of each turn, ``turn.others`` the turns it is paired with. ``sections.jsonl`` and ``sections.at`` give sittings and
sections, one line a text. ``offsets`` holds the runs of each turn's map to its file, four numbers a run: they are many
times the text, and few ask for them.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import UnknownNameError
from corpus.frozen import frozen
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap
from corpus.model.turns import Pair, TextInfo, Turn
from indexer.arrays.files import Lists, Places, load
from indexer.results import FoundTurn
from indexer.turns.rows import from_row

KEPT_TURNS = 4_096
"""Turns kept at hand, those asked for last, of two kilobytes each: twenty that were not take a fifth of a page of
results, and lines and neighbours come back to the same ones again and again."""


@frozen
class TurnSection:
    """A section of a text: the sitting it belongs to, its title as printed, its first turn."""

    sitting: str | None
    title: str | None
    first_ref: str


class TurnStore:
    """Reads what :func:`indexer.turns.writing.save_turns` wrote. May be used by several threads at once."""

    def __init__(self, place: Path) -> None:
        self.texts: tuple[TextInfo, ...] = tuple(
            TextInfo.from_json(entry) for entry in json.loads((place / "texts.json").read_text("utf-8"))
        )
        self._numbers = {info.id: number for number, info in enumerate(self.texts)}
        self._lines = lines = _Lines(place, "turns")
        # Nothing here may lead back to the store, which else would keep its files until the collector comes.
        self.at: Callable[[int], Turn] = lru_cache(KEPT_TURNS)(lambda number: from_row(lines[number]))
        """Give a turn by its number, without its map to the file."""
        self._pairs = _Lines(place, "pairs")
        self._refs = load(place, "refs")
        self._find = lru_cache(KEPT_TURNS)(partial(_number_of, self._refs, load(place, "refs.turn")))
        self._digests = load(place, "digests")
        self._text_turns = load(place, "text.turns")
        self._turn_pairs = Lists.load(place, "turn.pairs")
        self._offsets = Lists.load(place, "offsets")
        self._sections = _Lines(place, "sections")

    def __len__(self) -> int:
        return len(self._lines)

    def text(self, text_id: str) -> TextInfo:
        """Give a text by its id. Raises UnknownNameError."""
        if text_id not in self._numbers:
            raise UnknownNameError(Note("text-unknown", name=text_id), Note("texts-listed"))
        return self.texts[self._numbers[text_id]]

    def span(self, text_id: str) -> range:
        """Give the numbers of the turns of a text."""
        self.text(text_id)
        number = self._numbers[text_id]
        return range(int(self._text_turns[number]), int(self._text_turns[number + 1]))

    def text_of(self, number: int) -> TextInfo:
        """Give the text of a turn."""
        return self.texts[int(np.searchsorted(self._text_turns, number, side="right")) - 1]

    def whole(self, number: int) -> Turn:
        """Give a turn by its number, with its map to the file."""
        runs = self._offsets[number].reshape(-1, 4).tolist()
        return replace(self.at(number), offsets=OffsetMap.from_lists(runs))

    def number(self, ref: str) -> int:
        """Give the number of the turn of this reference. Raises UnknownNameError."""
        number = self._find(ref)
        if number is None:
            raise UnknownNameError(Note("turn-unknown", ref=ref), self._way_on(ref))
        return number

    def _way_on(self, ref: str) -> Note:
        """Give which references there are of the sitting or text of one that is unknown, else what one looks like."""
        for place in (ref.rstrip("/"), ref.rpartition("/")[0], ref.partition("/")[0]):
            coded = place.encode("utf-8", "replace")
            # A slash stands behind a place in all of its references, and the figure 0 comes next to it.
            first, last = (int(self._refs.searchsorted(np.bytes_(coded + end))) for end in (b"/", b"0"))
            if coded and b"\0" not in coded and first < last:
                return Note("references-held", place=place, first=self._refs[first].decode(),
                            last=self._refs[last - 1].decode())
        return Note("texts-listed") if "/" in ref else Note("reference-form")

    def find(self, ref: str, digest: str | None) -> FoundTurn:
        """Look up a permanent link: by reference, and where the content mark differs by that.

        A turn with the mark in the same text is preferred. Raises UnknownNameError where neither fits.
        """
        number = self._find(ref)
        if number is not None and digest in (None, self._digests[number].decode()):
            return FoundTurn(self.at(number))
        moved = self._by_digest(digest, ref) if digest else None
        if moved is not None:
            return FoundTurn(self.at(moved), moved_from=ref)
        return FoundTurn(self.at(self.number(ref)), changed=True)

    def digest(self, number: int) -> str:
        """Give the content mark of a turn, which else is worked out from all of its words."""
        mark: bytes = self._digests[number]
        return mark.decode()

    def sections(self, text_id: str) -> tuple[TurnSection, ...]:
        """Give the sections of a text in order."""
        self.text(text_id)
        return tuple(TurnSection(*row) for row in self._sections[self._numbers[text_id]])

    def pairs_of(self, number: int) -> list[Pair]:
        """Give the pairs a turn belongs to."""
        return [Pair.from_json(self._pairs[int(pair)]) for pair in self._turn_pairs[number]]

    def close(self) -> None:
        """Let go of the files."""
        self._lines.close()
        self._pairs.close()
        self._sections.close()

    def _by_digest(self, digest: str, ref: str) -> int | None:
        coded = digest.encode("utf-8", "replace")
        found = np.flatnonzero(self._digests == np.bytes_(coded)) if 0 < len(coded) <= 8 else ()
        numbers = [int(number) for number in found]
        text_id = ref.split("/")[0]
        same = [number for number in numbers if self.text_of(number).id == text_id]
        return next(iter(same or numbers), None)


def _number_of(refs: Any, turns: Places, ref: str) -> int | None:
    """Give the number of the turn of a reference; ``refs`` are all, sorted and as bytes, ``turns`` the turn of each."""
    coded = ref.encode("utf-8", "replace")
    # A zero byte at the end is invisible to numpy's fixed-width strings.
    if not coded or len(coded) > refs.dtype.itemsize or b"\0" in coded:
        return None
    at = int(refs.searchsorted(np.bytes_(coded)))
    return int(turns[at]) if at < len(refs) and refs[at] == coded else None


_DECODER = json.JSONDecoder()


class _Lines:
    def __init__(self, place: Path, name: str) -> None:
        self._starts: Places = load(place, f"{name}.at")
        path = place / f"{name}.jsonl"
        self._close: Callable[[], None] = lambda: None
        self._data: bytes | mmap.mmap = b""
        if path.stat().st_size:
            with path.open("rb") as stream:
                data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            self._data, self._close = data, data.close

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> Any:
        start, end = self._starts[number : number + 2].tolist()
        return _DECODER.raw_decode(self._data[start:end].decode())[0]

    def close(self) -> None:
        self._close()

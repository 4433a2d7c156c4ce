"""Line numbers of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.model.blocks import LeftOut, SourceText
from corpus.model.notes import Note
from corpus.model.turns import Origin, Turn


class Lines:
    """The lines of a text, split at ``\\n`` only; numbers count from 1."""

    def __init__(self, raw: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", raw))]

    def line(self, offset: int) -> int:
        """Give the number of the line that holds the character at ``offset``."""
        return bisect_right(self._starts, offset)

    def start(self, line: int) -> int:
        """Give the offset at which a line begins."""
        return self._starts[line - 1]


def placed(items: Iterable[LeftOut], source: SourceText) -> tuple[LeftOut, ...]:
    """Give what was left out of a file with the file's name and the lines."""
    lines = Lines(source.raw)
    return tuple(
        replace(item, file=source.file, line=None if item.start is None else lines.line(item.start)) for item in items
    )


def with_lines(turns: Sequence[Turn], raws: Mapping[str, str]) -> tuple[Turn, ...]:
    """Say in each turn of several lines where its text comes to another line of its file."""
    tables = {file: Lines(raw) for file, raw in raws.items() if raw}
    out = []
    for turn in turns:
        origin = turn.origin
        if origin.file in tables and origin.line_start != origin.line_end:
            changes: list[tuple[int, int]] = []
            for run in turn.offsets.runs:
                line = tables[origin.file].line(run.source)
                if line != (changes[-1][1] if changes else origin.line_start):
                    changes.append((run.text, line))
            out.append(replace(turn, origin=replace(origin, lines=tuple(changes))))
        else:
            out.append(turn)
    return tuple(out)


def located(note: Note, origin: Origin) -> Note:
    """Give a note with the place of a text: file, and line or sheet."""
    return note.placed(origin.file, origin.line_start, None if origin.line_start is not None else origin.sheet)


def place_in_file(origin: Origin) -> str:
    """Say for the report where a text stands: file, and line or sheet."""
    if origin.line_start is not None:
        return f"{origin.file}, line {origin.line_start}"
    return f"{origin.file}, sheet {origin.sheet}" if origin.sheet else origin.file

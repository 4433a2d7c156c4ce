"""Contents pages: found by their entries, which end in page numbers that rise, and left out of the text.

A line of a contents page says what a heading of the text says; read as text it would open that section twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.reading.pdf.frame import has_letters
from corpus.reading.pdf.furniture import Bare
from corpus.reading.pdf.lines import Line
from corpus.reading.pdf.page_numbers import has_leader, readings

_TITLES = frozenset({
    "contents", "table of contents", "содержание", "оглавление", "inhalt", "inhaltsverzeichnis",
    "table des matières", "spis treści",
})
_TITLE_DEPTH = 4
"""The title stands among so many lines at the top."""

_LEAST = 3
"""Entries a contents page has at least."""

_FULL, _LED, _RISING = 0.5, 0.5, 0.8
"""Least share of the lines that are entries, of the entries that have leaders or else a title stands above,
and of the page numbers that are no lower than the one before."""

_GAP = 2.0
"""Free space in font sizes that parts an entry from its page number where there is no leader."""


def without_contents(bares: Sequence[Bare]) -> tuple[list[Bare], list[tuple[int, str]]]:
    """Give the leaves without lines of contents pages, and those lines (sheet, text)."""
    out: list[Bare] = []
    taken: list[tuple[int, str]] = []
    inside = False
    for bare in bares:
        lines = bare.leaf.lines
        part = _contents(lines, inside)
        inside = bool(part) and part.stop == len(lines)
        gone = {id(line) for line in lines[part.start : part.stop]}
        taken.extend((bare.leaf.sheet, line.text) for line in lines if id(line) in gone)
        columns = (tuple(line for line in column if id(line) not in gone) for column in bare.leaf.columns)
        out.append(replace(bare, leaf=replace(bare.leaf, columns=tuple(c for c in columns if c))) if gone else bare)
    return out, taken


def _contents(lines: Sequence[Line], inside: bool) -> range:
    """Give the lines of a leaf that are a table of contents; ``inside`` says that the leaf before ends with one."""
    title = next((i for i, line in enumerate(lines[:_TITLE_DEPTH]) if _is_title(line)), None)
    entries = {i: number for i, line in enumerate(lines) if (number := _entry(line)) is not None}
    if len(entries) < _LEAST:
        return range(0)
    start = title if title is not None else 0 if inside else min(entries)
    whole = range(start, max(entries) + 1)
    numbers = [number for i, number in entries.items() if i in whole]
    led = sum(has_leader(lines[i].text) for i in entries)
    rising = sum(b >= a for a, b in pairwise(numbers))
    found = (
        len(numbers) >= max(_LEAST, _FULL * len(whole))
        and rising >= _RISING * (len(numbers) - 1)
        and (title is not None or inside or led >= _LED * len(entries))
    )
    return whole if found else range(0)


def _is_title(line: Line) -> bool:
    return " ".join(re.findall(r"[^\W\d_]+", line.text.lower())) in _TITLES


def _entry(line: Line) -> int | None:
    """Give the page number that a line leads to, None where it does not look so."""
    found = readings(line.words[-1].text.lstrip(".·•…_"))
    if not found:
        return None
    apart = len(line.words) == 1 or line.words[-1].x0 - line.words[-2].x1 >= _GAP * line.size
    alone = not has_letters("".join(word.text for word in line.words[:-1]))
    return found[0].value if apart or alone or has_leader(line.text) else None

"""A plain text read without some stretches of it: the rest keeps its places in the file. Lines of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate

from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.offsets import TextBuilder

Span = tuple[int, int]
ReadText = Callable[[str], SourceText]
"""Reads a plain text; offsets of what it gives refer to it."""


def read_without(raw: str, spans: Iterable[Span], read: ReadText) -> SourceText:
    """Read ``raw`` without the stretches ``spans`` of it, which are in order; offsets refer to ``raw``."""
    builder = TextBuilder()
    done = 0
    for start, end in spans:
        builder.add(raw[done:start], done)
        done = end
    builder.add(raw[done:], done)
    text, outer = builder.build()
    return read(text).through(outer, raw)


def block_lines(blocks: Iterable[Block]) -> list[tuple[int, int, str]]:
    """Give each line of blocks with the number of its block, and where it begins in the text of that."""
    out: list[tuple[int, int, str]] = []
    for n, block in enumerate(blocks):
        lines = block.text.split("\n")
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        out += [(n, start, line) for start, line in zip(starts, lines, strict=False)]
    return out


def furniture(raw: str, start: int, end: int) -> LeftOut:
    """Give a stretch of ``raw``, without the space around it, as left out."""
    start += len(raw[start:end]) - len(raw[start:end].lstrip())
    return LeftOut("furniture", raw[start:end].strip(), start, start + len(raw[start:end].strip()))

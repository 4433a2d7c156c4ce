"""A plain text read without some stretches of it: the rest keeps its places in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from corpus.model.blocks import LeftOut, SourceText
from corpus.model.offsets import OffsetMap, TextBuilder

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
    source = read(text)
    blocks = tuple(replace(block, offsets=block.offsets.through(outer)) for block in source.blocks)
    return replace(source, raw=raw, blocks=blocks, left_out=tuple(_moved(item, outer) for item in source.left_out))


def furniture(raw: str, start: int, end: int) -> LeftOut:
    """Give a stretch of ``raw``, without the space around it, as left out."""
    start += len(raw[start:end]) - len(raw[start:end].lstrip())
    return LeftOut("furniture", raw[start:end].strip(), start, start + len(raw[start:end].strip()))


def _moved(item: LeftOut, outer: OffsetMap) -> LeftOut:
    span = outer.span(item.start, item.end) if item.start is not None and item.end is not None else None
    return replace(item, start=span[0], end=span[1]) if span else item

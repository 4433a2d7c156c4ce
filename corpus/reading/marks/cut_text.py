"""A plain text read without some stretches of it: the rest keeps its places in the file. Lines of blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.offsets import TextBuilder
from corpus.model.turns import Mark, Page

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


def on_pages(source: SourceText, edges: Sequence[int], pages: Sequence[Page]) -> SourceText:
    """Give a text whose blocks stand on ``pages``: behind each of the ``edges``, places in the file, one begins.

    It begins with its first word.
    """
    blocks = []
    for block in source.blocks:
        runs = [(run, block.text[run.text : run.text + run.length]) for run in block.offsets.runs]
        places = [(run.text + len(own) - len(own.lstrip()), bisect_right(edges, run.source)) for run, own in runs]
        blocks.append(block_on_pages(block, places, pages) if places else block)
    return replace(source, blocks=tuple(blocks))


def block_on_pages(block: Block, places: Sequence[tuple[int, int]], pages: Sequence[Page]) -> Block:
    """Give a block whose text from each offset on is on the page of this number among ``pages``."""
    begins = [Mark("page", at, at, pages[page].label) for (_, before), (at, page) in pairwise(places)
              if page != before and pages[page].label]
    marks = tuple(sorted((*block.marks, *begins), key=lambda mark: (mark.start, mark.end)))
    return replace(block, page=replace(pages[places[0][1]], end=pages[places[-1][1]].label), marks=marks)

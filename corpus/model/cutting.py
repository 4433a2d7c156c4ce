"""Cutting a block: what is taken out or kept of it stays what it was in text, marks and places in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.model.blocks import Block, LeftOut, LeftOutKind
from corpus.model.offsets import TextBuilder
from corpus.model.turns import Page


def without_spans(
    block: Block, spans: Sequence[tuple[int, int]], kind: LeftOutKind, left_out: list[LeftOut]
) -> tuple[Block, Callable[[int], int]]:
    """Cut stretches out of a block, each with one of the spaces around it, and list them as left out.

    ``spans`` are their offsets in its text, in order. Gives the block, and what gives the offset in its new text of one
    in the old.
    """
    builder = TextBuilder()
    moves: list[tuple[int, int]] = [(0, 0)]
    done = 0
    for span in spans:
        start, end = _with_gap(block.text, span)
        builder.append(block.text[done:start], block.offsets.slice(done, start))
        done = end
        moves.append((end, end - len(builder)))
        source = block.offsets.span(*span) or (None, None)
        left_out.append(LeftOut(kind, block.text[slice(*span)], source[0], source[1], block.sheet))
    builder.append(block.text[done:], block.offsets.slice(done, len(block.text)))
    text, offsets = builder.build()

    def moved(offset: int) -> int:
        return min(len(text), offset - moves[bisect_right(moves, offset, key=lambda move: move[0]) - 1][1])

    marks = [replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in block.marks]
    pairs = zip(marks, block.marks, strict=True)
    kept = tuple(new for new, old in pairs if new.start < new.end or old.start == old.end)
    return replace(block, text=text, offsets=offsets, marks=kept), moved


def _with_gap(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Give a stretch with one of the two spaces around it; inside a word there are none."""
    start, end = span
    if (start == 0 or text[start - 1].isspace()) and end < len(text) and text[end].isspace():
        end += 1
    elif end == len(text) and start and text[start - 1].isspace():
        start -= 1
    return start, end


def block_part(block: Block, start: int, end: int) -> Block:
    """Give block.text[start:end], without the space before it, as a block, with the page on which it begins."""
    start += len(block.text[start:end]) - len(block.text[start:end].lstrip())
    page = block.page
    for mark in block.marks:
        if mark.kind == "page" and mark.start <= start and mark.label:
            page = Page(mark.label, "printed")
    marks = tuple(
        replace(mark, start=max(start, mark.start) - start, end=min(end, mark.end) - start)
        for mark in block.marks
        if (mark.start < end and mark.end > start) or start <= mark.start == mark.end <= end
    )
    return replace(block, text=block.text[start:end], offsets=block.offsets.slice(start, end), marks=marks, page=page)

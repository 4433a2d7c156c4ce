"""Taking stretches out of a block: its text, marks and places in the file stay what they were of the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.model.blocks import Block, LeftOut, LeftOutKind
from corpus.model.offsets import TextBuilder


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

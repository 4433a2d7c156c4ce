"""Numbers of lines in the margin of texts that are no pages of print: taken out, and listed as left out.

In a PDF their place on the page tells them (:mod:`corpus.reading.pdf.line_numbers`), here their count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

from corpus.language.margin_numbers import margin_numbers, margin_widths
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.cutting import without_spans
from corpus.model.offsets import OffsetMap, TextBuilder


def read_unnumbered(raw: str, read: Callable[[str], SourceText]) -> SourceText:
    """Read a plain text without the numbers of its lines, and without the margin that they stand in.

    Offsets refer to ``raw``; ``read`` reads a text as :mod:`corpus.reading.printed` does.
    """
    lines = raw.split("\n")
    numbers = margin_numbers(lines)
    if not numbers:
        return read(raw)
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    builder = TextBuilder()
    gone: list[LeftOut] = []
    for n, (line, width, start) in enumerate(zip(lines, margin_widths(lines, numbers), starts, strict=False)):
        low, high = numbers.get(n, (0, 0))
        if low < high:
            gone.append(LeftOut("furniture", line[low:high].strip(), start + low, start + high))
        before = bool(line[:low].strip())
        first, end = (width, low) if before else (max(high, width), len(line))
        builder.add(line[first:end], start + first)
        if start + len(line) < len(raw):
            builder.add("\n", start + len(line))
    text, outer = builder.build()
    return _led_back(read(text), raw, outer, gone)


def _led_back(text: SourceText, raw: str, outer: OffsetMap, gone: list[LeftOut]) -> SourceText:
    """Give a text that was read of a part of ``raw`` with its places in that."""
    blocks = tuple(replace(block, offsets=block.offsets.through(outer)) for block in text.blocks)
    left_out = [_moved(item, outer) for item in text.left_out]
    return replace(text, raw=raw, blocks=blocks, left_out=(*left_out, *gone))


def _moved(item: LeftOut, outer: OffsetMap) -> LeftOut:
    span = outer.span(item.start, item.end) if item.start is not None and item.end is not None else None
    return replace(item, start=span[0], end=span[1]) if span else item


def without_line_numbers(source: SourceText) -> SourceText:
    """Give a text without the numbers of the lines that its blocks keep, as in ``<pre>``, behind ``<br>``, in cells."""
    lines = [(n, start, line) for n, block in enumerate(source.blocks) for start, line in _lines(block)]
    numbers = margin_numbers([line for _, _, line in lines])
    if not numbers:
        return source
    cuts: dict[int, list[tuple[int, int]]] = {}
    for row, (low, high) in sorted(numbers.items()):
        n, start, line = lines[row]
        alone = not (line[:low] + line[high:]).strip()
        end = start + (len(line) if alone else high)
        cuts.setdefault(n, []).append((start + low, end + (alone and end < len(source.blocks[n].text))))
    left_out = list(source.left_out)
    blocks = [without_spans(block, cuts[n], "furniture", left_out)[0] if n in cuts else block
              for n, block in enumerate(source.blocks)]
    kept = tuple(block for n, block in enumerate(blocks) if block.text or n not in cuts)
    return replace(source, blocks=kept, left_out=tuple(left_out))


def _lines(block: Block) -> list[tuple[int, str]]:
    """Give the lines of a block with where they begin in its text."""
    lines = block.text.split("\n")
    return list(zip(accumulate((len(line) + 1 for line in lines), initial=0), lines, strict=False))

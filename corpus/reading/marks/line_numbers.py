"""Numbers of lines in the margin of texts that are no pages of print: taken out, and listed as left out.

In a PDF their place on the page tells them (:mod:`corpus.reading.pdf.line_numbers`), here their count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from corpus.language.margin_numbers import margin_numbers, margin_widths
from corpus.model.blocks import SourceText
from corpus.model.cutting import without_spans
from corpus.reading.marks.cut_text import ReadText, Span, block_lines, furniture, read_without


def read_unnumbered(raw: str, read: ReadText) -> SourceText:
    """Read a plain text without the numbers of its lines, and without the margin that they stand in.

    Offsets refer to ``raw``; ``read`` reads a text as :mod:`corpus.reading.printed` does.
    """
    lines = raw.split("\n")
    numbers = margin_numbers(lines)
    if not numbers:
        return read(raw)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    source = read_without(raw, _margins(lines, numbers, starts), read)
    gone = (furniture(raw, starts[n] + low, starts[n] + high) for n, (low, high) in sorted(numbers.items()))
    return replace(source, left_out=(*source.left_out, *gone))


def _margins(lines: list[str], numbers: Mapping[int, Span], starts: list[int]) -> list[Span]:
    """Give what of each line is its number and the margin that it stands in."""
    out: list[Span] = []
    for n, (line, width) in enumerate(zip(lines, margin_widths(lines, numbers), strict=True)):
        low, high = numbers.get(n, (0, 0))
        if line[:low].strip():
            out += [(starts[n], starts[n] + width), (starts[n] + low, starts[n] + len(line))]
        else:
            # The form feed before a page stays.
            fed = len(line) - len(line.lstrip("\f"))
            out.append((starts[n] + fed, starts[n] + max(fed, min(max(high, width), len(line)))))
    return out


def without_line_numbers(source: SourceText) -> SourceText:
    """Give a text without the numbers of the lines that its blocks keep, as in ``<pre>``, behind ``<br>``, in cells."""
    lines = block_lines(source.blocks)
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

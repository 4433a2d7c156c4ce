"""Where the lines of a paragraph begin: those it has itself, and in plain text those of the file it was set in."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.model.blocks import Block

_MARKUP = re.compile(r"<(?:html|body|div|p|br|span|table)\b|^\s*[\[{]", re.IGNORECASE)
"""What shows within the first characters that a file is no plain text; its own line ends then mean nothing."""
LOOKED_AT = 4_000
"""Characters from which that is told."""
LAST_SIGNS = 8
"""Characters before a line in which the end of a sentence is looked for."""
_CLOSED = re.compile(r"[.?!…:;)\]\"'”’»*—–]\s*$")


class LineSpan(NamedTuple):
    """A line of a paragraph, text[start:end] of it; ``begins`` says that a speech may begin there.

    That is so in a line of the text itself, and behind the end of a sentence: elsewhere the file only cut a sentence
    where its line was full.
    """

    start: int
    end: int
    begins: bool


def lines_of(block: Block, raw: str) -> list[LineSpan]:
    """Give the lines of a paragraph, without the space before them."""
    text = block.text
    own = {0, *(m.end() for m in re.finditer("\n", text))}
    plain = bool(raw) and not _MARKUP.search(raw, 0, LOOKED_AT)
    ordered = sorted(own.union(_source_lines(block, raw)) if plain else own)
    return [
        LineSpan(_skipped(text, low), high, low in own or _closed(text, low))
        for low, high in zip(ordered, [*ordered[1:], len(text)], strict=True)
    ]


def _closed(text: str, at: int) -> bool:
    """Say whether the text before a place ends as a sentence does."""
    return _CLOSED.search(text[max(0, at - LAST_SIGNS) : at]) is not None


def _source_lines(block: Block, raw: str) -> list[int]:
    """Give where in the text a line of the file begins."""
    out: list[int] = []
    before: int | None = None
    for run in block.offsets.runs:
        if before is not None and "\n" in raw[before : run.source]:
            out.append(run.text)
        if run.length == run.width:
            out += [run.text + m.end() for m in re.finditer("\n", raw[run.source : run.source + run.width])]
        before = run.source + run.width
    return out


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u00a0":
        at += 1
    return at

"""Where the lines of a paragraph begin: those it has itself, and in plain text those of the file it was set in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.language.loose_lines import loose_breaks
from corpus.model.blocks import Block, SourceText

_MARKUP = re.compile(r"<(?:html|body|div|p|br|span|table)\b|\A\s*(?:\[\s*\{|\{\s*\")", re.IGNORECASE)
"""What shows within the first characters that a file is no plain text; its own line ends then mean nothing."""
LOOKED_AT = 4_000
"""Characters from which that is told."""
LAST_SIGNS = 14
"""Characters before a line in which the end of a sentence is looked for."""
_CLOSED = re.compile(r"(?:(?<!\b[A-ZА-ЯЁ])\.|[?!…:;)\]\"'”’»*—–])(?:\s+\d{1,4})?\s*$")
"""The end of a sentence, a number of a page behind it; not the stop behind an initial, whose name the next line has."""


class LineSpan(NamedTuple):
    """A line of a paragraph, text[start:end] of it; ``begins`` says that a speech may begin there.

    That is so in a line of the text itself, and behind the end of a sentence: elsewhere the file only cut a sentence
    where its line was full.
    """

    start: int
    end: int
    begins: bool


def lines_in(source: SourceText) -> list[list[LineSpan]]:
    """Give the lines of each paragraph of a text, without the space before them."""
    raw = source.raw if source.raw and not _MARKUP.search(source.raw, 0, LOOKED_AT) else ""
    loose = loose_breaks(raw)
    return [_lines_of(block, raw, loose) for block in source.blocks]


def _lines_of(block: Block, raw: str, loose: frozenset[int]) -> list[LineSpan]:
    """Give the lines of a paragraph; ``raw`` is empty where line ends of the file mean nothing."""
    text = block.text
    own = {0, *(m.end() for m in re.finditer("\n", text))}
    ordered = sorted(own.union(_source_lines(block, raw, loose)) if raw else own)
    return [
        LineSpan(_skipped(text, low), high, low in own or ends_sentence(text[max(0, low - LAST_SIGNS) : low]))
        for low, high in zip(ordered, [*ordered[1:], len(text)], strict=True)
    ]


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does; not with the stop behind an initial."""
    return _CLOSED.search(text[-LAST_SIGNS:]) is not None


def _source_lines(block: Block, raw: str, loose: frozenset[int]) -> list[int]:
    """Give where in the text a line of the file begins, without the line ends that part a loosely set line."""
    out: list[int] = []
    before: int | None = None
    for run in block.offsets.runs:
        if before is not None and any(True for _ in _line_ends(raw, before, run.source, loose)):
            out.append(run.text)
        if run.length == run.width:
            ends = _line_ends(raw, run.source, run.source + run.width, loose)
            out += [run.text + end + 1 - run.source for end in ends]
        before = run.source + run.width
    return out


def _line_ends(raw: str, start: int, end: int, loose: frozenset[int]) -> Iterator[int]:
    at = raw.find("\n", start, end)
    while at >= 0:
        if at not in loose:
            yield at
        at = raw.find("\n", at + 1, end)


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u00a0":
        at += 1
    return at

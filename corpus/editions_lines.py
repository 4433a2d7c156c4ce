"""Headings that stand on a line of their own inside a paragraph, as pages do that set everything with line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.blocks import Block, SourceText
from corpus.catalogue import Trial
from corpus.model import Page
from corpus.sittings import is_only_sitting, opens_section, sitting_of

MAX_HEADING_CHARS = 160
"""A longer line is no heading, whatever it names."""

_SENTENCE_END = re.compile(r"[.?!…:;,]\s*$")
_DATE_STOP = re.compile(r"\d\s*(?:г|года)?\.?\s*$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def part_headings(source: SourceText, trial: Trial) -> SourceText:
    """Give the text with each line that is the heading of a sitting or section as a block of its own."""
    return replace(source, blocks=tuple(part for block in source.blocks for part in _parts(block, trial)))


def _parts(block: Block, trial: Trial) -> Iterator[Block]:
    if block.kind != "para" or "\n" not in block.text:
        yield block
        return
    begin = start = 0
    for line in block.text.split("\n"):
        end = start + len(line)
        if _is_heading(line, trial):
            if begin < start:
                yield _part(block, begin, start - 1)
            yield _part(block, start, end)
            begin = end + 1
        start = end + 1
    if begin == 0:
        yield block
    elif begin < len(block.text):
        yield _part(block, begin, len(block.text))


def _is_heading(line: str, trial: Trial) -> bool:
    if not 0 < len(line) <= MAX_HEADING_CHARS or not _LETTER.search(line):
        return False
    if is_only_sitting(line) and (sitting_of(line, trial) or not _SENTENCE_END.search(line) or _DATE_STOP.search(line)):
        return True
    return opens_section(line) and not _SENTENCE_END.search(line)


def _part(block: Block, start: int, end: int) -> Block:
    """Give block.text[start:end] as a block, with the page on which it begins."""
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

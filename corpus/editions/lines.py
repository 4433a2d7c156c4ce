"""Headings and directions on a line of their own inside a paragraph, as pages that set everything with line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.catalogue.catalogue import Edition, Trial
from corpus.editions.sections import in_capitals
from corpus.editions.sitting_headings import is_only_sitting, opens_section, sitting_of
from corpus.language.words import forms
from corpus.model.blocks import Block, SourceText
from corpus.model.turns import Page

MAX_HEADING_CHARS = 160
"""A longer line is no heading, whatever it names."""

_SENTENCE_END = re.compile(r"[.?!…:;,]\s*$")
_DATE_STOP = re.compile(r"\d\s*(?:г|года)?\.?\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]+[)\]]\.?\s*")
_LETTER = re.compile(r"[^\W\d_]")


def part_headings(source: SourceText, trial: Trial, edition: Edition) -> SourceText:
    """Give the text with each line that is a heading or direction, or is set like one, as a block of its own."""
    titles = frozenset(" ".join(forms(section.title)) for section in edition.contents)
    return replace(source, blocks=tuple(part for block in source.blocks for part in _parts(block, trial, titles)))


def _parts(block: Block, trial: Trial, titles: frozenset[str]) -> Iterator[Block]:
    """Part a paragraph of several lines at those that stand alone, as labels and headings do."""
    if block.kind != "para" or "\n" not in block.text:
        yield block
        return
    begin = start = 0
    for line in block.text.split("\n"):
        end = start + len(line)
        if _stands_alone(line, trial, titles):
            if begin < start:
                yield _part(block, begin, start - 1)
            yield _part(block, start, end)
            begin = end + 1
        start = end + 1
    if begin == 0:
        yield block
    elif begin < len(block.text):
        yield _part(block, begin, len(block.text))


def _stands_alone(line: str, trial: Trial, titles: frozenset[str]) -> bool:
    if not 0 < len(line) <= MAX_HEADING_CHARS or not _LETTER.search(line):
        return False
    if _BRACKETED.fullmatch(line) or (in_capitals(line) and not _SENTENCE_END.search(line)):
        return True
    if is_only_sitting(line) and (sitting_of(line, trial) or not _SENTENCE_END.search(line) or _DATE_STOP.search(line)):
        return True
    return not _SENTENCE_END.search(line) and (opens_section(line) or " ".join(forms(line)) in titles)


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

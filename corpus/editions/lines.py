"""Headings and directions on a line of their own inside a paragraph, as pages that set everything with line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.catalogue.catalogue import Edition, Trial
from corpus.language.words import forms
from corpus.model.blocks import Block, SourceText
from corpus.model.cutting import block_part
from corpus.speakers.line_starts import LineSpan, lines_in
from corpus.unspoken.directions import is_direction
from corpus.unspoken.part_headings import is_heading_line
from corpus.unspoken.sitting_headings import is_only_sitting, opens_section, sitting_of

MAX_HEADING_CHARS = 160
"""A longer line is no heading, whatever it names."""

_SENTENCE_END = re.compile(r"[.?!…:;,]\s*$")
_DATE_STOP = re.compile(r"\d\s*(?:г|года)?\.?\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]+[)\]]\.?\s*")
_LETTER = re.compile(r"[^\W\d_]")


def headings_apart(source: SourceText, trial: Trial, edition: Edition) -> SourceText:
    """Give the text with each line that is a heading or direction, or is set like one, as a block of its own."""
    titles = frozenset(" ".join(forms(section.title)) for section in edition.contents)
    beside = zip(source.blocks, lines_in(source), strict=True)
    parts = (part for block, lines in beside for part in _parts(block, lines, trial, titles))
    return replace(source, blocks=tuple(parts))


def _parts(block: Block, lines: Sequence[LineSpan], trial: Trial, titles: frozenset[str]) -> Iterator[Block]:
    """Part a paragraph of several lines at those that stand alone, as labels and headings do.

    A line at which the file only cut a sentence is none of them, nor one whose sentence the next line goes on.
    """
    if block.kind != "para" or len(lines) < 2:
        yield block
        return
    begin, alone = 0, False
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        own = line.begins or line.start == 0 or block.text[line.start - 1] == "\n"
        text = block.text[line.start : line.end].rstrip()
        alone = (own or alone) and not _goes_on(block, following) and _stands_alone(text, trial, titles)
        if alone:
            if begin < line.start:
                yield block_part(block, begin, len(block.text[: line.start].rstrip()))
            yield block_part(block, line.start, line.start + len(text))
            begin = line.end
    if begin == 0:
        yield block
    elif begin < len(block.text):
        yield block_part(block, begin, len(block.text))


def _goes_on(block: Block, following: LineSpan | None) -> bool:
    """Say whether the next line, which only the file begins, goes on with a sentence."""
    if following is None or block.text[following.start - 1] == "\n":
        return False
    return block.text[following.start : following.start + 1].islower()


def _stands_alone(line: str, trial: Trial, titles: frozenset[str]) -> bool:
    if not 0 < len(line) <= MAX_HEADING_CHARS:
        return False
    if is_heading_line(line):
        return True
    if not _LETTER.search(line):
        return False
    if _BRACKETED.fullmatch(line) or is_direction(line):
        return True
    if is_only_sitting(line) and (sitting_of(line, trial) or not _SENTENCE_END.search(line) or _DATE_STOP.search(line)):
        return True
    return not _SENTENCE_END.search(line) and (opens_section(line) or " ".join(forms(line)) in titles)

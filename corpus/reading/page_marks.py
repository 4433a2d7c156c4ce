"""Page marks in electronic texts: ``[с. 32]`` in the text becomes the page number of what follows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.data_files import load_data
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.cutting import without_spans
from corpus.model.turns import Mark, Page


@dataclass(frozen=True, slots=True)
class PageMarks:
    """``data/pagemarks.toml``."""

    patterns: tuple[re.Pattern[str], ...]
    fewest: int


ALONE = re.compile(
    r"\s*(?:(?P<sign>[-–—~*•])\s*|(?:стр|с|page|pg|p)\b\.?\s*)(?P<number>\d{1,4})(?:\s*(?:of|из|/)\s*\d{1,4})?"
    r"(?(sign)\s*[-–—~*•])\s*", re.IGNORECASE)
"""A page number on a line of its own: between signs as typewriters set it, or called a page, of so many or not."""

_WRAPPED = re.compile(r"\s*(?:\[\s?(?P<square>\d{1,4})\s?\]|/{1,2}\s?(?P<slashed>\d{1,4})\s?/{1,2})\s*")
"""A number in brackets or between slashes on a line of its own; notes and parts of a text are numbered so too."""

MAX_STEP = 2
"""Usual step from one page mark to the next; some editions mark every second page."""


def lift_pages(source: SourceText) -> SourceText:
    """Take page marks out of an edition's text and give every block its page.

    A mark says that the page begins there. What stands before the first mark is on the page before it
    (basis ``sequence``). A text without such marks, or whose blocks have pages already, is given back as it is.
    """
    if any(block.page.basis != "none" for block in source.blocks):
        return source
    pattern = _pattern(source.blocks)
    if pattern is None:
        return _with_pages_of_lines(source)
    page = _before_first(source.blocks, pattern)
    blocks: list[Block] = []
    left_out = list(source.left_out)
    for block in source.blocks:
        lifted, end = _lift(block, pattern, page, left_out)
        if lifted.text or block.kind == "rule":
            blocks.append(lifted)
        page = end
    return replace(source, blocks=tuple(blocks), left_out=tuple(left_out))


def _with_pages_of_lines(source: SourceText) -> SourceText:
    """Take numbers between dashes or in brackets out that stand alone, each at the foot of its page or at its head."""
    found = [(i, int(m["number"])) for i, b in enumerate(source.blocks) if (m := ALONE.fullmatch(b.text))]
    found = found or _wrapped_numbers(source.blocks)
    numbers = [number for _, number in found]
    fewest = load_data("pagemarks.toml", PageMarks).fewest
    if len(found) < fewest or any(b - a != 1 for a, b in pairwise(numbers)):
        return source
    places = [i for i, _ in found]
    alone = set(places)
    words = [i for i, block in enumerate(source.blocks) if block.text and i not in alone]
    if not words or (words[0] > found[0][0]) == (words[-1] < found[-1][0]):
        return source
    at_foot = words[-1] < found[-1][0]
    blocks: list[Block] = []
    left_out = list(source.left_out)
    for i, block in enumerate(source.blocks):
        if i in alone:
            span = block.offsets.span(0, len(block.text)) or (None, None)
            left_out.append(LeftOut("furniture", block.text, span[0], span[1], block.sheet))
            continue
        at = bisect_left(places, i) if at_foot else bisect_left(places, i) - 1
        label = str(numbers[at])
        blocks.append(replace(block, page=Page(label, "printed", end=label)))
    return replace(source, blocks=tuple(blocks), left_out=tuple(left_out))


def _wrapped_numbers(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Give the numbers in brackets, or between slashes, that stand alone, by block; parts and notes begin with one."""
    for form in ("square", "slashed"):
        found = [(i, int(m[form])) for i, b in enumerate(blocks) if (m := _WRAPPED.fullmatch(b.text)) and m[form]]
        if found and found[0][1] > 1:
            return found
    return []


def _pattern(blocks: Sequence[Block]) -> re.Pattern[str] | None:
    marks = load_data("pagemarks.toml", PageMarks)
    for pattern in marks.patterns:
        numbers = [int(m.group(1)) for block in blocks for m in pattern.finditer(block.text)]
        if len(numbers) >= marks.fewest and numbers == sorted(numbers) and _follow(numbers):
            return pattern
    return None


def _follow(numbers: Sequence[int]) -> bool:
    """Whether numbers that rise count pages: those of places cited leap."""
    return median(b - a for a, b in pairwise(numbers)) <= MAX_STEP


def _before_first(blocks: Sequence[Block], pattern: re.Pattern[str]) -> Page:
    first = next(int(m.group(1)) for block in blocks for m in pattern.finditer(block.text))
    return Page(str(first - 1), "sequence") if first > 1 else Page()


def _lift(block: Block, pattern: re.Pattern[str], page: Page, left_out: list[LeftOut]) -> tuple[Block, Page]:
    """Cut the marks out of a block that begins on ``page``; give it with the page on which it ends."""
    found = list(pattern.finditer(block.text))
    cut, moved = without_spans(block, [mark.span() for mark in found], "furniture", left_out)
    marks = list(cut.marks)
    begins = page
    for mark in found:
        page = Page(mark.group(1), "printed")
        if place := moved(mark.start()):
            marks.append(Mark("page", place, place, page.label))
        else:
            begins = page
    return replace(cut, marks=tuple(sorted(marks, key=lambda m: (m.start, m.end))), page=begins), page

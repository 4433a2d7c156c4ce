"""Page marks in electronic texts: ``[с. 32]`` in the text becomes the page number of what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.data_files import load_data
from corpus.language.page_lines import before_first
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.cutting import without_spans
from corpus.model.turns import Mark, Page
from corpus.reading.marks.page_lines import PageMarks, without_page_lines

ALONE = re.compile(
    r"\s*(?:(?P<sign>[-–—~*•])\s*|(?:стр|с|page|pg|p)\b\.?\s*)(?P<number>\d{1,4})(?:\s*(?:of|из|/)\s*\d{1,4})?"
    r"(?(sign)\s*[-–—~*•])\s*", re.IGNORECASE)
"""A page number on a line of its own: between signs as typewriters set it, or called a page, of so many or not."""

MAX_STEP = 2
"""Usual step from one page mark to the next; some editions mark every second page."""


def lift_pages(source: SourceText) -> SourceText:
    """Take page marks out of an edition's text and give every block its page.

    A mark says that the page begins there. What stands before the first mark is on the page before it
    (basis ``sequence``). A text without such marks, or whose blocks have pages already, is given back as it is.
    """
    if any(block.page.basis != "none" for block in source.blocks):
        return source
    if (paged := without_page_lines(source)) is not source:
        return paged
    pattern = _pattern(source.blocks)
    if pattern is None:
        return source
    pages = _pages(source.blocks, pattern)
    page = next(pages)
    blocks: list[Block] = []
    left_out = list(source.left_out)
    for block in source.blocks:
        lifted, end = _lift(block, pattern, page, pages, left_out)
        if lifted.text or block.kind == "rule":
            blocks.append(lifted)
        page = end
    return replace(source, blocks=tuple(blocks), left_out=tuple(left_out))


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


def _pages(blocks: Sequence[Block], pattern: re.Pattern[str]) -> Iterator[Page]:
    """Give the page before the first mark, and that behind each.

    Where words stand before each mark and none behind the last, they close their pages.
    """
    text = "\n".join(block.text for block in blocks)
    marks = list(pattern.finditer(text))
    labels = [mark.group(1) for mark in marks]
    printed = (Page(label, "printed") for label in labels)
    stretches = pairwise([0, *(edge for mark in marks for edge in mark.span()), len(text)])
    *before, behind = (text[start:end] for start, end in list(stretches)[::2])
    if not behind.strip() and all(words.strip() for words in before):
        yield from printed
        yield Page(str(int(labels[-1]) + 1), "sequence")
        return
    first = before_first(labels[0])
    yield Page(first, "sequence") if first else Page()
    yield from printed


def _lift(
    block: Block, pattern: re.Pattern[str], page: Page, pages: Iterator[Page], left_out: list[LeftOut]
) -> tuple[Block, Page]:
    """Cut the marks out of a block that begins on ``page``; give it with the page on which it ends.

    ``pages`` gives the page behind each mark.
    """
    found = list(pattern.finditer(block.text))
    cut, moved = without_spans(block, [mark.span() for mark in found], "furniture", left_out)
    marks = list(cut.marks)
    begins = page
    for mark in found:
        page = next(pages)
        place = moved(mark.start())
        if 0 < place < len(cut.text):
            marks.append(Mark("page", place, place, page.label))
        elif not place:
            begins = page
    return replace(cut, marks=tuple(sorted(marks, key=lambda m: (m.start, m.end))), page=begins), page

"""Numbers of pages on lines of their own: taken out, and the text between them given its pages.

In plain text they are taken out before the text is read, so that a paragraph that they cut is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.data_files import load_data
from corpus.language.page_lines import PageLines, before_first, cuts_sentence, page_lines
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.cutting import without_spans
from corpus.model.notes import Note
from corpus.model.turns import Mark, Page
from corpus.reading.marks.cut_text import ReadText, block_lines, furniture, read_without

_UNCLEAR = Note("page-lines-unclear")
"""Nothing tells whether the numbers stand at the heads of their pages or at their feet."""


_NO_HEAD = ".?!…:;,-"
"""Signs with which a line of the text ends, and no running head."""
HEAD_WORDS, HEAD_SHARE = 8, 0.4
"""A running head beside the number of a page has no more words, and stands at this share of them."""


@dataclass(frozen=True, slots=True)
class PageMarks:
    """``data/pagemarks.toml``."""

    patterns: tuple[re.Pattern[str], ...]
    fewest: int


def lines_of_pages(texts: Sequence[str]) -> PageLines | None:
    """Give the lines that number pages; None where there are none, or where other pages are marked inside lines."""
    found = page_lines(texts)
    return None if found is None or _marked_inside(texts) > len(found.labels) else found


def read_paged(raw: str, found: PageLines, read: ReadText) -> SourceText:
    """Read a plain text without the lines that number its pages, ``found`` there; offsets refer to ``raw``."""
    lines = raw.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    out = sorted({*found.labels, *_heads(lines, found.labels)})
    cuts = [(starts[first], min(starts[last + 1], len(raw))) for first, last in _stretches(lines, out)]
    source = read_without(raw, cuts, read)
    gone = [furniture(raw, starts[n], starts[n] + len(lines[n])) for n in out]
    source = replace(source, left_out=(*source.left_out, *gone))
    if found.foot is None:
        return replace(source, doubts=(*source.doubts, _UNCLEAR))
    pages = _pages(found)
    edges = [starts[n] for n in found.labels]
    blocks = []
    for block in source.blocks:
        places = [(run.text, bisect_right(edges, run.source)) for run in block.offsets.runs]
        blocks.append(_on_pages(block, places, pages) if places else block)
    return replace(source, blocks=tuple(blocks))


def without_page_lines(source: SourceText) -> SourceText:
    """Give a text without the lines of its blocks that number pages, and the blocks with their pages."""
    lines = block_lines(source.blocks)
    found = lines_of_pages([line for _, _, line in lines])
    if found is None or found.foot is None:
        return source
    pages, edges = _pages(found), list(found.labels)
    left_out: list[LeftOut] = list(source.left_out)
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for row, (n, start, line) in enumerate(lines):
        rows.setdefault(n, []).append((row, start, line))
    blocks = []
    for n, block in enumerate(source.blocks):
        own = rows.get(n, [])
        cuts = [(start, min(start + len(line) + 1, len(block.text))) for row, start, line in own if row in found.labels]
        cut, moved = without_spans(block, cuts, "furniture", left_out)
        places = [(moved(start), bisect_right(edges, row)) for row, start, _ in own if row not in found.labels]
        if places:
            blocks.append(_on_pages(cut, places, pages))
        elif block.kind == "rule" or not cuts:
            blocks.append(block)
    return replace(source, blocks=tuple(blocks), left_out=tuple(left_out))


def _marked_inside(texts: Iterable[str]) -> int:
    """Count the marks of pages of the form that the most marks of a text have, wherever they stand."""
    joined = "\n".join(texts)
    patterns = load_data("pagemarks.toml", PageMarks).patterns
    return max(sum(1 for _ in pattern.finditer(joined)) for pattern in patterns)


def _heads(lines: Sequence[str], labels: Iterable[int]) -> set[int]:
    """Give the lines next to numbers of pages that come back there, and nowhere else: running heads."""
    numbers = set(labels)
    beside: dict[int, str] = {}
    for n in numbers:
        for rest in (range(n - 1, -1, -1), range(n + 1, len(lines))):
            near = next((i for i in rest if lines[i].strip()), None)
            if near is not None and near not in numbers and _may_be_head(lines[near]):
                beside[near] = _letters(lines[near])
    counts = Counter(beside.values())
    anywhere = Counter(letters for line in lines if (letters := _letters(line)) in counts)
    fewest = max(load_data("pagemarks.toml", PageMarks).fewest, HEAD_SHARE * len(numbers))
    return {n for n, letters in beside.items() if fewest <= counts[letters] == anywhere[letters]}


def _may_be_head(line: str) -> bool:
    words = line.split()
    told = bool(words) and not words[0][0].islower() and words[-1][-1] not in _NO_HEAD and ":" not in line
    return told and len(words) <= HEAD_WORDS and bool(_letters(line))


def _letters(line: str) -> str:
    """Give the letters of a line in small, without numbers."""
    return "".join(sign for sign in line.lower() if sign.isalpha())


def _stretches(lines: Sequence[str], out: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the first and last of lines that stand together, with the blank ones around where they cut a sentence."""
    at = 0
    while at < len(out):
        end = at
        while end + 1 < len(out) and not any(line.strip() for line in lines[out[end] + 1 : out[end + 1]]):
            end += 1
        first, last = out[at], out[end]
        if cuts_sentence(lines, first, last):
            while not lines[first - 1].strip():
                first -= 1
            while not lines[last + 1].strip():
                last += 1
        yield first, last
        at = end + 1


def _pages(found: PageLines) -> list[Page]:
    """Give the page before the first number, and that behind each."""
    labels = list(found.labels.values())
    printed = [Page(label, "printed", end=label) for label in labels]
    if found.foot:
        last = str(int(labels[-1]) + 1) if labels[-1].isdigit() else None
        return [*printed, Page(last, "sequence", end=last) if last else Page()]
    first = before_first(labels[0])
    return [Page(first, "sequence", end=first) if first else Page(), *printed]


def _on_pages(block: Block, places: Sequence[tuple[int, int]], pages: Sequence[Page]) -> Block:
    """Give a block whose text from each offset on is on the page of this number among ``pages``."""
    begins = [Mark("page", at, at, pages[page].label) for (_, before), (at, page) in pairwise(places) if page != before]
    marks = tuple(sorted((*block.marks, *begins), key=lambda mark: (mark.start, mark.end)))
    return replace(block, page=replace(pages[places[0][1]], end=pages[places[-1][1]].label), marks=marks)

"""Page marks in electronic texts: ``[с. 32]`` in the text becomes the page number of what follows.

In plain text they are taken out before the text is read, so that no mark at the beginning of a paragraph is a note's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.language.page_labels import before_first, behind_last
from corpus.language.page_lines import PageLines, page_lines
from corpus.language.page_signs import PageSigns, page_signs
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.cutting import without_spans
from corpus.model.notes import Note
from corpus.model.turns import Mark, Page
from corpus.reading.marks.cut_text import ReadText, furniture, on_pages, read_without
from corpus.reading.marks.leaf_fronts import with_leaves
from corpus.reading.marks.page_lengths import PageRuns, measured, out_of_order
from corpus.reading.marks.page_lines import without_page_lines

ALONE = re.compile(
    r"\s*(?:(?P<sign>[-–—~*•])\s*|(?:стр|с|page|pg|p)\b\.?\s*)(?P<number>\d{1,4})(?:\s*(?:of|из|/)\s*\d{1,4})?"
    r"(?(sign)\s*[-–—~*•])\s*", re.IGNORECASE)
"""A page number on a line of its own: between signs as typewriters set it, or called a page, of so many or not."""

PAGES_ABSENT = Note("pages-absent")
"""What is said of a PDF whose sheets have no numbers."""

_PARAGRAPH = "\n\n"
_ENDS = ".!?…:;"
NEAR = 200
"""Characters before a mark in which the last word before it is looked for."""
_GOES_ON = re.compile(r"[ \t\n]*[a-zа-яё]")


def read_signed(raw: str, signs: PageSigns, read: ReadText) -> SourceText:
    """Read a plain text without the clear marks of pages in it; offsets refer to ``raw``."""
    source = read_without(raw, _cuts(raw, signs), read)
    gone = [furniture(raw, start, end) for start, end in signs.spans]
    runs = _runs(raw, signs)
    doubts = (*source.doubts, *out_of_order(signs.labels), *runs.doubts)
    source = replace(source, left_out=(*source.left_out, *gone), doubts=doubts)
    return on_pages(source, runs.edges, runs.pages)


def doubted(source: SourceText, text: str, numbered: PageLines | None, signs: PageSigns | None) -> SourceText:
    """Doubt the lines or signs that may number pages in ``text``, as which ``source`` was read, and stayed there."""
    if numbered:
        mark, count = text.split("\n")[min(numbered.labels)].strip(), len(numbered.labels)
    elif signs:
        mark, count = text[slice(*signs.spans[0])], len(signs.spans)
    else:
        return source
    return replace(source, doubts=(*source.doubts, Note("page-signs-unclear", mark=mark, count=count)))


def lift_pages(source: SourceText) -> SourceText:
    """Take page marks out of a text and give every block its page.

    A mark says that the page begins there. What stands before the first mark is on the page before it
    (basis ``sequence``). A text without such marks is given back as it is, with a doubt of what may be some, and so is
    one whose blocks have pages already, but for the fronts of leaves.
    """
    if is_paged(source):
        return with_leaves(source)
    paged = without_page_lines(source)
    if paged is not source:
        return paged
    text = _joined(source.blocks)
    signs = page_signs(text)
    if signs and signs.clear:
        return _without_signs(source, text, signs)
    told = any(note.code.startswith("page-") for note in source.doubts)
    return source if told else doubted(source, text, page_lines(text.split("\n")), signs)


def is_paged(source: SourceText) -> bool:
    """Say whether the page of any block is known."""
    return any(block.page.basis != "none" for block in source.blocks)


def _without_signs(source: SourceText, text: str, signs: PageSigns) -> SourceText:
    """Give a text, whose blocks are ``text``, without the clear marks between its words, and its blocks their pages."""
    runs = _runs(text, signs)
    blocks: list[Block] = []
    left_out = list(source.left_out)
    spans = deque(signs.spans)
    start = 0
    for block in source.blocks:
        end = start + len(block.text) + len(_PARAGRAPH)
        own = []
        while spans and spans[0][0] < end:
            own.append((spans[0][0] - start, spans[0][1] - start))
            spans.popleft()
        lifted = _lift(block, own, start, runs, left_out)
        if lifted.text or block.kind == "rule":
            blocks.append(lifted)
        start = end
    doubts = (*source.doubts, *out_of_order(signs.labels), *runs.doubts)
    return replace(source, blocks=tuple(blocks), left_out=tuple(left_out), doubts=doubts)


def lift_typed(source: SourceText) -> SourceText:
    """Take page marks out of a PDF whose sheets have no numbers, as one made from an electronic text is.

    Where the sheets are numbered, marks in the text are of another print: they stay there, and are doubted.
    """
    text = _joined(source.blocks)
    signs = page_signs(text)
    if signs is None or not signs.clear:
        return source
    if PAGES_ABSENT not in source.doubts:
        note = Note("page-signs-of-another-print", mark=text[slice(*signs.spans[0])], count=len(signs.spans))
        return replace(source, doubts=(*source.doubts, note))
    lifted = _without_signs(source, text, signs)
    doubts = tuple(note for note in lifted.doubts if note != PAGES_ABSENT)
    return replace(lifted, blocks=tuple(map(_over_sheets, lifted.blocks)), doubts=doubts)


def _over_sheets(block: Block) -> Block:
    """Give a block with the page it is on where a sheet without a number of its own begins within it."""
    label, marks = block.page.label, []
    for mark in block.marks:
        if mark.kind == "page":
            label = mark.label or label
            mark = replace(mark, label=label)
        marks.append(mark)
    return replace(block, marks=tuple(marks))


def _joined(blocks: Sequence[Block]) -> str:
    """Give the text of all blocks; notes, which cite places, are blank there."""
    return _PARAGRAPH.join(" " * len(block.text) if block.kind == "note" else block.text for block in blocks)


def with_settled_marks(source: SourceText) -> SourceText:
    """Give a text without the doubt of what may number pages, where other marks were found to, or are doubted."""
    codes = {note.code for note in source.doubts}
    if "page-signs-unclear" not in codes or not (is_paged(source) or "page-marks-unclear" in codes):
        return source
    return replace(source, doubts=tuple(note for note in source.doubts if note.code != "page-signs-unclear"))


def _cuts(raw: str, signs: PageSigns) -> Iterator[tuple[int, int]]:
    """Give what goes with each mark: a space beside it, or its line, with blank ones where it cuts a sentence."""
    for start, end in signs.spans:
        line = raw.rfind("\n", 0, start) + 1
        close = raw.find("\n", end) + 1 or len(raw)
        if not raw[line:start].strip() and not raw[end:close].strip():
            yield _line_cut(raw, line, close)
        elif (not start or raw[start - 1].isspace()) and raw[end : end + 1] in (" ", "\t", "\u00a0"):
            yield start, end + 1
        elif raw[end : end + 1] in ("", "\n") and raw[start - 1] in " \t\u00a0":
            yield start - 1, end
        else:
            yield start, end


def _line_cut(raw: str, start: int, end: int) -> tuple[int, int]:
    """Give a line with a mark alone, with the blank ones around where words go on over it in one sentence."""
    near = raw[max(0, start - NEAR) : start]
    before, behind = near.rstrip(), _GOES_ON.match(raw, end)
    if not before or before[-1] in _ENDS or behind is None:
        return start, end
    return start - len(near) + len(before) + 1, behind.end() - 1


def _runs(text: str, signs: PageSigns) -> PageRuns:
    """Give where pages begin in a text with marks of them."""
    edges = [start for start, _ in signs.spans]
    return measured(edges, signs.labels, list(_pages(text, signs)), len(text))


def _pages(text: str, signs: PageSigns) -> Iterator[Page]:
    """Give the page before the first mark, and that behind each.

    Where words stand before each mark and none behind the last, they close their pages.
    """
    labels = signs.labels
    printed = (Page(label, "printed") for label in labels)
    stretches = pairwise([0, *(edge for span in signs.spans for edge in span), len(text)])
    *before, behind = (text[start:end] for start, end in list(stretches)[::2])
    if not behind.strip() and all(words.strip() for words in before):
        yield from printed
        last = behind_last(labels)
        yield Page(last, "sequence") if last else Page()
        return
    first = before_first(labels)
    yield Page(first, "sequence") if first else Page()
    yield from printed


def _lift(
    block: Block, spans: Sequence[tuple[int, int]], start: int, runs: PageRuns, left_out: list[LeftOut]
) -> Block:
    """Cut the marks at ``spans`` out of a block that begins at ``start`` of the text, and give it its pages."""
    cut, moved = without_spans(block, spans, "furniture", left_out)
    first, last = (bisect_left(runs.edges, start + at) for at in (0, len(block.text)))
    places = [(moved(runs.edges[edge] - start), runs.pages[edge + 1]) for edge in range(first, last)]
    begins = [page for place, page in places if not place]
    turned = (Mark("page", place, place, page.label) for place, page in places
              if page.label and 0 < place < len(cut.text))
    marks = sorted((*cut.marks, *turned), key=lambda mark: (mark.start, mark.end))
    return replace(cut, marks=tuple(marks), page=begins[-1] if begins else runs.pages[first])

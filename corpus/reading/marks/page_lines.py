"""Numbers of pages on lines of their own: taken out, and the text between them given its pages.

In plain text they are taken out before the text is read, so that a paragraph that they cut is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from corpus.language.page_labels import before_first, behind_last
from corpus.language.page_lines import PageLines, cuts_sentence, page_lines
from corpus.language.page_signs import PageSigns, fewest_marks, page_signs
from corpus.model.blocks import LeftOut, SourceText
from corpus.model.cutting import without_spans
from corpus.model.notes import Note
from corpus.model.turns import Basis, Page
from corpus.reading.marks.cut_text import ReadText, block_lines, block_on_pages, furniture, on_pages, read_without
from corpus.reading.marks.page_lengths import PageRuns, measured, out_of_order

LINES_UNCLEAR = Note("page-lines-unclear")
"""Nothing tells whether the numbers stand at the heads of their pages or at their feet."""


_NO_HEAD = ".?!…:;,-"
"""Signs with which a line of the text ends, and no running head."""
HEAD_WORDS, HEAD_SHARE = 8, 0.4
"""A running head beside the number of a page has no more words, and stands at this share of them."""


def clear_lines(found: PageLines | None, signs: PageSigns | None) -> PageLines | None:
    """Give lines that clearly number pages; None where they do not, or where ``signs`` within lines mark more pages."""
    if found is None or not found.clear:
        return None
    return None if signs and signs.clear and len(signs.labels) > len(found.labels) else found


def read_paged(raw: str, found: PageLines, read: ReadText) -> SourceText:
    """Read a plain text without the lines that number its pages, ``found`` there; offsets refer to ``raw``."""
    lines = raw.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    out = sorted({*found.labels, *_heads(lines, found.labels)})
    cuts = [(starts[first], min(starts[last + 1], len(raw))) for first, last in _stretches(lines, out)]
    source = read_without(raw, cuts, read)
    gone = [furniture(raw, starts[n], starts[n] + len(lines[n])) for n in out]
    runs = _runs(found, starts)
    source = replace(source, left_out=(*source.left_out, *gone), doubts=(*source.doubts, *_doubts(found, runs)))
    return on_pages(source, runs.edges, runs.pages)


def without_page_lines(source: SourceText) -> SourceText:
    """Give a text without the lines of its blocks that number pages, and the blocks with their pages."""
    lines = block_lines(source.blocks)
    # Notes cite places, "Leaf 9.", on lines of their own.
    texts = ["" if source.blocks[n].kind == "note" else line for n, _, line in lines]
    numbered = page_lines(texts)
    # Most texts have no such lines, and looking for signs in all their words takes long.
    found = clear_lines(numbered, page_signs("\n".join(texts))) if numbered else None
    if found is None:
        return source
    starts = [0, *accumulate(len(line) + 1 for _, _, line in lines)]
    runs = _runs(found, starts)
    left_out: list[LeftOut] = list(source.left_out)
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for row, (n, start, line) in enumerate(lines):
        rows.setdefault(n, []).append((row, start, line))
    blocks = []
    for n, block in enumerate(source.blocks):
        own = rows.get(n, [])
        cuts = [(start, min(start + len(line) + 1, len(block.text))) for row, start, line in own if row in found.labels]
        cut, moved = without_spans(block, cuts, "furniture", left_out)
        places = [(moved(start), bisect_right(runs.edges, starts[row])) for row, start, _ in own
                  if row not in found.labels]
        if places:
            blocks.append(block_on_pages(cut, places, runs.pages))
        elif block.kind == "rule" or not cuts:
            blocks.append(block)
    doubts = (*source.doubts, *_doubts(found, runs))
    return replace(source, blocks=tuple(blocks), left_out=tuple(left_out), doubts=doubts)


def _runs(found: PageLines, starts: Sequence[int]) -> PageRuns:
    """Give where pages begin in a text whose lines begin at ``starts``, the last of which is its end."""
    return measured([starts[n] for n in found.labels], [*found.labels.values()], _pages(found), starts[-1])


def _doubts(found: PageLines, runs: PageRuns) -> Iterator[Note]:
    if found.foot is None:
        yield LINES_UNCLEAR
    yield from out_of_order([*found.labels.values()])
    yield from runs.doubts


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
    fewest = max(fewest_marks(), HEAD_SHARE * len(numbers))
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
    """Give the page before the first number, and that behind each.

    Where nothing tells head from foot, a page is that of its head or the next: estimated, within one page.
    """
    labels = list(found.labels.values())
    if found.foot is None:
        return [_page(label, "estimated") for label in (before_first(labels), *labels)]
    printed = [_page(label, "printed") for label in labels]
    if found.foot:
        return [*printed, _page(behind_last(labels), "sequence")]
    return [_page(before_first(labels), "sequence"), *printed]


def _page(label: str | None, basis: Basis) -> Page:
    return Page(label, basis, 1.0 if basis == "estimated" else None, label) if label else Page()

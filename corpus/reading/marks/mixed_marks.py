"""Page marks of several forms in one text: an anchor here, ``[Pg 32]`` there, numbers between dashes at the end.

The forms are witnesses to one count. A mark is believed where its number goes on from the one before it, whatever the
form of that; what does not fit stays text and is doubted, and so is a page that begins somewhere between two marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.language.page_signs import fewest_marks, sure_patterns
from corpus.limits import MAX_PAGES
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.cutting import without_spans
from corpus.model.notes import Note
from corpus.model.turns import Mark, Page
from corpus.reading.marks.page_marks import ALONE

Form = Literal["known", "text", "anchor", "alone"]

_NUMBER = re.compile(r"\[?\b(\d{1,4})\b\]?")
_NAMED = re.compile(r"(?:a|span)\b[^>]*\b(?:name|id)\s*=\s*[\"']?(?:page|pg|p|с|стр)[._-]?(\d{1,6})\b[^>]*>\s*", re.I)
_BEFORE = 200
"""Characters of markup before a number in which its anchor may stand."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mark: the block it stands in, its offsets there, its number, and its form.

    ``known`` marks were lifted out by a reader, those in the ``text`` say that they are pages, those with an ``anchor``
    are named so in the markup, and those ``alone`` are a paragraph of their own, at the head or foot of the page.
    ``pattern`` tells marks in the text by the pattern they fit.
    """

    block: int
    start: int
    end: int
    number: int
    form: Form
    pattern: int = 0


@dataclass(frozen=True, slots=True)
class _Begin:
    """Where a page begins: block and offset in its text."""

    block: int
    offset: int
    page: Page


def lift_mixed(source: SourceText) -> SourceText:
    """Take out the page marks of other forms than those that were read already, and give the blocks their pages.

    A text with marks of one form, or none, is given back as it is.
    """
    seen = list(_marks(source))
    believed = _count(seen)
    new = [mark for mark in believed if mark.form != "known"]
    sure = set(believed)
    unfit = tuple(Note("page-mark-unfit", mark=source.blocks[mark.block].text[mark.start : mark.end])
                  for mark in seen if sure and mark not in sure and mark.form == "alone")
    alone = [mark for mark in new if mark.form == "alone"]
    at_foot = _at_foot(source.blocks, alone)
    if alone and at_foot is None:
        return replace(source, doubts=(*source.doubts, Note("page-marks-unclear")))
    if not new:
        return replace(source, doubts=(*source.doubts, *unfit)) if unfit else source
    begins, between = _begins(believed, source.blocks, foot=bool(at_foot))
    left_out = list(source.left_out)
    blocks = _paged(source.blocks, new, begins, left_out)
    return replace(source, blocks=tuple(blocks), left_out=tuple(left_out), doubts=(*source.doubts, *between, *unfit))


def _marks(source: SourceText) -> Iterator[_Seen]:
    """Give all that may be page marks, in reading order."""
    patterns = sure_patterns()
    label: str | None = None
    for i, block in enumerate(source.blocks):
        if found := ALONE.fullmatch(block.text):
            yield _Seen(i, 0, len(block.text), int(found["number"]), "alone")
            continue
        here: list[_Seen] = []
        known = [(0, block.page.label)] if block.page.basis != "none" else []
        for at, name in [*known, *((m.start, m.label) for m in block.marks if m.kind == "page")]:
            if name != label and name and name.isdecimal():
                here.append(_Seen(i, at, at, int(name), "known"))
            label = name
        for kind, pattern in enumerate(patterns):
            found_here = (m for m in pattern.finditer(block.text) if m["number"].isdecimal())
            here += [_Seen(i, *m.span(), int(m["number"]), "text", kind) for m in found_here]
        if source.raw and block.text[:6].strip("[ ")[:1].isdigit() and (m := _NUMBER.match(block.text)):
            span = block.offsets.span(m.start(1), m.end(1))
            if span and _is_anchored(source.raw[max(0, span[0] - _BEFORE) : span[0]], m.group(1)):
                here.append(_Seen(i, *m.span(), int(m.group(1)), "anchor"))
        yield from sorted(here, key=lambda mark: mark.start)


def _is_anchored(before: str, number: str) -> bool:
    """Whether the markup before a number names it as a page."""
    element = before.rpartition("<")[2]
    found = _NAMED.fullmatch(element)
    return bool(found and int(found.group(1)) == int(number))


def _count(seen: Sequence[_Seen]) -> list[_Seen]:
    """Give the marks of one count: those known, else the longest series of several forms, and what goes on from it."""
    if len(seen) > MAX_PAGES or all(mark.form == "known" for mark in seen):
        return []
    seed = [i for i, mark in enumerate(seen) if mark.form == "known"] or _series(seen)
    if not seed:
        return []
    first, last = seed[0], seed[-1]
    out = [seen[first]]
    for mark in reversed(seen[:first]):
        if mark.number == out[0].number - 1:
            out.insert(0, mark)
    sure = set(seed)
    behind = [0] * len(seen)
    for i in range(last - 1, first, -1):
        behind[i] = seen[i + 1].number if i + 1 in sure else behind[i + 1]
    for i in range(first + 1, len(seen)):
        number = seen[i].number
        if i in sure or (number == out[-1].number + 1 and (i > last or number < behind[i])):
            out.append(seen[i])
    return out


def _series(seen: Sequence[_Seen]) -> list[int]:
    """Give the longest series of numbers that rise by one, none where it is short or all of one form."""
    length: list[int] = []
    before: list[int | None] = []
    latest: dict[int, int] = {}
    for i, mark in enumerate(seen):
        before.append(latest.get(mark.number - 1))
        length.append(1 + (length[at] if (at := before[i]) is not None else 0))
        latest[mark.number] = i
    out: list[int] = []
    at = max(range(len(seen)), key=lambda i: length[i], default=None)
    while at is not None:
        out.insert(0, at)
        at = before[at]
    fewest = fewest_marks()
    return out if len(out) >= fewest and len({(seen[i].form, seen[i].pattern) for i in out}) > 1 else []


def _at_foot(blocks: Sequence[Block], alone: Sequence[_Seen]) -> bool | None:
    """Say whether numbers that stand alone close their pages; None where nothing tells."""
    if not alone:
        return None
    behind = [_is_edge(blocks, mark.block + 1) for mark in alone]
    before = [_is_edge(blocks, mark.block - 1) for mark in alone]
    return all(behind) if all(behind) != all(before) else None


def _is_edge(blocks: Sequence[Block], index: int) -> bool:
    return not 0 <= index < len(blocks) or blocks[index].kind == "rule"


def _begins(believed: Sequence[_Seen], blocks: Sequence[Block], *, foot: bool) -> tuple[list[_Begin], list[Note]]:
    """Give where each page begins; a note for each that begins somewhere between two marks."""
    out: list[_Begin] = []
    notes: list[Note] = []
    before: _Seen | None = None
    for mark in believed:
        page = Page(str(mark.number), "printed")
        if mark.form != "alone":
            out.append(_Begin(mark.block, mark.start, page))
        elif not foot:
            out.append(_Begin(mark.block + 1, 0, page))
        else:
            last = next((i for i in range(mark.block - 1, -1, -1) if blocks[i].text), mark.block)
            if before is None:
                out.append(_Begin(0, 0, page))
            elif before.form == "alone":
                out.append(_Begin(before.block + 1, 0, page))
            else:
                at = 0 if last > before.block else len(blocks[last].text)
                out.append(_Begin(last, at, page))
                notes.append(Note("page-between-marks", page=str(mark.number), before=str(before.number)))
            out.append(_Begin(mark.block + 1, 0, Page(str(mark.number + 1), "sequence")))
        before = mark
    return sorted(out, key=lambda begin: (begin.block, begin.offset)), notes


def _paged(
    blocks: Sequence[Block], lifted: Sequence[_Seen], begins: Sequence[_Begin], left_out: list[LeftOut]
) -> Iterator[Block]:
    """Give the blocks without their marks, each with its page and where in it others begin."""
    page = Page()
    cuts: dict[int, list[tuple[int, int]]] = {}
    for mark in lifted:
        cuts.setdefault(mark.block, []).append((mark.start, mark.end))
    here: dict[int, list[_Begin]] = {}
    for begin in begins:
        here.setdefault(begin.block, []).append(begin)
    for i, block in enumerate(blocks):
        spans = cuts.get(i, [])
        cut, moved = without_spans(block, spans, "furniture", left_out)
        first, marks = page, [old for old in cut.marks if old.kind != "page"]
        for begin in here.get(i, ()):
            page = begin.page
            if place := moved(begin.offset):
                marks.append(Mark("page", place, place, page.label))
            else:
                first = page
        if cut.text:
            ordered = tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
            yield replace(cut, marks=ordered, page=replace(first, end=page.label))
        elif not spans:
            yield cut

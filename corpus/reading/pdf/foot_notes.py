"""Notes at the foot of pages: one that goes on at the next foot is whole, its sign is lifted out of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model.blocks import Block, LeftOut
from corpus.model.cutting import without_spans
from corpus.model.turns import Mark
from corpus.reading.pdf.hyphens import Hyphens, joined_over_page

_SIGN = re.compile(r"(?P<sign>[*†‡]{1,3})\s?(?=\S)")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")


def with_foot_notes(
    blocks: Sequence[Block], hyphens: Hyphens, left_out: list[LeftOut]
) -> tuple[Block, ...]:
    """Give the blocks of a file with notes rejoined over page ends and note signs lifted; these are left out."""
    out: list[Block] = []
    last: int | None = None
    for block in blocks:
        if block.kind == "note" and last is not None and _goes_on(out[last], block):
            out[last] = _joined(out[last], block, hyphens)
            continue
        out.append(block)
        if block.kind == "note":
            last = len(out) - 1
    for number, block in enumerate(out):
        if block.kind == "note" and (sign := _SIGN.match(block.text)):
            _lift(out, number, sign["sign"], left_out)
    return tuple(out)


def _goes_on(note: Block, block: Block) -> bool:
    """Say whether a note without a sign, at the next foot, is the rest of one that ends in mid-sentence."""
    follows = note.sheet is not None and block.sheet == note.sheet + 1
    return follows and block.text[:1].islower() and not _ENDED.search(note.text)


def _joined(note: Block, rest: Block, hyphens: Hyphens) -> Block:
    whole, _ = joined_over_page(note, rest, hyphens)
    page = replace(note.page, end=rest.page.end or rest.page.label or note.page.end)
    return replace(whole, page=page)


def _lift(blocks: list[Block], note: int, sign: str, left_out: list[LeftOut]) -> None:
    """Lift the sign of a note out of the word that it stands behind, in the nearest block before that has it there."""
    behind = re.compile(rf"(?<=[^\s\d*†‡(]){re.escape(sign)}(?=[\s.,;:!?»”\")\]]|$)")
    for number in range(note - 1, -1, -1):
        block = blocks[number]
        if block.kind == "note" or (block.sheet or 0) < (blocks[note].sheet or 0) - 1:
            continue
        if found := list(behind.finditer(block.text)):
            cut, moved = without_spans(block, [found[-1].span()], "note mark", left_out)
            place = moved(found[-1].start())
            marks = sorted((*cut.marks, Mark("note", place, place, sign)), key=lambda mark: (mark.start, mark.end))
            blocks[number] = replace(cut, marks=tuple(marks))
            return

"""Lines to paragraphs: where one begins, and which lines form a heading or a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.reading.pdf.flow import APART, INDENT, Item, ItemKind, Style, kinds
from corpus.reading.pdf.hyphens import is_parted

_SHORT = 2.5
"""Free space in ems at the right that shows the end of a paragraph where first lines are not indented."""

_OPENERS = "\"'“‘„«([{<—–-"


@dataclass(slots=True)
class Group:
    """The lines of one block; ``pauses`` are positions in ``items`` before which notes interrupted it."""

    kind: ItemKind
    items: list[Item]
    pauses: set[int] = field(default_factory=set)


def groups(items: Sequence[Item], style: Style) -> list[Group]:
    """Part the lines into blocks. A paragraph goes on over page ends and over notes at the foot."""
    out: list[Group] = []
    current: Group | None = None
    notes: list[Group] = []
    for item, kind in zip(items, kinds(items, style), strict=True):
        if kind == "note":
            if notes and not _note_starts(notes[-1].items[-1], item):
                notes[-1].items.append(item)
            else:
                notes.append(Group("note", [item]))
            continue
        if current is not None and not _starts(current, item, kind, style):
            if notes and current.items[-1].bare is not item.bare:
                current.pauses.add(len(current.items))
            current.items.append(item)
            continue
        out.extend([*([current] if current else []), *notes])
        current, notes = Group(kind, [item]), []
    return [*out, *([current] if current else []), *notes]


def _note_starts(last: Item, item: Item) -> bool:
    """Whether a line of a foot begins a note of its own."""
    mark = item.text.split()[0].rstrip(".)")
    return item.bare is not last.bare or mark.isdigit() or set(mark) <= set("*†‡")


def _starts(current: Group, item: Item, kind: ItemKind, style: Style) -> bool:
    """Say whether a line begins a block: by its kind, space above, a parted word, then by the indents of this text."""
    last = current.items[-1]
    if kind != current.kind or kind == "rule":
        return True
    if kind == "heading":
        return _heading_starts(last, item)
    if item.above is not None and item.above >= APART:
        return True
    if is_parted(last.text) and _begins_small(item.text):
        return False
    if style.hanging:
        return item.indent < INDENT
    if item.indent >= INDENT:
        return not _in_quotation(last, item)
    return _flush_starts(last, item, style)


def _heading_starts(last: Item, item: Item) -> bool:
    """Whether a heading line begins another heading: other letters, other size, or apart."""
    if item.above is None or item.above >= APART or last.is_caps != item.is_caps:
        return True
    return not item.bare.leaf.recognised and abs(last.line.size - item.line.size) > 0.5


def _in_quotation(last: Item, item: Item) -> bool:
    """Whether an indented line goes on with an indented paragraph, as in a quotation set in."""
    if abs(last.indent - item.indent) > 0.35 or last.room > 1.5 or item.caps_label:
        return False
    return _begins_small(item.text) and not last.ends_sentence and last.text[-1:] not in ";:"


def _flush_starts(last: Item, item: Item, style: Style) -> bool:
    """Whether a line at the edge begins a paragraph all the same."""
    if last.ends_sentence and (item.caps_label or (item.label and not style.indents)):
        return True
    if style.lined:
        return last.ends_sentence or (not _begins_small(item.text) and (item.label or _fits_behind(last, item)))
    if style.indents:
        return False
    return last.room >= _SHORT and last.ends_sentence and not _begins_small(item.text)


def _fits_behind(last: Item, item: Item) -> bool:
    """Whether the first word of a line had room in the line before, so that this was ended and not only full.

    A stop that ends no sentence is that of an initial, whose name stands behind it.
    """
    word = item.line.words[0]
    return not last.text.endswith(".") and last.room > 1 + (word.x1 - word.x0) / item.frame.em


def _begins_small(text: str) -> bool:
    return text.lstrip(_OPENERS)[:1].islower()

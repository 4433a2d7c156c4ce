"""The lines of a file in one flow, each with what tells where a paragraph begins and what is a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Literal

from corpus.reading.pdf.frame import Frame, frames, has_letters, lone_letters, specks
from corpus.reading.pdf.furniture import Bare
from corpus.reading.pdf.lines import Line, PrintedWord, ends_sentence

ItemKind = Literal["text", "heading", "note", "rule"]

APART = 1.4
"""Space between paragraphs or around headings, in line pitches, that shows."""

INDENT = 0.7
"""Indent in ems from which a line counts as indented."""

_TITLE_INDENT = 3.0
"""Indent in ems of a centred line at the top of a page from which it counts as a title."""

SMALL = 0.92
"""Share of the usual size of letters up to which a line is set small, as notes are."""

_SHARE_BEGUN = 0.8
"""Share of the lines behind the end of a sentence, or with a label, where each is a paragraph, at least: text that is
set on from line to line has few such lines."""

_SPECK = 2
"""Signs, at most, of what a recogniser was not sure of at the end of a line that may be a speck."""

_TITLE_LINES = 6
"""More lines in capitals than this are text."""

_CAPS_LABEL = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ.\-' ]{1,40}(?:\s*\([^)]{1,80}\))?\s*[:;]")
_LABEL = re.compile(
    r"(?:the\s)?(?:[A-ZА-ЯЁ][\w.\-]*+\s?){1,4}(?:\([^)]{1,80}\))?:\s|[(\[{][^()\[\]{}:]{1,80}[)\]}]\s?:\s")
_NOTE_START = re.compile(r"(?:\d{1,3}|[*†‡]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*)[.)]?\s*[^\W\d]")
_NOTE_NUMBER = re.compile(r"(?P<number>\d{1,3})(?:\s*(?=[^\W\d])|$)")
_NOTE_MARKS = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[.,;:!?…»”\"')]))(?P<close>\d{1,3})(?=[\s.,;:!?»]|$)|(?<=[.!?…»”\"')])\s(?P<apart>\d{1,3})$")
"""Numbers that stand behind a word or its sign as marks of notes do, or behind a sentence at the end of a line."""
_RULE = re.compile(r"[\W_]{1,12}")
_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]]\.?")


@dataclass(frozen=True)
class Item:
    """A line without specks, where it stands, and the space above and below it in line pitches.

    ``above`` is None for the first line of a column, ``below`` for the last. ``dirt`` are the specks. What is derived
    from these is asked for often, so kept.
    """

    line: Line
    frame: Frame
    bare: Bare
    above: float | None
    below: float | None
    dirt: tuple[PrintedWord, ...] = ()

    @cached_property
    def text(self) -> str:
        """The words of the line."""
        return self.line.text

    @cached_property
    def indent(self) -> float:
        """Indent in ems."""
        return self.frame.indent(self.line)

    @cached_property
    def room(self) -> float:
        """Free space at the right, in ems."""
        return self.frame.room(self.line)

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends with this line, whatever was read of a speck behind it."""
        words = self.line.words
        while len(words) > 1 and words[-1].unsure and len(words[-1].text) <= _SPECK:
            words = words[:-1]
        return ends_sentence(self.text if words is self.line.words else Line(words).text)

    @cached_property
    def is_caps(self) -> bool:
        """Whether it is set in capitals: four letters at least."""
        letters = list(filter(str.isalpha, self.text))
        return len(letters) >= 4 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)

    @cached_property
    def is_bold(self) -> bool:
        """Whether every word is bold."""
        return all(w.bold for w in self.line.words)

    @cached_property
    def is_italic(self) -> bool:
        """Whether every word is italic."""
        return all(w.italic for w in self.line.words)

    @cached_property
    def is_balanced(self) -> bool:
        """Whether the free space is the same on both sides, whatever there is of it."""
        return abs(self.indent - self.room) < 1.0

    @cached_property
    def is_centred(self) -> bool:
        """Whether it stands in the middle, with at least an em free on both sides."""
        return self.indent > 1.0 and self.room > 1.0 and self.is_balanced

    @cached_property
    def caps_label(self) -> bool:
        """Whether it begins like a speaker's label in capitals."""
        return bool(_CAPS_LABEL.match(self.text))

    @cached_property
    def label(self) -> bool:
        """Whether it begins like a speaker's label of any form."""
        return bool(_LABEL.match(self.text)) or self.caps_label


@dataclass(frozen=True, slots=True)
class Style:
    """How the file is set: usual indent in ems and font size; which signs of a new paragraph it uses.

    ``italic`` says that most lines are in italics, so that these mean nothing, ``lined`` that nearly every line is a
    paragraph: no line is full, so that neither edge shows, and indents and short lines mean nothing.
    """

    size: float
    indents: bool
    hanging: bool
    indent: float
    italic: bool = False
    lined: bool = False


def flow(bares: Sequence[Bare]) -> tuple[list[Item], list[tuple[int, str]]]:
    """Give all lines in reading order, and what was nothing but specks (sheet, text)."""
    columns = [(bare, column) for bare in bares for column in bare.leaf.columns]
    items: list[Item] = []
    dirt: list[tuple[int, str]] = []
    set_in = frames([column for _, column in columns], [bare.leaf.order for bare, _ in columns])
    lone = lone_letters([column for _, column in columns], set_in)
    for (bare, column), frame in zip(columns, set_in, strict=True):
        # set from plain text, words have no widths of their own that could tell specks
        measured = bare.leaf.recognised and column[0].words[0].at is None
        clean: list[tuple[Line, tuple[PrintedWord, ...]]] = []
        for line in column:
            kept, gone = specks(line, frame, lone) if measured else (line, ())
            if kept is None:
                dirt.append((bare.leaf.sheet, line.text))
            else:
                clean.append((kept, gone))
        ys = [line.y for line, _ in clean]
        gaps = [(a - b) / frame.pitch for a, b in pairwise(ys)]
        for (line, gone), above, below in zip(clean, [None, *gaps], [*gaps, None], strict=False):
            items.append(Item(line, frame, bare, above, below, gone))
    return items, dirt


def style_of(items: Sequence[Item]) -> Style:
    """Find out how paragraphs are set."""
    size = median(i.line.size for i in items) if items else 10.0
    deep = [i.indent for i in items if INDENT <= i.indent < 6 and not i.is_centred]
    usual = Counter(round(d, 1) for d in deep).most_common(1)
    share = len(deep) / max(1, len(items))
    italic = 2 * sum(i.is_italic for i in items) > len(items)
    begun = [last.ends_sentence or item.label for last, item in pairwise(items) if item.above is not None]
    lined = sum(begun) >= _SHARE_BEGUN * max(1, len(begun))
    hanging = not lined and _hanging(items, share)
    return Style(size, share >= 0.04, hanging, usual[0][0] if usual else 0.0, italic, lined)


def _hanging(items: Sequence[Item], share: float) -> bool:
    """Whether paragraphs begin at the edge and their other lines are indented."""
    if share < 0.25:
        return False
    after = {True: [0, 0], False: [0, 0]}
    for one, two in pairwise(items):
        if two.above is not None and two.above < APART:
            tally = after[two.indent >= INDENT]
            tally[0] += one.ends_sentence
            tally[1] += 1
    deep, flush = ((n / total if total else 0.0) for n, total in (after[True], after[False]))
    return flush >= 0.8 and deep <= 0.6


def kinds(items: Sequence[Item], style: Style) -> list[ItemKind]:
    """Give the kind of every line."""
    out: list[ItemKind] = [_kind(item, style) for item in items]
    _find_titles(items, out)
    _find_notes(items, out, style)
    return out


def _kind(item: Item, style: Style) -> ItemKind:
    if _RULE.fullmatch(item.text):
        marks = sum(not c.isspace() for c in item.text)
        return "rule" if marks >= 3 or (item.is_centred and item.text.strip() in "*⁂—–") else "text"
    if not has_letters(item.text) or item.caps_label or _DIRECTION.fullmatch(item.text):
        return "text"
    return "heading" if _is_heading(item, style) else "text"


def _is_heading(item: Item, style: Style) -> bool:
    """Say whether a line is a heading: by its letters where they are drawn and not recognised, else by its place."""
    above, below = _apart(item.above), _apart(item.below)
    if not item.bare.leaf.recognised and _is_drawn_heading(item, style):
        return True
    if not item.is_centred:
        return item.is_caps and above and below
    like_paragraph = abs(item.indent - style.indent) < 0.3
    if item.is_caps:
        return not like_paragraph or above or below
    short = item.frame.measure - item.indent - item.room < 0.75 * item.frame.measure
    if not short or not above or item.below is None or not below:
        return False
    return item.above is not None or (not like_paragraph and item.indent >= _TITLE_INDENT)


def _is_drawn_heading(item: Item, style: Style) -> bool:
    """Say whether a line is set as headings are: bold, large or in italics, and apart or in the middle."""
    stands_out = (item.is_bold and item.room > 1) or item.line.size >= 1.15 * style.size
    return (stands_out and (item.is_centred or _apart(item.above))) or _is_italic_title(item, style)


def _is_italic_title(item: Item, style: Style) -> bool:
    """Whether a line of italics stands apart in the middle, however wide, and is no sentence or direction."""
    if style.italic or not item.is_italic or not item.is_balanced or item.below is None:
        return False
    return _apart(item.above) and _apart(item.below) and not item.ends_sentence and item.text[0] not in "—–-"


def _find_titles(items: Sequence[Item], out: list[ItemKind]) -> None:
    """Take neighbouring lines in capitals together: they are a heading if one is, or if they stand apart."""
    start = 0
    while start < len(items):
        end = start
        while end < len(items) and _may_be_title(items[end], out[end]) and (end == start or _close(items[end])):
            end += 1
        run = range(start, end)
        if len(run) > 1:
            alone = _apart(items[start].above) and _apart(items[end - 1].below) and len(run) <= _TITLE_LINES
            if alone or any(out[i] == "heading" for i in run):
                out[start:end] = ["heading"] * len(run)
        start = max(end, start + 1)


def _may_be_title(item: Item, kind: ItemKind) -> bool:
    return kind in ("text", "heading") and item.is_caps and not item.caps_label


def _close(item: Item) -> bool:
    return item.above is not None and item.above < APART


def _apart(gap: float | None) -> bool:
    return gap is None or gap >= APART


def _find_notes(items: Sequence[Item], out: list[ItemKind], style: Style) -> None:
    """Mark the notes at the foot of each leaf: smaller or closer lines that begin with a note mark.

    Where sizes say nothing, the number that stands behind a word of the same leaf shows its note too. Where a note of
    the leaf before stops inside a sentence, small lines above them, or alone, are its rest.
    """
    start, broken_off, number = 0, False, 0
    for end in range(1, len(items) + 1):
        if end < len(items) and items[end].bare is items[start].bare:
            continue
        first = next((i for i in range(start + 1, end) if out[i] == "text" and (
            (_NOTE_START.match(items[i].text) and _small(items[i:end], style))
            or _is_referred_to(items[start:i], items[i:end], number + 1))), end)
        while broken_off and first - 1 > start and out[first - 1] == "text" and _is_small(items[first - 1], style):
            first -= 1
        out[first:end] = ["note"] * (end - first)
        begun = filter(None, (_NOTE_NUMBER.match(item.text) for item in items[first:end]))
        number = max((int(found["number"]) for found in begun), default=number)
        broken_off = first < end and not items[end - 1].ends_sentence
        start = end


def _is_referred_to(above: Sequence[Item], rest: Sequence[Item], following: int) -> bool:
    """Whether the rest of a recognised leaf, less than half of it and no speech, begins with the number of a note.

    The number stands behind a word above, as ``word.3`` or at the end of a line as ``word. 3``, or it is that
    ``following`` the last note, and space is above it.
    """
    found = _NOTE_NUMBER.match(rest[0].text) if rest[0].bare.leaf.recognised else None
    if found is None or len(rest) > len(above) or any(item.label for item in rest):
        return False
    if found.end() == len(rest[0].text) and len(rest) == 1:
        return False
    number = found["number"]
    if int(number) == following > 1 and _apart(rest[0].above):
        return True
    return any(
        number in (_mark_of(mark) for mark in _NOTE_MARKS.finditer(item.text))
        or any(number in word.note for word in item.line.words) for item in above)


def _mark_of(found: re.Match[str]) -> str:
    return found["close"] or found["apart"] or ""


def _is_small(item: Item, style: Style) -> bool:
    return not item.bare.leaf.recognised and item.line.size <= SMALL * style.size


def _small(rest: Sequence[Item], style: Style) -> bool:
    """Whether the rest of a leaf is set smaller than the text, or closer where sizes say nothing."""
    if not rest[0].bare.leaf.recognised:
        return all(item.line.size <= SMALL * style.size for item in rest)
    pitches = [item.above for item in rest[1:] if item.above is not None]
    apart = rest[0].above is not None and rest[0].above >= APART
    return apart and bool(pitches) and max(pitches) <= 0.92

"""Running heads, page numbers and stamps at head and foot: found, used for labels, left out of the text.

A line at the outer edge of a page is furniture if it says about the same as outer lines of many pages nearby,
if it is a page number that fits the sequence, or if it stands where such lines stand, apart from the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from statistics import median

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from corpus.reading.pdf.clear_numbers import settled
from corpus.reading.pdf.frame import has_letters, pitch_of
from corpus.reading.pdf.lines import Leaf, Line, PrintedWord
from corpus.reading.pdf.page_numbers import Numbered, Reading, has_leader, readings, sequence

_WINDOW = 12
"""Leaves before and after that are compared."""

_ALIKE = 72
"""Similarity (0 to 100) of two running heads that differ by recognition errors."""

_SHARE, _SHARE_CLOSE = 0.2, 0.4
"""Part of the pages nearby that must have the same line: outermost and apart from the text, or else."""

_LONG, _ALIKE_LONG = 20, 90
"""Lines of more letters, with the text's own distance to the next line, must be as alike as this: lines of text may
share most of their words."""

_MISREAD_HEAD = 50
"""Similarity of a head read badly, at the place of heads, to those that were read well."""

_HEAD_WORDS = 30
"""No running head has more words, nor letters in a word."""

_DEPTH = 3
"""Lines at head or foot that may be furniture."""

_APART = 1.3
"""Space between furniture and text, in line pitches; a following line of text has 1."""

_APART_SIGNED = 1.12
"""The same for what is furniture by its wording."""

_TITLE_WORDS = 8
"""A line of more words with the text's own distance to the next one, or that ends a sentence, is text, however often it
comes back."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")

_SIGNATURE = re.compile(
    r"[\W_]*\d{1,2}\s?(?:\*|[*.]?\s?(?:[—–-]|(?:за[кр]|з)(?:аз)?\.?|order|no\.?|№)\s?(?:№\s?)?\d{3,6})[\W_]*(?:\s\S{1,2})?",
    re.I,
)
"""What printers set below the first page of each sheet of paper: its number and that of their order."""

_TIME = (r"(?:(?:\d{1,4}[./-]){2}\d{2,4}|\d{1,2}\.? [^\W\d]{3,9}\.? \d{4}|[^\W\d]{3,9} \d{1,2}, \d{4}),?"
         r" \d{1,2}:\d{2}(?::\d{2})?(?: [ap]\.?m\.?)?(?!\S)")
_NO_PAGE = re.compile(rf"(?<!\S){_TIME}|(?<=\d )(?:of|из|von) \d{{1,4}}(?!\S)", re.I)
"""Day and time of printing, and of how many sheets one is: no page numbers."""

_STAMP = re.compile(
    rf"(?:(?:{_TIME}|(?:https?|file)://\S+"
    r"|(?:(?:page|страница|стр\.|с\.|seite) )?\d{1,4} ?(?:/|of|из|von) ?\d{1,4})\s*+)+",
    re.I,
)
"""What browsers print at the edges of sheets: the time, the address, the number of the sheet and of how many."""

_SPOKEN = re.compile(r"(?:[A-ZА-ЯЁ][\w.'’-]*+\s?){1,5}(?:\([^)]{1,80}\)\s?)?:\s++\S++\s++\S")
"""A label and the beginning of its speech."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A leaf without its furniture: label, whether it is printed, and the lines that were taken out.

    ``misread`` is the number on the page as recognised, where the sequence says another.
    """

    leaf: Leaf
    number: Numbered
    furniture: tuple[Line, ...] = ()
    misread: str | None = None


@dataclass(frozen=True, slots=True)
class _Outer:
    """An outer line of a leaf: its distance from the sheet's top, its letters, the gap towards the text.

    ``within`` is how many lines inside the pages of the file are the same.
    """

    line: Line
    height: float
    letters: str
    gap: float
    readings: tuple[Reading, ...]
    within: int = 0

    @property
    def is_number(self) -> bool:
        return bool(self.readings) and not self.letters


def strip(leaves: Sequence[Leaf]) -> list[Bare]:
    """Give all leaves without furniture, with their page labels."""
    pitch = pitch_of([leaf.lines for leaf in leaves])
    ends = [(_outer(leaf, False, pitch), _outer(leaf, True, pitch)) for leaf in leaves]
    ends = _with_lines_within(ends, leaves)
    sides = [[both[foot] for both in ends] for foot in (False, True)]
    numbers = _numbers(sides, leaves)
    taken: list[list[_Outer]] = [[] for _ in leaves]
    for foot, side in enumerate(sides):
        for i, lines in enumerate(_furniture(side, numbers, bool(foot))):
            known = {id(outer.line) for outer in taken[i]}
            taken[i].extend(outer for outer in lines if id(outer.line) not in known)
    if sum(map(len, taken)) == sum(len(leaf.lines) for leaf in leaves):
        taken = [[] for _ in leaves]  # nothing would be left: these are no heads
    return [_bare(leaf, numbers[i], taken[i]) for i, leaf in enumerate(leaves)]


def _with_lines_within(
    ends: Sequence[tuple[list[_Outer], list[_Outer]]], leaves: Sequence[Leaf]
) -> list[tuple[list[_Outer], list[_Outer]]]:
    """Give outer lines with the number of the same ones inside the pages: a heading stands there too, a head does not.
    """
    outer = {id(one.line): one.line.text for both in ends for side in both for one in side}
    known = set(outer.values())
    within = Counter(line.text for leaf in leaves for line in leaf.lines if line.text in known)
    within.subtract(outer.values())
    return [(_counted(heads, within), _counted(feet, within)) for heads, feet in ends] if within.total() else [*ends]


def _counted(lines: Sequence[_Outer], within: Counter[str]) -> list[_Outer]:
    return [replace(one, within=within[one.line.text]) if within[one.line.text] else one for one in lines]


def _numbers(sides: Sequence[Sequence[list[_Outer]]], leaves: Sequence[Leaf]) -> list[Numbered]:
    """Give the page number of each leaf: by the sequence of all, where no clear number stands against it."""
    count = range(len(leaves))
    found = [[r for side in sides if (line := _numbering(side, i)) for r in line.readings] for i in count]
    return settled(sequence(found), [_clear(sides, i) for i in count], [leaf.recognised for leaf in leaves])


def _clear(sides: Sequence[Sequence[list[_Outer]]], index: int) -> int | None:
    """Give the number clear on a leaf: alone, or in a line that pages nearby have too. None if several."""
    values: set[int] = set()
    for side in sides:
        outer = _numbering(side, index)
        if outer is not None and (outer.is_number or _runs_nearby(side, index, side[index].index(outer))):
            values.update(r.value for r in outer.readings if r.exact and r.style == "arabic")
    return values.pop() if len(values) == 1 else None


def _numbering(side: Sequence[Sequence[_Outer]], index: int) -> _Outer | None:
    """Give the line that may bear the number of a leaf: the outermost one, or a number alone below a running head."""
    heads = 0
    for depth, outer in enumerate(side[index]):
        if has_letters(outer.line.text):
            if heads == 0 and not outer.readings and _is_repeated(side, index, depth):
                heads += 1
                continue
            return outer if heads == 0 or outer.is_number else None
    return None


def _outer(leaf: Leaf, foot: bool, pitch: float) -> list[_Outer]:
    """Give the outermost lines at head or foot, outermost first; signs without letters come besides."""
    lines = []
    for line in sorted(leaf.lines, key=lambda line: line.y if foot else -line.y):
        lines.append(line)
        if sum(has_letters(found.text) for found in lines) > _DEPTH:
            break
    lines = list(takewhile(lambda line: not has_leader(line.text), lines))
    out = []
    for line, inner in zip(lines, [*lines[1:], None], strict=False):
        gap = abs(line.y - inner.y) / pitch if inner else 9.0
        height = (leaf.height - line.y) / pitch
        out.append(_Outer(line, height, _letters(line), gap, _readings(line)))
    return out if len(out) <= _DEPTH else out[:-1]


def _readings(line: Line) -> tuple[Reading, ...]:
    """Give what the tokens at both ends of a line may mean, and those that stand between signs anywhere in it."""
    words = [w.text for w in _undated(line)]
    if not words:
        return ()
    ends = [words[0], words[-1]] if len(words) > 1 else words
    solid = [w for w in words if has_letters(w)]
    if solid:
        ends.extend((solid[0], solid[-1]))
    between = zip(words, words[1:], words[2:], strict=False)
    ends.extend(token for before, token, after in between if not has_letters(before) and not has_letters(after))
    return tuple(dict.fromkeys(r for token in ends for r in readings(token)))


def _undated(line: Line) -> Sequence[PrintedWord]:
    """Give the words of a line without the time at which it was printed, and the number of all sheets."""
    times = list(_NO_PAGE.finditer(line.text))
    if not times:
        return line.words
    starts = accumulate((len(word.text) + 1 for word in line.words), initial=0)
    return [word for word, at in zip(line.words, starts, strict=False)
            if not any(time.start() <= at < time.end() for time in times)]


def _letters(line: Line) -> str:
    solid = (w.text.lower() for w in _undated(line)[:_HEAD_WORDS] if not readings(w.text))
    words = ("".join(c for c in text[:_HEAD_WORDS] if c.isalpha()) for text in solid)
    return " ".join(word for word in words if word)


def _furniture(side: Sequence[Sequence[_Outer]], numbers: Sequence[Numbered], foot: bool) -> list[list[_Outer]]:
    """Give, for head or foot of each leaf, the outer lines that are furniture."""
    taken = [_sure(side, numbers, i, foot) for i in range(len(side))]
    heights = [line.height for lines in taken for line in lines[:1]]
    if len(heights) < 2:
        return taken
    usual = median(heights)
    for i, lines in enumerate(side):
        outer = next((line for line in lines if abs(line.height - usual) <= 0.7 or has_letters(line.line.text)), None)
        if outer and not taken[i] and abs(outer.height - usual) <= 0.7 and outer.gap >= _APART:
            known = (line.letters for near in taken[max(0, i - _WINDOW) : i + _WINDOW + 1] for line in near)
            if not outer.letters or any(ratio(outer.letters, letters) >= _MISREAD_HEAD for letters in known):
                taken[i] = [outer]
    return taken


def _sure(side: Sequence[Sequence[_Outer]], numbers: Sequence[Numbered], index: int, foot: bool) -> list[_Outer]:
    out: list[_Outer] = []
    for depth, outer in enumerate(side[index]):
        signed = bool(foot and outer.gap >= _APART_SIGNED and _SIGNATURE.fullmatch(outer.line.text))
        signed = signed or _is_stamp(side, index, outer)
        if signed or _is_page_number(outer, numbers[index]) or _is_repeated(side, index, depth):
            out.append(outer)
        elif has_letters(outer.line.text):
            break
    return out


def _is_stamp(side: Sequence[Sequence[_Outer]], index: int, outer: _Outer) -> bool:
    """Whether a browser printed a line: it says nothing else, and one of a page beside it neither."""
    beside = (other for at in (index - 1, index + 1) if 0 <= at < len(side) for other in side[at])
    return outer.gap >= _APART_SIGNED and bool(_STAMP.fullmatch(outer.line.text)) and any(
        abs(outer.height - other.height) <= 1 and _STAMP.fullmatch(other.line.text) for other in beside)


def _is_page_number(outer: _Outer, number: Numbered) -> bool:
    if not outer.is_number:
        return False
    if number.label is None:
        return outer.gap >= _APART and any(r.exact for r in outer.readings)
    fits = any(_fits(r, number.label) for r in outer.readings)
    return fits or outer.gap >= _APART


def _fits(reading: Reading, label: str) -> bool:
    if not label.isdigit() or reading.style != "arabic":
        return reading.style != "arabic" and not label.isdigit()
    text = str(reading.value)
    return text == label or (len(label) > 1 and Levenshtein.distance(text, label) <= 1)


def _is_repeated(side: Sequence[Sequence[_Outer]], index: int, depth: int) -> bool:
    """Whether pages nearby have about the same line at about the same height, one after the other or turn about."""
    outer = side[index][depth]
    if len(outer.letters) < 3 or _is_text(outer):
        return False
    alike = _alike(side, index, depth)
    if not _runs_on(side, index, alike):
        return False
    if outer.within > len(alike):
        return False
    near = min(len(side), index + _WINDOW + 1) - max(0, index - _WINDOW) - 1
    numbered = outer.readings or any(inner.is_number for inner in side[index][depth + 1 : depth + 2])
    if depth == 0 and (outer.gap >= _APART or numbered):
        return len(alike) >= max(1, _SHARE * near)
    return len(alike) >= max(2, _SHARE_CLOSE * near)


def _is_text(outer: _Outer) -> bool:
    """Whether a line is text by its own evidence: a speech begins with it, a sentence ends or goes on in it."""
    text, close = outer.line.text, outer.gap < _APART
    long = len(outer.line.words) > _TITLE_WORDS
    return (close and bool(_SPOKEN.match(text))) or (long and (close or bool(_SENTENCE_END.search(text))))


def _alike(side: Sequence[Sequence[_Outer]], index: int, depth: int) -> set[int]:
    """Give which pages nearby have about the same line."""
    near = range(max(0, index - _WINDOW), min(len(side), index + _WINDOW + 1))
    return {i for i in near if i != index and any(_same(side[index][depth], o) for o in side[i][: depth + 2])}


def _runs_nearby(side: Sequence[Sequence[_Outer]], index: int, depth: int) -> bool:
    """Whether a line of letters runs from page to page, so that a number in it is not that of a heading (MAY 4)."""
    return _runs_on(side, index, _alike(side, index, depth))


def _runs_on(side: Sequence[Sequence[_Outer]], index: int, alike: set[int]) -> bool:
    """Whether a line alike on other pages runs from page to page, and does not begin chapters or documents.

    It runs where a neighbour has it, or where the page after the next has it and the one between a head of its own,
    as left and right pages do. On files of two pages or three a neighbour is all there is.
    """
    if {index - 1, index + 1} & alike:
        return True
    return any(
        index + step in alike and _has_head(side, index + step // 2) for step in (-2, 2)
    )


def _has_head(side: Sequence[Sequence[_Outer]], index: int) -> bool:
    """Whether a page has a line of letters that pages two away have too."""
    for depth, outer in enumerate(side[index]):
        if len(outer.letters) >= 3 and {index - 2, index + 2} & _alike(side, index, depth):
            return True
    return False


def _same(one: _Outer, other: _Outer) -> bool:
    if abs(one.height - other.height) > 1.5 or len(other.letters) < 3:
        return False
    close = max(one.gap, other.gap) < _APART and not (one.readings and other.readings)
    return ratio(one.letters, other.letters) >= (_ALIKE_LONG if close and len(one.letters) > _LONG else _ALIKE)


def _bare(leaf: Leaf, number: Numbered, taken: Sequence[_Outer]) -> Bare:
    """Give a leaf without the lines taken out, with its page number and what was misread for it."""
    gone = {id(outer.line) for outer in taken}
    columns = tuple(kept for column in leaf.columns if (kept := tuple(line for line in column if id(line) not in gone)))
    printed = number.printed and any(
        (r.exact and str(r.value) == number.label) or r.style != "arabic" for o in taken for r in o.readings
    )
    misread = None
    if not printed:
        misread = next((o.line.text for o in taken if o.readings), None)
    return Bare(
        replace(leaf, columns=columns),
        Numbered(number.label, printed),
        tuple(o.line for o in taken),
        misread,
    )

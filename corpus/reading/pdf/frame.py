"""The frame of the printed text: edges and pitch of each column, straightened where a scan leans.

Indents, short lines and centred lines are told from these. Lengths are points, or ems where said: an em here
is a fraction of the line pitch, because recognised layers state font sizes that jump from line to line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.reading.pdf.lines import Line, PrintedWord, ends_sentence

_EM_OF_PITCH = 0.8
_DEFAULT_PITCH = 12.0
_BIN = 1.5
_SLOPES = sorted((n / 1000 for n in range(-30, 31)), key=abs)
"""Leans of a page that are tried, in points to the side for each point of height; the least lean first."""

_SEPARATORS = frozenset({"*", "—", "–", "⁂", "**"})

_CLUSTER = 0.35
"""Ends within this many ems of their neighbour belong to the same edge."""

_DUST = {True: 0.15, False: 0.08}
"""Words narrower than this many ems for each sign, with and without letters, are specks that were read."""

_LONE_TIMES = 3
"""So many times a letter stands alone at a letter's width where it is a word of the language (в, к, с, a)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Edges of a column: at height ``y`` the left one is ``left + slope * y``; likewise the right one."""

    left: float
    right: float
    slope: float
    pitch: float
    size: float

    @property
    def em(self) -> float:
        """Unit for indents, in points."""
        return self.pitch * _EM_OF_PITCH

    def indent(self, line: Line) -> float:
        """Distance of a line's first word from the left edge, in ems."""
        return (first_word(line).x0 - self.slope * line.y - self.left) / self.em

    def room(self, line: Line) -> float:
        """Free space right of a line, in ems."""
        return (self.right - (last_word(line).x1 - self.slope * line.y)) / self.em

    @property
    def measure(self) -> float:
        """Length of a full line, in ems."""
        return (self.right - self.left) / self.em


def has_letters(text: str) -> bool:
    """Whether there is a letter or digit in it."""
    return any(map(str.isalnum, text))


def first_word(line: Line) -> PrintedWord:
    """Give the first word, or the one after a single sign at the beginning (dirt or an opening quote)."""
    words = line.words
    alone = len(words) > 1 and len(words[0].text) == 1 and not has_letters(words[0].text)
    return words[1] if alone and has_letters(words[1].text) else words[0]


def last_word(line: Line) -> PrintedWord:
    """Give the last word with a letter or digit, or the last of all."""
    return next((w for w in reversed(line.words) if has_letters(w.text)), line.words[-1])


_LEAST_STEP, _CLOSER = 0.4, 0.72
"""The step between lines is so much of that between paragraphs where these are set apart, at least and at most."""

_SHARE_CLOSE = 0.1
"""Steps between lines are so many for each between paragraphs, at least."""

_SHARE_ENDED = 0.8
"""Share of the lines above steps between paragraphs that end a sentence, at least: headings do not."""

_FEW, _SAME, _DEEPEST = 4, 0.2, 3.0
"""A column of fewer lines does not show its edge. That of the others is one within so many ems, no indent deeper."""


def pitch_of(columns: Sequence[Sequence[Line]]) -> float:
    """Give the usual distance of neighbouring baselines, in points, within paragraphs."""
    pairs = [(above, above.y - below.y) for lines in columns for above, below in pairwise(lines)]
    steps = Counter(round(step, 0) for _, step in pairs if 4 < step < 60)
    if not steps:
        sizes = [line.size for lines in columns for line in lines]
        return 1.2 * median(sizes) if sizes else _DEFAULT_PITCH
    near = steps.most_common(1)[0][0]
    closer = {step: count for step, count in steps.items() if near * _LEAST_STEP <= step <= near * _CLOSER}
    close = max(closer, key=closer.__getitem__, default=near)
    if closer and closer[close] >= _SHARE_CLOSE * steps[near] and _part(pairs, near) and not _part(pairs, close):
        near = close
    return float(median(step for _, step in pairs if abs(step - near) <= 1))


def _part(pairs: Sequence[tuple[Line, float]], step: float) -> bool:
    """Whether such steps stand between paragraphs: sentences end above nearly all of them.

    Where speeches of one line are many, the step between paragraphs is the commonest.
    """
    above = [line.text for line, found in pairs if abs(found - step) <= 1]
    return sum(map(ends_sentence, above)) >= _SHARE_ENDED * len(above)


def frames(columns: Sequence[Sequence[Line]], leaf_of: Sequence[int]) -> list[Frame]:
    """Give the frame of each column of a file, agreeing on one measure for columns of one kind.

    ``leaf_of`` numbers the printed page of each; no column reaches into one beside it on its page.
    """
    pitch = pitch_of(columns)
    raw = [_frame(lines, pitch) for lines in columns]
    full = [f.right - f.left for f, lines in zip(raw, columns, strict=True) if len(lines) >= 8]
    if not full:
        return raw
    usual = sorted(full)[(2 * len(full) - 1) // 3]
    others = _beside(columns, leaf_of)
    lefts = [median([f.left for f, lines in zip(raw[side::2], columns[side::2], strict=True) if len(lines) >= 8]
                    or [f.left for f in raw]) for side in (0, 1)]
    agreed = [_agree(f, lines, usual, near, abs(f.left - lefts[i % 2]) < _SAME * f.em)
              for i, (f, lines, near) in enumerate(zip(raw, columns, others, strict=True))]
    return [
        _at_edge(f, usual, [agreed[j].left for j in range(i % 2, len(agreed), 2) if len(columns[j]) >= 8])
        if len(columns[i]) < _FEW else f
        for i, f in enumerate(agreed)
    ]


def _beside(columns: Sequence[Sequence[Line]], leaf_of: Sequence[int]) -> list[list[Sequence[Line]]]:
    """Give for each column those that stand beside it on its page."""
    of_leaf: dict[int, list[int]] = {}
    for number, leaf in enumerate(leaf_of):
        of_leaf.setdefault(leaf, []).append(number)
    return [
        [other for j in of_leaf[leaf] if j != i
         and (other := columns[j])[0].y >= column[-1].y and other[-1].y <= column[0].y]
        for i, (column, leaf) in enumerate(zip(columns, leaf_of, strict=True))
    ]


def _frame(lines: Sequence[Line], pitch: float) -> Frame:
    em = pitch * _EM_OF_PITCH
    ends = [(first_word(line).x0, last_word(line).x1, line.y) for line in lines]
    slope = _slope(ends)
    least = max(2, len(lines) // 10)
    left = _edge([a - slope * y for a, _, y in ends], em, least)
    right = -_edge([slope * y - b for _, b, y in ends], em, least)
    return Frame(left, max(right, left + em), slope, pitch, median(line.size for line in lines))


def _slope(ends: Sequence[tuple[float, float, float]]) -> float:
    """Give the lean under which line ends fall together best."""
    aligned = Counter(round(x0, 1) for x0, _, _ in ends).most_common(1)
    if len(ends) < 8 or aligned[0][1] >= 0.4 * len(ends):
        return 0.0

    sides = [(x0, y) for x0, _, y in ends], [(x1, y) for _, x1, y in ends]

    def sharpness(slope: float) -> int:
        bins = [
            Counter([(x - slope * y + shift) // _BIN for x, y in side]) for side in sides for shift in (0.0, _BIN / 2)
        ]
        return sum(n * n for counts in bins for n in counts.values())

    level = sharpness(0.0)
    best = max(_SLOPES, key=sharpness)
    return best if sharpness(best) > 1.15 * level else 0.0


def _edge(values: Sequence[float], em: float, least: int) -> float:
    """Give the lowest place where at least ``least`` values stand together."""
    ordered = sorted(values)
    groups: list[list[float]] = [[ordered[0]]]
    for value in ordered[1:]:
        if value - groups[-1][-1] <= _CLUSTER * em:
            groups[-1].append(value)
        else:
            groups.append([value])
    group = next((g for g in groups if len(g) >= least), groups[0])
    return median(group)


def _agree(
    frame: Frame, lines: Sequence[Line], usual: float, beside: Sequence[Sequence[Line]], at_edge: bool
) -> Frame:
    """Widen a column whose lines are all indented or all short to the usual measure, but into none beside it.

    A column beside others begins where its lines do: its ragged lines differ from the measure as much as an indent.
    One that begins ``at_edge``, where those of the other pages do, is ragged too.
    """
    missing = usual - (frame.right - frame.left)
    if not 0.7 * frame.em < missing < 0.5 * usual:
        return frame
    full = sum(abs(frame.room(line)) < 0.3 for line in lines)
    if full >= max(3, len(lines) // 5) and not beside and not at_edge:
        return replace(frame, left=frame.right - usual)
    right = frame.left + usual
    if any(frame.left < other[0].x0 < right for other in beside):
        return frame
    return replace(frame, right=right)


def _at_edge(frame: Frame, usual: float, lefts: Sequence[float]) -> Frame:
    """Give a column of few lines the left edge that all pages of its side have: its lines may all be indented."""
    if frame.slope or not lefts or max(lefts) - min(lefts) > _SAME * frame.em:
        return frame
    inside = frame.left - median(lefts)
    if not 0.7 * frame.em < inside < _DEEPEST * frame.em:
        return frame
    return replace(frame, left=frame.left - inside, right=frame.left - inside + usual)


def lone_letters(columns: Sequence[Sequence[Line]], frames: Sequence[Frame]) -> frozenset[str]:
    """Give the letters that are words in these columns: recognisers give some of them boxes as narrow as a speck."""
    counts: Counter[str] = Counter()
    for lines, frame in zip(columns, frames, strict=True):
        least = _DUST[True] * min(frame.em, frame.size)
        counts.update(w.text for line in lines for w in line.words if len(w.text) == 1 and w.width >= least)
    return frozenset(text for text, count in counts.items() if text.isalpha() and count >= _LONE_TIMES)


def specks(line: Line, frame: Frame, lone: frozenset[str]) -> tuple[Line | None, tuple[PrintedWord, ...]]:
    """Part a line from what a recogniser read in dirt: specks in margins and gaps, or narrower than a letter.

    ``lone`` are letters that are words, which may be narrower if they stand inside the column.
    Of lines without letters only separators are kept: a star, a dash, or three signs and more.
    """
    words = [w for w in line.words if not _is_dust(w, line.y, frame, lone)]
    if any(has_letters(w.text) for w in words):
        kept = [w for i, w in enumerate(words) if has_letters(w.text) or not _is_stray(words, i, line.y, frame)]
    else:
        signs = "".join(w.text for w in words)
        kept = words if len(signs) >= 3 or signs in _SEPARATORS else []
    kept_ids = {id(w) for w in kept}
    gone = tuple(w for w in line.words if id(w) not in kept_ids)
    return (Line(tuple(kept)) if kept else None), gone


def _is_dust(word: PrintedWord, y: float, frame: Frame, lone: frozenset[str]) -> bool:
    """Whether a word is narrower than its signs can be, and no letter in the column that is a word."""
    if word.width >= _DUST[has_letters(word.text)] * min(frame.em, frame.size) * len(word.text):
        return False
    return word.text not in lone or _in_margin(word, y, frame)


def _in_margin(word: PrintedWord, y: float, frame: Frame) -> bool:
    shift, slack = frame.slope * y, 0.25 * frame.em
    return word.x1 < frame.left + shift - slack or word.x0 > frame.right + shift + slack


def _is_stray(words: Sequence[PrintedWord], index: int, y: float, frame: Frame) -> bool:
    """Whether signs stand in a margin, or far before the first word or after the last one."""
    if _in_margin(words[index], y, frame):
        return True
    if index == 0:
        return len(words) > 1 and words[0].x1 < words[1].x0 - 2 * frame.em
    return not any(has_letters(w.text) for w in words[index:]) and _afar(words, index, frame.em)


def _afar(words: Sequence[PrintedWord], index: int, em: float) -> bool:
    """Whether the closing signs from ``index`` on stand far from the last word before them."""
    first = next((i for i in range(index, -1, -1) if has_letters(words[i].text)), 0) + 1
    return words[first].x0 - words[first - 1].x1 > 2 * em

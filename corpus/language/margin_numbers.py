"""Numbers that count lines in the margin of a text: which they are, told from figures of the text by their count.

A number counts lines if as many lines lie between it and the one before as it is higher, or if it begins a page anew.
Most of the lines must lie in such a count; a list of items that bear numbers is none, since its lines cut no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

FIVE = 5
"""The usual step, whose first number has one figure."""
STEPS = (1, FIVE, 10)
"""How many lines one number stands for: each, every fifth, every tenth."""
FEWEST = {1: 6, 5: 3, 10: 3}
"""Numbers, at least, by their step; fewer may stand so by chance."""
COVERED = 0.6
"""Share of the lines, at least, that lies between the first number and the last."""
CUT = 0.2
"""Share of lines with a small letter at their beginning that shows that lines, and not items, bear numbers."""
LABELLED = 0.3
"""Share of lines that begin with words before a colon, of which the same holds: speeches are counted so."""
SLACK = 3
"""Lines that may stand between two pages beyond those counted: running heads."""
NEAR = 64
"""Numbers before one among which the last of its count is looked for: more at one place are no margin."""
MEASURE = 20
"""Characters of the usual line, at least, behind numbers at each line: shorter lines are items."""
FEW = 2
"""Numbers of a column, at least, on a page of a text whose other pages have margin numbers."""
FEWEST_PAGES = 2
"""Form feeds from which the pages of a text are looked at one by one."""
COLUMN = {1: 5, 5: 3, 10: 3}
"""Numbers below each other, at least, without text, that are a column of margin numbers by their step."""

_SPACE = r"[ \t\u00a0]"
_LEFT = re.compile(
    rf"^\f?{_SPACE}*(?P<whole>(?:[\[(]{_SPACE}?)?(?P<number>\d{{1,3}})(?:{_SPACE}?[|.:)\]])?)(?={_SPACE}|$)"
)
_RIGHT = re.compile(rf"(?<={_SPACE})(?P<whole>(?:[\[(|]{_SPACE}?)?(?P<number>\d{{1,3}})[)\]]?){_SPACE}*$")
_MISREAD_LEFT = re.compile(rf"^\f?{_SPACE}*(?P<whole>[\dlIiOoSsBbZz|/!]{{1,3}})(?={_SPACE})")
_MISREAD_RIGHT = re.compile(rf"(?<={_SPACE})(?P<whole>[\dlIiOoSsBbZz|/!]{{1,3}}){_SPACE}*$")
_BARE = re.compile(r"[\f \t\u00a0]*\d{1,3}(?:[ \t\u00a0]+\d{1,3})*[ \t\u00a0]*$")
_NUMBER = re.compile(r"\d{1,3}")
_SMALL = re.compile(r"[a-zа-яё]")
_LABEL = re.compile(r"[^\W\d_a-zа-яё][^:\n]{1,40}:")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A number at an edge of a line: its place among the lines with text, its value, where it stands."""

    place: int
    line: int
    value: int
    span: Span


def margin_numbers(lines: Sequence[str]) -> dict[int, Span]:
    """Give where the numbers that count lines stand: by the number of the line, their offsets in it. Empty without.

    Pages that form feeds part are looked at one by one: a recogniser sets the numbers of one beside its lines, and
    those of the next before or behind them all.
    """
    whole = _numbers_of(lines)
    starts = [n for n, line in enumerate(lines) if "\f" in line]
    if len(starts) < FEWEST_PAGES:
        return whole
    pages = [(low, lines[low:high]) for low, high in pairwise([0, *starts, len(lines)])]
    found = [_numbers_of(page) for _, page in pages]
    if any(found):
        found = [own or _few(page) for own, (_, page) in zip(found, pages, strict=True)]
    paged = {low + n: span for own, (low, _) in zip(found, pages, strict=True) for n, span in own.items()}
    return paged if len(paged) > len(whole) else whole


def _numbers_of(lines: Sequence[str]) -> dict[int, Span]:
    """Give the same of the lines of one page, or of a text without pages."""
    columns = _columns(lines, COLUMN)
    found = {n: _whole(lines[n]) for n in columns}
    for pattern, misread in ((_LEFT, _MISREAD_LEFT), (_RIGHT, _MISREAD_RIGHT)):
        edges = [_edges(lines, columns, pattern, blank=blank) for blank in (False, True)]
        for step in STEPS:
            for places, seen in edges:
                count = _longest(seen, step)
                if len(count) >= FEWEST[step] and _fills(count, step, lines, places[-1]):
                    return {**found, **_misread(count, step, lines, places, misread), **{s.line: s.span for s in count}}
    return found


def _few(lines: Sequence[str]) -> dict[int, Span]:
    """Give the few numbers of a short page of a text whose pages have them: from the first on, where they count so."""
    if columns := _columns(lines, dict.fromkeys(COLUMN, FEW)):
        return {n: _whole(lines[n]) for n in columns}
    for pattern in (_LEFT, _RIGHT):
        _, seen = _edges(lines, frozenset(), pattern, blank=False)
        for step in (FIVE, 2 * FIVE):
            count = _longest(seen, step)
            if count and count[0].value == step and abs(count[0].place + 1 - step) <= SLACK:
                return {one.line: one.span for one in count}
    return {}


def _whole(line: str) -> Span:
    """Give a line without the form feed before it."""
    return len(line) - len(line.lstrip("\f")), len(line)


def _edges(
    lines: Sequence[str], columns: frozenset[int], pattern: re.Pattern[str], *, blank: bool
) -> tuple[list[int], list[_Seen]]:
    """Give the place of each line in the count, and the numbers at one edge of the lines.

    With ``blank`` each line counts. Else blank ones do not, and a number alone in its line counts the next one, as in
    rows of cells.
    """
    places: list[int] = []
    out: list[_Seen] = []
    place = 0
    for n, line in enumerate(lines):
        places.append(place)
        found = None
        if line.strip() and n not in columns:
            found = pattern.search(line)
            if found:
                out.append(_Seen(place, n, int(found["number"]), found.span("whole")))
        alone = found is not None and not (line[: found.start("whole")] + line[found.end() :]).strip()
        place += blank or (bool(line.strip()) and n not in columns and not alone)
    return [*places, place], out


def _misread(
    count: Sequence[_Seen], step: int, lines: Sequence[str], places: Sequence[int], pattern: re.Pattern[str]
) -> dict[int, Span]:
    """Give where the numbers stand that the count leaves out: signs taken for figures, as many as the number has."""
    out: dict[int, Span] = {}
    for one, other in pairwise(count):
        if other.value - one.value != 2 * step:
            continue
        for n in range(one.line + 1, other.line):
            found = pattern.search(lines[n])
            if found and len(found["whole"]) == len(str(one.value + step)) and places[n] - one.place == step:
                out[n] = found.span("whole")
    return out


def _longest(seen: Sequence[_Seen], step: int) -> list[_Seen]:
    """Give the longest series of numbers of which each counts on from the one before, or begins a page."""
    before: list[int | None] = []
    length: list[int] = []
    first = 0
    for i, one in enumerate(seen):
        while seen[first].place < one.place - 2 * step - SLACK:
            first += 1
        fitting = [k for k in range(max(first, i - NEAR), i) if one.value % step == 0 and _counts(seen[k], one, step)]
        best = max(fitting, key=lambda k: length[k], default=None)
        before.append(best)
        length.append(1 + (length[best] if best is not None else 0))
    at = max(range(len(seen)), key=lambda i: length[i], default=None)
    out: list[_Seen] = []
    while at is not None:
        out.insert(0, seen[at])
        at = before[at]
    counted = [one for one in out if one.value % step == 0]
    # What stands before the first page, as its own number does, counts none of its lines.
    first = next((i for i, (a, b) in enumerate(pairwise(counted)) if a.value == step or b.value > a.value), 0)
    return counted[first:]


def _counts(one: _Seen, other: _Seen, step: int) -> bool:
    """Say whether ``other`` is the next number of a count after ``one``, with one misread between them at most."""
    lines, rise = other.place - one.place, other.value - one.value
    if rise in (step, 2 * step):
        return abs(lines - rise) <= (step > 1)
    return other.value == step and rise <= 0 and step <= lines + (step == 1) and lines < 2 * step + SLACK


def _fills(count: Sequence[_Seen], step: int, lines: Sequence[str], size: int) -> bool:
    """Say whether a count goes through the text; numbers at each line must stand before parts of sentences.

    ``size`` is how many lines count.
    """
    if count[-1].place - count[0].place + 2 * step < COVERED * size:
        return False
    if step > 1 and any(_beside(one, lines) for one in count):
        return True
    following = [*lines, ""]
    rests = [_beside(one, lines) or following[one.line + 1].strip() for one in count]
    cut = sum(_SMALL.match(rest) is not None for rest in rests)
    labelled = sum(_LABEL.match(rest) is not None for rest in rests)
    return (cut >= CUT * len(rests) and median(map(len, rests)) >= MEASURE) or labelled >= LABELLED * len(rests)


def _beside(one: _Seen, lines: Sequence[str]) -> str:
    """Give the words beside a number; none where it stands alone in its line and counts the next one."""
    line = lines[one.line]
    return (line[: one.span[0]] + line[one.span[1] :]).strip()


def _columns(lines: Sequence[str], fewest: Mapping[int, int]) -> frozenset[int]:
    """Give the lines that are nothing but margin numbers, which a tool wrote apart from the lines they count.

    ``fewest`` are the numbers, at least, of a column by their step.
    """
    out: set[int] = set()
    run: list[int] = []
    for n, line in enumerate([*lines, "end"]):
        if n < len(lines) and _BARE.match(line):
            run.append(n)
        elif line.strip():
            out.update(_column(run, lines, fewest))
            run = []
    return frozenset(out)


def _column(run: Sequence[int], lines: Sequence[str], fewest: Mapping[int, int]) -> list[int]:
    """Give the lines of a run of numbers that rise by one step from that step on."""
    numbers = [(n, int(found)) for n in run for found in _NUMBER.findall(lines[n])]
    for step in STEPS:
        # A recogniser may lose the first number, a lone figure.
        begins = (step, 2 * step) if step == FIVE else (step,)
        start = next((i for i, (_, value) in enumerate(numbers) if value in begins), None)
        if start is None:
            continue
        end = start + 1
        while end < len(numbers) and numbers[end][1] == numbers[end - 1][1] + step:
            end += 1
        own = {n for n, _ in numbers[start:end]}
        if end - start >= fewest[step] and not own & {n for n, _ in (*numbers[:start], *numbers[end:])}:
            return sorted(own)
    return []


def margin_widths(lines: Sequence[str], numbers: Mapping[int, Span]) -> list[int]:
    """Give how many characters of each line are the left margin in which the numbers stand.

    That is how far all lines from one number up to the next stand in; numbers of more figures may widen it.
    """
    edges = sorted({0, *numbers, len(lines)})
    out: list[int] = []
    for first, end in pairwise(edges):
        starts = []
        for n in range(first, end):
            low, high = numbers.get(n, (0, 0))
            rest = lines[n][high:] if not lines[n][:low].strip() else lines[n]
            if rest.strip():
                starts.append(len(lines[n]) - len(rest.lstrip()))
        out += [min(starts, default=0)] * (end - first)
    return out

"""From lines to columns and printed pages: the reading order of a sheet.

Columns are parted where a gap stands at the same place in many lines above each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from corpus.reading.pdf.lines import Leaf, Line, PrintedWord, ends_sentence, rows_of
from corpus.reading.pdf.pieces import Sheet

_LABEL_INDENT = 1.2
_NAMES, _NAME_WORDS, _NAME_GAP, _BESIDE = 3, 4, 1.2, 0.7
"""A column of names has so many of at most so many words, with a gap of so many font sizes behind; so much of the other
rows begins where the speeches do."""

_LEAST_STEP, _CELL_STEP, _OWN_CELLS = 0.9, 1.2, 0.9
"""Lines are so many font sizes apart, at least; cells of a table are parted by so many times the least step between
lines; so many of the names stand each in a cell of its own."""

_BAND = 1.5
"""Space between two parts of a page that are set in columns of their own, in usual steps from line to line."""

_GUTTER_ROWS = 8
"""Least number of lines that show the gap between columns, one above the other."""


def leaves(sheets: Iterable[Sheet]) -> list[Leaf]:
    """Give the printed pages of a file with lines and columns in reading order."""
    out: list[Leaf] = []
    usual: float | None = None
    for sheet in sheets:
        turns = sorted({p.turn for p in sheet.pieces}, key=lambda t: -sum(p.turn == t for p in sheet.pieces))
        columns: list[tuple[Line, ...]] = []
        halves: tuple[float, ...] = ()
        for turn in turns:
            lines = rows_of([p for p in sheet.pieces if p.turn == turn])
            if turn == turns[0] and turn == 0 and sheet.width > 1.2 * sheet.height:
                halves = tuple(_gutter(lines, 0.42 * sheet.width, 0.58 * sheet.width)[:1])
            named = _rows_with_names(lines)
            columns.extend([named] if named else _columns(lines, usual if turn == 0 else None))
            if turn == 0 and not halves:
                usual = next(iter(_parting(lines)), usual)
        for part in _halves(columns, halves):
            width = sheet.width / (1 + len(halves))
            out.append(Leaf(len(out), sheet.number, width, sheet.height, tuple(part), sheet.recognised))
    return out


def _halves(columns: list[tuple[Line, ...]], middle: tuple[float, ...]) -> list[list[tuple[Line, ...]]]:
    """Part the columns of an opened book into its two pages."""
    if not middle:
        return [columns]
    return [[c for c in columns if (c[0].x0 < middle[0]) == left] for left in (True, False)]


def _rows_with_names(rows: Sequence[Line]) -> tuple[Line, ...]:
    """Give the rows of a sheet whose left column names the speakers of what stands beside them, a colon behind each.

    Empty where there is no such column: the other rows begin where the speeches do.
    """
    counts = [_name_before_gap(row) for row in rows]
    beside = [row.words[count].x0 for row, count in zip(rows, counts, strict=True) if count]
    edge = median(beside) if beside else 0.0
    named = {n: row.words[:count] for n, (row, count) in enumerate(zip(rows, counts, strict=True))
             if count and abs(row.words[count].x0 - edge) <= 0.2 * row.size}
    said = {n: row.words[len(named.get(n, ())) :] for n, row in enumerate(rows)}
    alone = {n: row.words for n, row in enumerate(rows) if _is_name_alone(row, edge)}
    tops = _cell_tops(rows, [*named, *alone], [n for n in said if n not in alone])
    names = {tops.get(n, n): words for n, words in (named | {n: alone[n] for n in alone if n in tops}).items()}
    rest = [abs(row.x0 - edge) <= 0.5 * row.size for n, row in enumerate(rows) if n not in named and n not in tops]
    if len(names) < _NAMES or sum(rest) < max(1, _BESIDE * len(rest)):
        return ()
    return tuple(_labelled(names[n], words) if n in names else Line(words)
                 for n, words in said.items() if n not in alone or n not in tops)


def _is_name_alone(row: Line, edge: float) -> bool:
    """Whether a row is a name that stands between the lines of what it names the speaker of."""
    return row.text.isupper() and len(row.words) <= _NAME_WORDS and row.x1 <= edge - _NAME_GAP * row.size


def _cell_tops(rows: Sequence[Line], names: Sequence[int], said: Sequence[int]) -> dict[int, int]:
    """Give for names that stand in the middle or at the foot of their cell the row at its top, by their row.

    Cells stand apart, nearly each with one name, and are cut inside sentences above such names; else nothing is known.
    """
    pairs = list(pairwise(said))
    steps = [step for one, two in pairs if (step := rows[one].y - rows[two].y) >= _LEAST_STEP * rows[one].size]
    if not steps:
        return {}
    cells = [[said[0]]]
    for above, below in pairs:
        if rows[above].y - rows[below].y > _CELL_STEP * min(steps):
            cells.append([])
        cells[-1].append(below)
    near = min(steps) / 2
    inside = [(cell, [n for n in names if rows[cell[-1]].y - near < rows[n].y < rows[cell[0]].y + near])
              for cell in cells]
    single = [(cell, found[0]) for cell, found in inside if len(found) == 1]
    lower = [(cell, name) for cell, name in single if name != cell[0]]
    cut = [not ends_sentence(next(rows[n] for n in reversed(cell) if rows[n].y > rows[name].y).text)
           for cell, name in lower if rows[cell[0]].y > rows[name].y]
    if len(single) < _OWN_CELLS * len(names) or 2 * sum(cut) < len(lower):
        return {}
    return {name: cell[0] for cell, name in lower}


def _name_before_gap(row: Line) -> int:
    """Count the words in capitals with which a row begins before a wide gap; 0 where others do, or all are."""
    if row.words[0].text != row.words[0].text.upper():
        return 0
    least = _NAME_GAP * row.size
    for count, (one, two) in enumerate(pairwise(row.words), 1):
        if two.x0 - one.x1 >= least:
            text = " ".join(word.text for word in row.words[:count])
            return count if text.isupper() and count <= _NAME_WORDS else 0
    return 0


def _labelled(name: Sequence[PrintedWord], said: Sequence[PrintedWord]) -> Line:
    """Set a name before the first row of its speech, as a paragraph has it: indented, with a colon."""
    shift = said[0].x0 + _LABEL_INDENT * said[0].size - name[0].x0
    words = [word._replace(x0=word.x0 + shift, x1=word.x1 + shift, y=said[0].y) for word in name]
    words[-1] = words[-1]._replace(text=f"{words[-1].text.rstrip(':')}:")
    return Line((*words, *said))


def _columns(rows: list[Line], usual: float | None = None) -> list[tuple[Line, ...]]:
    """Part rows into columns: bands of rows with the same gap are read column by column.

    ``usual`` is where the columns of the sheets before are parted, for a last column of few lines.
    """
    if not rows:
        return []
    bands = _bands(rows)
    if _differ(bands):
        return _columns_of_bands(rows, bands)
    gutters = _parting(rows)
    if not gutters and usual is not None and _parts_at(rows, usual):
        gutters = [usual]
    if not gutters:
        return _columns_of_bands(rows, bands)
    middle = gutters[0]
    out: list[tuple[Line, ...]] = []
    band: list[Line] = []
    for row in [*rows, None]:
        if row is not None and _open_at(row, middle):
            band.append(row)
            continue
        for side in _sides(band, middle):
            out.extend(_columns(side))
        band = []
        if row is not None:
            if out and not _open_at(out[-1][-1], middle):
                out[-1] = (*out[-1], row)
            else:
                out.append((row,))
    return out


def _columns_of_bands(rows: list[Line], bands: list[list[Line]]) -> list[tuple[Line, ...]]:
    """Part rows without one gap through all of them: each band between wide spaces may have columns of its own.

    So newspapers are set: three columns above, two below. Rows whose bands have none stay together.
    """
    if len(bands) == 1 or not any(_parting(band) for band in bands):
        return [tuple(rows)]
    out: list[tuple[Line, ...]] = []
    whole: list[Line] = []
    for band in bands:
        parted = _columns(band)
        if len(parted) == 1:
            whole += parted[0]
            continue
        out += [tuple(whole), *parted] if whole else parted
        whole = []
    return [*out, tuple(whole)] if whole else out


def _differ(bands: Sequence[Sequence[Line]]) -> bool:
    """Whether a gap between the columns of one band is covered in another that has columns too."""
    parted = [(band, gap) for band in bands if len(band) >= _GUTTER_ROWS for gap in _parting(band)]
    return any(2 * sum(not _open_at(row, gap) for row in band) > len(band) for band, _ in parted for _, gap in parted)


def _bands(rows: list[Line]) -> list[list[Line]]:
    """Cut rows where the space between two is wider than anywhere in a column."""
    steps = [a.y - b.y for a, b in pairwise(rows)]
    usual = median(step for step in steps if step > 0) if any(step > 0 for step in steps) else 0.0
    cuts = [0, *(i for i, step in enumerate(steps, 1) if step > _BAND * usual > 0), len(rows)]
    return [rows[a:b] for a, b in pairwise(cuts)]


def _parting(rows: Sequence[Line]) -> list[float]:
    """Give the place of the widest shown gap between columns, if there is one."""
    if not rows:
        return []
    left, right = min(r.x0 for r in rows), max(r.x1 for r in rows)
    return _gutter(rows, left + 0.15 * (right - left), right - 0.15 * (right - left))


def _parts_at(rows: Sequence[Line], x: float) -> bool:
    """Whether lines stand on both sides of a place, and hardly any reaches over it."""
    beside = sum(r.x0 < x < r.x1 and _open_at(r, x) for r in rows)
    return beside > 0 and sum(not _open_at(r, x) for r in rows) <= 2


def _sides(band: list[Line], middle: float) -> tuple[list[Line], list[Line]]:
    left = [Line(words) for r in band if (words := tuple(w for w in r.words if w.x0 < middle))]
    right = [Line(words) for r in band if (words := tuple(w for w in r.words if w.x0 >= middle))]
    return left, right


def _open_at(row: Line, x: float) -> bool:
    """Whether no word of the row covers this place."""
    return all(w.x1 <= x or w.x0 >= x for w in row.words)


def _gutter(rows: Sequence[Line], low: float, high: float) -> list[float]:
    """Give the place between ``low`` and ``high`` where most rows have a wide gap, if enough of them do."""
    gaps: list[tuple[float, float]] = []
    for row in rows:
        gaps += [(start, end) for start, end in row.wide_gaps if start < high and end > low]
    if len(gaps) < _GUTTER_ROWS:
        return []
    best, place = 0, 0.0
    steps = 80
    for step in range(steps + 1):
        x = low + (high - low) * step / steps
        count = sum(a < x < b for a, b in gaps)
        if count > best:
            best, place = count, x
    covered = sum(not _open_at(row, place) for row in rows)
    return [place] if best >= _GUTTER_ROWS and best >= 2 * covered else []

"""Queries over the days of the trials: a row for each query, a bar for each sitting, gaps where nothing is held.

Drawn on the server in units of a drawing that is :data:`WIDTH` wide; all rows have one scale, so that they compare.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from corpus.catalogue.catalogue import Catalogue
from corpus.language.script import script_language
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language, said_once
from webapp.models.fragments import Fragments
from webapp.presenting.charts import drawn_name
from webapp.wording import labels

WIDTH, NAMES = 1000, 190
"""Width of the drawing, and of the room for the queries at its left."""

ROW, BAR, FOOT = 62, 46, 34
"""Height of a row, of the longest bar in it, and of the room for the days below."""

GAP = 26
"""Room between the sittings of two trials."""

WIDEST = 40
"""Width of a sitting at most: few sittings are no wide blocks."""

DAY = 46.0
"""Room that a day below the rows needs; days nearer than this to the last one drawn have no name."""

BARS_SAID = 1_000
"""Bars whose words are kept."""


@dataclass(frozen=True, slots=True)
class Column:
    """A sitting: where it stands, the day if that is drawn below, and whether it is held."""

    name: str
    x: float
    width: float
    day: str
    held: bool


class DayBar(NamedTuple):
    """What a query finds in a sitting: in words, the way there, the part of the drawing that leads there, the bar.

    Numbers are as they are written: a template would make words of each of them, sign by sign.
    """

    name: str
    href: str
    area: str
    x: str
    width: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class QueryRow:
    """A row: a query, what of it is drawn, its language, its foot line, its bars, and its figures by column.

    A figure is None where the sitting is not held.
    """

    name: str
    drawn: str
    lang: str | None
    foot: int
    bars: tuple[DayBar, ...]
    figures: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The picture. ``trials`` name each trial with where it begins and ends; ``most`` turns are the longest bar.

    ``ground`` are the parts of it that every query has, as templates made them.
    """

    columns: tuple[Column, ...]
    rows: tuple[QueryRow, ...]
    trials: tuple[tuple[str, float, float], ...]
    most: int
    height: int
    ground: Fragments = field(default_factory=Fragments, compare=False)


@dataclass(frozen=True, slots=True)
class _Days:
    """Sittings of trials and their columns, the trials with where each begins and ends, and HTML made of these."""

    ids: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    trials: tuple[tuple[str, float, float], ...] = ()
    html: Fragments = field(default_factory=Fragments, compare=False)


def calendar(
    held: Held, trials: Sequence[str], texts: Sequence[str], asked: Sequence[tuple[str, Mapping[str, int]]],
    href: Callable[[int, str], str],
) -> Calendar | None:
    """Draw queries over the sittings of trials; None where the catalogue knows none.

    ``asked`` gives for each query its name and the turns it finds by sitting, ``texts`` are those counted; ``href``
    is the address of the passages of a query, by its number, in a sitting.
    """
    there = frozenset(name for text in texts for name in held.infos[text].sittings)
    days = _days(held.catalogue, tuple(trials), there, language())
    if not days.ids:
        return None
    most = max((counts.get(one, 0) for _, counts in asked for one in days.ids), default=0)
    rows = tuple(_row(at, name, counts, days.ids, days.columns, most, href) for at, (name, counts) in enumerate(asked))
    return Calendar(days.columns, rows, days.trials, most, ROW * len(rows) + FOOT, days.html)


@lru_cache(64)
def _days(catalogue: Catalogue, trials: tuple[str, ...], there: frozenset[str], _: str) -> _Days:
    """Lay out the days of trials in the language of the page; most queries are drawn over the same.

    ``there`` are the sittings held.
    """
    days = {trial: catalogue.trials[trial].sittings for trial in trials if trial in catalogue.trials}
    days = {trial: sittings for trial, sittings in days.items() if sittings}
    count = sum(map(len, days.values()))
    if not count:
        return _Days()
    width = min(WIDEST, (WIDTH - NAMES - GAP * (len(days) - 1)) / count)
    columns: list[Column] = []
    names: list[tuple[str, float, float]] = []
    x, named = float(NAMES), -DAY
    for trial, sittings in days.items():
        start = x
        for sitting in sittings:
            day = labels.short_day(sitting.date)
            fresh = named + DAY <= x <= WIDTH - DAY and (not columns or not columns[-1].name.startswith(day))
            named = x if fresh else named
            columns.append(Column(labels.short_sitting(sitting.id), round(x, 1), round(width, 1),
                                  day if fresh else "", sitting.id in there))
            x += width
        names.append((_year(trial), round(start, 1), round(x, 1)))
        x += GAP
    ids = tuple(sitting.id for sittings in days.values() for sitting in sittings)
    return _Days(ids, tuple(columns), tuple(names))


def _year(trial: str) -> str:
    return trial if trial.isdecimal() else ""


@said_once(BARS_SAID)
def _said(query: str, sitting: str, count: int) -> str:
    """Say how many turns of a sitting a query finds."""
    return gettext("“%(query)s”: %(sitting)s, %(turns)s", query=query, sitting=sitting, turns=labels.turns(count))


def _row(
    at: int, name: str, counts: Mapping[str, int], ids: Sequence[str], columns: Sequence[Column], most: int,
    href: Callable[[int, str], str],
) -> QueryRow:
    foot = at * ROW + ROW - 6
    bars = []
    for sitting, column in zip(ids, columns, strict=True):
        count = counts.get(sitting, 0)
        if column.held and count:
            height = max(1.5, BAR * count / most)
            width = round(column.width - 1.5, 1)
            bars.append(DayBar(_said(name, column.name, count), href(at, sitting),
                               f"M{column.x} {foot - BAR}h{width}v{BAR}h-{width}z", str(column.x), str(width),
                               str(round(foot - height, 1)), str(round(height, 1))))
    figures = (counts.get(one, 0) if column.held else None for one, column in zip(ids, columns, strict=True))
    return QueryRow(name, drawn_name(name), script_language(name), foot, tuple(bars), tuple(figures))

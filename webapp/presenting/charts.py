"""Pictures of numbers, drawn on the server: bars, and strips of where something stands. Names stay text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.statistics.dispersion import CELLS, Strip
from webapp.models.models import Link

WIDTH, ROW = 420, 38
"""Width of a picture of bars and height of one bar with its name, in the units of the drawing."""

STRIP_WIDTH, STRIP_HEIGHT = 1000, 40
"""Size of a strip; it is stretched to the width of the page."""

NAME = 34
"""Signs of a name beside its figure; of a longer one the beginning is drawn."""

_LEAST_LINE = 10
SHOWN = 15
"""Bars drawn; the table has all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name and address, the ``name`` as drawn, the figure beside that, its length and where it stands."""

    link: Link
    name: str
    figure: str
    length: float
    y: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of bars, the first on top."""

    title: str
    bars: tuple[Bar, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Band:
    """A sitting on a strip: a stretch of it that leads to the search there."""

    name: str
    figure: str
    href: str
    x: float
    width: float
    odd: bool


@dataclass(frozen=True, slots=True)
class StripView:
    """A strip of an edition: ``marks`` is the path of all its lines, ``ends`` name its first and last sitting."""

    text: Link
    figure: str
    marks: str
    bands: tuple[Band, ...]
    ends: tuple[str, str]


def bars(title: str, rows: Sequence[tuple[Link, str, float]]) -> Bars:
    """Draw rows of name, figure and size; the longest bar takes the whole width."""
    shown = rows[:SHOWN]
    most = max((size for _, _, size in shown), default=0) or 1
    drawn = tuple(Bar(link, drawn_name(link.name), figure, round(WIDTH * size / most, 1), at * ROW)
                  for at, (link, figure, size) in enumerate(shown))
    return Bars(title, drawn, WIDTH, max(1, len(drawn)) * ROW)


def drawn_name(name: str) -> str:
    """Give as much of a name as has room."""
    return name if len(name) <= NAME else f"{name[:NAME - 1].rstrip()}…"


def marks(strip: Strip) -> str:
    """Give the path of a strip: a line where something begins, the longer the more begins in that part."""
    step = STRIP_WIDTH / CELLS
    most = max(strip.cells, default=0) or 1
    foot = STRIP_HEIGHT - 2
    return "".join(
        f"M{(at + 0.5) * step:g} {foot}v{-_LEAST_LINE - (foot - 2 - _LEAST_LINE) * count / most:.1f}"
        for at, count in enumerate(strip.cells) if count
    )

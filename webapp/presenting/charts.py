"""Pictures of numbers, drawn on the server: bars, and strips of where something stands. Names stay text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from indexer.statistics.dispersion import CELLS, Strip
from webapp.i18n.i18n import decimal, gettext
from webapp.models.models import Link
from webapp.wording import labels

WIDTH, ROW = 420, 38
"""Width of a picture of bars and height of one bar with its name, in the units of the drawing."""

AXIS = 22
"""Height of an axis with its figures below the bars."""

SIDE, HEAD, STEP = 170, 26, 24
"""Length of the longest bar of one of two sides, room for their names above, and height of a row."""

DRAWN = ("prosecutor", "defendant", "president", "witness", "expert", "counsel")
"""Roles with a colour and a pattern of their own; all others share one."""

SIGN, BOX = 7, 34
"""Room of a sign of a role's name in the key of a picture, and of the box before it with what parts two of them."""

STRIP_WIDTH, STRIP_HEIGHT = 1000, 40
"""Size of a strip; it is stretched to the width of the page."""

NAME = 34
"""Signs of a name beside its figure; of a longer one the beginning is drawn."""

_LEAST_LINE = 10
SHOWN = 15
"""Bars drawn; the table has all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name and address, the ``name`` as drawn, the figure beside that, its length and where it stands.

    ``style`` is the role whose colour and pattern it has, empty for the one colour.
    """

    link: Link
    name: str
    figure: str
    length: float
    y: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A role in the key of a picture: how it is drawn, its name, and where it stands in a file."""

    style: str
    name: str
    x: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of bars, the first on top. Its axis goes from 0 to ``most``, which has its unit with it."""

    title: str
    bars: tuple[Bar, ...]
    width: int
    height: int
    most: str = ""

    @property
    def key(self) -> tuple[KeyEntry, ...]:
        """Which role has which colour and pattern."""
        return role_key(bar.style for bar in self.bars if bar.style)


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


def bars(
    title: str, rows: Sequence[tuple[Link, str, float]], styles: Sequence[str] = (),
    most: Callable[[float], str] | None = None,
) -> Bars:
    """Draw rows of name, figure and size; the longest bar takes the whole width.

    ``styles`` are the roles of the rows, and ``most`` says the end of the axis in words; without it none is drawn.
    """
    shown = rows[:SHOWN]
    longest = max((size for _, _, size in shown), default=0)
    drawn = tuple(Bar(link, drawn_name(link.name), figure, round(WIDTH * size / (longest or 1), 1), at * ROW,
                      styles[at] if styles else "")
                  for at, (link, figure, size) in enumerate(shown))
    axis = AXIS if most else 0
    return Bars(title, drawn, WIDTH, max(1, len(drawn)) * ROW + axis, most(longest) if most else "")


def role_style(role: str | None) -> str:
    """Give how a role is drawn; nobody's words have a style of their own."""
    return "nobody" if not role else role if role in DRAWN else "other"


def role_key(styles: Iterable[str]) -> tuple[KeyEntry, ...]:
    """Name the roles that are drawn, each once; nobody's words need no key, as their row says so."""
    entries: list[KeyEntry] = []
    x = 0
    for style in dict.fromkeys(styles):
        if style == "nobody":
            continue
        name = gettext("another role") if style == "other" else labels.named(labels.ROLES, style)
        entries.append(KeyEntry(style, name, x))
        x += BOX + SIGN * len(name)
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class Facing:
    """A word with the rates of two sides, drawn to the left and to the right of one axis."""

    link: Link
    left: str
    right: str
    left_length: float
    right_length: float
    y: int


@dataclass(frozen=True, slots=True)
class FacingBars:
    """Bars of two sides on one axis, which goes from ``most`` over 0 to ``most``."""

    title: str
    sides: tuple[str, str]
    bars: tuple[Facing, ...]
    most: str
    height: int


def facing_bars(title: str, sides: tuple[str, str], rows: Sequence[tuple[Link, float, float]]) -> FacingBars:
    """Draw rows of a word and its rates on two sides; both sides have one scale."""
    longest = max((size for _, *sizes in rows for size in sizes), default=0) or 1
    return FacingBars(title, sides, tuple(
        Facing(link, decimal(left, 1), decimal(right, 1), round(SIDE * left / longest, 1),
               round(SIDE * right / longest, 1), HEAD + at * STEP)
        for at, (link, left, right) in enumerate(rows)), decimal(longest, 1), HEAD + len(rows) * STEP + AXIS)


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

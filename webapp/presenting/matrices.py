"""Matrices of a trial: who questions whom and who names whom, each cell a link to the turns that it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from webapp.books.held import Held
from webapp.models.models import Link
from webapp.presenting.passages import person_name
from webapp.server.links import to
from webapp.wording import labels

ROWS, COLUMNS = 30, 24
"""Rows and columns shown at most, those with the highest sums."""

SHADES = 5
"""Steps of shade of a cell, by the square root of its part of the highest figure."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with the way to what it counts; nothing where ``count`` is 0. ``name`` says it in words."""

    count: int
    shade: int
    href: str
    name: str


@dataclass(frozen=True, slots=True)
class MatrixHead:
    """A person at the head of a row or column, with the role in the trial and the sum of all figures."""

    person: Link
    role: str
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix. ``left_out`` counts the persons that had no room."""

    columns: tuple[MatrixHead, ...]
    rows: tuple[tuple[MatrixHead, tuple[Cell, ...]], ...]
    left_out: int


def matrix(
    held: Held, trial: str, counts: Mapping[tuple[str, str], int], query: Callable[[str, str], str], said: str
) -> Matrix | None:
    """Set figures of pairs of persons in rows and columns; None without any.

    ``query`` gives the search for the turns of a pair, in which the first is the row; ``said`` says a figure in words,
    with places for ``row``, ``column`` and ``turns``.
    """
    if not counts:
        return None
    down, across = _sums(counts, 0), _sums(counts, 1)
    rows, columns = list(down)[:ROWS], list(across)[:COLUMNS]
    most = max(counts.values())

    def cell(row: str, column: str) -> Cell:
        count = counts.get((row, column), 0)
        shade = round(1 + (SHADES - 1) * (count / most) ** 0.5) if count else 0
        name = said % {"row": person_name(held, row), "column": person_name(held, column), "turns": labels.turns(count)}
        return Cell(count, shade, to("search", q=query(row, column), sort="record") if count else "", name)

    return Matrix(
        tuple(_head(held, trial, one, across[one]) for one in columns),
        tuple((_head(held, trial, one, down[one]), tuple(cell(one, column) for column in columns)) for one in rows),
        len(down) - len(rows) + len(across) - len(columns),
    )


def _sums(counts: Mapping[tuple[str, str], int], side: int) -> dict[str, int]:
    """Give the sums of rows or columns, the highest first."""
    sums: Counter[str] = Counter()
    for pair, count in counts.items():
        sums[pair[side]] += count
    return dict(sums.most_common())


def _head(held: Held, trial: str, name: str, total: int) -> MatrixHead:
    role = held.catalogue.role(trial, name)
    return MatrixHead(Link(person_name(held, name), to("person", person_id=name)),
                labels.named(labels.ROLES, role) if role else "", total)

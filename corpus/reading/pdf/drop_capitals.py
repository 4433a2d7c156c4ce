"""Large initials set into the lines beside them: read as the first letter of the first of these lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from statistics import median

from corpus.model.notes import Note
from corpus.reading.pdf.pieces import Piece, Sheet

_LARGE = 1.8
"""A letter of so many usual sizes that stands alone is an initial."""

_BESIDE = 2.0
"""Lines beside an initial begin within so many usual sizes of it."""


def with_initials(sheets: Iterable[Sheet]) -> tuple[list[Sheet], list[Note]]:
    """Give the sheets with each initial in its line, the lines beside it flush; a note for each: it may be a word."""
    out: list[Sheet] = []
    notes: list[Note] = []
    for sheet in sheets:
        size = median(piece.size for piece in sheet.pieces) if sheet.pieces else 0.0
        large = [p for p in sheet.pieces if len(p.text) == 1 and p.text.isupper() and p.size >= _LARGE * size]
        for initial in () if sheet.recognised else large:
            near = [piece for piece in sheet.pieces if piece is not initial and _is_beside(piece, initial, size)]
            rows = {round(piece.y): piece for piece in sorted(near, key=lambda piece: -piece.x0)}
            beside = list(rows.values())
            if len(beside) > 1:
                first = max(beside, key=lambda piece: piece.y)
                sheet = replace(sheet, pieces=tuple(_set(piece, initial, first, beside) for piece in sheet.pieces))
                notes.append(Note("initial-set-in", sheet=sheet.number, word=initial.text + first.text))
        out.append(sheet)
    return out, notes


def _is_beside(piece: Piece, initial: Piece, size: float) -> bool:
    """Whether a piece begins a line beside an initial, between its foot and its head."""
    level = initial.y - size / 2 <= piece.y <= initial.y + initial.size
    return level and piece.turn == initial.turn and -size < piece.x0 - initial.x1 < _BESIDE * size


def _set(piece: Piece, initial: Piece, first: Piece, beside: list[Piece]) -> Piece:
    if piece is initial:
        return initial._replace(x1=first.x0, y=first.y, size=first.size)
    if piece is first:
        return first._replace(apart=False)
    return piece._replace(x0=initial.x0) if any(piece is other for other in beside) else piece

"""What a sheet holds twice: words printed again on the same spot, and a second text layer over the first.

A scan that was recognised, and recognised again without taking the old text out, has two layers that differ in the
words one of them misread. Read together, every misreading would stand beside its right form.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rapidfuzz.fuzz import partial_ratio

from corpus.reading.pdf.pieces import Piece

_SAME_SPOT = 0.2
"""Distance in font sizes under which the same word is printed twice."""

_COVERED, _LEVEL = 0.5, 0.6
"""Two pieces show two layers if so much of the narrower one is shared, on baselines so near in font sizes. Once layers
are shown, any part tells: a lone letter is hardly wider than the layers are apart."""

_SECOND = 0.35
"""Share of pieces over earlier ones, counted from the first such, that makes a layer; written line by line after the
first layer's lines, it has half of them."""

_LEAST = 8
"""A layer has so many pieces at least; fewer are overprinting."""

_ALIKE = 75
"""Similarity (0 to 100) of a word and what lies over it, where both are readings of one print."""

_LOOKED_AT = 64
"""Pieces of one spot looked at: more are no text, and looking costs time."""


@dataclass(slots=True)
class Once:
    """The pieces of a sheet to be read, the texts of those that repeat them, and how many of these are of a second
    layer and read otherwise or elsewhere than the first."""

    pieces: list[Piece] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    second_layer: int = 0


def once(pieces: Sequence[Piece]) -> Once:
    """Part the pieces of a sheet, in the order of the file, from those that say again what stands there."""
    touching = _touching(pieces)
    if not touching:
        return Once(list(pieces))
    over = _second_layer(pieces, touching)
    out = Once()
    places: dict[str, list[Piece]] = {}
    for index, piece in enumerate(pieces):
        if index not in touching:
            out.pieces.append(piece)
            continue
        same = places.setdefault(piece.text, [])
        again = bool(same) and _is_printed(piece, same)
        out.second_layer += index in over and not again
        if again or index in over:
            out.repeated.append(piece.text)
        else:
            same.append(piece)
            out.pieces.append(piece)
    return out


def _is_printed(piece: Piece, same: Sequence[Piece]) -> bool:
    """Whether one of the pieces of the same text stands on the spot of this one."""
    near = _SAME_SPOT * piece.size
    return any(-near < other.y - piece.y < near and -near < other.x0 - piece.x0 < near for other in same[-_LOOKED_AT:])


def _last(pieces: Sequence[Piece]) -> Iterator[Piece]:
    return islice(reversed(pieces), _LOOKED_AT)


def _second_layer(pieces: Sequence[Piece], touching: Container[int]) -> frozenset[int]:
    """Give which pieces are a layer over earlier ones; none where a few only lie over others."""
    covered = list(_covered(pieces, touching))
    over = [index for index, (share, alike) in enumerate(covered) if share > _COVERED and alike]
    if len(over) < _LEAST or len(over) < _SECOND * (len(pieces) - over[0]):
        return frozenset()
    return frozenset(index for index, (share, _) in enumerate(covered) if share > 0)


def _covered(pieces: Sequence[Piece], touching: Container[int]) -> Iterator[tuple[float, bool]]:
    """Give how much of each piece, or of one before it in the file, lies over the other (0 to 1), and whether both
    have words alike; only those ``touching`` can."""
    rows: dict[tuple[int, int, int], list[Piece]] = {}
    for index, piece in enumerate(pieces):
        if index not in touching:
            yield 0.0, False
            continue
        height = max(1.0, piece.size)
        row = int(piece.y // height)
        cells = _cells(piece, height)
        share, over = 0.0, piece
        for key in ((piece.turn, y, x) for y in (row - 1, row, row + 1) for x in cells):
            for other in _last(rows[key]) if key in rows else ():
                if other.x0 < piece.x1 and piece.x0 < other.x1 and (shared := _shared(piece, other)) > share:
                    share, over = shared, other
        yield share, share > 0 and _alike(piece.text, over.text)
        for x in cells:
            rows.setdefault((piece.turn, row, x), []).append(piece)


def _touching(pieces: Sequence[Piece]) -> set[int]:
    """Give the pieces in bands of baselines so near each other that something on them may lie over something else, or
    on its spot.

    On most pages there are none: this saves looking for what lies over each piece.
    """
    out: set[int] = set()
    band: list[int] = []
    touches = False
    turn, level, size, last, edge = -1, 0.0, 0.0, 0.0, 0.0
    for index in sorted(range(len(pieces)), key=lambda i: (pieces[i].turn, pieces[i].y, pieces[i].x0)):
        piece = pieces[index]
        if piece.turn == turn and piece.y == level:
            size = max(size, piece.size)
            touches |= piece.x0 < max(edge, last + _SAME_SPOT * size)
            last, edge = piece.x0, max(edge, piece.x1)
        else:
            near = piece.turn == turn and piece.y - level <= _LEVEL * max(size, piece.size)
            if not near:
                if touches:
                    out.update(band)
                band = []
            touches = near
            turn, level, size, last, edge = piece.turn, piece.y, piece.size, piece.x0, piece.x1
        band.append(index)
    return out.union(band) if touches else out


def _alike(one: str, other: str) -> bool:
    return partial_ratio(one[:_LOOKED_AT], other[:_LOOKED_AT]) >= _ALIKE


def _cells(piece: Piece, height: float) -> range:
    """Give the cells of a row, ten font sizes wide, that a piece reaches into."""
    first = int(piece.x0 // (10 * height))
    return range(first, min(first + _LOOKED_AT, int(piece.x1 // (10 * height)) + 1))


def _shared(one: Piece, other: Piece) -> float:
    """Give the share of the narrower piece that lies over the other, 0 on different baselines."""
    if abs(one.y - other.y) > _LEVEL * min(one.size, other.size):
        return 0.0
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return max(0.0, shared) / max(0.1, min(one.x1 - one.x0, other.x1 - other.x0))

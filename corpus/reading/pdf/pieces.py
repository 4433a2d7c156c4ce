"""Pieces of text with their places on the sheets of a file, whatever its format: where the reading of layouts begins.

Places are PDF points, origin at the lower left corner of the page as shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corpus.model.notes import Note

UNREADABLE = "\ufffd"
"""Stands for a glyph of which the file does not say which character it is."""


class Piece(NamedTuple):
    """A string without white space: its left and right end, baseline and font size.

    ``apart`` says that the file has white space before it, ``unsure`` that its recogniser was not sure of it. ``turn``
    counts quarter turns of its writing direction; ``x0``, ``x1`` and ``y`` are those of the page turned so that the
    piece is level. ``at`` is its offset in a file that is text.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    apart: bool
    bold: bool = False
    italic: bool = False
    turn: int = 0
    at: int | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the file: 1-based number, width and height in points, pieces in the order of the file.

    ``repeated`` are pieces printed twice on the same spot (a make-shift for bold), or of a second text layer over the
    first, ``second_layer`` how many of the latter. ``recognised`` says that most of the text is invisible, as over
    page images. ``faults`` tell what went wrong.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    repeated: tuple[str, ...] = ()
    recognised: bool = False
    faults: tuple[Note, ...] = ()
    second_layer: int = 0

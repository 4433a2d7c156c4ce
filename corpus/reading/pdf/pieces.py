"""The text layer of a PDF as pieces: unbroken strings of glyphs with their place on the page.

A lean device for pdfminer's interpreter. It makes no object for each glyph, which is most of the time that
pdfminer's own layout takes. Places are PDF points, origin at the lower left corner of the page as shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import MATRIX_IDENTITY, mult_matrix

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_TEXT_CHARS
from corpus.model.notes import Note

UNREADABLE = "\ufffd"
"""Stands for a glyph of which the file does not say which character it is."""

_WORD_GAP = 0.17
"""Gap inside a string, in font sizes, that separates words where the file writes no space."""

_GLYPHLESS = "glyphless"
"""Name of the fonts without outlines of which recognisers stretch a word *together with* its closing space over the box
of the word; with other fonts, as OCRmyPDF takes them from version 17 on, word and space reach to the next word."""

_SPACE_REACH = 1.5
"""White space that closes one show operator parts what the next one sets within so many font sizes behind it."""

_ITALIC_FLAG = 64
_INVISIBLE = 3
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = frozenset(" \u00a0\t\n\r\u2002\u2003\u2009\u202f\u200a\u2007\u0000")


@dataclass(frozen=True, slots=True)
class Piece:
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


@dataclass(slots=True)
class _Font:
    """What is needed of a font: for each glyph its character and advance at size 1."""

    font: PDFFont
    bold: bool
    italic: bool
    glyphless: bool
    glyphs: dict[int, tuple[str, float]] = field(default_factory=dict)

    @classmethod
    def measured(cls, font: PDFFont) -> _Font:
        name = str(getattr(font, "fontname", "")).lower()
        flags = int(getattr(font, "flags", 0) or 0)
        slanted = "ital" in name or "obli" in name or bool(flags & _ITALIC_FLAG)
        return cls(font, "bold" in name or "black" in name, slanted, _GLYPHLESS in name)

    def glyph(self, cid: int) -> tuple[str, float]:
        """Give character and advance of a glyph."""
        known = self.glyphs.get(cid)
        if known is None:
            try:
                text = self.font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = UNREADABLE
            text = _LIGATURES.get(text, text)
            known = self.glyphs[cid] = (" " if text in _SPACES else text, self.font.char_width(cid))
        return known


class PieceDevice(PDFDevice):  # type: ignore[misc,unused-ignore]
    """Collects the pieces of one page after another.

    ``lost`` counts bytes of strings on the page that are in no encoding the file or the program knows.
    """

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.pieces: list[Piece] = []
        self.chars = 0
        self.invisible = 0
        self.lost = 0
        self._fonts: dict[int, _Font] = {}
        self._space: _Space | None = None

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Start with no pieces; called by the interpreter."""
        self.pieces = []
        self.invisible = self.lost = 0
        self._space = None

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Take one show-text operation; called by the interpreter."""
        font = self._fonts.get(id(textstate.font))
        if font is None:
            font = self._fonts[id(textstate.font)] = _Font.measured(textstate.font)
        matrix = mult_matrix(textstate.matrix, self.ctm or MATRIX_IDENTITY)
        writer = _Writer(self.pieces, font, textstate, matrix, self._space)
        writer.write(seq)
        self._space = writer.space
        textstate.linematrix = (writer.x, writer.y)
        self.chars += writer.chars
        self.lost += writer.lost
        self.invisible += writer.chars if writer.invisible else -writer.chars
        if self.chars > MAX_TEXT_CHARS:
            raise SourceRefusedError(
                f"The PDF holds more than {MAX_TEXT_CHARS:,} characters.",
                "Split it into several files and add them one by one.",
            )


@dataclass(frozen=True, slots=True)
class _Space:
    """White space that closed a show operator: from ``x0`` to ``x1`` on the baseline ``y``, as pieces are placed."""

    x0: float
    x1: float
    y: float
    turn: int

    def parts(self, x: float, y: float, turn: int, size: float) -> bool:
        """Whether what begins at ``x`` on the baseline ``y`` stands behind this space, with nothing between."""
        level = turn == self.turn and abs(y - self.y) < size / 2
        return level and self.x0 - size / 2 < x < self.x1 + _SPACE_REACH * size


class _Writer:
    """Follows the pen through one show-text operation; ``space`` is the white space it was closed with, if any."""

    def __init__(self, out: list[Piece], font: _Font, state: Any, matrix: Any, before: _Space | None) -> None:
        self.out, self.font, self.matrix = out, font, matrix
        self.x, self.y = state.linematrix
        self.chars = self.lost = 0
        scaling = state.scaling * 0.01
        self.size = state.fontsize * scaling
        self.rise = state.rise
        self.char_gap = state.charspace * scaling
        self.word_gap = 0 if font.font.is_multibyte() else state.wordspace * scaling
        a, b, c, d = matrix[:4]
        self.turn = round(math.atan2(b, a) / (math.pi / 2)) % 4
        self.height = abs(state.fontsize) * math.hypot(c, d)
        self.invisible = state.render == _INVISIBLE
        self.text: list[str] = []
        self.start = self.end = self.x
        self.apart = before is not None and before.parts(*self._place(self.x), self.turn, self.height)
        self.space: _Space | None = None

    def write(self, seq: Any) -> None:
        for item in seq:
            if isinstance(item, bytes):
                self._glyphs(item)
            elif isinstance(item, (int, float)):
                self.x -= item * 0.001 * self.size
        self._flush()

    def _glyphs(self, data: bytes) -> None:
        """Set the glyphs of a string: a space, or a gap wider than between letters, ends a piece."""
        threshold = _WORD_GAP * abs(self.size) + max(0.0, self.char_gap)
        signs = list(self.font.font.decode(data))
        if not signs:
            self.lost += len(data)
        for cid in signs:
            text, width = self.font.glyph(cid)
            advance = width * self.size + self.char_gap
            if cid == 32:
                advance += self.word_gap
            if text == " ":
                if self.invisible and self.font.glyphless and self.text:
                    self.end += advance
                self._flush()
                self.apart = True
                (x0, y), (x1, _) = self._place(self.x), self._place(self.x + advance)
                self.space = _Space(min(x0, x1), max(x0, x1), y, self.turn)
            else:
                if self.text and self.x - self.end > threshold:
                    self._flush()
                    self.apart = True
                if not self.text:
                    self.start, self.space = self.x, None
                self.text.append(text)
                self.end = self.x + advance - self.char_gap
            self.x += advance

    def _flush(self) -> None:
        """Give the letters set so far as a piece, if there are any."""
        if not self.text:
            return
        text = "".join(self.text)
        self.chars += len(text)
        x0, y0 = self._place(self.start)
        x1, y1 = self._place(self.end)
        self.out.append(
            Piece(
                text, min(x0, x1), max(x0, x1), (y0 + y1) / 2, self.height or 1.0, self.apart,
                self.font.bold, self.font.italic, self.turn,
            )
        )  # fmt: skip
        self.text, self.apart = [], False

    def _place(self, x: float) -> tuple[float, float]:
        """Give where the pen stands at ``x`` on the page turned so that the writing is level."""
        return _level(self._on_page(x, self.y + self.rise), self.turn)

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


def _level(point: tuple[float, float], turn: int) -> tuple[float, float]:
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]

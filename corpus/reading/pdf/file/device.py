"""The text layer of a PDF as pieces: unbroken strings of glyphs with their place on the page.

A lean device for pdfminer's interpreter. It makes no object for each glyph, which is most of the time that
pdfminer's own layout takes, and looks at the glyphs of a string once, however often it is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.utils import MATRIX_IDENTITY, mult_matrix

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_TEXT_CHARS
from corpus.model.notes import Note
from corpus.reading.pdf.pieces import UNREADABLE, Piece

_WORD_GAP = 0.17
"""Gap inside a string, in font sizes, that separates words where the file writes no space."""

_GLYPHLESS = "glyphless"
"""Name of the fonts without outlines of which recognisers stretch a word *together with* its closing space over the box
of the word; with other fonts, as OCRmyPDF takes them from version 17 on, word and space reach to the next word."""

_SPACE_REACH = 1.5
"""White space that closes one show operator parts what the next one sets within so many font sizes behind it."""

_KEPT = 20_000
"""Strings of a font whose runs are kept: words come again and again."""

_ITALIC_FLAG = 64
_INVISIBLE = 3
_WIDENED = 32
"""The code that the word gap widens in fonts of one byte a glyph, whatever it shows (ISO 32000-1, 9.3.3)."""

_NO_ROOM = 0.02
"""White space that the next letters are set back over to within so many font sizes is none: browsers write the place of
a soft hyphen so (``свиде тельство``), where no line ends."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = frozenset(" \u00a0\t\n\r\u2002\u2003\u2009\u202f\u200a\u2007\u0000")


class _Run(NamedTuple):
    """Glyphs of a string that are set without white space, or one glyph that is white space: then ``text`` is empty.

    ``width`` is the sum of their advances at size 1, ``wide`` how many of them the word gap widens.
    """

    text: str
    width: float
    glyphs: int
    wide: int


@dataclass(slots=True)
class _Font:
    """What is needed of a font: for each glyph its character and advance at size 1, for each string its runs.

    ``blank`` is what a blank shows in a font of one byte a glyph, if that is white space: its words are known then.
    """

    font: PDFFont
    bold: bool
    italic: bool
    glyphless: bool
    glyphs: dict[int, tuple[str, float]] = field(default_factory=dict)
    strings: dict[bytes, tuple[_Run, ...]] = field(default_factory=dict)
    blank: _Run | None = None

    @classmethod
    def measured(cls, font: PDFFont) -> _Font:
        name = str(getattr(font, "fontname", "")).lower()
        flags = int(getattr(font, "flags", 0) or 0)
        slanted = "ital" in name or "obli" in name or bool(flags & _ITALIC_FLAG)
        made = cls(font, "bold" in name or "black" in name, slanted, _GLYPHLESS in name)
        if not font.is_multibyte():
            made.blank = next((run for run in made._runs(b" ") if not run.text), None)
        return made

    def runs(self, data: bytes) -> Sequence[_Run]:
        """Give what a string shows; nothing where it is in no encoding the file or the program knows."""
        if self.blank is None or b" " not in data:
            return self._known(data)
        out: list[_Run] = []
        for word in data.split(b" "):
            out += self._known(word)
            out.append(self.blank)
        return out[:-1]

    def _known(self, data: bytes) -> tuple[_Run, ...]:
        """Give the runs of a string or of a word of it, kept if it was shown before."""
        known = self.strings.get(data)
        if known is None:
            known = tuple(self._runs(data))
            if len(self.strings) < _KEPT:
                self.strings[data] = known
        return known

    def _runs(self, data: bytes) -> Iterator[_Run]:
        text: list[str] = []
        width = 0.0
        wide = 0
        widened = -1 if self.font.is_multibyte() else _WIDENED
        glyphs = self.glyphs
        for cid in self.font.decode(data):
            sign, advance = glyphs.get(cid) or self._glyph(cid)
            if sign == " ":
                if text:
                    yield _Run("".join(text), width, len(text), wide)
                    text, width, wide = [], 0.0, 0
                yield _Run("", advance, 1, int(cid == widened))
                continue
            text.append(sign)
            width += advance
            wide += cid == widened
        if text:
            yield _Run("".join(text), width, len(text), wide)

    def _glyph(self, cid: int) -> tuple[str, float]:
        """Give character and advance of a glyph."""
        try:
            text = self.font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNREADABLE
        text = _LIGATURES.get(text, text)
        known = self.glyphs[cid] = (" " if text in _SPACES else text, self.font.char_width(cid))
        return known


class PieceDevice(PDFDevice):  # type: ignore[misc,unused-ignore]
    """Collects the pieces of one page after another.

    ``lost`` counts bytes of strings on the page that are in no encoding the file or the program knows, ``unknown``
    operators that are none: where a page is damaged, what they set is lost.
    """

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.pieces: list[Piece] = []
        self.chars = 0
        self.invisible = 0
        self.lost = self.unknown = 0
        self._fonts: dict[int, _Font] = {}
        self._space: _Space | None = None

    def begin_sheet(self) -> None:
        """Start with no pieces, also for a page that fails before the interpreter begins it."""
        self.pieces = []
        self.invisible = self.lost = self.unknown = 0
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
            raise SourceRefusedError(Note("pdf-too-long", most=MAX_TEXT_CHARS), Note("split-into-files"))


@dataclass(frozen=True, slots=True)
class _Space:
    """White space that closed a show operator: from ``x0`` to ``x1`` on the baseline ``y``, as pieces are placed."""

    x0: float
    x1: float
    y: float
    turn: int

    def parts(self, x: float, y: float, turn: int, size: float, *, seen: bool) -> bool:
        """Whether what begins at ``x`` on the baseline ``y`` stands behind this space, with nothing between.

        What is ``seen`` and begins where the space does leaves no room for it.
        """
        level = turn == self.turn and abs(y - self.y) < size / 2
        taken_back = seen and abs(x - self.x0) < _NO_ROOM * size
        return level and not taken_back and self.x0 - size / 2 < x < self.x1 + _SPACE_REACH * size


class _Writer:
    """Follows the pen through one show-text operation; ``space`` is the white space it was closed with, if any."""

    def __init__(self, out: list[Piece], font: _Font, state: Any, matrix: Any, before: _Space | None) -> None:
        self.out, self.font = out, font
        self.x, self.y = state.linematrix
        self.chars = self.lost = 0
        scaling = state.scaling * 0.01
        self.size = state.fontsize * scaling
        self.char_gap = state.charspace * scaling
        self.word_gap = state.wordspace * scaling
        a, b, c, d, e, f = matrix
        self.turn = turn = round(math.atan2(b, a) / (math.pi / 2)) % 4
        self.height = abs(state.fontsize) * math.hypot(c, d) or 1.0
        self.along = _level(a, b, turn)
        rise = self.y + state.rise
        self.origin = _level(c * rise + e, d * rise + f, turn)
        self.invisible = state.render == _INVISIBLE
        self.apart = before is not None and before.parts(
            *self._place(self.x), turn, self.height, seen=not self.invisible)
        self.space: _Space | None = None

    def write(self, seq: Any) -> None:
        """Set strings; numbers between them move the pen. A space, or a gap wider than between letters, ends one."""
        size, char_gap, word_gap = self.size, self.char_gap, self.word_gap
        threshold = _WORD_GAP * abs(size) + max(0.0, char_gap)
        stretched = self.invisible and self.font.glyphless
        x = start = end = self.x
        text = ""
        space: tuple[float, float] | None = None
        for item in seq:
            if not isinstance(item, bytes):
                if isinstance(item, (int, float)):
                    x -= item * 0.001 * size
                continue
            runs = self.font.runs(item)
            if not runs:
                self.lost += len(item)
            for shown, width, glyphs, wide in runs:
                advance = width * size + glyphs * char_gap + wide * word_gap
                if shown:
                    if text and x - end > threshold:
                        self._add(text, start, end)
                        text, self.apart = "", True
                    if not text:
                        self.apart = self.apart and self._has_room(space, x)
                        start, space = x, None
                    text += shown
                    end = x + advance - char_gap
                else:
                    if text:
                        self._add(text, start, end + advance if stretched else end)
                        text = ""
                    self.apart, space = True, (x, x + advance)
                x += advance
        if text:
            self._add(text, start, end)
        if space:
            (x0, y), (x1, _) = self._place(space[0]), self._place(space[1])
            self.space = _Space(min(x0, x1), max(x0, x1), y, self.turn)
        self.x = x

    def _has_room(self, space: tuple[float, float] | None, x: float) -> bool:
        """Whether white space shows between the letters before it and those at ``x``."""
        return space is None or self.invisible or abs(x - space[0]) >= _NO_ROOM * abs(self.size)

    def _add(self, text: str, start: float, end: float) -> None:
        """Give the letters set so far as a piece."""
        self.chars += len(text)
        (along, up), (x, y) = self.along, self.origin
        x0, x1 = along * start + x, along * end + x
        if x1 < x0:
            x0, x1 = x1, x0
        y += up * (start + end) / 2
        font = self.font
        self.out.append(Piece(text, x0, x1, y, self.height, self.apart, font.bold, font.italic, self.turn))
        self.apart = False

    def _place(self, x: float) -> tuple[float, float]:
        """Give where the pen stands at ``x`` on the page turned so that the writing is level."""
        return self.along[0] * x + self.origin[0], self.along[1] * x + self.origin[1]


def _level(x: float, y: float, turn: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]

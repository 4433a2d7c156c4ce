"""Sets small PDFs for tests: lines as given, with running heads, page numbers, tilt, specks.

A line is text with a sign in front: ``>`` indented, ``^`` centred, ``=`` centred and bold, ``/`` centred and
italic, ``+`` in small letters (a note), ``#`` in letters a fifth larger, ``%`` in letters a little larger; an
empty line is a space of one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

WIDTH, HEIGHT = 400.0, 600.0
LEFT, RIGHT, TOP, PITCH, SIZE, INDENT = 50.0, 350.0, 530.0, 13.0, 10.0, 14.0
_FONTS = Path("/usr/share/fonts/truetype/dejavu")


@dataclass(frozen=True)
class Page:
    """Lines of a page, or of its columns; head and foot are set apart at the outer edges."""

    lines: Sequence[str] = ()
    head: str = ""
    number: str = ""
    foot: str = ""
    columns: Sequence[Sequence[str]] = ()
    specks: Sequence[tuple[str, float, float]] = ()


def make_pdf(pages: Sequence[Page], *, cyrillic: bool = False, tilt: float = 0.0, scan: bool = False) -> bytes:
    """Set the pages; with ``scan`` the text is invisible, word by word, as over a page image."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    setter = _Setter(canvas, *_fonts(cyrillic), tilt, scan)
    for page in pages:
        setter.page(page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _fonts(cyrillic: bool) -> tuple[str, str, str]:
    """Give names of fonts: plain, bold, italic (plain where Cyrillic is wanted)."""
    if not cyrillic:
        return "Times-Roman", "Times-Bold", "Times-Italic"
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in ("DejaVuSerif", "DejaVuSerif-Bold"):
        file = _FONTS / f"{name}.ttf"
        if not file.is_file():
            pytest.skip(f"no font with Cyrillic letters at {file}")
        pdfmetrics.registerFont(TTFont(name, str(file)))
    return "DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif"


@dataclass
class _Setter:
    canvas: Any
    plain: str
    bold: str
    italic: str
    tilt: float
    scan: bool

    def page(self, page: Page) -> None:
        if page.head:
            middle = (LEFT + RIGHT) / 2 - self._width(page.head, self.plain, 8) / 2
            self._words(page.head, middle, TOP + 30, self.plain, 8)
        if page.number:
            self._words(page.number, RIGHT - self._width(page.number, self.plain, 8), TOP + 30, self.plain, 8)
        if page.foot:
            self._words(page.foot, (LEFT + RIGHT) / 2, 40, self.plain, 8)
        for text, x, y in page.specks:
            self._words(text, x, y, self.plain, 2)
        self._column(page.lines, LEFT, RIGHT)
        if page.columns:
            step = (RIGHT - LEFT + 20) / len(page.columns)
            top = TOP - PITCH * len(page.lines)
            for i, column in enumerate(page.columns):
                self._column(column, LEFT + i * step, LEFT + (i + 1) * step - 20, top)

    def _column(self, lines: Sequence[str], left: float, right: float, top: float = TOP) -> None:
        y = top
        for line in lines:
            if line:
                self._line(line, left, right, y)
            y -= PITCH

    def _line(self, line: str, left: float, right: float, y: float) -> None:
        sign, text = (line[0], line[1:]) if line[0] in ">^=/+#%" else ("", line)
        font = {"=": self.bold, "/": self.italic}.get(sign, self.plain)
        size = SIZE * {"+": 0.75, "#": 1.2, "%": 1.06}.get(sign, 1.0)
        x = left + (INDENT if sign == ">" else 0)
        width = self._width(text, font, size)
        stretch = 0.0
        if sign and sign in "^=/":
            x = (left + right - width) / 2
        elif 0.72 * (right - x) < width < right - x and " " in text:
            stretch = (right - x - width) / text.count(" ")
        self._words(text, x, y, font, size, stretch)

    def _width(self, text: str, font: str, size: float) -> float:
        return float(self.canvas.stringWidth(text, font, size))

    def _words(self, text: str, x: float, y: float, font: str, size: float, stretch: float = 0.0) -> None:
        if not self.scan:
            self._draw(text, x + self.tilt * y, y, font, size, stretch)
            return
        for word in text.split():
            self._draw(word, x + self.tilt * y, y - self.tilt * x, font, size, 0.0)
            x += self._width(f"{word} ", font, size) + stretch

    def _draw(self, text: str, x: float, y: float, font: str, size: float, stretch: float) -> None:
        run = self.canvas.beginText(x, y)
        run.setFont(font, size)
        run.setWordSpace(stretch)
        run.setTextRenderMode(3 if self.scan else 0)
        run.textOut(text)
        self.canvas.drawText(run)


def width_of(text: str, *, cyrillic: bool = False) -> float:
    """Give the width of a line as :func:`make_pdf` sets it, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, _fonts(cyrillic)[0], SIZE))


_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def full_line(seed: int, last: str = "") -> str:
    """Give a line of filler about as long as the measure; ``last`` ends it."""
    chance = Random(seed)  # noqa: S311 (filler)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 3, 4)))) for _ in range(11)]
    line = " ".join([*words, last] if last else words)
    while len(line) > 64:
        line = line.split(" ", 1)[1]
    return line


def paragraph(seed: int, lines: int = 3, close: str = "omega.") -> Iterator[str]:
    """Give an indented paragraph of filler that ends with a short line."""
    for i in range(lines - 1):
        yield (">" if i == 0 else "") + full_line(100 * seed + i)
    yield " ".join([*full_line(100 * seed + 99).split()[:2], close])

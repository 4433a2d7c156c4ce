"""Invisible text layers as makers of recognised PDFs write them: one show operator a word, stretched over its box."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pytest

Maker = Literal["stretched", "glyphless", "spaceless"]
"""``stretched``: an ordinary font, word and closing space reach to the next word (OCRmyPDF 17); ``glyphless``: both
fill the box of the word (Tesseract, older OCRmyPDF); ``spaceless``: words without any white space."""

WIDTH, HEIGHT, LEFT, TOP, PITCH, SIZE = 400.0, 600.0, 50.0, 540.0, 13.0, 10.0
_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")

Lines = Sequence[str]


def layer_pdf(
    pages: Sequence[Lines], maker: Maker, *, second: Sequence[Lines] = (), offset: float = 0.8, squeezed: str = ""
) -> bytes:
    """Set each page's lines from the top; ``second`` are lines of a second layer, ``offset`` points to the right.

    Every fourth time the word ``squeezed`` gets a box of a third of a point, as recognisers give lone letters.
    """
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    font = _font(maker)
    count = 0
    for number, lines in enumerate(pages):
        for layer, shift in ((lines, 0.0), (second[number] if second else (), offset)):
            for row, line in enumerate(layer):
                count = _line(canvas, font, maker, line, LEFT + shift, TOP - row * PITCH, squeezed, count)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _font(maker: Maker) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not _FONT.is_file():
        pytest.skip(f"no font at {_FONT}")
    name = "GlyphLess" if maker == "glyphless" else "Layer"
    font = TTFont(name, str(_FONT))
    if maker == "glyphless":
        font.face.name = b"GlyphLessFont"
    pdfmetrics.registerFont(font)
    return name


def _line(canvas: Any, font: str, maker: Maker, line: str, x: float, y: float, squeezed: str, count: int) -> int:
    words = line.split()
    for word, last in zip(words, [False] * (len(words) - 1) + [True], strict=True):
        box = float(canvas.stringWidth(word, font, SIZE))
        step = box + float(canvas.stringWidth(" ", font, SIZE))
        count += word == squeezed
        drawn = 0.3 if word == squeezed and count % 4 == 0 else box
        shown, reach = (word, drawn) if maker == "spaceless" else (f"{word} ", drawn)
        if maker == "stretched" and not last:
            reach = step if drawn == box else drawn
        run = canvas.beginText(x, y)
        run.setFont(font, SIZE)
        run.setTextRenderMode(3)
        run.setHorizScale(100 * reach / float(canvas.stringWidth(shown, font, SIZE)))
        run.textOut(shown)
        canvas.drawText(run)
        x += step
    return count

"""A page of recognised words, whatever file it comes from, and the sheet that is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.reading.pdf.pieces import Piece, Sheet

POINTS = 72.0
"""Points an inch."""

USUAL_RESOLUTION = 300.0
"""Dots an inch of scans of books, where the file does not say."""

SIZE_OF_LINE = 0.75
"""Font size as a share of the height of a line's box, which has room for what rises and hangs below."""

DEPTH_OF_LINE = 0.2
"""Share of a line's box below its baseline, where the file does not say where that is."""


UNSURE = 0.6
"""A word of which the recogniser is less sure is marked; clean print has .95."""


@dataclass(frozen=True, slots=True)
class BoxedWord:
    """A word with its left and right end, baseline, and font size, in dots from the upper left corner.

    ``confidence`` is the recogniser's own, 0 to 1, None where it gives none.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    confidence: float | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether the recogniser says that it is not sure of the word."""
        return self.confidence is not None and self.confidence < UNSURE


@dataclass(frozen=True, slots=True)
class BoxedPage:
    """The words of one page in the order of the file, its size in dots, and dots an inch.

    ``label`` is the number of the page in print, where the file states it beside the words.
    """

    width: float
    height: float
    words: tuple[BoxedWord, ...]
    resolution: float = USUAL_RESOLUTION
    label: str = ""

    @property
    def confidence(self) -> float | None:
        """The mean confidence of its words, None where the recogniser gives none."""
        known = [word.confidence for word in self.words if word.confidence is not None]
        return sum(known) / len(known) if known else None


def sheets_of(pages: Sequence[BoxedPage]) -> list[Sheet]:
    """Give the pages as sheets, numbered from 1: places in points, from the lower left corner."""
    return [_sheet(number, page) for number, page in enumerate(pages, 1)]


def _sheet(number: int, page: BoxedPage) -> Sheet:
    scale = POINTS / page.resolution
    pieces = tuple(
        Piece(part, left * scale, right * scale, (page.height - word.baseline) * scale, max(1.0, word.size * scale),
              apart=True, unsure=word.is_unsure)
        for word in page.words for part, left, right in _parts(word)
    )
    return Sheet(number, page.width * scale, page.height * scale, pieces, recognised=True)


def _parts(word: BoxedWord) -> list[tuple[str, float, float]]:
    """Part what a file gives as one word and has white space in it; each part has its share of the box."""
    parts = word.text.split()
    step = (word.right - word.left) / max(1, len(word.text))
    out, place = [], 0
    for part in parts:
        at = word.text.index(part, place)
        place = at + len(part)
        out.append((part, word.left + step * at, word.left + step * place))
    return out

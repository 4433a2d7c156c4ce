"""Lines of recognised words set on a page: where the file says, or, where it does not, below what was set before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.reading.boxes.words import DEPTH_OF_LINE, SIZE_OF_LINE, USUAL_RESOLUTION, BoxedPage, BoxedWord

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in dots from the upper left corner."""

STEP = 40.0
"""Distance of lines that are set where the file does not say, in dots; a letter takes half of it across."""

MAX_ACROSS = 1_000_000.0
"""Dots across or down that no page has."""


@dataclass(frozen=True, slots=True)
class Found:
    """A word as a file gives it; without a box where it says no place."""

    text: str
    box: Box | None = None
    confidence: float | None = None


class PageLayout:
    """Collects the lines of one page."""

    def __init__(self) -> None:
        self.words: list[BoxedWord] = []
        self._bottom = 0.0

    def line(
        self, words: Sequence[Found], box: Box | None = None, *, baseline: float | None = None,
        slope: float = 0.0, size: float | None = None,
    ) -> None:
        """Set a line. ``box`` is that of the line, ``baseline`` that at its left end, ``size`` that of its letters."""
        words = [word if _is_place(word.box) else replace(word, box=None) for word in words if word.text.strip()]
        around = (box if _is_place(box) else None) or box_around(words) or (self._below(words) if words else None)
        if around is None:
            return
        left, top, _, bottom = around
        height = bottom - top
        base = bottom - DEPTH_OF_LINE * height if baseline is None else baseline
        for word, place in zip(words, _places(words, around), strict=True):
            self.words.append(BoxedWord(word.text.strip(), place[0], place[2], base + slope * (place[0] - left),
                                        SIZE_OF_LINE * (size or height), word.confidence))
        self._bottom = max(self._bottom, bottom)

    def text(self, text: str, box: Box | None = None) -> None:
        """Set a text without places of its own, line by line, into a box that holds all of it."""
        lines = [line for line in text.split("\n") if line.strip()]
        for number, line in enumerate(lines):
            part = None
            if box is not None and box[3] > box[1]:
                step = (box[3] - box[1]) / len(lines)
                part = (box[0], box[1] + number * step, box[2], box[1] + (number + 1) * step)
            self.line([Found(line)], part)

    def page(
        self, width: float = 0.0, height: float = 0.0, resolution: float = USUAL_RESOLUTION, label: str = ""
    ) -> BoxedPage:
        """Give the page with its size, or that of its words where the file does not say it."""
        across = width or max((word.right for word in self.words), default=1.0)
        return BoxedPage(across, max(height, self._bottom) or 1.0, tuple(self.words), resolution, label)

    def _below(self, words: Sequence[Found]) -> Box:
        """Give the place of a line of which the file says none."""
        length = sum(len(word.text) + 1 for word in words)
        return 0.0, self._bottom, max(1, length) * STEP / 2, self._bottom + STEP


def _is_place(box: Box | None) -> bool:
    """Whether a box is one that words may have on a page."""
    return box is not None and 0 < box[2] - box[0] < MAX_ACROSS and 0 < box[3] - box[1] < MAX_ACROSS and all(
        abs(place) < MAX_ACROSS for place in box)


def box_around(words: Sequence[Found]) -> Box | None:
    """Give the box around those of words, None where they have none."""
    boxes = [word.box for word in words if word.box is not None]
    if not boxes:
        return None
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _places(words: Sequence[Found], around: Box) -> list[Box]:
    """Give the box of each word; of one without its own its share of the line, by its letters."""
    whole = sum(len(word.text) + 1 for word in words)
    out, before = [], 0
    for word in words:
        step = (around[2] - around[0]) / max(1, whole)
        share = (around[0] + step * before, around[1], around[0] + step * (before + len(word.text)), around[3])
        out.append(word.box or share)
        before += len(word.text) + 1
    return out

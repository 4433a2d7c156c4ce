"""hOCR: recognised pages as HTML with boxes in the ``title`` of its elements.

Format: http://kba.github.io/hocr-spec/1.2/. Read as a stream of tags, since not every maker writes sound XML. Words
stand in lines, lines in areas; words without a line, lines without words, and areas with nothing but text are read too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from corpus.reading.boxes.layout import Box, Found, PageLayout
from corpus.reading.boxes.words import USUAL_RESOLUTION, BoxedPage
from corpus.reading.html.elements import BLOCKS
from corpus.reading.html.tokens import Token, tokens

_LINES = frozenset({"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"})
_AREAS = frozenset({
    "ocr_carea", "ocrx_block", "ocr_par", "ocr_document", "ocr_linear", "ocr_title", "ocr_author", "ocr_abstract",
    "ocr_part", "ocr_chapter", "ocr_section", "ocr_subsection", "ocr_subsubsection", "ocr_display", "ocr_blockquote",
    "ocr_table", "ocr_float", "ocr_textimage", "ocr_column", "ocr_pageno", "ocr_xycut",
})
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})

_BBOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_BASELINE = re.compile(r"\bbaseline\s+(-?[\d.]+)\s+(-?[\d.]+)")
_SIZE = re.compile(r"\bx_f?size\s+([\d.]+)")
_CONFIDENCE = re.compile(r"\bx_wconf\s+([\d.]+)")
_LABEL = re.compile(r"\blpageno\s+[\"']?([^;\"']{1,20})")
_RESOLUTION = re.compile(r"\bscan_res\s+(\d+)")


def hocr_pages(raw: str) -> list[BoxedPage]:
    """Read the pages of a file. Words without a box are set where their line is."""
    reader = _Reader()
    for token in tokens(raw):
        reader.read(token)
    return reader.finish()


@dataclass
class _Element:
    """An open element: ``what`` it is of a page (``page``, ``area``, ``line``, ``word``), empty for all others.

    ``words`` are those of a line that were read.
    """

    tag: str
    what: str
    title: str
    words: list[Found] = field(default_factory=list)


class _Reader:
    """Follows the elements of a file."""

    def __init__(self) -> None:
        self._pages: list[BoxedPage] = []
        self._head: str | None = None
        self._layout = PageLayout()
        self._open: list[_Element] = []
        self._tags: Counter[str] = Counter()
        self._parts: list[_Element] = []
        self._lines: list[_Element] = []
        self._pieces: list[str] = []

    def read(self, token: Token) -> None:
        """Take the next token."""
        if token.kind in ("text", "entity"):
            self._pieces.append(token.value)
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token.value)

    def finish(self) -> list[BoxedPage]:
        """End the file and give its pages."""
        self._end_page()
        return self._pages

    def _start(self, token: Token) -> None:
        what = _what(token)
        if what:
            self._flush()
        elif token.value == "br" or token.value in BLOCKS:
            self._pieces.append("\n")
        if what == "page":
            self._end_page()
            self._head = token.attribute("title")
        if token.value not in _EMPTY and not token.attributes.endswith("/"):
            element = _Element(token.value, what, token.attribute("title") if what else "")
            self._open.append(element)
            self._tags[token.value] += 1
            if what:
                self._parts.append(element)
            if what == "line":
                self._lines.append(element)

    def _end(self, tag: str) -> None:
        """End the last element of a name, and those left open in it."""
        while self._tags[tag] and self._open:
            element = self._open[-1]
            self._close(element)
            if element.tag == tag:
                return

    def _close(self, element: _Element) -> None:
        if element.what:
            self._flush()
            self._parts.pop()
        if element.what == "line":
            self._lines.pop()
            self._set(element)
        self._open.pop()
        self._tags[element.tag] -= 1

    def _end_page(self) -> None:
        """End the page that is being read, with all that was left open in it."""
        self._flush()
        while self._open:
            self._close(self._open[-1])
        if self._head is not None or self._layout.words:
            self._pages.append(_page(self._head or "", self._layout))
        self._head, self._layout = None, PageLayout()

    def _flush(self) -> None:
        """Take the text that was read since the last element began or ended, as words of what it stands in."""
        text, self._pieces = "".join(self._pieces), []
        if not text.strip():
            return
        inner = self._parts[-1] if self._parts else None
        line = self._lines[-1] if self._lines else None
        if inner is not None and inner.what == "word":
            word = Found(" ".join(text.split()), _box(inner.title), _confidence(inner.title))
            if line is not None:
                line.words.append(word)
            else:
                self._layout.line([word])
        elif line is not None:
            line.words.append(Found(" ".join(text.split()), _box(line.title) if not line.words else None))
        else:
            self._layout.text(text, _box(inner.title) if inner is not None and inner.what == "area" else None)

    def _set(self, line: _Element) -> None:
        """Set a line on the page: baseline and size of letters are those that it states, else concluded from its box.
        """
        box, baseline, size = _box(line.title), _BASELINE.search(line.title), _SIZE.search(line.title)
        stated = _number(size.group(1)) if size else None
        if baseline and box:
            self._layout.line(line.words, box, baseline=box[3] + _number(baseline.group(2)),
                              slope=_number(baseline.group(1)), size=stated)
        else:
            self._layout.line(line.words, box, size=stated)


def _what(token: Token) -> str:
    """Give what an element is of a page, empty for one that is nothing of it."""
    classes = token.attribute("class").split() if "class" in token.attributes.lower() else []
    for name in classes:
        if name in ("ocr_page", "ocrx_word"):
            return "page" if name == "ocr_page" else "word"
        if name in _LINES or name in _AREAS:
            return "line" if name in _LINES else "area"
    return ""


def _page(head: str, layout: PageLayout) -> BoxedPage:
    box = _box(head) or (0.0, 0.0, 0.0, 0.0)
    found, label = _RESOLUTION.search(head), _LABEL.search(head)
    resolution = float(found.group(1)) if found and int(found.group(1)) > 0 else USUAL_RESOLUTION
    return layout.page(box[2], box[3], resolution, label.group(1).strip() if label else "")


def _box(title: str) -> Box | None:
    found = _BBOX.search(title)
    if found is None:
        return None
    x0, y0, x1, y1 = (float(n) for n in found.groups())
    return x0, y0, max(x0, x1), max(y0, y1)


def _confidence(title: str) -> float | None:
    found = _CONFIDENCE.search(title)
    return _number(found.group(1)) / 100 if found else None


def _number(stated: str) -> float:
    try:
        return float(stated)
    except ValueError:
        return 0.0

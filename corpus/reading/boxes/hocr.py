"""hOCR: recognised pages as HTML with boxes in the ``title`` of its elements.

Format: http://kba.github.io/hocr-spec/1.2/. Read as a stream of tags, since not every maker writes sound XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.reading.boxes.words import (
    DEPTH_OF_LINE,
    SIZE_OF_LINE,
    USUAL_RESOLUTION,
    BoxedPage,
    BoxedWord,
)
from corpus.reading.html.tokens import Token, tokens

_LINES = frozenset({"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"})
_ENDING = _LINES | {"ocr_page", "ocr_carea", "ocr_par"}
"""What ends a line."""

_BBOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_BASELINE = re.compile(r"\bbaseline\s+(-?[\d.]+)\s+(-?[\d.]+)")
_SIZE = re.compile(r"\bx_f?size\s+([\d.]+)")
_CONFIDENCE = re.compile(r"\bx_wconf\s+([\d.]+)")
_LABEL = re.compile(r"\blpageno\s+[\"']?([^;\"']{1,20})")
_RESOLUTION = re.compile(r"\bscan_res\s+(\d+)")

_Box = tuple[float, float, float, float]


def hocr_pages(raw: str) -> list[BoxedPage]:
    """Read the pages of a file. Words without a box are set where their line is."""
    pages: list[BoxedPage] = []
    head = ""
    words: list[BoxedWord] = []
    for kind, title, text, line in _elements(raw):
        if kind == "page":
            pages.extend(_page(head, words))
            head, words = title, []
        elif text.strip():
            words.append(_word(title, text.strip(), line))
    return [*pages, *_page(head, words)]


def _page(head: str, words: list[BoxedWord]) -> list[BoxedPage]:
    if not head and not words:
        return []
    right, bottom = max((w.right for w in words), default=1.0), max((w.baseline for w in words), default=1.0)
    box = _box(head) or (0.0, 0.0, right, bottom)
    found = _RESOLUTION.search(head)
    resolution = float(found.group(1)) if found and int(found.group(1)) > 0 else USUAL_RESOLUTION
    label = _LABEL.search(head)
    return [BoxedPage(box[2], box[3], tuple(words), resolution, label.group(1).strip() if label else "")]


def _elements(raw: str) -> Iterator[tuple[str, str, str, str]]:
    """Give each page (``page``, title) and word (``word``, title, text, title of its line) in order.

    The text of a line without words of their own, as ocropus writes it, is given as one word in the line's box.
    """
    line = title = ""
    text: list[str] | None = None
    loose: list[str] = []
    depth = 0
    for token in tokens(raw):
        if token.kind == "start":
            classes = set(token.attribute("class").split())
            if classes & _ENDING:
                yield "word", line, "".join(loose), line
                loose = []
            if "ocr_page" in classes:
                yield "page", token.attribute("title"), "", ""
            elif classes & _LINES:
                line = token.attribute("title")
            elif "ocrx_word" in classes:
                if text is not None:
                    yield "word", title, "".join(text), line
                title, text, depth = token.attribute("title"), [], 0
            elif text is not None and token.value == "span":
                depth += 1
        elif token.kind == "end" and token.value == "span" and text is not None:
            if depth == 0:
                yield "word", title, "".join(text), line
                text = None
            depth = max(0, depth - 1)
        elif _shows(token):
            (loose if text is None else text).append(token.value)
    yield "word", title, "".join(text or ()), line
    yield "word", line, "".join(loose), line


def _shows(token: Token) -> bool:
    return token.kind in ("text", "entity")


def _box(title: str) -> _Box | None:
    found = _BBOX.search(title)
    if found is None:
        return None
    x0, y0, x1, y1 = (float(n) for n in found.groups())
    return x0, y0, max(x0, x1), max(y0, y1)


def _word(title: str, text: str, line: str) -> BoxedWord:
    """Give a word with its box: baseline and size come from its line where that tells them, else from the box."""
    around = _box(line)
    x0, y0, x1, y1 = _box(title) or around or (0.0, 0.0, 0.0, 0.0)
    left, _, _, bottom = around or (x0, y0, x1, y1)
    height = bottom - around[1] if around else y1 - y0
    baseline, size, confidence = _BASELINE.search(line), _SIZE.search(line), _CONFIDENCE.search(title)
    base = bottom - DEPTH_OF_LINE * height
    if baseline:
        base = bottom + float(baseline.group(1)) * (x0 - left) + float(baseline.group(2))
    points = float(size.group(1)) if size else height
    sure = float(confidence.group(1)) / 100 if confidence else None
    return BoxedWord(text, x0, x1, base, points * SIZE_OF_LINE, sure)

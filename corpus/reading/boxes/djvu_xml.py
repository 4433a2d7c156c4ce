"""The XML of DjVu, as ``djvutoxml`` writes it and archive.org offers it as ``_djvu.xml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median
from xml.etree.ElementTree import Element

from corpus.reading.boxes.elements import elements_named, name_of, number
from corpus.reading.boxes.layout import Box, Found, PageLayout, box_around
from corpus.reading.boxes.words import USUAL_RESOLUTION, BoxedPage

_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")
_TEXTS = frozenset({"LINE", "PARAGRAPH", "REGION", "PAGECOLUMN", "HIDDENTEXT"})
"""What may hold text where the words have no elements of their own."""


def djvu_xml_pages(root: Element) -> Iterator[BoxedPage]:
    """Give the pages of a file."""
    for page in elements_named(root, "OBJECT"):
        layout = PageLayout()
        for element in page.iter():
            words = [child for child in element if name_of(child) == "WORD"]
            if words:
                _set(layout, words)
            elif name_of(element) in _TEXTS and (element.text or "").strip():
                layout.text(element.text or "", _box(element))
        stated = {param.get("name", ""): param for param in elements_named(page, "PARAM")}
        resolution = number(stated["DPI"], "value") if "DPI" in stated else 0.0
        yield layout.page(number(page, "width"), number(page, "height"),
                          resolution if resolution > 0 else USUAL_RESOLUTION)


def _set(layout: PageLayout, words: list[Element]) -> None:
    """Set a line: its baseline is that of most of its words, whose boxes end at their own lowest letter."""
    found = [Found(word.text or "", _box(word), _confidence(word)) for word in words]
    around = box_around(found)
    if around is None:
        layout.line(found)
        return
    base = median(word.box[3] for word in found if word.box is not None)
    layout.line(found, around, baseline=base, size=around[3] - around[1])


def _confidence(word: Element) -> float | None:
    return number(word, "x-confidence") / 100 if word.get("x-confidence") else None


def _box(element: Element) -> Box | None:
    """Give left, top, right, bottom of an element: its ``coords`` are left, bottom, right, top."""
    numbers = [float(found) for found in _NUMBER.findall(element.get("coords", ""))[:4]]
    if len(numbers) < 4:
        return None
    x0, y0, x1, y1 = numbers
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

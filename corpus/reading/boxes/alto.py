"""ALTO: the pages of digital libraries, in versions 1 to 4 (https://www.loc.gov/standards/alto/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element

from corpus.reading.boxes.elements import elements_named, name_of, number
from corpus.reading.boxes.layout import Box, Found, PageLayout
from corpus.reading.boxes.words import USUAL_RESOLUTION, BoxedPage

_UNITS = {"mm10": 254.0, "inch1200": 1200.0}
"""Units an inch of the measures that are no pixels."""

_HYPHENS = ("-", "¬", "\u00ad", "\u2010")
_GONE = "¬"
"""Stands at the end of a line where the hyphen is only the printer's: the file says what the word is."""


def alto_pages(root: Element) -> Iterator[BoxedPage]:
    """Give the pages of a file."""
    unit = next((element.text or "" for element in elements_named(root, "MeasurementUnit")), "pixel").strip()
    for page in elements_named(root, "Page"):
        layout = PageLayout()
        divided = _divided(page)
        for line in _lines(page):
            words = _words(line, divided)
            if name_of(line) == "TextLine":
                layout.line(words, _box(line))
            else:
                for word in words:
                    layout.line([word])
        yield layout.page(number(page, "WIDTH"), number(page, "HEIGHT"), _UNITS.get(unit, USUAL_RESOLUTION),
                          page.get("PRINTED_IMG_NR", "").strip())


def _lines(page: Element) -> Iterator[Element]:
    """Give what holds words: lines, and blocks or pages with words that stand in no line."""
    return (element for element in page.iter() if any(name_of(child) == "String" for child in element))


def _words(line: Element, divided: Mapping[Element, str]) -> list[Found]:
    """Give the words of a line; a hyphen (``HYP``) belongs to the word before it."""
    out: list[Found] = []
    ends = False
    for element in line:
        if name_of(element) == "String":
            text = divided.get(element, element.get("CONTENT", ""))
            out.append(Found(text, _box(element), number(element, "WC") if element.get("WC") else None))
            ends = element in divided or text.endswith(_HYPHENS)
        elif name_of(element) == "HYP" and out and not ends:
            last = out[-1]
            out[-1] = Found(f"{last.text}-", _joined(last.box, _box(element)), last.confidence)
    return out


def _divided(page: Element) -> dict[Element, str]:
    """Give how the parts of divided words are read, by the whole word that stands beside them (``SUBS_CONTENT``).

    Where the word has the hyphen of its own, it is read whole in the place of its first part.
    """
    out: dict[Element, str] = {}
    for first, second in pairwise(elements_named(page, "String")):
        whole, part = first.get("SUBS_CONTENT", ""), first.get("CONTENT", "").rstrip("".join(_HYPHENS))
        if first.get("SUBS_TYPE") != "HypPart1" or second.get("SUBS_TYPE") != "HypPart2" or not part:
            continue
        if whole.startswith(f"{part}-"):
            out[first], out[second] = f"{part}-{second.get('CONTENT', '')}", ""
        elif whole.startswith(part):
            out[first] = f"{part}{_GONE}"
    return out


def _box(element: Element) -> Box | None:
    if any(element.get(name) is None for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")):
        return None
    left, top = number(element, "HPOS"), number(element, "VPOS")
    return left, top, left + number(element, "WIDTH"), top + number(element, "HEIGHT")


def _joined(box: Box | None, other: Box | None) -> Box | None:
    if box is None or other is None:
        return box
    return box[0], box[1], max(box[2], other[2]), box[3]

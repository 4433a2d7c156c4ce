"""PAGE XML, as Transkribus and eScriptorium write it (https://github.com/PRImA-Research-Lab/PAGE-XML).

Lines are set below each other in the order that the file states: coordinates of lines run over columns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from xml.etree.ElementTree import Element

from corpus.reading.boxes.elements import elements_named, name_of, number
from corpus.reading.boxes.layout import STEP, Found, PageLayout
from corpus.reading.boxes.words import BoxedPage

_APART = 2.0
"""Lines between the text and what stands apart from it."""

MAX_GROUPS = 50
"""Groups of an order within each other that are looked into; files have three at most."""

_OUTER = ("header", "footer", "page-number", "marginalia", "signature-mark", "catch-word")
_STRUCTURE = re.compile(r"\btype:\s*([\w-]+)")
_POINT = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")

_Line = tuple[str, float, float, float | None]
"""Text, left and right end, confidence."""


def page_xml_pages(root: Element) -> Iterator[BoxedPage]:
    """Give the pages of a file."""
    for page in elements_named(root, "Page"):
        layout = PageLayout()
        y = 0.0
        worded = _with_text(page)
        for region in _regions(page):
            apart = _APART if _type_of(region) in _OUTER else 0.0
            y += STEP * apart
            for text, left, right, confidence in _lines_of(region, worded):
                y += STEP
                layout.line([Found(text, confidence=confidence)], (left, y - STEP, right, y), baseline=y)
            y += STEP * apart
        yield layout.page(number(page, "imageWidth"), y + STEP)


def _regions(page: Element) -> list[Element]:
    """Give the regions with text in the order the file states, or else stands in."""
    stated = [ref for order in elements_named(page, "ReadingOrder") for ref in _ordered(order)]
    places = {ref: place for place, ref in reversed([*enumerate(stated)])}
    regions = [element for element in page.iter() if _is_region(element)]
    return _with_edges_outside(sorted(regions, key=lambda region: places.get(region.get("id", ""), len(stated))))


def _with_edges_outside(regions: Sequence[Element]) -> list[Element]:
    """Set what stands at the edges of a page outside of what stands in its margin: a number there is the page's."""
    body = [place for place, region in enumerate(regions) if _type_of(region) not in _OUTER]
    first, last = (body[0], body[-1] + 1) if body else (0, 0)
    above, below = regions[:first], regions[last:]
    return [*sorted(above, key=_is_marginal), *regions[first:last], *sorted(below, key=_is_marginal, reverse=True)]


def _is_marginal(region: Element) -> bool:
    return _type_of(region) == "marginalia"


def _is_region(element: Element) -> bool:
    """Whether an element may hold text: regions of every kind may, and the cells of tables."""
    return name_of(element).endswith("Region") or name_of(element) == "TableCell"


def _ordered(group: Element, depth: int = 0) -> Iterator[str]:
    """Give the regions that a group names, and those of the groups in it; an index counts within its group."""
    members = sorted(group, key=lambda member: number(member, "index", float("inf")))
    for member in members:
        if ref := member.get("regionRef"):
            yield ref
        if depth < MAX_GROUPS:
            yield from _ordered(member, depth + 1)


def _lines_of(region: Element, worded: Collection[Element]) -> Iterator[_Line]:
    """Give the lines of a region; its own text where they have none, and no region in it has one."""
    lines = [(line, *_unicode(line)) for line in region if name_of(line) == "TextLine"]
    if any(text.strip() for _, text, _ in lines):
        for line, text, confidence in lines:
            yield text, *_ends(line, len(text)), confidence
    elif not any(_is_region(child) and child in worded for child in region):
        text, confidence = _unicode(region)
        for part in text.split("\n"):
            yield part, *_ends(region, len(part)), confidence


def _with_text(page: Element) -> set[Element]:
    """Give the elements that have text somewhere in them: whatever the depth, each is looked at once."""
    found: set[Element] = set()
    for element in reversed([*page.iter()]):  # what is within an element stands behind it
        own = name_of(element) == "Unicode" and bool((element.text or "").strip())
        if own or any(child in found for child in element):
            found.add(element)
    return found


def _type_of(region: Element) -> str:
    found = _STRUCTURE.search(region.get("custom", ""))
    return found.group(1) if found else region.get("type", "")


def _unicode(element: Element) -> tuple[str, float | None]:
    """Give the text of a region, line or word, its own before that of its parts, and its confidence.

    Of several readings the one with the lowest index is the best (PAGE 2013, ``TextEquiv/@index``).
    """
    own = _own(element)
    if own is not None:
        return own
    words = [_own(child) or (_glyphs(child), None) for child in element if name_of(child) == "Word"]
    return " ".join(text for text, _ in words if text) or _glyphs(element), None


def _own(element: Element) -> tuple[str, float | None] | None:
    """Give the text that an element has of its own, None where it has none."""
    equivs = [child for child in element if name_of(child) == "TextEquiv"]
    for equiv in sorted(equivs, key=lambda equiv: number(equiv, "index")):
        text = next((child.text for child in equiv if name_of(child) == "Unicode"), None)
        if text is not None:
            return text, number(equiv, "conf") if equiv.get("conf") else None
    return None


def _glyphs(element: Element) -> str:
    found = (_own(child) for child in element if name_of(child) == "Glyph")
    return "".join(one[0] for one in found if one is not None)


def _ends(line: Element, length: int) -> tuple[float, float]:
    drawn = (child.get("points", "") for child in line if name_of(child) in ("Coords", "Baseline"))
    points = [point.split(",")[0] for points in drawn for point in points.split()]
    xs = [float(x) for x in points if _POINT.fullmatch(x)]
    return (min(xs), max(xs)) if len(xs) > 1 else (0.0, length * STEP / 2)

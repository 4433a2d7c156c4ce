"""ALTO, PAGE XML and the XML of DjVu: recognised pages with boxes.

Formats: https://www.loc.gov/standards/alto/, https://github.com/PRImA-Research-Lab/PAGE-XML, and what ``djvutoxml``
writes, which archive.org offers as ``_djvu.xml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from statistics import median
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from corpus.errors import SourceRefusedError
from corpus.reading.boxes.words import (
    DEPTH_OF_LINE,
    SIZE_OF_LINE,
    USUAL_RESOLUTION,
    BoxedPage,
    BoxedWord,
)

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>")
_ALTO_UNITS = {"mm10": 254.0, "inch1200": 1200.0}
"""Units an inch of the measures of ALTO that are no pixels."""

_STEP, _APART = 40.0, 2.0
"""Distance of the lines that PAGE pages are set in anew, in dots, and of what stands apart from the text, in lines."""

MAX_GROUPS = 50
"""Groups of an order within each other that are looked into; files have three at most."""

_OUTER = ("header", "footer", "page-number", "marginalia", "signature-mark", "catch-word")
_STRUCTURE = re.compile(r"\btype:\s*([\w-]+)")


def xml_pages(data: bytes, form: str, file: str) -> list[BoxedPage]:
    """Read the pages of a file; ``form`` is ``alto``, ``page`` or ``djvuxml``. Raises SourceRefusedError."""
    if b"<!ENTITY" in data[:100_000]:
        raise SourceRefusedError(f"{file} defines entities of its own.", "Save it again with another program.")
    try:
        root = fromstring(_DOCTYPE.sub(b"", data, count=1), XMLParser())  # noqa: S314 -- no entities, in the worker
    except ParseError as error:
        raise SourceRefusedError(f"{file} is not sound XML: {error}.", "Get a complete copy of it.") from error
    readers: dict[str, Callable[[Element], Iterator[BoxedPage]]] = {"alto": _alto, "page": _page_xml, "djvuxml": _djvu}
    return list(readers[form](root))


def _all(root: Element, name: str) -> Iterator[Element]:
    """Give the elements of a name, whatever their namespace."""
    return (element for element in root.iter() if _name(element) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _number(element: Element, name: str, otherwise: float = 0.0) -> float:
    try:
        return float(element.get(name, ""))
    except ValueError:
        return otherwise


def _alto(root: Element) -> Iterator[BoxedPage]:
    unit = next((element.text or "" for element in _all(root, "MeasurementUnit")), "pixel").strip()
    for page in _all(root, "Page"):
        words: list[BoxedWord] = []
        for line in _all(page, "TextLine"):
            height = _number(line, "HEIGHT")
            base = _number(line, "VPOS") + height * (1 - DEPTH_OF_LINE)
            words.extend(_alto_words(line, base, height * SIZE_OF_LINE))
        size = (_number(page, "WIDTH"), _number(page, "HEIGHT"))
        page_number = page.get("PRINTED_IMG_NR", "").strip()
        yield _sized(words, *size, resolution=_ALTO_UNITS.get(unit, USUAL_RESOLUTION), label=page_number)


def _alto_words(line: Element, base: float, size: float) -> Iterator[BoxedWord]:
    """Give the words of a line; a hyphen (``HYP``) belongs to the word before it."""
    last: BoxedWord | None = None
    for element in line:
        left, width = _number(element, "HPOS"), _number(element, "WIDTH")
        if _name(element) == "String":
            if last:
                yield last
            known = element.get("WC")
            last = BoxedWord(element.get("CONTENT", ""), left, left + width, base, size,
                             _number(element, "WC") if known else None)
        elif _name(element) == "HYP" and last and not last.text.endswith(("-", "¬", "\u00ad")):
            last = BoxedWord(f"{last.text}-", last.left, max(last.right, left + width), base, size, last.confidence)
    if last:
        yield last


def _djvu(root: Element) -> Iterator[BoxedPage]:
    for page in _all(root, "OBJECT"):
        words: list[BoxedWord] = []
        for line in _all(page, "LINE"):
            found = [(word, box) for word in _all(line, "WORD") if (box := _coords(word.get("coords", "")))]
            if not found:
                continue
            base = median(box[1] for _, box in found)
            height = max(box[1] for _, box in found) - min(box[3] for _, box in found)
            words.extend(
                BoxedWord(word.text or "", box[0], box[2], base, height * SIZE_OF_LINE, _djvu_confidence(word))
                for word, box in found
            )
        named = {param.get("name", ""): param for param in _all(page, "PARAM")}
        resolution = _number(named["DPI"], "value") if "DPI" in named else 0.0
        yield _sized(words, _number(page, "width"), _number(page, "height"), resolution=resolution or USUAL_RESOLUTION)


def _djvu_confidence(word: Element) -> float | None:
    known = word.get("x-confidence")
    return _number(word, "x-confidence") / 100 if known else None


def _coords(text: str) -> tuple[float, float, float, float] | None:
    """Give left, bottom, right, top of a word, counted from the top of the page."""
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text)
    if len(numbers) < 4:
        return None
    x0, y0, x1, y1 = (float(n) for n in numbers[:4])
    return min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)


def _page_xml(root: Element) -> Iterator[BoxedPage]:
    """Set the lines of each page below each other in the file's own order: coordinates of lines run over columns."""
    for page in _all(root, "Page"):
        words: list[BoxedWord] = []
        y = 0.0
        for region in _regions(page):
            outer = _type_of(region) in _OUTER
            y += _STEP * _APART if outer else 0.0
            for text, left, right, confidence in _lines_of(region):
                y += _STEP
                if text.strip():
                    words.append(BoxedWord(text, left, right, y, _STEP * SIZE_OF_LINE, confidence))
            y += _STEP * _APART if outer else 0.0
        yield _sized(words, _number(page, "imageWidth"), max(y + _STEP, 1.0))


def _regions(page: Element) -> list[Element]:
    """Give the regions with text in the order the file states, or else stands in."""
    stated = [ref for order in _all(page, "ReadingOrder") for ref in _ordered(order)]
    places = {ref: place for place, ref in reversed([*enumerate(stated)])}
    regions = [element for element in page.iter() if _name(element) in ("TextRegion", "TableCell")]
    return sorted(regions, key=lambda region: places.get(region.get("id", ""), len(stated)))


def _ordered(group: Element, depth: int = 0) -> Iterator[str]:
    """Give the regions that a group names, and those of the groups in it; an index counts within its group."""
    members = sorted(group, key=lambda member: _number(member, "index", float("inf")))
    for member in members:
        if ref := member.get("regionRef"):
            yield ref
        if depth < MAX_GROUPS:
            yield from _ordered(member, depth + 1)


def _lines_of(region: Element) -> Iterator[tuple[str, float, float, float | None]]:
    """Give text, left and right end and confidence of each line of a region; its own text where it has no lines."""
    lines = [line for line in region if _name(line) == "TextLine"]
    for line in lines:
        text, confidence = _unicode(line)
        yield text, *_ends(line, len(text)), confidence
    if not lines and not any(_name(child) in ("TextRegion", "TableCell") for child in region):
        text, confidence = _unicode(region)
        for part in text.split("\n"):
            yield part, *_ends(region, len(part)), confidence


def _type_of(region: Element) -> str:
    found = _STRUCTURE.search(region.get("custom", ""))
    return found.group(1) if found else region.get("type", "")


def _unicode(element: Element) -> tuple[str, float | None]:
    """Give the text of a region, line or word, its own before that of its parts, and its confidence.

    Of several readings the one with the lowest index is the best (PAGE 2013, ``TextEquiv/@index``).
    """
    equivs = [child for child in element if _name(child) == "TextEquiv"]
    for equiv in sorted(equivs, key=lambda equiv: _number(equiv, "index")):
        text = next((child.text for child in equiv if _name(child) == "Unicode"), None)
        if text is not None:
            return text, _number(equiv, "conf") if equiv.get("conf") else None
    words = " ".join(text for child in element if _name(child) == "Word" and (text := _unicode(child)[0]))
    return words or "".join(_unicode(child)[0] for child in element if _name(child) == "Glyph"), None


def _ends(line: Element, length: int) -> tuple[float, float]:
    drawn = (child.get("points", "") for child in line if _name(child) in ("Coords", "Baseline"))
    points = [point for points in drawn for point in points.split()]
    xs = [float(x) for x in (point.split(",")[0] for point in points) if re.fullmatch(r"-?\d+(?:\.\d+)?", x)]
    return (min(xs), max(xs)) if len(xs) > 1 else (0.0, length * _STEP / 2)


def _sized(
    words: list[BoxedWord], width: float, height: float, *, resolution: float = USUAL_RESOLUTION, label: str = ""
) -> BoxedPage:
    """Give the page with its size, or that of its words where the file does not say it."""
    across = width or max((word.right for word in words), default=1.0)
    down = height or max((word.baseline + word.size for word in words), default=1.0)
    return BoxedPage(across, down, tuple(word for word in words if word.text.strip()), resolution, label)

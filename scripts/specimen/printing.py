"""Setting the English edition of the specimen as a small book.

Pages are 4 by 6 inches with running heads; the first page of a sitting has neither head nor number. Words are
parted at line ends, turns and paragraphs run on over page ends. Lengths are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from specimen.source import Unit

WIDTH, HEIGHT = 288.0, 432.0
LEFT, RIGHT, TOP, BOTTOM = 36.0, 252.0, 380.0, 46.0
SIZE, LEADING, INDENT = 10.0, 12.5, 12.0
FIRST_PAGE = 7
BODY, ITALIC, BOLD = "Times-Roman", "Times-Italic", "Times-Bold"
LOOSE = 24.0
"""A line with more room left than this has its next word parted."""

_SEAM = re.compile(r"(?<=[aeiouy][bcdfghjklmnpqrstvwxz])(?=[bcdfghjklmnpqrstvwxz][aeiouy])", re.I)
_ENDING = re.compile(r"[a-z](?:ed|ing|ings)")
_TOGETHER = {"th", "ch", "sh", "ph", "wh", "ck", "ng", "gh", "gn", "kn"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: its left end, its width where it is to be filled, and the place of its baseline."""

    text: str
    font: str
    left: float
    baseline: float
    fill: float | None = None
    size: float = SIZE


@dataclass(slots=True)
class Sheet:
    """A printed page: its number and its lines; ``opening`` pages show no number."""

    number: int
    opening: bool
    sitting: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """The book as set.

    ``places`` says for each turn at which offsets of its text which page begins, ``parted`` at which
    offset of which turn a word is parted.
    """

    sheets: list[Sheet] = field(default_factory=list)
    places: list[list[tuple[int, int]]] = field(default_factory=list)
    parted: list[tuple[int, int]] = field(default_factory=list)
    contents: list[tuple[str, int]] = field(default_factory=list)
    baseline: float = TOP


def set_book(units: Sequence[Unit]) -> Book:
    """Break the turns of an edition into lines and pages."""
    book = Book()
    for at, unit in enumerate(units):
        book.places.append([])
        if unit.kind == "heading":
            _set_heading(book, unit)
            continue
        follows_heading = at > 0 and units[at - 1].kind == "heading"
        _set_paragraphs(book, unit, follows_heading)
    return book


def draw(book: Book, title: Sequence[str], path: Path) -> None:
    """Write the book as a PDF file: a page with the lines of ``title``, the contents, the text."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
    canvas.setTitle(title[0])
    canvas.setAuthor("The authors of the program")
    canvas.setProducer("make_specimen")
    _draw_title(canvas, title)
    _draw_contents(canvas, book)
    for sheet in book.sheets:
        if not sheet.opening:
            _draw_head(canvas, sheet, title[0])
        for line in sheet.lines:
            _draw_line(canvas, line)
        canvas.showPage()
    canvas.save()


def _set_heading(book: Book, unit: Unit) -> None:
    text = unit.paragraphs[0]
    if unit.section is None:
        _new_sheet(book, text)
        book.baseline -= 3 * LEADING
        font, after = BOLD, LEADING
    else:
        if book.baseline - 5 * LEADING < BOTTOM:
            _new_sheet(book)
        book.baseline -= LEADING
        font, after = ITALIC, LEADING / 2
    sheet = book.sheets[-1]
    middle = (LEFT + RIGHT - stringWidth(text, font, SIZE)) / 2
    sheet.lines.append(Line(text, font, middle, book.baseline))
    book.places[-1].append((0, sheet.number))
    book.contents.append((text, sheet.number))
    book.baseline -= LEADING + after


def _set_paragraphs(book: Book, unit: Unit, follows_heading: bool) -> None:
    font = ITALIC if unit.kind == "direction" else BODY
    base = 0
    for at, paragraph in enumerate(unit.paragraphs):
        label = f"{unit.label}: " if unit.label and at == 0 else ""
        indent = 0.0 if follows_heading and at == 0 else INDENT
        whole = label + paragraph
        for start, end, parted in _lines(whole, len(label), font, indent):
            if book.baseline < BOTTOM:
                _new_sheet(book)
            sheet = book.sheets[-1]
            left = LEFT + (indent if start == 0 else 0.0)
            text = whole[start:end].rstrip() + ("-" if parted else "")
            fill = RIGHT - left if end < len(whole) else None
            sheet.lines.append(Line(text, font, left, book.baseline, fill))
            if parted:
                book.parted.append((len(book.places) - 1, base + end - len(label)))
            places = book.places[-1]
            if not places or places[-1][1] != sheet.number:
                places.append((base + max(0, start - len(label)), sheet.number))
            book.baseline -= LEADING
        base += len(paragraph) + 1


def _new_sheet(book: Book, sitting: str | None = None) -> None:
    number = book.sheets[-1].number + 1 if book.sheets else FIRST_PAGE
    book.sheets.append(Sheet(number, sitting is not None, sitting or book.sheets[-1].sitting))
    book.baseline = TOP


def _lines(text: str, label: int, font: str, indent: float) -> Iterator[tuple[int, int, bool]]:
    """Cut a paragraph into lines: start, end, and whether a word is parted at the end."""
    whole = [m.end() for m in re.finditer(r"\s|(?<=\w)-(?=\w)|$", text)]
    seams = [seam for seam in _seams(text) if seam > label]
    start = 0
    while start < len(text):
        room = RIGHT - LEFT - (indent if start == 0 else 0.0)

        def width(end: int, sign: str = "", begin: int = start) -> float:
            return float(stringWidth(text[begin:end].rstrip() + sign, font, SIZE))

        ahead = [e for e in whole if e > start]
        end = max((e for e in ahead if width(e) <= room), default=ahead[0])
        parted = [s for s in seams if s > end and width(s, "-") <= room]
        if end < len(text) and parted and room - width(end) > LOOSE:
            yield start, parted[-1], True
            start = parted[-1]
        else:
            yield start, end, False
            start = end


def _seams(text: str) -> Iterator[int]:
    """Give the places where a word may be parted: between two consonants amid vowels."""
    for word in re.finditer(r"[A-Za-z]{6,}", text):
        for seam in _SEAM.finditer(word.group()):
            at, whole = seam.start(), word.group().lower()
            ending = _ENDING.fullmatch(whole, at) or whole[at - 1:at + 1] in _TOGETHER
            if 3 <= at <= len(whole) - 3 and not ending:
                yield word.start() + at


def _draw_line(canvas: Canvas, line: Line) -> None:
    pen = canvas.beginText(line.left, line.baseline)
    pen.setFont(line.font, line.size)
    spaces = line.text.count(" ")
    loose = 0.0 if line.fill is None else line.fill - stringWidth(line.text, line.font, line.size)
    pen.setWordSpace(loose / spaces if spaces else 0.0)
    pen.textOut(line.text)
    canvas.drawText(pen)


def _draw_head(canvas: Canvas, sheet: Sheet, title: str) -> None:
    canvas.setFont(BODY, 8)
    head = sheet.sitting if sheet.number % 2 else title.upper()
    canvas.drawCentredString((LEFT + RIGHT) / 2, TOP + 22, head)
    if sheet.number % 2:
        canvas.drawRightString(RIGHT, TOP + 22, str(sheet.number))
    else:
        canvas.drawString(LEFT, TOP + 22, str(sheet.number))


def _draw_title(canvas: Canvas, title: Sequence[str]) -> None:
    height = TOP
    for at, text in enumerate(title):
        for start, end, parted in _lines(text, len(text), BODY, 0.0):
            line = text[start:end].rstrip() + ("-" if parted else "")
            canvas.setFont(BOLD if at == 0 else BODY, SIZE)
            canvas.drawCentredString(WIDTH / 2, height, line)
            height -= LEADING
        height -= 2 * LEADING
    canvas.showPage()


def _draw_contents(canvas: Canvas, book: Book) -> None:
    canvas.setFont(BOLD, SIZE)
    canvas.drawCentredString(WIDTH / 2, TOP, "CONTENTS")
    canvas.setFont(BODY, 9)
    height = TOP - 2 * LEADING
    for text, page in book.contents:
        gap = RIGHT - LEFT - stringWidth(f"{text} {page}", BODY, 9)
        dots = " ." * int(gap / stringWidth(" .", BODY, 9))
        canvas.drawString(LEFT, height, text + dots)
        canvas.drawRightString(RIGHT, height, str(page))
        height -= LEADING
    canvas.showPage()

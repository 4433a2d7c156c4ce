"""Opening a PDF and reading its sheets; refusals say what is wrong with the file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from pdfminer import pdftypes
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from corpus.errors import SourceRefusedError
from corpus.language.page_labels import as_label
from corpus.limits import MAX_PAGES
from corpus.model.notes import Note
from corpus.reading.kinds import is_pdf
from corpus.reading.pdf.file.device import PieceDevice
from corpus.reading.pdf.file.interpreter import Interpreter
from corpus.reading.pdf.file.unicode_maps import unicode_table
from corpus.reading.pdf.layers import once
from corpus.reading.pdf.pieces import Sheet

_NO_TITLES = ("untitled", "unknown", "microsoft word", "scan")
"""Titles that programs put in by themselves begin so."""


class _Broken:
    """Counts compressed parts of files that are damaged: pdfminer takes what it can of them and says nothing."""

    count = 0
    _unpack = staticmethod(pdftypes.decompress_corrupted)

    @classmethod
    def unpack(cls, data: bytes) -> bytes:
        """Unpack what can be unpacked of a damaged part; called by pdfminer."""
        cls.count += 1
        return bytes(cls._unpack(data))


pdftypes.decompress_corrupted = _Broken.unpack


class _Manager(PDFResourceManager):  # type: ignore[misc,unused-ignore]
    """Reads equal fonts once: merged scans carry one copy of the recogniser's font for each page.

    A font's table of characters is read here (:mod:`corpus.reading.pdf.file.unicode_maps`) and its outlines not at all.
    """

    def __init__(self) -> None:
        super().__init__()
        self._alike: dict[tuple[object, ...], PDFFont] = {}

    def get_font(self, objid: object, spec: Any) -> PDFFont:
        """Give the font of a specification; called by the interpreter."""
        if objid and objid in self._cached_fonts:
            return super().get_font(objid, spec)
        key = _font_key(spec)
        if key is None:
            return self._made(objid, spec)
        if key not in self._alike:
            self._alike[key] = self._made(objid, spec)
        return self._alike[key]

    def _made(self, objid: object, spec: Any) -> PDFFont:
        """Make a font; one of several parts has no table of its own, but its part, which is made by this, too."""
        table = None if "DescendantFonts" in spec else _table_of(spec)
        if table is None:
            return super().get_font(objid, spec)
        # Whether characters are known is said by a table, whatever is in it; what is in it comes after.
        font = super().get_font(objid, {**spec, "ToUnicode": PDFStream({}, b""), **_without_outlines(spec)})
        font.unicode_map.cid2unichr = table  # type: ignore[attr-defined,unused-ignore]
        return font


def _table_of(spec: Any) -> dict[int, str] | None:
    """Give the characters of a font's glyphs; None where it has no plain table of them."""
    stream = resolve1(spec.get("ToUnicode"))
    return unicode_table(stream.get_data()) if isinstance(stream, PDFStream) else None


def _without_outlines(spec: Any) -> dict[str, object]:
    """Give the description of a part of a font without its outlines, of which nothing is asked beside a table."""
    described = resolve1(spec.get("FontDescriptor"))
    if "CIDSystemInfo" not in spec or not isinstance(described, dict):
        return {}
    return {"FontDescriptor": {name: value for name, value in described.items() if name != "FontFile2"}}


def _font_key(spec: Any) -> tuple[object, ...] | None:
    """Give what tells fonts without glyphs of their own apart, None for other fonts."""
    if "GlyphLess" not in str(spec.get("BaseFont")):
        return None
    table, parts = resolve1(spec.get("ToUnicode")), resolve1(spec.get("DescendantFonts"))
    if not isinstance(table, PDFStream) or not isinstance(parts, list) or len(parts) != 1:
        return None
    part = resolve1(parts[0])
    widths = [str(resolve1(part.get(name))) for name in ("DW", "W")] if isinstance(part, dict) else []
    return (str(spec.get("Encoding")), table.get_data(), *widths)


def open_pdf(data: bytes) -> PDFDocument:
    """Open a PDF, or raise :class:`SourceRefusedError` saying why it cannot be read."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    if not data:
        raise SourceRefusedError(Note("pdf-empty"), Note("get-complete"))
    if not is_pdf(data):
        is_html = b"<html" in data[:4096].lower()
        raise SourceRefusedError(Note("pdf-is-html") if is_html else Note("pdf-is-none"), Note("get-pdf"))
    try:
        return PDFDocument(PDFParser(BytesIO(data)))
    except PDFPasswordIncorrect as error:
        raise SourceRefusedError(Note("pdf-locked"), Note("save-unlocked")) from error
    except MemoryError:
        raise
    except Exception as error:  # a malformed file makes pdfminer raise almost anything
        raise damaged() from error


def damaged() -> SourceRefusedError:
    """Give the refusal of a file that has the head of a PDF and no body."""
    return SourceRefusedError(Note("pdf-damaged"), Note("get-complete"))


def sheets(document: PDFDocument) -> Iterator[Sheet]:
    """Read the pages one after another; a page that fails is given with its faults and what was read of it."""
    manager = _Manager()
    device = PieceDevice(manager)
    pages = PDFPage.create_pages(document)
    for number in range(1, MAX_PAGES + 2):
        broken = _Broken.count
        try:
            page = next(pages, None)
        except (MemoryError, SourceRefusedError):
            raise
        except Exception as error:
            yield Sheet(number, 0.0, 0.0, (), faults=(Note("pdf-pages-break-off", error=type(error).__name__),))
            return
        if page is None:
            return
        if number > MAX_PAGES:
            raise SourceRefusedError(Note("pdf-pages-many", most=MAX_PAGES), Note("split-into-files"))
        yield _sheet(number, page, manager, device, broken)


def is_rebuilt(document: PDFDocument) -> bool:
    """Whether the file's own table of its parts was of no use, so that these were searched for."""
    return any(isinstance(table, PDFXRefFallback) for table in document.xrefs)


def stated_pages(document: PDFDocument) -> int | None:
    """Give the number of pages the file says it has, if it says one."""
    try:
        count = resolve1(resolve1(document.catalog["Pages"])["Count"])
    except (KeyError, TypeError):
        return None
    return count if isinstance(count, int) else None


def stated_labels(document: PDFDocument, sheets: int) -> list[str]:
    """Give the page labels that the file states for its sheets; none where it states none, or only counts the sheets.

    Format: ISO 32000-1, 12.4.2 (``/PageLabels``).
    """
    try:
        labels = [as_label(str(label)) for label in islice(document.get_page_labels(), sheets)]
    except (MemoryError, SourceRefusedError):
        raise
    except Exception:  # pdfminer raises almost anything where there are none, or malformed ones
        return []
    counted = [str(number) for number in range(1, len(labels) + 1)]
    return labels if len(labels) == sheets and labels != counted and all(map(str.strip, labels)) else []


def one_sheet(document: PDFDocument, number: int) -> Sheet | None:
    """Read one page by its 1-based number, None where there is no such page."""
    manager = _Manager()
    page = next(islice(PDFPage.create_pages(document), number - 1, None), None)
    return _sheet(number, page, manager, PieceDevice(manager), _Broken.count) if page else None


def _sheet(number: int, page: PDFPage, manager: PDFResourceManager, device: PieceDevice, broken: int) -> Sheet:
    """Read a page; ``broken`` is the number of damaged parts met before it."""
    faults: list[Note] = []
    device.begin_sheet()
    try:
        Interpreter(manager, device).process_page(page)
    except (MemoryError, SourceRefusedError):
        raise
    except Exception as error:
        faults.append(Note("pdf-page-breaks-off", error=type(error).__name__))
    if _Broken.count > broken or device.unknown:
        faults.append(Note("pdf-part-damaged"))
    if _lacks_contents(page):
        faults.append(Note("pdf-part-missing"))
    if device.lost:
        faults.append(Note("pdf-bytes-unknown", bytes=device.lost))
    x0, y0, x1, y1 = page.mediabox
    width, height = abs(x1 - x0), abs(y1 - y0)
    if page.rotate in (90, 270):
        width, height = height, width
    read = once(device.pieces)
    return Sheet(number, width, height, tuple(read.pieces), tuple(read.repeated), device.invisible > 0, tuple(faults),
                 read.second_layer)


def _lacks_contents(page: PDFPage) -> bool:
    """Whether the page names contents that are not there, or are no contents."""
    named = resolve1(page.attrs.get("Contents"))
    parts = named if isinstance(named, list) else [named] if "Contents" in page.attrs else []
    return not all(isinstance(resolve1(part), PDFStream) for part in parts)


def title_of(document: PDFDocument) -> str:
    """Give the title the file states, or an empty string."""
    for info in document.info:
        title = resolve1(info.get("Title"))
        text = decode_text(title).strip("\x00 ") if isinstance(title, bytes) else ""
        if text and not text.lower().startswith(_NO_TITLES):
            return text
    return ""

"""A whole scan recognised: its pages drawn, each given to Tesseract, the answers kept one by one and then put together.

What is done stays in ``library/ocr`` until the scan is whole, so that a run that was interrupted goes on with the page
at which it stopped. A page that cannot be recognised is an empty one: the others keep their numbers.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from html import escape

from corpus.errors import SourceRefusedError
from corpus.facsimile.picture import PICTURES, POINTS, is_picture, page_sizes, picture
from corpus.limits import MAX_IMAGE_PIXELS, MAX_OCR_WIDTH, MAX_PAGES
from corpus.reading.kinds import is_pdf
from corpus.recognition.engine import RESOLUTION, Tesseract
from corpus.storage.home import Home, write_atomically

TIFF = tuple(begins for begins, kind in PICTURES.items() if kind == "TIFF")
"""How pictures begin of which one file may hold many."""

_XHTML = "http://www.w3.org/1999/xhtml"
_PAGE = re.compile(r"<div class=['\"]ocr_page['\"].*(?=</body>)", re.S)
Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Scanner:
    """Recognises files for one home with one engine, ``jobs`` pages at once, for those who add them.

    ``failed`` is told which pages of which file could not be recognised.
    """

    home: Home
    engine: Tesseract
    jobs: int
    step: Step
    failed: dict[str, tuple[int, ...]]

    @property
    def name(self) -> str:
        """Engine and models."""
        return self.engine.name

    def takes(self, data: bytes) -> bool:
        """Say whether a file can be recognised."""
        return is_scan(data)

    def read(self, data: bytes, file: str) -> bytes:
        """Give the hOCR of a file. Raises SourceRefusedError."""
        hocr, failed = recognise(self.home, data, file, self.engine, self.jobs, self.step)
        if failed:
            self.failed[file] = failed
        return hocr


def is_scan(data: bytes) -> bool:
    """Say whether a file can be recognised: a PDF or a picture."""
    return is_pdf(data) or is_picture(data)


def _is_one_picture(data: bytes) -> bool:
    """Say whether a file is one picture for certain; it is given to Tesseract as it is."""
    return is_picture(data) and not data.startswith(TIFF)


def recognise(
    home: Home, data: bytes, file: str, engine: Tesseract, jobs: int, step: Step
) -> tuple[bytes, tuple[int, ...]]:
    """Recognise a PDF or picture, ``jobs`` pages at once; ``step`` is told pages done, all pages, and the file.

    Gives the hOCR and the numbers of the pages that could not be recognised, which are empty in it.
    Raises SourceRefusedError where no page of it could be recognised.
    """
    mark = hashlib.sha256(data + engine.name.encode()).hexdigest()[:32]
    folder = home.library / "ocr" / mark
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sizes = [(0.0, 0.0)] if _is_one_picture(data) else page_sizes(data)
    if len(sizes) > MAX_PAGES:
        raise SourceRefusedError(f"{file} has more than {MAX_PAGES:,} pages.", "Split it into several files.")
    failed: list[int] = []

    def one(sheet: int) -> str:
        kept = folder / f"{sheet:05d}.hocr"
        with suppress(OSError, ValueError):
            return kept.read_text("utf-8")
        try:
            page = _pages(data, sheet, sizes[sheet - 1], engine)
        except SourceRefusedError:
            failed.append(sheet)
            width, height = (max(1, round(side)) for side in sizes[sheet - 1])
            return f"<div class='ocr_page' title='bbox 0 0 {width} {height}; scan_res 72 72'></div>"
        write_atomically(kept, page.encode())
        return page

    pages: list[str] = []
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        for done, page in enumerate(pool.map(one, range(1, len(sizes) + 1)), 1):
            pages.append(page)
            step(done, len(sizes), file)
    if len(failed) == len(sizes):
        raise SourceRefusedError(f"No page of {file} could be recognised.", "Save the scan again, or draw it sharper.")
    return _document(pages, engine).encode(), tuple(sorted(failed))


def forget(home: Home) -> None:
    """Remove what was kept of scans that are whole; nobody else reads it."""
    shutil.rmtree(home.library / "ocr", ignore_errors=True)


def _pages(data: bytes, sheet: int, size: tuple[float, float], engine: Tesseract) -> str:
    """Give the page of hOCR of a picture, or of a sheet of a PDF or of a TIFF of several, drawn for it."""
    if _is_one_picture(data):
        answer = engine.recognise(data)
    else:
        width = _width(*size)
        answer = engine.recognise(picture(data, sheet, width), round(width / size[0] * POINTS))
    found = _PAGE.search(answer)
    if found is None:
        raise SourceRefusedError("Tesseract gave no page.")
    return found.group().strip()


def _width(across: float, high: float) -> int:
    """Give how many dots wide a page of so many points is drawn: 300 an inch, within the limits of a picture."""
    most = (MAX_IMAGE_PIXELS * across / high) ** 0.5
    return int(min(across / POINTS * RESOLUTION, most, MAX_OCR_WIDTH))


def _document(pages: list[str], engine: Tesseract) -> str:
    """Put pages together; see http://kba.github.io/hocr-spec/1.2/ for what the head says."""
    head = (f'<meta charset="utf-8"/><meta name="ocr-system" content="{escape(engine.name)}"/>'
            f'<meta name="ocr-langs" content="{escape(engine.languages)}"/>'
            '<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf"/>')
    body = "\n".join(pages)
    return f'<!DOCTYPE html>\n<html xmlns="{_XHTML}"><head>{head}</head><body>\n{body}\n</body></html>\n'

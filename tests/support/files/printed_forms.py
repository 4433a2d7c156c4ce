"""One dialogue as a printed book, and that book in every form in which such texts come: PDF, text from it, hOCR.

The book is set line by line: turns as indented paragraphs, words parted at some line ends, a running head and the
number on each page.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from boxed import hocr
from dialogues import Said
from pdf_maker import INDENT, LEFT, RIGHT, Page, make_pdf, width_of

ROWS, FIRST, HEAD = 34, 31, {"en": "THE HARBOUR INQUIRY", "ru": "ДЕЛО О ГАВАНИ"}
PARTED = 0.7
"""Share of the words at line ends that are parted where they may be."""
_PART = {
    "en": re.compile(r"(?<=[bdglmnprst])(?=[bdglmnprst][aeiou])"),
    "ru": re.compile(r"(?<=[аеоуи])(?=[бвгдлмнрст][аеоуи])"),
}

Labelled = Callable[[Said], str]


@dataclass(frozen=True)
class Book:
    """Lines of the pages (``>`` before an indented one), and the page on which each turn begins."""

    lang: str
    pages: tuple[tuple[str, ...], ...]
    begins: tuple[int, ...]

    def pdf(self, *, scan: bool = False) -> bytes:
        """Give it as a PDF; with ``scan`` as recognised words over nothing."""
        sheets = [Page(page, head=HEAD[self.lang], number=str(FIRST + n)) for n, page in enumerate(self.pages)]
        return make_pdf(sheets, cyrillic=self.lang == "ru", scan=scan)

    def text_of_pdf(self, *mode: str) -> bytes:
        """Give what pdftotext makes of the PDF."""
        tool = shutil.which("pdftotext")
        if tool is None:
            pytest.skip("pdftotext is not here")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "book.pdf"
            file.write_bytes(self.pdf())
            return subprocess.run([tool, *mode, str(file), "-"], capture_output=True, check=True).stdout

    def djvu_text(self) -> bytes:
        """Give it as archive.org's text of a scan: lines without indents, heads and numbers among them."""
        pages = ["\n".join([f"{HEAD[self.lang]} {FIRST + n}", "", *(line.removeprefix(">") for line in page)])
                 for n, page in enumerate(self.pages)]
        return "\n\n".join(pages).encode()

    def hocr(self) -> bytes:
        """Give it as Tesseract's hOCR."""
        return hocr([[f"{HEAD[self.lang]} {FIRST + n}", *page] for n, page in enumerate(self.pages)]).encode()


def book(turns: Sequence[Said], lang: str, labelled: Labelled, seed: int = 1) -> Book:
    """Set turns as a book; ``labelled`` gives what stands before the words."""
    chance = random.Random(seed)  # noqa: S311 -- the same in every run
    lines: list[str] = []
    starts: list[int] = []
    for said in turns:
        starts.append(len(lines))
        lines += _paragraph(f"{labelled(said)} {said.text}", lang, chance)
    pages = tuple(tuple(lines[at : at + ROWS]) for at in range(0, len(lines), ROWS))
    return Book(lang, pages, tuple(FIRST + start // ROWS for start in starts))


def _paragraph(text: str, lang: str, chance: random.Random) -> list[str]:
    """Break a paragraph into lines as full as the measure, the first indented; some end inside a word."""
    out, line = [], ">"
    for word in text.split():
        if _fits(f"{line}{word}", lang):
            line += f"{word} "
            continue
        cuts = [m.start() for m in _PART[lang].finditer(word) if 2 < m.start() < len(word) - 2]
        cuts = [cut for cut in cuts if _fits(f"{line}{word[:cut]}-", lang)]
        if word.islower() and cuts and chance.random() < PARTED:
            out.append(f"{line}{word[: cuts[-1]]}-")
            line = f"{word[cuts[-1] :]} "
        else:
            out.append(line.rstrip())
            line = f"{word} "
    return [*out, line.rstrip()]


def _fits(line: str, lang: str) -> bool:
    room = RIGHT - LEFT - (INDENT if line.startswith(">") else 0)
    return width_of(line.removeprefix(">"), cyrillic=lang == "ru") <= room

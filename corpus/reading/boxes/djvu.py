"""DjVu files: DjVuLibre is asked for their text layer and drawn pages, where the computer has it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import SourceRefusedError
from corpus.limits import IMAGE_SECONDS, WORKER_SECONDS
from corpus.model.notes import Note
from corpus.reading.boxes.words import BoxedPage
from corpus.reading.boxes.xml_pages import xml_pages

_PLACES = "/usr/bin:/usr/local/bin:/opt/homebrew/bin"
"""Where the programs may be: the process that reads files has no search path."""

_TALLEST = 4
"""A page is drawn in a frame so many times as high as it is wide, at most."""


def djvu_pages(data: bytes, file: str, sheet: int | None = None) -> list[BoxedPage]:
    """Give the pages of a DjVu file's text layer, or the one page ``sheet`` (from 1).

    Raises SourceRefusedError, also where the program is not there.
    """
    options = ["--with-text", *([] if sheet is None else ["--page", str(sheet)])]
    made = _asked("djvutoxml", options, data, file, 10 * WORKER_SECONDS)
    return xml_pages(made, "djvuxml", file)


def djvu_page(data: bytes, file: str, sheet: int, width: int) -> bytes:
    """Give page ``sheet`` (from 1) drawn, as a TIFF about ``width`` pixels wide. Raises as :func:`djvu_pages` does."""
    # Refuses a page that is not there: ddjvu would draw the last one.
    _asked("djvutoxml", ["--page", str(sheet)], data, file, IMAGE_SECONDS)
    frame = f"-size={width}x{_TALLEST * width}"
    return _asked("ddjvu", ["-format=tiff", f"-page={sheet}", frame], data, file, IMAGE_SECONDS)


def _asked(name: str, options: list[str], data: bytes, file: str, seconds: float) -> bytes:
    """Give the file that a program of DjVuLibre makes of another."""
    program = shutil.which(name, path=_PLACES)
    if program is None:
        raise SourceRefusedError(Note("djvutoxml-missing", name=file), Note("install-djvulibre"))
    with TemporaryDirectory() as folder:
        given, made = Path(folder) / "given.djvu", Path(folder) / "made"
        given.write_bytes(data)
        try:
            subprocess.run(  # noqa: S603 -- a program of a fixed place, no shell, an empty environment
                [program, *options, given, made], capture_output=True, env={}, timeout=seconds, check=True)
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise SourceRefusedError(Note("djvu-unread", name=file), Note("may-be-damaged")) from error

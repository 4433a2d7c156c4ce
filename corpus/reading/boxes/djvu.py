"""DjVu files: their text layer is asked of ``djvutoxml`` of DjVuLibre, where the computer has it."""

from __future__ import annotations

import shutil
import subprocess
from tempfile import NamedTemporaryFile

from corpus.errors import SourceRefusedError
from corpus.limits import WORKER_SECONDS
from corpus.model.notes import Note
from corpus.reading.boxes.words import BoxedPage
from corpus.reading.boxes.xml_pages import xml_pages

_PLACES = "/usr/bin:/usr/local/bin:/opt/homebrew/bin"
"""Where the program may be: the process that reads files has no search path."""


def djvu_pages(data: bytes, file: str) -> list[BoxedPage]:
    """Give the pages of a DjVu file's text layer. Raises SourceRefusedError, also where the program is not there."""
    program = shutil.which("djvutoxml", path=_PLACES)
    if program is None:
        raise SourceRefusedError(Note("djvutoxml-missing", name=file), Note("install-djvulibre"))
    with NamedTemporaryFile(suffix=".djvu") as copy:
        copy.write(data)
        copy.flush()
        try:
            done = subprocess.run(  # noqa: S603 -- a program of a fixed place, no shell, an empty environment
                [program, "--with-text", copy.name], capture_output=True, env={}, timeout=10 * WORKER_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise SourceRefusedError(Note("djvu-unread", name=file), Note("may-be-damaged")) from error
    return xml_pages(done.stdout, "djvuxml", file)

"""The lines of a file of corrections as an editor, a table or the user's own hand left it."""

from __future__ import annotations

import codecs
from pathlib import Path

from corpus.errors import HomeError
from corpus.limits import MAX_CORRECTIONS_BYTES
from corpus.regular_files import ChangingError, NoFileError, TooLongError, is_there, read_file

_UNSEEN = "\ufeff\f\v\x85\u2028\u2029"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a file begins that an editor calls *Unicode*, and a table saved as Unicode text."""


def written_lines(path: Path) -> list[str]:
    """Give the lines of a file; a missing one has none.

    Raises HomeError where it is there and cannot be read: without what it says other texts would be shown.
    """
    return lines_of(written_text(path))


def written_text(path: Path) -> str:
    """Give the text of a file, in UTF-8 or in UTF-16 with its mark; a missing one has none. Raises HomeError."""
    try:
        if not is_there(path):
            return ""
        data = read_file(path, MAX_CORRECTIONS_BYTES)
        return data.decode("utf-16" if data.startswith(_WIDE) else "utf-8-sig")
    except TooLongError as error:
        raise HomeError(f"{path} has more than {MAX_CORRECTIONS_BYTES:,} bytes.",
                        "Is it another file? Move it away.") from error
    except ChangingError as error:
        raise HomeError(f"{path} is changed while it is read.", "Try again when it is saved.") from error
    except (NoFileError, FileNotFoundError) as error:  # a link may lead to a disk that is not there
        raise HomeError(f"{path} is no file that can be read.",
                        "Put the file of corrections there, or move it away.") from error
    except (OSError, UnicodeError) as error:
        raise HomeError(f"The corrections in {path} cannot be read: {error}.",
                        "Save the file as plain text in UTF-8, or move it away.") from error


def lines_of(raw: str) -> list[str]:
    """Give the lines of a file that was written in an editor: other signs that may end a line stand within one.

    At the ends of a line these, form feeds and byte order marks (of files that were joined) say nothing.
    """
    return [line.strip(_UNSEEN) for line in raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")]

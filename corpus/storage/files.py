"""Text and JSON as they lie in a home, which others may have filled."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.regular_files import read_file


def read_text(path: Path) -> str:
    """Give the text of a regular file in UTF-8, its ends of lines as they are. Raises OSError, ValueError."""
    return read_file(path).decode("utf-8")


def parsed(text: str) -> Any:
    """Give what JSON says. Raises ValueError, also where it is nested deeper than anything a home holds."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def below(folder: Path) -> Iterator[Path]:
    """Give all that lies below a folder, without following links.

    Raises OSError where a folder does not say what it holds. Globs pass over such a one: where it is closed to us, and
    from Python 3.13 on whatever the disk says.
    """
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        yield folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from below(folder / entry.name)

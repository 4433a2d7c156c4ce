"""The format of the files of a generation: what an index must have been built as to be read."""

from __future__ import annotations

import hashlib
from dataclasses import fields

from corpus.model.description import Description
from corpus.model.notes import CODES_MARK
from corpus.model.turns import Mark, Origin, Page, Pair, TextInfo, Turn

VERSION = 15
"""Version of the files of a generation; raised when they, or what counts as a word or passage, change."""


def _format() -> str:
    names = ",".join(f.name for kind in (TextInfo, Description, Turn, Page, Mark, Origin, Pair) for f in fields(kind))
    return f"{VERSION}-{hashlib.sha256((names + CODES_MARK).encode()).hexdigest()[:8]}"


FORMAT = _format()
"""What an index must have been built as to be read: the version, and a mark of the fields of turns and notes."""

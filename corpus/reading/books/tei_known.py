"""What a file of TEI says as a whole, before it is read from its beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPOKEN = re.compile(r"<(?:\w{1,20}:)?(?:sp|u)[\s>]")
_NOTES = re.compile(r"""<(?:\w{1,20}:)?note\b[^>]{0,400}?\b(?:xml:)?id\s*=\s*["']([^"']{1,100})""")
_PROGRAM = "trials"


@dataclass(frozen=True, slots=True)
class Known:
    """What the file as a whole says before it is read: whether this program made it, and whether persons speak in it.

    ``body`` is the element that holds the text, ``notes`` are the names of notes.
    """

    file: str
    own: bool
    spoken: bool
    body: str
    notes: frozenset[str]

    @classmethod
    def found_in(cls, raw: str, file: str) -> Known:
        """Look through a file."""
        body = "text" if "<text" in raw or ":text" in raw else "sourcedoc"
        own = f'ident="{_PROGRAM}"' in raw[: raw.find("<text")]
        return cls(file, own, _SPOKEN.search(raw) is not None, body, frozenset(_NOTES.findall(raw)))

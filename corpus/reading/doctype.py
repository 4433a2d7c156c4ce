"""What stands before the first element of an XML or HTML file: its declaration, comments, and the document type.

Format: https://www.w3.org/TR/xml/#sec-prolog-dtd. Each part is looked through once, however long it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPEN = re.compile(r"<!DOCTYPE\b", re.I)
_SIGN = re.compile(r"""["'\[>]""")
_INNER_SIGN = re.compile(r"""["'\]]|<!--|<\?""")
_CLOSES = {'"': '"', "'": "'", "<!--": "-->", "<?": "?>"}
_SPACE = re.compile(r"[\s\ufeff]*+")

MAX_PARTS = 1_000
"""Declarations and comments before the first element that are looked through."""


def root_at(raw: str) -> int:
    """Give where the first element begins, as far as what stands before it is sound."""
    *_, root = _parts(raw)
    return root


def doctype_end(raw: str, at: int) -> tuple[int, tuple[int, int]]:
    """Give where the document type that begins at ``at`` ends, and the span of what it declares itself.

    The end is -1 where it is left open, or none begins there; the span is empty where it declares nothing.
    """
    begun = _OPEN.match(raw, at)
    place = begun.end() if begun else -1
    span = (at, at)
    while place >= 0 and (found := _SIGN.search(raw, place)):
        sign = found.group()
        if sign == ">":
            return found.end(), span
        if sign == "[":
            span = (found.end(), _subset_end(raw, found.end()))
            place = span[1]
        else:
            close = raw.find(sign, found.end())
            place = close + 1 if close >= 0 else -1
    return -1, (at, at)


def subset_of(raw: str) -> str:
    """Give what the document type of a file declares itself, between its brackets."""
    typed = next((place for place in _parts(raw) if _OPEN.match(raw, place)), None)
    return "" if typed is None else raw[slice(*doctype_end(raw, typed)[1])]


def _parts(raw: str) -> Iterator[int]:
    """Give where each part before the first element begins, and last where this does."""
    end = 0
    for _ in range(MAX_PARTS + 1):
        found = _SPACE.match(raw, end)
        place = found.end() if found else end
        yield place
        end = doctype_end(raw, place)[0] if _OPEN.match(raw, place) else _closed(raw, place)
        if end < 0:
            return


def _closed(raw: str, at: int) -> int:
    """Give the end of a declaration or comment that begins at ``at``, -1 where none does."""
    for begins, ends in (("<?", "?>"), ("<!--", "-->")):
        if raw.startswith(begins, at):
            close = raw.find(ends, at + len(begins))
            return close + len(ends) if close >= 0 else -1
    return -1


def _subset_end(raw: str, place: int) -> int:
    """Give where the bracket closes that opened before ``place``, -1 where it is left open."""
    while place >= 0 and (found := _INNER_SIGN.search(raw, place)):
        if found.group() == "]":
            return found.start()
        ends = _CLOSES[found.group()]
        close = raw.find(ends, found.end())
        place = close + len(ends) if close >= 0 else -1
    return -1

"""Pages that only the names of elements tell: ``<a id="page_31"></a>``, ``<div id="page31">``, ``<pb n="31"/>``.

One such name may be the top of a part of a site, so that names are pages only where they count them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

FEWEST = 3
"""Names that count pages, at least."""
MAX_STEP = 2
"""Usual step from one page to the next; some editions mark every second page."""

_ANCHOR = re.compile(
    r"<(?P<tag>a|span|div|section|article|p|hr|img|h[1-6])\s(?:[^<>]{0,300}?\s)?"
    r"(?:id|name)\s?=\s?[\"']?(?P<word>page|pg|p)[._-]?(?P<number>\d{1,4})(?![\w.-])"
    r"[^<>]{0,300}>(?P<empty>\s{0,5}</(?:a|span)>)?(?!\s{0,5}[\[(]?\d)", re.IGNORECASE,
)
_BREAK = re.compile(
    r"<(?P<tag>pb)\s(?:[^<>]{0,300}?\s)?(?P<word>n)\s?=\s?[\"']?(?P<number>\d{1,4})(?![\w.-])(?P<empty>)[^<>]{0,300}>",
    re.IGNORECASE)
"""The page break of TEI, which people write by hand into other pages."""


def named_pages(raw: str) -> dict[int, str]:
    """Give the numbers of the pages that anchors name, by where their tags begin; none where they do not rise.

    Paragraphs are named ``p1`` too: such names count from more than one, and stand in anchors without words.
    """
    breaks = list(_BREAK.finditer(raw))
    found = breaks or [m for m in _ANCHOR.finditer(raw) if m["empty"] or len(m["word"]) > 1]
    numbers = [int(m["number"]) for m in found]
    steps = [b - a for a, b in pairwise(numbers)]
    if len(numbers) < FEWEST or min(steps) < 1 or median(steps) > MAX_STEP:
        return {}
    if numbers[0] == 1 and not breaks and any(len(m["word"]) == 1 for m in found):
        return {}
    return {m.start(): m["number"].lstrip("0") for m in found}

"""Pages that only the names of a page's anchors tell: ``<a id="page_31"></a>``, one behind another.

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
    r"<(?:a|span)\s(?:[^<>]{0,300}?\s)?(?:id|name)\s?=\s?[\"']?(?P<word>page|pg|p)[._-]?(?P<number>\d{1,4})(?![\w.-])"
    r"[^<>]{0,300}>(?P<empty>\s{0,5}</(?:a|span)>)?(?!\s{0,5}[\[(]?\d)", re.IGNORECASE,
)


def named_pages(raw: str) -> dict[int, str]:
    """Give the numbers of the pages that anchors name, by where their tags begin; none where they do not rise.

    Paragraphs are named ``p1`` too: such names count from more than one, and stand in anchors without words.
    """
    found = [m for m in _ANCHOR.finditer(raw) if m["empty"] or len(m["word"]) > 1]
    numbers = [int(m["number"]) for m in found]
    steps = [b - a for a, b in pairwise(numbers)]
    if len(numbers) < FEWEST or min(steps) < 1 or median(steps) > MAX_STEP:
        return {}
    if numbers[0] == 1 and any(len(m["word"]) == 1 for m in found):
        return {}
    return {m.start(): m["number"].lstrip("0") for m in found}

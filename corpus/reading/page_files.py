"""Names of files that hold one page each, as recognisers write them: ``page_0011.txt`` is page 11."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_NUMBERED = re.compile(r"(?:^|[-_ .])(?:page|pg|p|стр|с)[-_ ]?0*(\d{1,4})(?:\.\w{1,8}){1,2}", re.I)
LEAST_FILES, MOST_STEP = 3, 3
"""Fewer files may be parts of any kind. Empty pages are left out, but not many in a row."""


def page_number(name: str) -> int | None:
    """Give the page that the name of a file counts, None where it counts none."""
    found = _NUMBERED.search(name.rpartition("/")[2])
    return int(found.group(1)) if found else None


def page_numbers(names: Sequence[str]) -> list[int]:
    """Give the pages that the names of files count; none where one does not, or they do not rise from file to file."""
    numbers = [number for name in names if (number := page_number(name)) is not None]
    rises = all(0 < b - a <= MOST_STEP for a, b in pairwise(numbers))
    return numbers if rises and len(numbers) == len(names) >= LEAST_FILES else []

"""Names of files that hold one page each, as recognisers and scanners write them: ``page_0011.txt`` is page 11."""

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


def counted_numbers(names: Sequence[str]) -> list[int]:
    """Give the numbers by which alone the names of files differ, ``scan-007.txt``; none where these do not rise.

    They count the files of a scan, or parts of any kind: only what the files hold tells that each is a page.
    """
    parts = [re.split(r"(\d{1,6})", name.rpartition("/")[2]) for name in names]
    if len(names) < LEAST_FILES or len({len(part) for part in parts}) > 1:
        return []
    differing = [n for n, column in enumerate(zip(*parts, strict=True)) if len({_plain(each) for each in column}) > 1]
    if len(differing) != 1 or not parts[0][differing[0]].isdigit():
        return []
    numbers = [int(part[differing[0]]) for part in parts]
    return numbers if all(0 < b - a <= MOST_STEP for a, b in pairwise(numbers)) else []


def _plain(part: str) -> str:
    return part.lstrip("0") if part.isdigit() else part

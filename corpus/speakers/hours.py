"""The hour before a label, as recordings and diaries of a day have it: no part of the label, and nobody's words."""

from __future__ import annotations

import re

_HOUR = r"[(\[]?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: час\.?)?[)\]]?,?[ \u00a0]{1,3}(?:[–—-][ \u00a0]{1,3})?"
"""An hour and what parts it from a label, as part of an expression."""
_TIME = re.compile(_HOUR)
_TIME_BEFORE = re.compile(rf"(?:^|\n|[.?!…»\"”)\]])[ \u00a0]{{0,3}}(?P<hour>{_HOUR})\Z")
MAX_TIME = 30
"""Characters in which an hour before a label is looked for."""


def behind_hour(text: str, start: int) -> int:
    """Give where a line goes on behind the hour with which it begins at ``start``; ``start`` without one."""
    found = _TIME.match(text, start)
    return found.end() if found and text[found.end() : found.end() + 1].strip() else start


def hour_before(text: str, start: int) -> int:
    """Give where an hour begins that stands before a label at ``start``, behind what ends a sentence, else ``start``.
    """
    low = max(0, start - MAX_TIME)
    found = _TIME_BEFORE.search(text[low:start])
    return low + found.start("hour") if found else start

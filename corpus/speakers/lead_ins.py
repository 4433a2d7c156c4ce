"""What stands before a label and is no part of it, and nobody's words: an hour, the number of a line, a sign.

Recordings and diaries of a day have the hour, numbered lines their number, and pages of a site a sign.
"""

from __future__ import annotations

import re

SIGNS = "\u200b\ufeff§†‡►▶"
"""Signs that a source sets before a label, unseen ones among them: no words of anybody."""
_HOUR = (r"(?:[(\[]?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: час\.?)?[)\]]?|\d{1,2} ?ч\.? ?\d{1,2} ?м(?:ин)?\.?)"
         r",?[ \u00a0]{1,3}(?:[–—-][ \u00a0]{1,3})?")
"""An hour and what parts it from a label, as part of an expression."""
_NUMBER = r"(?:[(\[]\d{1,4}[)\]]|(?:№|N[or]\.)[ \u00a0]?\d{1,4}[.):]?)[ \u00a0]{1,3}"
"""The number of a line, in brackets or behind its sign, as part of an expression."""
_BEFORE = re.compile(rf"(?:[{SIGNS}][ \u00a0]{{0,3}})?(?:{_HOUR}|{_NUMBER})?")
_TIME_BEFORE = re.compile(
    rf"(?:(?:^|\n)[ \u00a0]{{0,3}}(?P<line>(?:[{SIGNS}][ \u00a0]{{0,3}})?(?:{_HOUR}|{_NUMBER})?)"
    rf"|[.?!…»\"”)\]][ \u00a0]{{0,3}}(?P<hour>{_HOUR}))\Z")
MAX_TIME = 30
"""Characters in which that is looked for before a label."""


def behind_lead_in(text: str, start: int) -> int:
    """Give where a line goes on behind the hour, number or sign with which it begins at ``start``, else ``start``."""
    found = _BEFORE.match(text, start)
    return found.end() if found and text[found.end() : found.end() + 1].strip() else start


def is_lead_in(text: str) -> bool:
    """Say whether a text is nothing but an hour, a number or a sign, as they stand before a label."""
    return _BEFORE.fullmatch(f"{text.strip()} ") is not None


def lead_in_before(text: str, start: int) -> int:
    """Give where an hour, number or sign begins that stands before a label at ``start``, else ``start``.

    It begins a line; an hour may stand behind the end of a sentence as well.
    """
    low = max(0, start - MAX_TIME)
    found = _TIME_BEFORE.search(text[low:start])
    return low + max(found.start("line"), found.start("hour")) if found else start

"""Names of sittings, as ``1936-08-19-morning``."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_SITTING = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:-(\w[\w-]*))?")


SITTINGS_KEPT = 1_000
"""Names of sittings that are kept as read: those of all trials are some dozens, and every passage has one."""


@lru_cache(SITTINGS_KEPT)
def parse_sitting(sitting: str | None) -> tuple[date, str | None] | None:
    """Give the day and the part of the day that a sitting is named by; None where it is no date or none is given."""
    match = _SITTING.fullmatch(sitting or "")
    if not match:
        return None
    year, month, day, part = match.groups()
    try:
        return date(int(year), int(month), int(day)), part
    except ValueError:
        return None

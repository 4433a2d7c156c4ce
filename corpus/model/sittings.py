"""Names of sittings, as ``1936-08-19-morning``."""

from __future__ import annotations

import re
from datetime import date

_SITTING = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:-(\w[\w-]*))?")


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

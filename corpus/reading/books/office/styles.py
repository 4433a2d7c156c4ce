"""What the names of styles say in the documents of word processors."""

from __future__ import annotations

import re

_QUOTE = re.compile(r"quot|block text|цитата", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|заголовок|title|название)\s*(?P<level>\d)?", re.IGNORECASE)


def heading_level(style: str) -> int:
    """Give the level of the headings that a style of this name is for, 0 where it is for none."""
    found = _HEADING.match(style)
    return int(found["level"] or 1) if found else 0


def is_quotation(style: str) -> bool:
    """Say whether a style of this name is for quotations."""
    return bool(_QUOTE.search(style))

"""Raised figures: part of a number, as in articles of a code (58⁸), squares (km²), hours (5³⁰), or marks of notes."""

from __future__ import annotations

import re

BEHIND = 80
"""Characters before a raised figure that may tell what it is."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FIGURE = re.compile(r"\s*(\d{1,2})(?:\s?-?\s?([^\W\d_]))?\s*")
_ARTICLE = re.compile(
    r"(?<!\w)(?:articles?|arts?|sections?|sec|paragraphs?|ст|стать[яиюе]\w*|статей|пункт\w*|пп|ук)(?!\w)|§", re.I
)
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}$")
_UNIT = re.compile(r"\d\s?(?:km|m|cm|mm|км|м|см|мм)$", re.I)
_HOUR = re.compile(
    r"(?<!\w)(?:at|by|till|until|from|after|before|about|во?|до|с|к|ко|около|после|часов)\s(?:[01]?\d|2[0-4])$", re.I)
_MINUTES = re.compile(r"[0-5]\d")
_MARK = re.compile(r"\s*[\[(]?(\d{1,3}|\*{1,3}|[†‡])[\])]?\s*")
_SENTENCE = re.compile(r"(?<![^\W\d_])[^\W\d_]{4,}+[.!?…][\"'»”)]*+\s")


def part_of_number(before: str, raised: str) -> str | None:
    """Give a raised figure as running text has it, ``⁸`` or ``¹a``; None where it is a note mark or no figure.

    ``before`` is the text in front of it; its last :data:`BEHIND` characters tell.
    """
    figure = _FIGURE.fullmatch(raised.translate(_PLAIN))
    if figure is None:
        return None
    near = _SENTENCE.split(before[-BEHIND:])[-1]
    article = _NUMBER.search(near) and _ARTICLE.search(near)
    measure = _UNIT.search(near) and figure[1] in ("2", "3") and not figure[2]
    time = _HOUR.search(near) and _MINUTES.fullmatch(figure[1]) and not figure[2]
    return figure[1].translate(_RAISED) + (figure[2] or "") if article or measure or time else None


def note_mark(raised: str) -> str | None:
    """Give the number or sign of a note that raised words are, None for others."""
    found = _MARK.fullmatch(raised)
    return found.group(1) if found else None

"""Stretches of a paragraph between quotation marks."""

from __future__ import annotations

import re

MAX_QUOTED_CHARS = 1_500
"""Longer stretches are no quotation: one of the marks was lost in print, and it is not known which."""

_MARK = re.compile(r"[«»“”„\"]")
_CLOSING = {"»": "«", "”": "“"}


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Give the stretches of ``text`` inside quotation marks, marks included: the outermost ones, in order.

    An opening mark without its closing one opens nothing. “ closes what „ opened. A straight mark opens behind
    a space or bracket and closes elsewhere.
    """
    spans: list[tuple[int, int]] = []
    opened: dict[str, list[int]] = {"«": [], "“": [], "„": [], '"': []}
    for found in _MARK.finditer(text):
        mark, at = found.group(), found.start()
        kind = _closed_by(mark, opened, text, at)
        if kind is None:
            if mark == '"':
                opened[mark].clear()
            opened.get(mark, []).append(at)
        elif opened[kind] and at - (start := opened[kind].pop()) <= MAX_QUOTED_CHARS:
            spans.append((start, at + 1))
    return _outermost(spans)


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _closed_by(mark: str, opened: dict[str, list[int]], text: str, at: int) -> str | None:
    """Give the mark that a mark closes, or None where it opens."""
    if mark in _CLOSING:
        return "„" if mark == "”" and opened["„"] and not opened["“"] else _CLOSING[mark]
    if mark == "“" and opened["„"]:
        return "„"
    if mark == '"' and at and not (text[at - 1].isspace() or text[at - 1] in "([—–-"):
        return mark
    return None

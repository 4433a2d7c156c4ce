"""Lines without a label that do not go on with the speech before: what a dash begins, and what the record tells.

Russian prose tells the voices of a dialogue apart by dashes alone; who speaks behind one is never said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.speakers.label import Label
from corpus.speakers.line_starts import LineSpan
from corpus.unspoken.course import tells_course

DASH, TOLD = "—", "…"
"""Labels of nobody, before a dash and before what the record tells; they take no text, the dash stays where it stands.

Printed ones may read so too (``…:``), and take it.
"""
_DASH = re.compile(r"\s*(?:[—–]\s*|-\s+)(?=[«\"“„]?[^\W\d_a-zа-яё])")
_ITEM = re.compile(r"[;,]\s*\Z")
"""The end of an entry of a list."""
_INSIDE = re.compile(r"(?P<end>[.?!…])[»\"”]?\s[—–-]\s(?=[«\"“„]?[^\W\d_a-zа-яё])")
FEWEST = 2
"""Dashes between sentences of one speech, one of them behind a question, that show several voices."""


def begins_with_dash(text: str) -> bool:
    """Say whether a paragraph or line begins with a dash and a sentence, as a new voice of a dialogue does."""
    return _DASH.match(text) is not None and _ITEM.search(text) is None


def goes_on_listing(before: str) -> bool:
    """Say whether a dash behind a speech that ends so begins an entry of its list."""
    return before.rstrip().endswith(":") or begins_with_dash(before.rpartition("\n")[2])


def sign_of_nobody(line: str) -> str | None:
    """Give what stands for the label of a line that a dash begins, or that tells what was done in court, else None."""
    if begins_with_dash(line):
        return DASH
    return TOLD if tells_course(line) else None


def labels_of_nobody(text: str, lines: Iterable[LineSpan]) -> Iterator[Label]:
    """Give a label of nobody before each line of a paragraph that has :func:`sign_of_nobody`."""
    for line in lines:
        if line.begins and (sign := sign_of_nobody(text[line.start : line.end])):
            yield Label(line.start, line.start, sign, (), exact=True)


def is_of_nobody(label: Label) -> bool:
    """Say whether a label is one of :func:`labels_of_nobody`, and none that is printed."""
    return label.start == label.end


def runs_on(text: str) -> bool:
    """Say whether a speech has questions and answers between dashes, run on as if one person said them."""
    ends = [found["end"] for found in _INSIDE.finditer(text)]
    return len(ends) >= FEWEST and "?" in ends

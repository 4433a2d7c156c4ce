"""Two texts side by side with the words marked in which they differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise

from webapp.models.highlight import Paragraph, TextPiece

MOST = 3_000
"""Words of a text beyond which nothing is marked: comparing takes the square of it at worst."""

DIFFERS = frozenset({"differs"})
_WORD = re.compile(r"\w+", re.UNICODE)


def side_by_side(one: str, other: str) -> tuple[Paragraph, Paragraph]:
    """Give both texts as pieces; words that the other has not in this place have the style ``differs``.

    Case, ё and punctuation make no difference.
    """
    here, there = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    if max(len(here), len(there)) > MOST:
        return (TextPiece(one),), (TextPiece(other),)
    matcher = SequenceMatcher(None, [_fold(m) for m in here], [_fold(m) for m in there], autojunk=False)
    left: list[tuple[int, int]] = []
    right: list[tuple[int, int]] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            left += [(here[a].start(), here[b - 1].end())] if b > a else []
            right += [(there[c].start(), there[d - 1].end())] if d > c else []
    return _cut(one, left), _cut(other, right)


def _fold(word: re.Match[str]) -> str:
    return word.group().casefold().replace("ё", "е")


def _cut(text: str, ranges: list[tuple[int, int]]) -> Paragraph:
    edges = sorted({0, len(text), *(edge for span in ranges for edge in span)})
    marked = set(ranges)
    starts = {start for start, _ in marked}
    return tuple(TextPiece(text[a:b], DIFFERS if a in starts else frozenset()) for a, b in pairwise(edges) if b > a)

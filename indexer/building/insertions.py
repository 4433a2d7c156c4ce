"""Insertions in brackets: words that whoever quotes a text has put into it, as the original of a word.

An insertion is one to three words in round brackets and quotation marks, or in square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language.words import Word

MAX_GLOSS_WORDS = 3
"""Words of an insertion at most: what is longer in brackets is the speaker's own, and no help of the editor."""

_GLOSS = re.compile(r"""\(\s*["“”„«‘'][^()\n]{1,60}["”“»’']\s*\)|\[[^\[\]\n]{1,60}\]""")


def glosses(text: str, words: Sequence[Word]) -> list[int]:
    """Give the numbers of the words of a text that stand in insertions, in order."""
    out: list[int] = []
    at = 0
    for found in _GLOSS.finditer(text):
        while at < len(words) and words[at].start < found.start():
            at += 1
        end = at
        while end < len(words) and words[end].end <= found.end():
            end += 1
        if end - at <= MAX_GLOSS_WORDS:
            out.extend(range(at, end))
        at = end
    return out

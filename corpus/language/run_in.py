"""A heading that runs into its paragraph: printed again before its first sentence, or in capitals between two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.words import forms, words

FEWEST = 3
"""Words, at least, that a heading must have unless it stands in capitals."""
MOST_SIGNS = 8
"""Signs between two words of a heading, at most: what is farther on is not its end."""

_NEXT = re.compile(r"(?P<stop>[.:]?)\s*+(?:[—–-]\s*+)?[«“\"'(]?[A-ZА-ЯЁ]")
_CAPITALS = re.compile(r"(?<=[.!?…:»”\"]\s)[A-ZА-ЯЁ]{2,}(?:[ ,.'’-]+[A-ZА-ЯЁ]+\b)*(?=\s+[«“\"]?[A-ZА-ЯЁ]\s?[a-zа-яё])")


def run_in(text: str, heading: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Give where a paragraph prints its heading again; ``heading`` are the folded words of it."""
    if not heading:
        return
    first = words(text[: sum(map(len, heading)) + MOST_SIGNS * len(heading)])[: len(heading)]
    if tuple(word.form for word in first) == heading:
        end = first[-1].end
        behind = _NEXT.match(text, end)
        capitals = text[:end].isupper()
        if (behind and (capitals or (len(heading) >= FEWEST and not behind["stop"]))) or not text[end:].strip(" ."):
            yield 0, end + (len(behind["stop"]) if behind else len(text) - end)
            return
    for run in _CAPITALS.finditer(text):
        printed = tuple(forms(run.group()))
        if printed == heading or (len(printed) >= FEWEST and printed == heading[: len(printed)]):
            yield run.span()

"""Speakers' labels of recognised pages: a sign misread after or before a label is put right where that is certain.

Certain is: the line begins with a name in capitals that stands before a colon at other line beginnings of the same
file. The name itself stays as it was recognised. Every repair is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from corpus.readers.pdf_flow import Item
from corpus.readers.pdf_lines import Line

_LABEL = re.compile(
    r"(?P<stray>(?:[^\w\s(\[\"“„«—–-]|_){0,3}\s?)"
    r"(?P<name>[A-ZА-ЯЁ][A-ZА-ЯЁ.\-' ]{1,40}?)(?P<direction>\s*\([^)]{1,80}\))?\s?(?P<sign>[:;.,])(?=\s|$)"
)
_OFTEN = 2
"""A name stands before a colon so many times at least, to be a label of the file."""

_LETTERS_AN_ERROR = 6
"""A name of so many letters may have one wrong letter, one of twice as many two."""

Repair = tuple[int, str, str]
"""Sheet, what was read, what it is taken for."""


def repaired(items: Sequence[Item]) -> tuple[list[Item], list[Repair]]:
    """Give the lines with their labels put right, and what was changed."""
    known = {name for name, count in Counter(_labels(items)).items() if count >= _OFTEN}
    out: list[Item] = []
    repairs: list[Repair] = []
    for item in items:
        match = _LABEL.match(item.text) if item.bare.leaf.recognised else None
        wrong = match and (match["stray"] or match["sign"] != ":") and _is_known(match["name"], known)
        line = _mended(item.line, match) if match and wrong else None
        out.append(replace(item, line=line) if line else item)
        if match and line:
            repairs.append((item.bare.leaf.sheet, match.group(), f"{match['name']}{match['direction'] or ''}:"))
    return out, repairs


def _labels(items: Iterable[Item]) -> Iterable[str]:
    matches = (_LABEL.match(item.text) for item in items)
    return (match["name"] for match in matches if match and match["sign"] == ":" and not match["stray"])


def _is_known(name: str, known: set[str]) -> bool:
    allowed = len(name) // _LETTERS_AN_ERROR
    return name in known or any(Levenshtein.distance(name, other, score_cutoff=allowed) <= allowed for other in known)


def _mended(line: Line, match: re.Match[str]) -> Line | None:
    """Change the sign in the word that it ends, and take the stray off the word that it begins."""
    words, text = list(line.words), ""
    gone = match["stray"].strip()
    if gone and words[0].text == gone:
        words = words[1:]
    elif gone:
        words[0] = replace(words[0], text=words[0].text.removeprefix(gone))
    label = line.text[len(match["stray"]) : match.end()]
    for index, word in enumerate(words):
        text = f"{text} {word.text}" if text else word.text
        if text == label:
            words[index] = replace(word, text=word.text[:-1] + ":")
            return Line(tuple(words))
    return None

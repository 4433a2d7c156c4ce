"""Speakers' labels of recognised pages: what was misread in and around a label is put right where that is certain.

Certain is: the line begins with a name in capitals that stands before a colon at other line beginnings of the same
file. It may have stray signs and spaces in it or around it, signs for letters that look like them, or another sign
than a colon, or none, behind it. A name with another letter wrong stays as it was recognised. Every repair is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from corpus.reading.pdf.flow import Item
from corpus.reading.pdf.lines import Line, PrintedWord

_STRAY = r"(?P<stray>[a-zа-яё][.,;:'’`°]\s|(?:[^\w\s(\[\"“„«—–-]|_){0,3}\s?)"
"""Signs, or a small letter with one, as specks before a line are read."""
_DIRECTION = r"(?P<direction>\s*\([^)]{1,80}\))?"
_DIRT = "'’‘`“”„.*_\\-"
_LABEL = re.compile(
    rf"{_STRAY}(?P<name>[A-ZА-ЯЁ0-9l|][A-ZА-ЯЁ0-9l|{_DIRT} ]{{1,40}}?)(?P<dirt>\s?[{_DIRT}]{{0,2}}){_DIRECTION}"
    rf"\s?(?P<sign>[:;.,]{{1,2}}[{_DIRT}]{{0,2}})(?=\s|$)"
)
_UNSIGNED = re.compile(
    rf"(?P<stray>)(?P<name>[A-ZА-ЯЁ0-9l|][A-ZА-ЯЁ0-9l|.\-' ]{{3,40}})(?P<dirt>[{_DIRT}]{{0,2}})"
    r"(?P<direction>)(?P<sign>)"
    r"(?=\s[\"“]?[A-ZА-ЯЁ][a-zа-яё]*\b)"
)
_CLEAN = re.compile(rf"(?P<name>[A-ZА-ЯЁ][A-ZА-ЯЁ.\-' ]{{1,40}}?){_DIRECTION}:(?=\s|$)")
_TRAIL = ":;.,'’‘`“”„*_-"
_ALIKE = str.maketrans("0l1|58", "OIIISB")
_OFTEN = 2
"""A name stands before a colon so many times at least, to be a label of the file."""

_LETTERS_AN_ERROR = 6
"""A name of so many letters may have one wrong letter, one of twice as many two."""

Repair = tuple[int, str, str]
"""Sheet, what was read, what it is taken for."""


def repaired(items: Sequence[Item]) -> tuple[list[Item], list[Repair]]:
    """Give the lines with their labels put right, and what was changed."""
    known = {name: count for name, count in Counter(_labels(items)).items() if count >= _OFTEN}
    spelt = {_letters(name): name for name in sorted(known, key=known.__getitem__)}
    out: list[Item] = []
    repairs: list[Repair] = []
    for item in items:
        match, name = _found(item, spelt) if item.bare.leaf.recognised else (None, "")
        line = _mended(item.line, match, name) if match else None
        out.append(replace(item, line=line) if line else item)
        if match and line:
            repairs.append((item.bare.leaf.sheet, match.group(), f"{name}{match['direction'] or ''}:"))
    return out, repairs


def _labels(items: Iterable[Item]) -> Iterable[str]:
    matches = (_CLEAN.match(item.text) for item in items)
    return (match["name"] for match in matches if match)


def _letters(name: str) -> str:
    """Give the letters of a name, those read as signs like them put right."""
    return "".join(c for c in name.translate(_ALIKE) if c.isalpha())


def _found(item: Item, spelt: dict[str, str]) -> tuple[re.Match[str] | None, str]:
    """Give a label that needs repair, and the name it is; None where there is none or it is not certain."""
    match = _LABEL.match(item.text)
    if match:
        name = _name(match["name"], spelt)
        clean = not match["stray"] and not match["dirt"].strip() and match["sign"] == ":"
        if name:
            return (None, "") if clean and name == match["name"] else (match, name)
    match = _UNSIGNED.match(item.text)
    name = spelt.get(_letters(match["name"]), "") if match else ""
    return (match, name) if name else (None, "")


def _name(read: str, spelt: dict[str, str]) -> str:
    letters = _letters(read)
    if letters in spelt:
        return spelt[letters]
    allowed = len(letters) // _LETTERS_AN_ERROR
    near = any(Levenshtein.distance(letters, other, score_cutoff=allowed) <= allowed for other in spelt)
    return read.strip() if near else ""


def _mended(line: Line, match: re.Match[str], name: str) -> Line | None:
    """Put the name in place of the words that it was read as; the sign is set behind it or the direction."""
    parts = line.words
    behind = _words_to(parts, match.end())
    label = _words_to(parts, len(match.string[: match.end("dirt")].rstrip())) if match["direction"] else behind
    if behind is None or label is None:
        return None
    new = _spread(name if match["direction"] else f"{name}:", parts[:label])
    direction = list(parts[label:behind])
    if direction:
        direction[-1] = direction[-1]._replace(text=direction[-1].text.rstrip(_TRAIL) + ":", at=None)
    made = Line((*new, *direction, *parts[behind:]))
    return made if made.text != line.text else None


def _words_to(words: Sequence[PrintedWord], end: int) -> int | None:
    """Give how many words take ``end`` characters of the line, None where one goes on behind."""
    length = -1
    for count, word in enumerate(words, 1):
        length += 1 + len(word.text)
        if length >= end:
            return count if length == end else None
    return None


def _spread(text: str, words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """Give the words of a text with the room that ``words`` take."""
    tokens = text.split()
    if len(tokens) == len(words):
        return [
            word if token == word.text else word._replace(text=token, at=None)
            for word, token in zip(words, tokens, strict=True)
        ]
    left, step = words[0].x0, (words[-1].x1 - words[0].x0) / len(text)
    out = []
    for token in tokens:
        right = left + step * len(token)
        out.append(words[0]._replace(text=token, x0=left, x1=right, at=None))
        left = right + step
    return out

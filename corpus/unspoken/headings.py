"""Headings of examinations between two speeches, or run into one: ``Further examination of X``, ``Допрос X``.

A line or sentence is one where it is nothing else: the noun, words such as stand beside it, and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.data_files import load_data
from corpus.language.script import is_cyrillic, script_language
from corpus.language.sentences import sentences
from corpus.language.words import fold
from corpus.model.turns import Mark

MAX_WORDS, MAX_CHARS = 14, 160
"""Words and characters of such a heading, at most."""

_WORD = re.compile(r"[^\W\d_](?:\w|['’-](?=\w))*")
_NEVER = re.compile(r"[!?;…\"«»“”\n]|\d")
_EDGES = " .:—–-[]()*_/\u00a0\n"


@dataclass(frozen=True, slots=True)
class _HeadingWords:
    """``data/run_in_headings.toml``."""

    nouns: frozenset[str]
    alone: frozenset[str]
    before: frozenset[str]
    linking: frozenset[str]
    beside: frozenset[str]


def _data() -> _HeadingWords:
    return load_data("run_in_headings.toml", _HeadingWords)


def heads_examination(line: str) -> bool:
    """Say whether a line is nothing but the heading of an examination, with brackets or dashes around it at most."""
    return _is_heading(line, _data().nouns | _data().alone)


def headings_in(text: str) -> Iterator[tuple[int, int]]:
    """Give where in a speech sentences stand that are headings of examinations."""
    if _names().search(text):
        for start, end in sentences(text, script_language(text)):
            if _is_heading(text[start:end], _data().nouns):
                yield start, end


def heading_marks(text: str) -> list[Mark]:
    """Mark headings run into a speech, as nobody's words: at its beginning, and with all that stands behind one in it.

    A speech that is nothing else announces what comes, and stays.
    """
    found = [span for span in headings_in(text) if text[: span[0]].strip() or text[span[1] :].strip()]
    return [Mark("narration", start, len(text) if text[:start].strip() else end, "narration-heading")
            for start, end in found[:1]]


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_data().nouns)))})\b", re.IGNORECASE)


def _is_heading(text: str, nouns: frozenset[str]) -> bool:
    text = text.strip(_EDGES)
    if not 0 < len(text) <= MAX_CHARS or not text[0].isupper() or _NEVER.search(text):
        return False
    found = _WORD.findall(text)
    at = next((at for at, word in enumerate(found) if fold(word) not in _data().before), len(found))
    if len(found) > MAX_WORDS or at == len(found) or fold(found[at]) not in nouns:
        return False
    rest = [(word, fold(word)) for word in found[at + 1 :]]
    links = bool(rest) and (is_cyrillic(found[at]) or rest[0][1] in _data().linking)
    named = any(word[0].isupper() and folded not in _data().beside for word, folded in rest)
    return links and named and all(folded in _data().beside or word[0].isupper() for word, folded in rest)

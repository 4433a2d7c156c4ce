"""Directions of a record behind a speaker's words: what is heard or done in court stands in brackets, nobody's words.

A bracket is one where its words are those of a direction (``data/directions.toml``); what a speaker puts in brackets,
a page, a name, an explanation, stays speech. So does a whole speech that is one: ``A. KORVIN: (Remains silent.)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from corpus.data_files import load_data
from corpus.language.script import script_language
from corpus.language.words import forms

MAX_CHARS = 300
"""Characters of a direction, as of the brackets that stand in a paragraph of their own."""
FEW = 6
"""Words before the verb in which whoever does it is named."""

_LAST = re.compile(rf"(?:\((?P<round>[^()\n]{{2,{MAX_CHARS}}})\)|\[(?P<square>[^\[\]\n]{{2,{MAX_CHARS}}})\]"
                   rf"|(?<!\w)/\s?(?P<slash>[^/\n\d]{{2,{MAX_CHARS}}}?)\s?/)[.\s]*\Z")
"""The bracket with which a text ends."""
_CLOSED = re.compile(r"[.?!…:)\]\"'”’»—–-]\s*\Z")
"""The end of a sentence, or of a direction, before it."""


@dataclass(frozen=True, slots=True)
class _DirectionWords:
    """The words of one language; ``data/directions.toml`` says what each list is."""

    heard: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    acts: frozenset[str]
    does: frozenset[str]
    court: frozenset[str]
    passive: frozenset[str]
    participles: frozenset[str]
    spoken: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Directions:
    """``data/directions.toml``."""

    words: int
    en: _DirectionWords
    ru: _DirectionWords


def is_direction(text: str) -> bool:
    """Say whether a paragraph or line is nothing but directions, each in brackets."""
    return text.strip() != "" and not text[: _begin(text, 0, len(text))].strip()


def directions_in(text: str) -> Iterator[tuple[int, int]]:
    """Give where in a speech paragraphs end with directions, from the first bracket to the end of the paragraph.

    None stands where nothing is said before it.
    """
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph.rstrip())
        begin = _begin(text, start, end)
        if begin < end and text[:begin].strip():
            yield begin, end
        start += len(paragraph) + 1


def _begin(text: str, start: int, end: int) -> int:
    """Give where the directions begin with which text[start:end] ends; ``end`` where it ends with none."""
    begin = end
    while found := _LAST.search(text, max(start, begin - MAX_CHARS - 4), begin):
        said = found["round"] or found["square"] or found["slash"]
        before = text[max(start, found.start() - 2) : found.start()]
        if (before.strip() and not _CLOSED.search(before)) or not _reads_so(said):
            break
        begin = found.start()
    return begin


def _reads_so(said: str) -> bool:
    """Say whether words in brackets are those of a direction."""
    data = load_data("directions.toml", _Directions)
    words = data.ru if script_language(said) == "ru" else data.en
    told = forms(said)
    if not 0 < len(told) <= data.words or said.rstrip().endswith("?") or not words.spoken.isdisjoint(told):
        return False
    return _is_heard(told, words) or _is_done(told, said, words)


def _is_heard(told: Sequence[str], words: _DirectionWords) -> bool:
    """Say whether what is heard is named, with where or among whom at most."""
    rest = list(dropwhile(words.before.__contains__, told))
    return bool(rest) and rest[0] in words.heard and (len(rest) < 2 or rest[1] in words.after)


def _is_done(told: Sequence[str], said: str, words: _DirectionWords) -> bool:
    """Say whether somebody does what is done in court: the verb comes first, or soon behind whoever does it."""
    for number, word in enumerate(told[: FEW + 1]):
        if word in words.acts:
            return True
        if word in words.does:
            named = number == 0 or not words.court.isdisjoint(told) or said.lstrip()[:1].isupper()
            completed = word not in words.passive or not words.participles.isdisjoint(told[number + 1 :])
            return named and completed and (number > 0 or word not in words.passive)
    return False

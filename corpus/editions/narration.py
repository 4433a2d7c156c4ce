"""Narration inside labelled turns of a summary report.

Such a report sets runs of dialogue into the reporter's account, and the account may run on behind a speaker's
words without any mark. Those stretches are found by their wording, marked as inferred, and given no speaker, so
that the reporter's words are never counted as the speaker's. The turn itself stays one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.data_files import load_data
from corpus.language.words import forms
from corpus.model.turns import Mark

_QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)")
"""What a sentence quotes; a quotation may run on into the next sentence."""
_INITIAL = re.compile(r"\b[A-Z]\.")
"""An initial: ``I.`` before a surname is no first person."""


@dataclass(frozen=True, slots=True)
class _NarrationWords:
    """``data/narration.toml``."""

    openings: tuple[str, ...]
    connections: tuple[str, ...]
    subjects: tuple[str, ...]
    abbreviations: tuple[str, ...]
    verbs: frozenset[str]
    called: frozenset[str]
    first_person: frozenset[str]
    window: int


def _data() -> _NarrationWords:
    return load_data("narration.toml", _NarrationWords)


@cache
def _sentence() -> re.Pattern[str]:
    """Give the pattern of one sentence: a stop behind an initial or an abbreviation ends none."""
    kept = "|".join([r"(?<=\b[A-Z])", *(rf"(?<=\b{word})" for word in _data().abbreviations)])
    return re.compile(rf"(?:[^.!?]|(?:{kept})\.)+(?:[.!?]+[\"')\]”’»]*(?:\s+[\"”»](?=\s|$))?\s*|$)")


@cache
def _begins_with(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


def narration_marks(text: str, names: Collection[str], own: Collection[str]) -> tuple[Mark, ...]:
    """Give the stretch of a labelled turn that reads as narration, as a mark of kind ``narration``: to its end.

    ``names`` are folded surnames of the participants, ``own`` those of the turn's speaker. It begins with the
    first sentence that reads so, but not with the turn. A paragraph after the first has no label of its own
    and is narration as a whole, unless the first person in it tells the speaker's own words.
    """
    place = 0
    for paragraph in text.split("\n"):
        begun = _begin(paragraph, names, own, from_start=place > 0)
        if begun is not None:
            return (Mark("narration", place + begun, len(text), "narration-wording"),)
        if place and _data().first_person.isdisjoint(forms(_INITIAL.sub(" ", _QUOTED.sub(" ", paragraph)))):
            return (Mark("narration", place, len(text), "narration-unlabelled"),)
        place += len(paragraph) + 1
    return ()


def _begin(paragraph: str, names: Collection[str], own: Collection[str], *, from_start: bool) -> int | None:
    straight = curly = 0
    for sentence in _sentence().finditer(paragraph):
        quoted = straight % 2 or curly > 0
        straight += sentence.group().count('"')
        curly = max(0, curly + len(re.findall("[“«]", sentence.group())) - len(re.findall("[”»]", sentence.group())))
        if (sentence.start() or from_start) and not quoted and _reads_as_narration(sentence.group(), names, own):
            return sentence.start()
    return None


def _reads_as_narration(sentence: str, names: Collection[str], own: Collection[str]) -> bool:
    """Say whether a sentence tells of those who speak: never in the first person; by its opening, or by its doers."""
    data = _data()
    words = tuple(forms(_INITIAL.sub(" ", _QUOTED.sub(" ", sentence))))
    if data.first_person & set(words):
        return False
    if any(words[: len(o)] == o for o in _begins_with(data.openings)) or any(word in own for word in words):
        return True
    named = [i for i, word in enumerate(words) if word in names]
    if named and not sentence.rstrip().endswith("?") and _connects(words, named):
        return True
    if any(words[: len(s)] == s for s in _begins_with(data.subjects)) and data.verbs & set(words[: data.window]):
        return True
    near = [i for i in named[:1] if i < data.window] + [i for i in named if i and words[i - 1] in data.called]
    return any(not data.verbs.isdisjoint(words[i + 1 : i + 4]) for i in near)


def _connects(words: Sequence[str], named: Sequence[int]) -> bool:
    """Say whether words, of which those numbered in ``named`` are names, go on with what was told, or tell of two."""
    data = _data()
    if any(tuple(words[: len(c)]) == c for c in _begins_with(data.connections)) and not data.verbs.isdisjoint(words):
        return True
    return len({words[i] for i in named}) > 1 and any(not data.verbs.isdisjoint(words[i + 1 : i + 2]) for i in named)

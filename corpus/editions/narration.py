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
from itertools import pairwise

from corpus.data_files import load_data
from corpus.language.phrases import begins_with
from corpus.language.words import forms
from corpus.model.turns import Mark

_QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)")
"""What a sentence quotes; a quotation may run on into the next sentence."""
_CAPITAL = "A-ZА-ЯЁ"
_INITIAL = re.compile(rf"\b[{_CAPITAL}]\.")
"""An initial: ``I.`` before a surname is no first person, nor is ``Я.``."""
_LETTERS = re.compile(rf"(?<!\.)\b(?:[{_CAPITAL}]\.){{3,}}\s+(?=[{_CAPITAL}])")
"""Three letters with stops are no initials (``U.S.S.R.``): a sentence may end behind them."""


@dataclass(frozen=True, slots=True)
class _NarrationWords:
    """The words of one language; ``data/narration.toml`` says what each list is."""

    openings: tuple[str, ...]
    connections: tuple[str, ...]
    subjects: tuple[str, ...]
    abbreviations: tuple[str, ...]
    verbs: frozenset[str]
    called: frozenset[str]
    first_person: frozenset[str]
    window: int
    after: int
    before: int


@dataclass(frozen=True, slots=True)
class _Languages:
    """``data/narration.toml``."""

    en: _NarrationWords
    ru: _NarrationWords


def _words_of(lang: str) -> _NarrationWords:
    """Give the words of a report's language, those of English where there are none."""
    languages = load_data("narration.toml", _Languages)
    return languages.ru if lang == "ru" else languages.en


@cache
def _sentence(lang: str) -> re.Pattern[str]:
    """Give the pattern of one sentence: a stop behind an initial or an abbreviation ends none."""
    kept = "|".join([rf"(?<=\b[{_CAPITAL}])", *(rf"(?<=\b{word})" for word in _words_of(lang).abbreviations)])
    return re.compile(rf"(?:[^.!?]|(?:{kept})\.)+(?:[.!?]+[\"')\]”’»]*(?:\s+[\"”»](?=\s|$))?\s*|$)")


def narration_marks(text: str, names: Collection[str], own: Collection[str], lang: str = "en") -> tuple[Mark, ...]:
    """Give the stretch of a labelled turn that reads as narration, as a mark of kind ``narration``: to its end.

    ``names`` are folded surnames of the participants, in the nominative, ``own`` those of the turn's speaker, in all
    their forms; ``lang`` is the language of the report. It begins with the first sentence that reads so, but not with
    the turn. A paragraph after the first has no label of its own and is narration as a whole, unless the first person
    in it tells the speaker's own words.
    """
    words = _words_of(lang)
    place = 0
    for paragraph in text.split("\n"):
        begun = _begin(paragraph, names, own, lang, from_start=place > 0)
        if begun is not None:
            return (Mark("narration", place + begun, len(text), "narration-wording"),)
        if place and words.first_person.isdisjoint(forms(_INITIAL.sub(" ", _QUOTED.sub(" ", paragraph)))):
            return (Mark("narration", place, len(text), "narration-unlabelled"),)
        place += len(paragraph) + 1
    return ()


def _begin(paragraph: str, names: Collection[str], own: Collection[str], lang: str, *, from_start: bool) -> int | None:
    straight = curly = 0
    for found in _sentence(lang).finditer(paragraph):
        sentence = found.group()
        quoted = straight % 2 or curly > 0
        straight += sentence.count('"')
        curly = max(0, curly + len(re.findall("[“«]", sentence)) - len(re.findall("[”»]", sentence)))
        if quoted:
            continue
        stops = [letters.end() for letters in _LETTERS.finditer(sentence)]
        whole = [(0, len(sentence))] if found.start() or from_start else []
        for start, end in (*whole, *pairwise([*stops, len(sentence)])):
            if _Sentence(sentence[start:end], names, _words_of(lang)).is_told(own):
                return found.start() + start
    return None


class _Sentence:
    """A sentence without what it quotes: its words, and where participants of the trial are named in it."""

    def __init__(self, text: str, names: Collection[str], data: _NarrationWords) -> None:
        self._data = data
        self._words: Sequence[str] = tuple(forms(_INITIAL.sub(" ", _QUOTED.sub(" ", text))))
        self._named = [number for number, word in enumerate(self._words) if word in names]
        self._asks = text.rstrip().endswith("?")

    def is_told(self, own: Collection[str]) -> bool:
        """Say whether it tells of those who speak: never in the first person; by its opening, or by its doers."""
        data = self._data
        if not data.first_person.isdisjoint(self._words):
            return False
        if self._opens(data.openings) or any(word in own for word in self._words):
            return True
        if self._named and not self._asks and self._connects():
            return True
        if self._opens(data.subjects) and not data.verbs.isdisjoint(self._words[: data.window]):
            return True
        near = [i for i in self._named[:1] if i < data.window]
        near += [i for i in self._named if i and self._words[i - 1] in data.called]
        return any(self._does(i, data.before, data.after) for i in near)

    def _opens(self, phrases: tuple[str, ...]) -> bool:
        return begins_with(self._words, phrases) > 0

    def _does(self, name: int, before: int, after: int) -> bool:
        """Say whether one of the verbs stands so many words before or behind the word of this number."""
        beside = (*self._words[max(0, name - before) : name], *self._words[name + 1 : name + 1 + after])
        return not self._data.verbs.isdisjoint(beside)

    def _connects(self) -> bool:
        """Say whether it goes on with what was told, or tells of two participants."""
        if self._opens(self._data.connections) and not self._data.verbs.isdisjoint(self._words):
            return True
        several = len({self._words[i] for i in self._named}) > 1
        return several and any(self._does(i, min(1, self._data.before), 1) for i in self._named)

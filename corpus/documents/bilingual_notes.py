"""What a document says around a bilingual passage: where it is from and who translated it (``data/bilingual.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.data_files import load_data
from corpus.documents.rules import rules
from corpus.documents.translations import closing_citation
from corpus.language.words import forms
from corpus.model.turns import Turn

REACH = 60
"""Turns behind a passage among which its notes are looked for: the foot of its last page."""


@dataclass(frozen=True, slots=True)
class _Translator:
    patterns: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class _Originals:
    markers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _BilingualWords:
    """``data/bilingual.toml``."""

    translator: _Translator
    editions: dict[str, frozenset[str]]
    originals: _Originals


def _data() -> _BilingualWords:
    return load_data("bilingual.toml", _BilingualWords)


@cache
def _translator_patterns() -> tuple[re.Pattern[str], ...]:
    translator = _data().translator
    return tuple(re.compile(pattern.replace("{name}", translator.name)) for pattern in translator.patterns)


def translator_in(texts: Iterable[str]) -> str | None:
    """Give the translator that one of the texts names, or None."""
    for text in texts:
        for pattern in _translator_patterns():
            found = pattern.search(text)
            if found:
                return found.group(1).strip(" .,:")
    return None


def says_edition(text: str, lang: str) -> bool:
    """Say whether a line announces a passage from the edition in ``lang``: it ends with a colon and names it."""
    return text.rstrip().endswith(":") and bool(_data().editions.get(lang, frozenset()) & set(forms(text)))


def says_original(text: str) -> bool:
    """Say whether a paragraph only announces the original of the translation before it."""
    return text.rstrip().endswith(":") and " ".join(forms(text)) in _data().originals.markers


class PassageNotes:
    """The notes of a document, to be found from their marks."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = turns
        self._places = {turn.ref: place for place, turn in enumerate(turns)}

    def notes_of(self, passage: Sequence[Turn]) -> list[str]:
        """Give the texts of the notes whose marks stand in the turns of a passage, in order."""
        out = []
        for turn in passage:
            for mark in turn.marks:
                text = self._note(turn, mark.label) if mark.kind == "note" and mark.label else None
                if text:
                    out.append(text)
        return out

    def _note(self, turn: Turn, label: str) -> str | None:
        place = self._places[turn.ref]
        for other in self._turns[place + 1 : place + 1 + REACH]:
            if other.kind == "note" and any(m.kind == "note" and m.label == label for m in other.marks[:1]):
                return other.text
        return None

    def citation_of(self, original: Sequence[Turn], translation: Sequence[Turn], behind: Turn | None) -> str | None:
        """Give the citation of a passage as printed, without its brackets.

        It ends the translation, stands alone behind it, ends the original, or is a note with a number in it.
        """
        alone = closing_citation(behind.text) if behind and behind.text.lstrip().startswith("(") else None
        if behind and alone and len(alone) + len("().") < len(behind.text.strip()):
            alone = None
        notes = [note for note in self.notes_of([*translation, *original]) if any(c.isdigit() for c in note)]
        ends = [closing_citation(side[-1].text) for side in (translation, original)]
        return next((found for found in (ends[0], alone, ends[1], *notes[:1]) if found), None)

    @staticmethod
    def is_report(source: str | None) -> bool:
        """Say whether a citation is one of a report of the trials, which is then the translation's source."""
        return source is not None and any(pattern.search(f"({source})") for pattern in rules().citing.patterns)

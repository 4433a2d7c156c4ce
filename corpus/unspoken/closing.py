"""Closing lines and stamps of a record, which are nobody's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.data_files import load_data
from corpus.language.russian import is_person_name
from corpus.language.script import is_cyrillic, script_language
from corpus.language.sentences import sentences
from corpus.language.words import forms

FEWEST_WORDS = 4
"""Words of a sentence behind a signature, at least, that show that it is read out."""


@dataclass(frozen=True, slots=True)
class _Closing:
    """``data/closing.toml``."""

    words: int
    patterns: tuple[re.Pattern[str], ...]
    whole: tuple[re.Pattern[str], ...]
    signed: re.Pattern[str]
    name: re.Pattern[str]


def _data() -> _Closing:
    return load_data("closing.toml", _Closing)


def closes_record(text: str) -> bool:
    """Say whether a paragraph is a closing line or stamp of a record: a signature, a date, an hour, an imprint."""
    if not _is_short(text):
        return False
    data = _data()
    begun = any(pattern.match(text) for pattern in data.patterns) and not _goes_on(text)
    return begun or any(pattern.match(text) for pattern in data.whole)


def is_signature(text: str) -> bool:
    """Say whether a paragraph of a record is a name and nothing more, with which it was signed.

    A word without initials must be one that may be a name.
    """
    found = _data().name.match(text.strip())
    if found is None:
        return False
    surname = found["surname"]
    return "." in text or (is_cyrillic(surname) and is_person_name(surname.lower()))


def signature_in(text: str) -> int | None:
    """Give where in a speech the signature begins with which the record ends, None without one."""
    found = _data().signed.search(text)
    return found.start() if found and _is_short(text[found.start() :]) else None


def _goes_on(text: str) -> bool:
    """Say whether sentences follow, as when a signature is read out: the last is of some words and without figures.

    An imprint may have a title of several sentences, but ends with year or pages.
    """
    said = [text[start:end] for start, end in sentences(text, script_language(text))]
    last = said[-1] if len(said) > 1 else ""
    return len(forms(last)) >= FEWEST_WORDS and not any(sign.isdigit() for sign in last)


def _is_short(text: str) -> bool:
    return len(text.split()) <= _data().words

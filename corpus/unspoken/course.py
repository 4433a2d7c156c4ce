"""What a verbatim record tells of its own course, without brackets: ``The court adjourned.``, nobody's words.

A line or paragraph is known by how it begins (``data/course.toml``) and by having nobody in it who says "I" or "you".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.data_files import load_data
from corpus.language.phrases import begins_with
from corpus.language.script import script_language
from corpus.language.words import forms

MAX_BETWEEN = 2
"""Words between who acts in court and what is done, at most: a name, a verb that helps."""
MAX_WHEN = 3
"""Words or phrases that may stand before who acts, one behind the other."""


@dataclass(frozen=True, slots=True)
class _CourseWords:
    """The words of one language; ``data/course.toml`` says what each list is."""

    openings: tuple[str, ...]
    court: frozenset[str]
    done: frozenset[str]
    when: tuple[str, ...]
    spoken: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Course:
    """``data/course.toml``."""

    en: _CourseWords
    ru: _CourseWords


def tells_course(text: str) -> bool:
    """Say whether a line or paragraph tells what was done in court, and is nobody's words."""
    if not text[:1].isupper() or text.rstrip().endswith(("?", ":")):
        return False
    data = load_data("course.toml", _Course)
    words = data.ru if script_language(text) == "ru" else data.en
    said = tuple(forms(text))
    if not said or not words.spoken.isdisjoint(said):
        return False
    return begins_with(said, words.openings) > 0 or _is_done(_behind_when(said, words), words)


def _behind_when(said: Sequence[str], words: _CourseWords) -> Sequence[str]:
    """Give the words of a line without those of time or place with which it begins."""
    for _ in range(MAX_WHEN):
        said = said[begins_with(said, words.when) :]
    return said


def _is_done(said: Sequence[str], words: _CourseWords) -> bool:
    """Say whether a line begins with one who acts in court, and says soon what is done there."""
    return bool(said) and said[0] in words.court and not words.done.isdisjoint(said[1 : MAX_BETWEEN + 2])

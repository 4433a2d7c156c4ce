"""Sentences that other packages say in English, recognised by their patterns and told in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from corpus.documents.paragraphs import is_cyrillic
from webapp.i18n.i18n import gettext, language
from webapp.models.models import Words

PLACE = re.compile(r"%\((\w+)\)s")
"""A place of a sentence that something is filled in."""

_ESCAPED_PLACE = re.compile(r"%\\\((\w+)\\\)s")


def recognised(said: str, sentences: tuple[str, ...]) -> tuple[str, dict[str, str]] | None:
    """Give the first of several sentences that is said, with what fills its places; None where none is."""
    for sentence, pattern in _patterns(sentences):
        if found := pattern.fullmatch(said):
            return sentence, found.groupdict()
    return None


@cache
def _patterns(sentences: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sentence, re.compile(_ESCAPED_PLACE.sub(r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL))
                 for sentence in sentences)


def filled(sentence: str, values: Mapping[str, Words | tuple[Words, ...]]) -> tuple[Words, ...]:
    """Translate a sentence and fill its places, each with words in a language of their own or a sentence of such."""
    out: list[Words] = []
    for number, part in enumerate(PLACE.split(gettext(sentence))):
        value = values[part] if number % 2 else Words(part)
        out += [value] if isinstance(value, Words) else value
    return tuple(words for words in out if words.text)


def words_in(text: str, lang: str | None) -> Words:
    """Give words of a text in a language; where their script is another, their language is unknown."""
    if not any(sign.isalpha() for sign in text):
        return Words(text)
    fits = lang is not None and is_cyrillic(text) == (lang == "ru")
    if lang == language() and fits:
        return Words(text)
    return Words(text, lang if fits else "")


def script_language(word: str) -> str:
    """Give the language that a single word of a text is in, as far as its letters tell."""
    return "ru" if is_cyrillic(word) else "en"


def words_of_unknown(text: str) -> Words:
    """Give words of which nobody says the language: that of the page where their script is its own."""
    return Words(text, None if is_cyrillic(text) == (language() == "ru") else "")

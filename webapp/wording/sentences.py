"""Messages with their places filled, each with words that may be in another language than the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.language.script import is_cyrillic
from webapp.i18n.i18n import gettext, language, message_parts
from webapp.models.words import Words


def filled(sentence: str, values: Mapping[str, Words | tuple[Words, ...]]) -> tuple[Words, ...]:
    """Translate a sentence and fill its places, each with words in a language of their own or a sentence of such."""
    return put(gettext(sentence), {name: (value,) if isinstance(value, Words) else value
                                   for name, value in values.items()})


def places(message: str) -> list[str]:
    """Give the names of the places of a message, in order."""
    return message_parts(message)[1::2]


def put(message: str, values: Mapping[str, Sequence[Words]]) -> tuple[Words, ...]:
    """Fill the places of a message in the language of the page, each with words that may be in another one."""
    out: list[Words] = []
    for number, part in enumerate(message_parts(message)):
        out += values[part] if number % 2 else [Words(part)]
    return tuple(words for words in out if words.text)


def words_in(text: str, lang: str | None) -> Words:
    """Give words of a text in a language; where their script is another, their language is unknown."""
    if not any(sign.isalpha() for sign in text):
        return Words(text)
    fits = lang is not None and is_cyrillic(text) == (lang == "ru")
    if lang == language() and fits:
        return Words(text)
    return Words(text, lang if fits else "")


def words_of_unknown(text: str) -> Words:
    """Give words of which nobody says the language: that of the page where their script is its own."""
    return Words(text, None if is_cyrillic(text) == (language() == "ru") else "")

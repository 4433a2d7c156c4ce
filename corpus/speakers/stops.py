"""Labels that end with a full stop: where one may stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.words import fold
from corpus.speakers.label import GAP, MAX_DIRECTION_CHARS, MAX_LABEL_WORDS, TOKEN, Label, fits_label
from corpus.speakers.vocabulary import LabelVocabulary, label_words

_STOPPED_DIRECTION = re.compile(rf"\s*\([^()]{{1,{MAX_DIRECTION_CHARS}}}\)\s*\.")
_COMMA = re.compile(
    r"(?P<name>[A-ZА-ЯЁ][\w.-]{2,}(?: [A-ZА-ЯЁ]\.){0,2})(?P<comma>,)\s+(?P<first>[A-ZА-ЯЁ][a-zа-яё]*)"
    r"(?=[.!?…,;:]|\s+[^A-ZА-ЯЁ\s])"
)
_NAMED = re.compile(r"[^\W\d_a-zа-яё]\.[ \u00a0]+[^\W\d_a-zа-яё][\w'’\u00ad-]+")
_LINE = re.compile(r"^[ \u00a0]*", re.M)
_SENTENCE = re.compile(r"(?<![\s.(][^\W\d_])[.?!…][»”\"')\]]*[ \u00a0]*(?=[^\W\d_])|[)\]][ \u00a0]+(?=[^\W\d_])")
"""The end of a sentence, with the space behind it; the stop behind an initial ends none."""


def line_labels(text: str, vocabulary: LabelVocabulary) -> Iterator[Label]:
    """Give the names and offices with a full stop that begin a line of the text."""
    for line in _LINE.finditer(text):
        label = _label_at(text, line.end(), vocabulary)
        if label:
            yield label


def stopped_label(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Give the name or office with a full stop that begins at ``start``, where a line begins; None without one."""
    return _label_at(text, start, vocabulary)


def comma_label(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Give the name with a comma for the stop that begins at ``start``, before a sentence; it is not exact.

    Whoever is called by name is so called before a small letter, before another name, or politely (``Вы``).
    """
    found = _COMMA.match(text, start)
    if found is None or not vocabulary.holds(found["name"]) or fold(found["first"]) in label_words().polite:
        return None
    speakers, _ = vocabulary.candidates(found["name"], tolerant=False)
    if vocabulary.candidates(found["first"], tolerant=False)[0]:
        return None
    return Label(start, found.end("comma"), found["name"], speakers, exact=False)


def called_out(text: str, start: int) -> Label | None:
    """Give the label of a voice that calls out, of somebody unknown: ``Голос из зала.``"""
    found = label_words().called_out.match(text, start)
    return Label(start, found.end(), found.group().rstrip(". "), (), exact=True) if found else None


def sentence_labels(text: str, vocabulary: LabelVocabulary) -> Iterator[Label]:
    """Give the names and offices with a full stop that begin a line, or are a sentence before another."""
    yield from line_labels(text, vocabulary)
    for sentence in _SENTENCE.finditer(text):
        label = _label_at(text, sentence.end(), vocabulary)
        if label and vocabulary.holds(label.text.partition("(")[0]) and text[label.end :].strip():
            yield label


def _label_at(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Give the label that begins at ``start`` and ends with a full stop, the shortest that fits."""
    end = start
    for _ in range(MAX_LABEL_WORDS):
        token = TOKEN.match(text, end)
        if token is None or not fits_label(token.group(), vocabulary):
            return None
        direction = _STOPPED_DIRECTION.match(text, token.end())
        if token.group().endswith(".") or direction:
            speakers, exact = vocabulary.candidates(text[start : token.end()], tolerant=False)
            if speakers and not _begins_name(text, token, vocabulary):
                stop = direction.end() if direction else token.end()
                return Label(start, stop, text[start:stop].rstrip(". "), speakers, exact)
        gap = GAP.match(text, token.end())
        end = gap.end() if gap else token.end()
    return None


def _begins_name(text: str, token: re.Match[str], vocabulary: LabelVocabulary) -> bool:
    """Say whether an initial belongs to the name behind it, as in ``Корвин А. Корвин``."""
    named = _NAMED.match(text, token.start())
    return named is not None and bool(vocabulary.candidates(named.group().rstrip("."), tolerant=False)[0])

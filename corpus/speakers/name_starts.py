"""Names at the beginning of a line, also with figures or letters of the other script in them, and lines of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.speakers.label import GAP, MAX_LABEL_WORDS, fits_label
from corpus.speakers.vocabulary import LabelSpeaker, LabelVocabulary

MAX_ASIDE_CHARS = 400
"""A direction behind a name at the beginning of a line; there it may be long and is a direction all the same."""
MAX_UNKNOWN_CHARS = 60
"""Longer words before a colon are a sentence and no label."""


NAME_TOKEN = re.compile(r"[^\W_][\w'’\u00ad-]*\.?")
_ASIDE = re.compile(rf"\s*(?:\([^()\n]{{1,{MAX_ASIDE_CHARS}}}\)|\[[^\[\]\n]{{1,{MAX_ASIDE_CHARS}}}\])")
_DIGITS = str.maketrans("0134568", "OIЗЧSБВ")
_LOOKALIKE = str.maketrans("АВЕКМНОРСТУХІаеорсухі", "ABEKMHOPCTYXIaeopcyxi")
"""Cyrillic letters that stand in a Latin name where a recogniser, or a keyboard, took one for the other."""
_LATIN_DIGITS = str.maketrans("01358", "OIESB")


def forms_at(text: str, start: int, vocabulary: LabelVocabulary) -> Iterator[tuple[int, str, bool]]:
    """Give the words that may be a name at ``start``: where they end, and the name; the longest first.

    Figures stand for the letters they are taken for in recognition; such a name is not exact.
    """
    ends: list[int] = []
    at = start
    for _ in range(MAX_LABEL_WORDS):
        token = NAME_TOKEN.match(text, at)
        if token is None or not (token.group()[0].isdigit() or fits_label(token.group(), vocabulary)):
            break
        ends.append(token.end())
        gap = GAP.match(text, token.end())
        at = gap.end() if gap else token.end()
    for end in reversed(ends):
        form = text[start:end]
        yield end, form, True
        if (latin := form.translate(_LOOKALIKE)) != form and latin.isascii():
            yield end, latin, False
        if any(sign.isdigit() for sign in form):
            yield end, form.translate(_DIGITS), False
            yield end, form.translate(_LATIN_DIGITS), False


def behind_directions(text: str, end: int) -> int:
    """Give where the directions behind a name end."""
    while aside := _ASIDE.match(text, end):
        end = aside.end()
    return end


def bare_name(line: str, vocabulary: LabelVocabulary) -> tuple[LabelSpeaker, ...]:
    """Give whom a line names that is nothing but a name or office, with a direction at most."""
    line = line.strip()
    if not 0 < len(line) <= MAX_UNKNOWN_CHARS + MAX_ASIDE_CHARS:
        return ()
    for end, form, _ in forms_at(line, 0, vocabulary):
        speakers, _ = vocabulary.candidates(form, tolerant=False)
        if speakers and not line[behind_directions(line, end) :].strip(" :"):
            return speakers
    return ()

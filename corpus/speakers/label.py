"""A speaker's label, and what labels of every kind are made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language.quotation_marks import quoted_spans
from corpus.language.words import fold
from corpus.speakers.lead_ins import SIGNS
from corpus.speakers.vocabulary import LabelSpeaker, LabelVocabulary, label_words

MAX_LABEL_WORDS = 6
MAX_DIRECTION_CHARS = 120
MAX_LOOK_BACK = 320
"""Characters before a colon that are looked at: a label with a direction, and the end of the sentence before it."""
TOKEN = re.compile(r"(?:[^\W\d_][\w'’\u00ad-]*)\.?")
GAP = re.compile(r"[ \u00a0]*")
BULLET = r"(?:[•·▪■*–—-]\s{0,3}|\d{1,3}[.)]\s{1,3})"
"""A bullet or number before a label, as part of an expression."""
ASIDE = rf"(?:\s?[(\[][^()\[\]\n]{{1,{MAX_DIRECTION_CHARS}}}[)\]])?"
"""A direction in brackets behind the name of a label, if there is one, as part of an expression."""
SENTENCE_BEGINS = re.compile(r"[\"'“„«(\[—–-]*\s*[^\W_a-zа-яё]")
_FIRST = re.compile(r"[^\w\n]*(?P<word>[^\W\d_]+)")
MAX_SMALL = 4
"""Letters of the small words inside the label of an unknown voice: ``Question by the Prosecutor``."""
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


@dataclass(frozen=True, slots=True)
class Label:
    """A label at text[start:end] (colon or stop included), as printed in ``text`` without its colon.

    ``speakers`` has one entry, or several where namesakes share the printed form.
    ``exact`` is False where a typing error was allowed for.
    """

    start: int
    end: int
    text: str
    speakers: tuple[LabelSpeaker, ...]
    exact: bool


def outside_quotations(text: str, labels: list[Label]) -> list[Label]:
    """Give the labels that do not stand inside a quotation; one at the beginning of a line never does."""
    if not labels:
        return labels
    spans = quoted_spans(text)
    return [label for label in labels if begins_line(text, label.start) or not _is_inside(label.start, spans)]


def _is_inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    before = bisect_right(spans, (offset, 0)) - 1
    return before >= 0 and offset < spans[before][1]


def fits_label(token: str, vocabulary: LabelVocabulary) -> bool:
    """Say whether a word may stand in a label: it has a capital, or is a small word of some label."""
    return token[0].isupper() or fold(token.rstrip(".")) in vocabulary.small


def names_again(text: str, at: int) -> bool:
    """Say whether a sentence begins with a word for whoever was just named: ``The President. He …``."""
    first = _FIRST.match(text, at)
    return first is not None and fold(first["word"]) in label_words().pronouns


def begins_line(text: str, start: int) -> bool:
    """Say whether nothing but space stands before ``start`` in its line."""
    before = text[max(0, start - MAX_LOOK_BACK) : start].rstrip(f" \u00a0{SIGNS}")
    return not before or before[-1] == "\n"


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


def is_prose(name: str) -> bool:
    """Say whether what stands before a colon is a word that speeches have there, or such an abbreviation: ``P.S.``."""
    return fold("".join(filter(str.isalpha, name))) in label_words().prose


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

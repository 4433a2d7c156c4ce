"""Headings between two speeches: of a sitting, a day, a part, an exhibit, a plan; also whatever stands in capitals.

A line is one where it stands alone, ends as no sentence does, and says what is headed so (``data/part_headings.toml``)
with nothing but words such as stand beside it; or where all of it is in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.data_files import load_data
from corpus.language.words import fold
from corpus.unspoken.headings import heads_examination
from corpus.unspoken.sitting_headings import date_words, is_only_sitting, sitting_words

MAX_CHARS, MAX_WORDS = 160, 12
"""Characters and words of a heading, at most."""
MAX_FREE_WORDS = 5
"""Words of a heading of which some may be any words: ``Plan of the warehouse``."""
MIN_CAPITALS = 4
"""Letters of a single word in capitals that is a heading, at least: shorter ones are abbreviations."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NEVER = re.compile(r"[!?;:…\"«»“”\n]")
_SENTENCE_END = (".", "?", "!", "…", ":", ";", ",")
_EDGES = " —–-()[]*_\u00a0"
_STARS = frozenset("*_·•#~")
"""Signs of which one at least parts two parts, with such as stand between them."""
_BETWEEN = frozenset(" .—–-\u00a0")
_NUMERAL = re.compile(r"[IVXLC]{2,7}\.?")


@dataclass(frozen=True, slots=True)
class _PartWords:
    """``data/part_headings.toml``."""

    nouns: frozenset[str]
    before: frozenset[str]
    beside: frozenset[str]


def is_heading_line(line: str) -> bool:
    """Say whether a line that stands alone is a heading, by its words or its capitals, or has no words at all."""
    said = line.strip()
    return heads_examination(said) or heads_part(said) or in_capitals(said) or _parts(said)


def _parts(said: str) -> bool:
    """Say whether a line is nothing but stars and the like."""
    return not _STARS.isdisjoint(said) and (_STARS | _BETWEEN).issuperset(said)


def heads_part(line: str) -> bool:
    """Say whether a line that stands alone is by its words the heading of a sitting, a day, a part or an exhibit.

    With a full stop behind it, which an answer has too (``Third day.``), it names a sitting or stands in capitals.
    """
    text = line.strip(_EDGES)
    if _NUMERAL.fullmatch(text):
        return True
    printed = _WORD.findall(text)
    if not 0 < len(text) <= MAX_CHARS or len(printed) > MAX_WORDS or _NEVER.search(text):
        return False
    if not (text[0].isupper() or text[0].isdigit()):
        return False
    said = [fold(word) for word in printed]
    if text.endswith("."):
        return (text.isupper() or not sitting_words().isdisjoint(said)) and _is_headed(said, printed, free=False)
    return _is_date(text, said) or _is_headed(said, printed, free=len(said) <= MAX_FREE_WORDS)


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give the words for what is headed, those that may stand before one, and those that may stand behind it."""
    data = load_data("part_headings.toml", _PartWords)
    before = data.before | date_words()
    return data.nouns, before, data.beside | data.nouns | before


def _is_date(text: str, said: Sequence[str]) -> bool:
    """Say whether a line is a date and nothing more."""
    figures = sum(map(str.isdigit, said))
    return 0 < figures < len(said) and is_only_sitting(text)


def _is_headed(said: Sequence[str], printed: Sequence[str], *, free: bool) -> bool:
    """Say whether what is headed stands behind words such as stand before it, and such behind it; or ``free`` ones."""
    nouns, before, beside = _words()
    at = next((at for at, word in enumerate(said) if word in nouns), None)
    if at is None or not all(word in before or word[0].isdigit() for word in said[:at]):
        return False
    alike = all(printed[at].isupper() == word.isupper() for word in printed[at + 1 :])
    return (free and alike) or all(word in beside or word[0].isdigit() or shown[0].isupper()
                                   for word, shown in zip(said[at + 1 :], printed[at + 1 :], strict=True))


def in_capitals(text: str) -> bool:
    """Say whether a line is in capitals, and ends as no sentence does."""
    if not text.isupper() or not 0 < len(text) <= MAX_CHARS or text.rstrip().endswith(_SENTENCE_END):
        return False
    words = [word for word in _WORD.findall(text) if len(word) > 2 and word.isalpha()]
    return len(words) > 1 or (len(words) == 1 and len(words[0]) >= MIN_CAPITALS)

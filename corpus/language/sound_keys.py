"""A key under which a name is equal in Cyrillic, in any common transliteration, and in most spellings.

Only consonants count, and those that transliterations confuse are one: в/ф/v/w/f, г/х/g/h/kh, с/з/s/z,
ж/ш/щ/zh/sh/shch/sch, ц/ч/ts/tz/c/ch/tch. A doubled consonant is one. A Latin j may be й or дж, so it does
not count, nor do дж and dzh.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MIN_KEY_LETTERS = 3
"""Consonants that two spellings must share at least to be taken for one name."""

_CYRILLIC = str.maketrans(
    {
        **dict(zip("бвгджзклмнпрстфхцчшщ", "BVGDXSKLMNPRSTVGCCXX", strict=True)),
        **dict.fromkeys("аеёиоуыэюяйьъіѣѵѳ"),
    }
)
_LATIN = str.maketrans(
    {**dict(zip("bcdfghklmnpqrstvwz", "BCDVGGKLMNPKRSTVVS", strict=True)), **dict.fromkeys("aeiouyj")}
)
# Longest first: each stands for one letter or for letters of the key.
_DIGRAPHS = tuple(
    {
        "dzh": "",
        "дж": "",
        "shch": "ш",
        "tsch": "ч",
        "sch": "ш",
        "tch": "ч",
        "ch": "ч",
        "sh": "ш",
        "zh": "ж",
        "kh": "х",
        "ph": "ф",
        "th": "т",
        "ts": "ц",
        "tz": "ц",
        "ck": "к",
        "x": "кс",
    }.items()
)
_DOUBLED = re.compile(r"(.)\1+")
_KEPT_WORDS, _KEPT_CHARS = 8_192, 64
"""Words of which the key is remembered, as few names are asked for again and again, and letters of the longest."""
_LETTERS = re.compile(r"[^a-zа-яёіѣѵѳ]+")


def consonant_key(word: str) -> str:
    """Give the key of one word: capital Latin letters, empty for a word without consonants.

    ``Пятаков``, ``Pyatakov``, ``Piatakoff`` and ``Pjatakow`` are ``PTKV``. Endings are part of the word.
    """
    return _remembered(word) if len(word) <= _KEPT_CHARS else _key(word)


def _key(word: str) -> str:
    folded = unicodedata.normalize("NFC", word).casefold().replace("ё", "е").replace("й", "и")
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    text = _LETTERS.sub("", plain)
    for letters, one in _DIGRAPHS:
        text = text.replace(letters, one)
    return _DOUBLED.sub(r"\1", text.translate(_LATIN).translate(_CYRILLIC))


_remembered = lru_cache(_KEPT_WORDS)(_key)

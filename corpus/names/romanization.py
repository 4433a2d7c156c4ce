"""Russian names in Latin letters: how each scheme writes them, and a key under which most spellings are equal.

The schemes are tables (``data/translit.toml``): standards of libraries and passports, and the habits of newspapers
and of the official reports in several languages. Where one key for everything is wanted that only counts
consonants, see :mod:`corpus.language.sound_keys`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from corpus.data_files import load_data
from corpus.language.words import fold

MAX_SPELLINGS = 600
"""Spellings made of one name by one scheme; where more alternatives meet, the later ones are left out."""

_VOWELS = "аеёиоуыэюяъь"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to write Russian in Latin letters: what stands for a letter, alternatives included."""

    id: str
    name: str
    letters: dict[str, tuple[str, ...]]
    initial: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]

    def spellings(self, name: str) -> tuple[str, ...]:
        """Give the spellings of one Russian name, lower case, the most regular first."""
        word = unicodedata.normalize("NFC", name).lower()
        out: list[str] = []
        ends = [end for end in self.endings if word.endswith(end) and len(word) > len(end) + 1]
        for end in (ends[0], "") if ends else ("",):
            parts = [self._letter(word, at) for at in range(len(word) - len(end))]
            parts.append(self.endings.get(end, ("",)))
            for count, chosen in enumerate(product(*parts)):
                if count == MAX_SPELLINGS:
                    break
                out.append("".join(chosen))
        return tuple(dict.fromkeys(out))

    def cyrillic(self, word: str) -> str:
        """Give a Latin word in Russian letters by this scheme read backwards: the longest match at each place.

        Soft and hard signs, which most schemes leave out, are not brought back.
        """
        text, out, at = unicodedata.normalize("NFC", word).lower(), "", 0
        back = _backwards(self.id)
        longest = max(map(len, back))
        while at < len(text):
            size = next((n for n in range(longest, 0, -1) if text[at : at + n] in back), 0)
            letter = back[text[at : at + size]] if size else text[at]
            # One sign stands for й after a vowel and for ы after a consonant.
            out += "ы" if letter == "й" and out and out[-1] not in _VOWELS else letter
            at += size or 1
        return out

    def _letter(self, word: str, at: int) -> tuple[str, ...]:
        letter = word[at]
        first = at == 0 or word[at - 1] in _VOWELS
        return (self.initial.get(letter) if first else None) or self.letters.get(letter, (letter,))


@dataclass(frozen=True, slots=True)
class _SchemeTable:
    """A table of ``data/translit.toml``, as its top explains it."""

    name: str
    letters: str
    initial: str = ""
    endings: str = ""


@cache
def schemes() -> dict[str, Scheme]:
    """Give the schemes by identifier."""
    data = load_data("translit.toml", dict[str, _SchemeTable])
    return {
        key: Scheme(key, row.name, _pairs(row.letters), _pairs(row.initial), _pairs(row.endings))
        for key, row in data.items()
    }


def _pairs(text: str) -> dict[str, tuple[str, ...]]:
    found = text.split()
    return {
        letter: tuple("" if one == "-" else one for one in written.split("/"))
        for letter, written in zip(found[::2], found[1::2], strict=True)
    }


@cache
def _backwards(scheme: str) -> dict[str, str]:
    back: dict[str, str] = {}
    for table in (schemes()[scheme].letters, schemes()[scheme].initial):
        for letter, written in table.items():
            for one in written:
                if one:
                    back.setdefault(one, letter)
    return back


@lru_cache(4096)
def spellings(name: str) -> frozenset[str]:
    """Give the Latin spellings of one Russian name (no spaces or hyphens) by all schemes, folded."""
    return frozenset(fold(one) for scheme in schemes().values() for one in scheme.spellings(name))


REGULAR = ("loc", "bgn", "icao")
"""Schemes in which titles and quotations are transliterated word by word, in whatever case they stand."""


@lru_cache(8192)
def transliterations(form: str) -> frozenset[str]:
    """Give how a Russian word in any case is transliterated, folded: only by the schemes that libraries use."""
    return frozenset(fold(one) for scheme in REGULAR for one in schemes()[scheme].spellings(form))


_PLAIN = str.maketrans(
    {"š": "sh", "č": "ch", "ž": "zh", "ŝ": "sh", "â": "ya", "û": "yu", "ß": "ss", "ø": "o", "ł": "l"}
)
_NO_LATIN = re.compile(r"[^a-z]+")
# In this order: longer groups before their parts.
_GROUPS = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"shtch|shch|schtsch|stch|chtch|szcz|sjtsj|shh", "S"),
        (r"tsch|tch|tsj|cz(?!a)", "C"),
        (r"sch|sh|sj", "S"),
        (r"dzh|dsh|dj|zh|zj", "Z"),
        (r"kh", "H"), (r"ch", "C"), (r"ph", "f"), (r"ck", "k"), (r"ts|tz|tc", "c"), (r"x", "ks"), (r"w", "v"),
        (r"ff", "f"), (r"(?<=[oe])f$", "v"), (r"(?<=\w{5})ine$", "in"), (r"iou", "u"), (r"ou|oe", "u"),
        (r"sk(?:iy|ii|ij|yi|y|i)$", "ski"), (r"(?:iy|ii|ij|yy)$", "i"),
        (r"(?:[jy]|(?<![aeou])i)(?=[aeou])", ""), (r"[jy]", "i"), (r"iu", "u"),
        (r"([^aeiou])\1+", r"\1"),
    )
)


@lru_cache(65_536)
def latin_key(word: str) -> str:
    """Give a key that is the same for spellings of one name that differ as transliterations do.

    ``Pyatakov``, ``Piatakov``, ``Piatakoff`` and ``Pjatakow`` are ``patakov``. Vowels count, so that different names
    keep different keys; a word without Latin letters has the key "".
    """
    text = unicodedata.normalize("NFC", word).lower().translate(_PLAIN)
    text = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    text = _NO_LATIN.sub("", text)
    for pattern, key in _GROUPS:
        text = pattern.sub(key, text)
    return text

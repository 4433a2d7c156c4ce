"""Words and the equality of phrases: the one tokeniser, used for indexing, queries, checking and oracles.

Two texts are equal as phrases when their words are. Case, ё and accents of Latin letters are folded; punctuation
and markup are no words; a hyphen splits words; an apostrophe inside a word is dropped, but a possessive ``'s`` is a
word of its own; soft hyphens and combining stress marks are dropped; superscript digits are note marks and no words,
but behind a number of one to three digits a word of their own (``58⁸`` is ``58-8``); a word that mixes Cyrillic and
Latin letters is read as Cyrillic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate, compress, count
from operator import itemgetter
from typing import NamedTuple

APOSTROPHES = "'’‘ʼʹ`´′"
"""Signs typed as an apostrophe, a Russian hard sign, or a transliterated soft sign."""

_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0301\u0300"
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CHAR = rf"[^\W_{_SUPERSCRIPTS}]"
_INSIDE = rf"{_DROPPED}\u0300-\u036f{APOSTROPHES}"
# Each way a word can begin is told by its first character, so that none is tried in vain: a corpus has millions.
_WORD = re.compile(
    rf"({_CHAR}+(?:(?=[{_INSIDE}])"
    rf"(?:(?:[{_DROPPED}]|(?<=\w)[\u0300-\u036f]|[{APOSTROPHES}](?=[^\W\d_])(?![sS](?![^\W_]))){_CHAR}*)*)?|"
    rf"[{_SUPERSCRIPTS}](?:(?<=\b\d.)|(?<=\b\d\d.)|(?<=\b\d\d\d.))[{_SUPERSCRIPTS}]*[^\W\d_{_SUPERSCRIPTS}]?)"
)

_LOOKALIKE = str.maketrans("aceopxykmthbiy", "асеорхукмтнвіу")
_TRANSLIT = str.maketrans("abvgdeziklmnoprstufhcyx", "абвгдезиклмнопрстуфхцых")
_FOLD = str.maketrans({"ё": "е", **dict(zip(_SUPERSCRIPTS, "0123456789", strict=True)),
                       **dict.fromkeys(_DROPPED + APOSTROPHES)})
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")
_PRE_REFORM = str.maketrans("ѣіѳѵ", "еифи")


KEPT_WORDS, KEPT_CHARS = 65_536, 64
"""Words of a text whose folded form is remembered, and the letters of the longest that is: few words are most of a
text, and what is remembered must not grow with one that was made to be large."""


class Word(NamedTuple):
    """A folded word and where it stands, text[start:end]; a tuple, as a corpus has millions."""

    form: str
    start: int
    end: int


def fold(word: str) -> str:
    """Give the form under which a word is equal to its other spellings.

    The letters of a mixed-script word that all have Cyrillic look-alikes are read as those (``Cталин``);
    otherwise the Latin ones are a transliteration (``Ягodu``).
    """
    form = unicodedata.normalize("NFC", word).lower().translate(_FOLD)
    if _CYRILLIC.search(form):
        form = form.translate(_PRE_REFORM)
        if _LATIN.search(form):
            latin = set(_LATIN.findall(form))
            table = _LOOKALIKE if latin <= set("aceopxykmthb") else _TRANSLIT
            form = form.translate(table)
    elif not form.isascii():
        form = form.translate(_accents())
    return form


def has_accents(text: str) -> bool:
    """Say whether a text may have Latin letters with accents, or letters joined; quicker than to look at its words."""
    return _accent().search(text) is not None


@cache
def _accent() -> re.Pattern[str]:
    """Give the pattern of Latin letters with accents, and accents by themselves; compiled late, as few searches ask."""
    return re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")


def same_accents(one: str, other: str) -> bool:
    """Say whether two words that are equal as folded have the same accents and joined letters too: ``café``, ``cafe``.

    Stress marks and signs inside a word are none.
    """
    if one.isascii() and other.isascii():
        return True
    return _accented(one) == _accented(other)


def _accented(word: str) -> str:
    form = unicodedata.normalize("NFC", word).lower().translate(_FOLD)
    return "" if _CYRILLIC.search(form) else re.sub(r"[\W_]", "", form)


@cache
def _accents() -> dict[int, str]:
    """Give the plain letters for Latin ones with accents (Unicode decompositions), and for joined ones and those with
    a stroke, which have none."""
    table = {ord(letter): plain for letter, plain in zip("øłđıæœßþð", ("o", "l", "d", "i", "ae", "oe", "ss", "th", "d"),
                                                         strict=True)}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if "a" <= base <= "z":
            table[code] = base
    return table


def elisions(text: str) -> Iterator[tuple[str, str]]:
    """Give the words that begin with a French article or pronoun without its vowel, and what stands behind it.

    Both folded: ``L'Humanité`` is ``lhumanite`` and ``humanite``.
    """
    for found in _elided().finditer(text):
        begun = found.start() - (1 if text[found.start() - 1] in "dlDL" else 2)
        yield fold(text[begun : found.end()]), fold(found["word"])


@cache
def _elided() -> re.Pattern[str]:
    """Give the pattern of a sign after d, l or qu at the beginning of a word, and what stands behind it.

    It begins with the sign, which is the rarest of these, and is compiled late: only words with such signs ask for it.
    """
    return re.compile(
        rf"[{APOSTROPHES}](?:(?<=[dl].)(?<![\w{APOSTROPHES}][dl].)|(?<=qu.)(?<![\w{APOSTROPHES}]qu.))"
        r"(?P<word>[aeiouhàâæéèêëîïôœùûü][^\W\d_]+)", re.IGNORECASE
    )


def words(text: str) -> list[Word]:
    """Give the words of ``text`` in order, with offsets in code points."""
    # What is between the words, and the words, in turn. All is done by functions of C, as a corpus has millions; the
    # tuples are made without the check of Word().
    parts = _WORD.split(text)
    ends = list(accumulate(map(len, parts)))
    return list(map(_word, zip(_folded(parts[1::2]), ends[::2], ends[1::2], strict=False)))


def has_words(text: str) -> bool:
    """Say whether there is any word in ``text``."""
    return _WORD.search(text) is not None


def capitalised(text: str, found: Sequence[Word]) -> list[int]:
    """Give the numbers of the words of ``text`` that begin with a capital letter, in order."""
    return list(compress(count(), map(str.isupper, map(text.__getitem__, map(_START, found)))))


def forms(text: str) -> list[str]:
    """Give the folded words of ``text`` without their places."""
    return list(_folded(_WORD.findall(text)))


def _folded(found: list[str]) -> Iterable[str]:
    if max(map(len, found), default=0) <= KEPT_CHARS:
        return map(_remembered, found)
    return (_remembered(word) if len(word) <= KEPT_CHARS else fold(word) for word in found)


_word = partial(tuple.__new__, Word)
_START = itemgetter(1)
_remembered = lru_cache(KEPT_WORDS)(fold)

"""Text decoded with the wrong code page and saved so: undone where the way back is exact, else found and told.

Two ways are undone line by line, since files are pasted together of several: UTF-8 read as a page of one byte a sign
(``РЎС‚Р°`` or ``â€™``), and Cyrillic of code page 1251 read as a western page (``Ñòà``). KOI8 and 1251 read for each
other (``уФБТЫЙК``), which turns capitals into small letters, are undone for the whole text.
"""

from __future__ import annotations

import re

from corpus.language.russian import is_known

_WESTERN_SHARE = 0.5
"""No language writes so many of its letters with accents."""

_RUSSIAN_SHARE = 0.9
"""Letters of the alphabet among those of a line that was undone."""

_LEAST_LETTERS = 6
"""A line of fewer letters tells nothing of its own."""

_ALPHABET = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_DOUBLE = re.compile(
    "(?:[РС][\u0400-\u040f\u0450-\u045f\u00a0-\u00bf‚„…†‡€‰‹‘’“”•–—™›]){3}|(?:[ÐÑ][\u0080-\u00bf‚ƒ„…†‡ˆ‰?]){2}|â€[^\\w\\s]"
)
_PAIR = "(?:[РСВ][\u0402-\u040f\u0451-\u045f\u00a0-\u00bfЁҐґ‚„…†‡€‰‹‘’“”•–—™›№]|в[Ђ„][^\\w\\s])"
_PAIRS = re.compile(f"{_PAIR}{{2,}}|(?<!\\w){_PAIR}(?!\\w)")
"""Letters of UTF-8 read as code page 1251, in a line that says other things too: two at least, or a word of one."""

_MOST_TIMES = 3
"""A text saved wrongly more often has lost more than its letters."""

_RUN = re.compile("[ÂÃâÐÑ][^\x00-\x7f]+")
"""Signs beyond ASCII as UTF-8 begins them where it is read as a western page."""

_TURNED, _WORD = re.compile(r"\b[а-яё][А-ЯЁ]{2,}"), re.compile("[а-яёА-ЯЁ]+")
_LOOKED_AT, _CAPITALS_SHARE, _KNOWN_SHARE = 4_000, 0.7, 0.7
"""Characters looked at for words with a small first letter and capitals behind; share of capitals among the letters,
and of the words in the dictionary when the text is put right."""

_LEAST_FOREIGN = 4
"""A line of fewer signs beyond ASCII may mean what it says: ``«Группа С»``."""
_ANY_FOREIGN = re.compile("[^\x00-\x7f]{2}")


def undone(text: str) -> str:
    """Give a text with the lines put right that were decoded with a wrong page, others as they are."""
    if not _ANY_FOREIGN.search(text):
        return text
    return _turned("".join(_line_undone(line) for line in text.splitlines(keepends=True)))


def _line_undone(line: str) -> str:
    """Put a line right as often as it was saved wrongly."""
    for _ in range(_MOST_TIMES):
        made = _once_undone(line)
        if made == line:
            break
        line = made
    return line


def _turned(text: str) -> str:
    """Give a text put right in which capitals stand for small letters, where its words are known then."""
    sample = text[:_LOOKED_AT]
    letters = "".join(_WORD.findall(sample))
    if not _TURNED.search(sample) or sum(map(str.isupper, letters)) < _CAPITALS_SHARE * len(letters):
        return text
    for shown, meant in (("cp1251", "koi8-r"), ("koi8-r", "cp1251")):
        try:
            made = text.encode(shown).decode(meant)
        except UnicodeError:
            continue
        words = _WORD.findall(made[:_LOOKED_AT])
        if sum(is_known(word.lower()) for word in words) >= _KNOWN_SHARE * len(words):
            return made
    return text


def wrong_lines(text: str) -> list[int]:
    """Give the numbers of the lines, from 1, that still look as if decoded with a wrong page."""
    return [number for number, line in enumerate(text.split("\n"), 1) if _DOUBLE.search(line)]


def _once_undone(line: str) -> str:
    if not _ANY_FOREIGN.search(line):
        return line
    if sum(c > "\x7f" for c in line) >= _LEAST_FOREIGN and (whole := _from_utf8(line, "cp1251")):
        return whole
    if _DOUBLE.search(line):
        line = _PAIRS.sub(lambda run: _from_utf8(run.group(), "cp1251") or run.group(), line)
    return cyrillic_of_western(_RUN.sub(lambda run: _from_utf8(run.group(), "cp1252") or run.group(), line))


def _from_utf8(text: str, page: str) -> str | None:
    """Give what the bytes that a page shows as this text are in UTF-8, None where they are no UTF-8."""
    data = _bytes(text, page)
    try:
        return data.decode("utf-8") if data is not None else None
    except UnicodeDecodeError:
        return None


def cyrillic_of_western(text: str) -> str:
    """Give what a text says whose Cyrillic letters were taken for western ones, sign for sign; others as they are."""
    letters = [c for c in text if c.isalpha()]
    western = sum("\u00c0" <= c <= "\u00ff" for c in letters)
    if len(letters) < _LEAST_LETTERS or western < _WESTERN_SHARE * len(letters):
        return text
    data = _bytes(text, "cp1252")
    made = data.decode("cp1251", "replace") if data is not None else ""
    found = [c.lower() for c in made if c.isalpha() and c > "\x7f"]
    sound = len(made) == len(text) and sum(c in _ALPHABET for c in found) >= _RUSSIAN_SHARE * len(found)
    return made if sound else text


def _bytes(line: str, page: str) -> bytes | None:
    """Give the bytes that a page shows as this line; signs without a place in it are taken for their own byte."""
    try:
        return b"".join(c.encode(page) if not "\x80" <= c <= "\x9f" else bytes([ord(c)]) for c in line)
    except UnicodeEncodeError:
        return None

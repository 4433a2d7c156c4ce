"""Sentences of a text, Russian or in Latin letters, by marks and abbreviations (``data/sentences.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.data_files import load_data

Span = tuple[int, int]
"""Text from the first offset up to the second."""

MAX_REFERENCE = 80
"""Characters of a reference in brackets behind a sentence that is still part of it."""

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]*]*+(?=\s+(?:\([^()\n]*\d|[\"'“„«‘(\[*—–-]*\s?[^\W_a-zа-яё]))|\n")
_BEFORE = re.compile(r"((?:(?:[^\W\d_]\.\s?){1,4}|(?<![^\W\d_]))[^\W\d_]++(?:-[^\W\d_]++)?|№)\.$")
_INITIAL = re.compile(r"(?:^|[\s(«“\"„.])[^\W\d_a-zа-яё]\.$")
_NUMBER = re.compile(r"\W*(?:\d{1,3}|[IVX]{1,4})\.")
_WORD = re.compile(r"[^\W_]+")
_REFERENCE = re.compile(r"\s?\((?=[^()\n]*\d)(?:[^()\n]|\([^()\n]*\))*\)[.,]?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """``data/sentences.toml``: by language, abbreviations and words that begin sentences."""

    never: dict[str, frozenset[str]]
    number: dict[str, frozenset[str]]
    perhaps: dict[str, frozenset[str]]
    openers: dict[str, frozenset[str]]


def _data() -> _Abbreviations:
    return load_data("sentences.toml", _Abbreviations)


def _in_language(words: dict[str, frozenset[str]], lang: str) -> frozenset[str]:
    """Give the words of a language, the English ones where there are none for it."""
    return words.get(lang, words["en"])


def sentences(text: str, lang: str) -> list[Span]:
    """Give the sentences of a text in order, without the white space between them.

    A paragraph ends its last sentence. A short reference in brackets belongs to the sentence before it.
    """
    cuts = [0]
    for mark in _END.finditer(text):
        numbered = _NUMBER.fullmatch(text, cuts[-1], mark.end())
        if mark.start() >= cuts[-1] and not numbered and _ends(text, mark, lang):
            cuts.append(_behind(text, mark.end()))
    found: list[Span] = []
    for start, end in pairwise([*cuts, len(text)]):
        part = text[start:end]
        if not part.strip():
            continue
        start, end = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        wordless = found and _WORD.search(text, *found[-1]) is None
        if wordless and "\n" not in text[found[-1][1] : start]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _behind(text: str, end: int) -> int:
    """Give the end of a sentence with the reference behind it."""
    reference = _REFERENCE.match(text, end, end + MAX_REFERENCE)
    return reference.end() if reference else end


def _ends(text: str, mark: re.Match[str], lang: str) -> bool:
    """Say whether a mark ends a sentence: a stop after an initial or abbreviation does only before what opens one."""
    if mark.group() == "\n":
        return True
    before = text[max(0, mark.start() - 24) : mark.start() + 1]
    group = _abbreviation(before, lang)
    if mark.group() != ".":
        return not (mark.group().startswith(".") and group == "never")
    if _INITIAL.search(before) or group == "never":
        return False
    following = _WORD.search(text, mark.end())
    word = following.group().lower() if following else ""
    if group == "number":
        return not word[:1].isdigit()
    initial = following is not None and len(word) == 1 and text[following.end() : following.end() + 1] == "."
    return group is None or (not initial and word in _in_language(_data().openers, lang))


def _abbreviation(before: str, lang: str) -> str | None:
    """Give the group of the abbreviation with which a text up to a stop ends; the longest counts."""
    found = _BEFORE.search(before)
    parts = [p for p in re.split(r"[\s.]+", found.group(1).lower()) if p] if found else []
    groups = {"never": _data().never, "number": _data().number, "perhaps": _data().perhaps}
    for at in range(len(parts)):
        for group, words in groups.items():
            if " ".join(parts[at:]) in _in_language(words, lang):
                return group
    return None

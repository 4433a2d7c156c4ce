"""Sentences of a text, Russian or in Latin letters, by marks and abbreviations (``data/sentences.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

Span = tuple[int, int]
"""Text from the first offset up to the second."""

MAX_REFERENCE = 60
"""Characters of a reference in brackets behind a sentence that is still part of it."""

_END = re.compile(r"[.!?…]+[\"'”’»)\]*]*(?=\s+[\"'“„«‘(\[*—–-]*\s?[^\W_a-zа-яё])|\n")
_BEFORE = re.compile(r"((?:[^\W\d_]\.\s?){0,4}[^\W\d_]+(?:-[^\W\d_]+)?|№)\.$")
_INITIAL = re.compile(r"(?:^|[\s(«“\"„.])[^\W\d_a-zа-яё]\.$")
_NUMBER = re.compile(r"(?:^|\n)\W{0,2}(?:\d{1,3}|[IVX]{1,4})\.$")
_WORD = re.compile(r"[^\W_]+")
_REFERENCE = re.compile(r"[(\[][^.!?]*(?:[.!?][^()\[\]]*)?[)\]]\W{0,2}")


@cache
def _words(group: str, lang: str) -> frozenset[str]:
    data = tomllib.loads((files("corpus") / "data" / "sentences.toml").read_text("utf-8"))
    return frozenset(data[group].get(lang, data[group]["en"]))


def sentences(text: str, lang: str) -> list[Span]:
    """Give the sentences of a text in order, without the white space between them.

    A paragraph ends its last sentence. A short reference in brackets belongs to the sentence before it.
    """
    cuts = [0, *(m.end() for m in _END.finditer(text) if _ends(text, m, lang)), len(text)]
    found: list[Span] = []
    for start, end in pairwise(cuts):
        part = text[start:end]
        if not part.strip():
            continue
        start, end = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        same = found and "\n" not in text[found[-1][1] : start]
        if same and (_WORD.search(text, *found[-1]) is None or _is_reference(text[start:end])):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_reference(part: str) -> bool:
    short = len(part) <= MAX_REFERENCE and any(c.isdigit() for c in part)
    return short and bool(_REFERENCE.fullmatch(part))


def _ends(text: str, mark: re.Match[str], lang: str) -> bool:
    if mark.group() == "\n":
        return True
    before = text[max(0, mark.start() - 24) : mark.start() + 1]
    if mark.group() != ".":
        return not (mark.group().startswith(".") and _abbreviates(before, "never", lang))
    if _INITIAL.search(before) or _NUMBER.search(before) or _abbreviates(before, "never", lang):
        return False
    following = _WORD.search(text, mark.end())
    word = following.group().lower() if following else ""
    if word[:1].isdigit() and _abbreviates(before, "number", lang):
        return False
    if following and len(word) == 1 and text[following.end() : following.end() + 1] == ".":
        return not _abbreviates(before, "perhaps", lang)
    return word in _words("openers", lang) or not _abbreviates(before, "perhaps", lang)


def _abbreviates(before: str, group: str, lang: str) -> bool:
    """Say whether a text up to a stop ends with an abbreviation; the longest reading counts."""
    found = _BEFORE.search(before)
    if found is None:
        return False
    known, parts = _words(group, lang), [p for p in re.split(r"[\s.]+", found.group(1).lower()) if p]
    return any(" ".join(parts[at:]) in known for at in range(len(parts)))

"""Forms of words: the keys that the forms of one word share.

English words go through the Snowball stemmer and a table of irregular forms, Russian ones through the dictionary
of pymorphy3, which gives the normal forms of every reading of a word (``стали``: steel, to become). All are loaded
when first needed.
"""

# The dictionaries have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from corpus.language.script import is_cyrillic
from corpus.language.words import fold

_IRREGULAR = Path(__file__).parents[1] / "data" / "irregular-en.txt"
_APART = re.compile("(?:об|под|из|раз|от|без|над|пред|меж|сверх|с|в|суб|ад|ин)(?=[еюя])")
_LATIN = re.compile(r"[a-z]")
# The dictionary fails on characters without a name.
_WRITTEN = re.compile(r"[\u0400-\u04ff\u0300-\u036fa-z0-9]+")


@lru_cache(maxsize=200_000)
def lemma_keys(form: str) -> tuple[str, ...]:
    """Give the keys of a folded word, sorted; a word without letters is its own key."""
    if is_cyrillic(form, one_letter=True):
        if not _WRITTEN.fullmatch(form):
            return (form,)
        known = _with_hard_sign(form)
        return tuple(sorted({fold(parse.normal_form) for parse in _russian().parse(known)} or {form}))
    if _LATIN.search(form):
        stem = _english().stemWord
        return tuple(sorted({stem(form), *(stem(word) for word in _irregular().get(form, ()))}))
    return (form,)


def is_known(form: str) -> bool:
    """Whether the Russian dictionary has this form."""
    known: bool = _russian().word_is_known(form)
    return known


_PROPER = ("Name", "Surn", "Patr", "Geox", "Orgn")


def is_proper(form: str) -> bool:
    """Whether the Russian dictionary has this form as the nominative of a person, place or organisation."""
    return is_known(form) and any(
        {"nomn", "sing"} in parse.tag and any(kind in parse.tag for kind in _PROPER)
        for parse in _russian().parse(form)
    )


def _with_hard_sign(form: str) -> str:
    """Give back the hard sign that print of the time set as an apostrophe, which folding has dropped."""
    if not _APART.match(form) or _russian().word_is_known(form):
        return form
    whole = _APART.sub(r"\g<0>ъ", form, count=1)
    return whole if _russian().word_is_known(whole) else form


@cache
def _irregular() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for line in _IRREGULAR.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, *others = line.split()
            for other in others:
                out.setdefault(other, []).append(word)
    return out


@cache
def _russian() -> Any:
    from pymorphy3.analyzer import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@cache
def _english() -> Any:
    from Stemmer import Stemmer

    return Stemmer("english")

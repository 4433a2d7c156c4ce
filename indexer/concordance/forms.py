"""Forms of words: the keys that the forms of one word share.

They are what dictionaries give as the normal forms of every reading of a word: that of lemminflect for English
(``saw``: to see, to saw, a saw), after the SPECIALIST Lexicon of the National Library of Medicine, that of pymorphy3
for Russian (``стали``: steel, to become). Words derived from each other share none, *terror* and *terrorist*; those are
families (:mod:`indexer.concordance.families`). The dictionaries are loaded when first needed.
"""

# The dictionaries have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from corpus.language.script import is_cyrillic
from corpus.language.words import fold

_APART = re.compile("(?:об|под|из|раз|от|без|над|пред|меж|сверх|с|в|суб|ад|ин)(?=[еюя])")
_LATIN = re.compile(r"[a-z]")
_PLURAL = re.compile(r"[^aious]s\Z")
_SHORT = 4
"""Letters of a word up to which an s at its end may well belong to it."""
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
        return tuple(sorted(_english(form) or {_singular(form)}))
    return (form,)


def is_known(form: str) -> bool:
    """Whether the dictionary of its script has this form."""
    if not is_cyrillic(form, one_letter=True):
        return bool(_english(form))
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


def _english(form: str) -> set[str]:
    """Give the normal forms of an English word, folded; none where the dictionary does not have it."""
    from lemminflect import getAllLemmas

    return {fold(lemma) for lemmas in getAllLemmas(form).values() for lemma in lemmas}


def _singular(form: str) -> str:
    """Give the singular of a word that the dictionary does not have, Trotskyites, where its end is one of a plural."""
    return form[:-1] if len(form) > _SHORT and _PLURAL.search(form) else form


@cache
def _russian() -> Any:
    from pymorphy3.analyzer import MorphAnalyzer

    # Which reading of a word is likelier is not asked: all are taken.
    return MorphAnalyzer(lang="ru", probability_estimator_cls=None)


"""Words written in two ways, of which a plain word finds both: ``USSR`` and ``U.S.S.R.``, with a hyphen or in one.

Phrases in quotation marks are left as they are: their equality is that of words, which stops and hyphens part.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.data_files import convert, read_table
from corpus.frozen import frozen
from corpus.model.notes import Note
from indexer.concordance.concordance import Concordance
from indexer.query.tree import Node, Phrase, QueryWord, either, replaced

_DATA = Path(__file__).parents[1] / "data" / "variants.toml"

LEAST_REST = 3
"""Letters of a word at least behind the beginning that a hyphen may part from it."""


@frozen
class _Variants:
    """``data/variants.toml``."""

    abbreviations: frozenset[str]
    beginnings: frozenset[str]


@cache
def _data() -> _Variants:
    return convert(read_table(_DATA), _Variants, _DATA)


def with_variants(root: Node, concordance: Concordance) -> tuple[Node, tuple[Note, ...]]:
    """Give a query that also asks for what its plain words are written as else, and what that is.

    Only what occurs in the index is asked for.
    """
    notes: list[Note] = []

    def change(phrase: Phrase) -> Node:
        there = [other for other in _written_else(phrase) if _occurs(other, concordance)]
        notes.extend(Note("query-also-written", word=_shown(phrase), also=_shown(other)) for other in there)
        return either([phrase, *there]) if there else phrase

    changed = replaced(root, change)
    return (changed, tuple(dict.fromkeys(notes))) if notes else (root, ())


def _written_else(phrase: Phrase) -> Iterator[Phrase]:
    """Give the other ways in which the words of a phrase may be written; none of one in quotation marks."""
    if phrase.slop or phrase.gloss or any(item.how != "forms" for item in phrase.items):
        return
    letters = "".join(item.form for item in phrase.items)
    off = phrase.items[0].off
    if len(phrase.items) > 1:
        initials = len(letters) == len(phrase.items) and letters in _data().abbreviations
        if initials or (len(phrase.items) == 2 and phrase.items[0].form in _data().beginnings):
            yield Phrase((QueryWord(letters, "forms", off=off),))
        return
    if letters in _data().abbreviations:
        yield Phrase(tuple(QueryWord(letter) for letter in letters))
    for end in range(2, len(letters) - LEAST_REST + 1):
        if letters[:end] in _data().beginnings:
            yield Phrase((QueryWord(letters[:end]), QueryWord(letters[end:], "forms", off=off)))


def _occurs(phrase: Phrase, concordance: Concordance) -> bool:
    """Whether a phrase stands anywhere. Each word must be one of the index or the normal form of one.

    So no dictionary has to be loaded for words that nobody typed.
    """
    words, lemmas = concordance.words, concordance.lemmas
    if any(words.find(item.form) is None and not lemmas.words_of(item.form) for item in phrase.items):
        return False
    return bool(len(concordance.phrase(phrase, lambda _: ())[0]))


def _shown(phrase: Phrase) -> str:
    """Give a phrase as print would have it: letters with stops, other words with a hyphen."""
    forms = [item.form for item in phrase.items]
    if len(forms) > 1 and all(len(form) == 1 for form in forms):
        return "".join(f"{form}." for form in forms)
    return "-".join(forms)

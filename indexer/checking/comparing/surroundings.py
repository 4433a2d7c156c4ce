"""What stands just outside the quoted words in the text: a negation that was cut off turns the sense."""

from __future__ import annotations

import re

from corpus.language.words import forms
from indexer.checking.comparing.comparison_words import negations, rules
from indexer.checking.comparing.corpus_words import CorpusWords
from indexer.checking.comparing.matching import Placement

BEFORE, BEHIND = 3, 1
"""Words before and behind a quotation among which a negation belongs to it; punctuation ends them."""
OWN_WORDS = 9
"""Words of the author before a quotation among which a negation owns up to the one left out."""

_PUNCTUATION = re.compile(r"[.,;:!?—()\[\]«»“”\"…]")


def negation_outside(source: CorpusWords, found: Placement, before: str, after: str) -> str | None:
    """Give the negation that the text has just outside the words found, None where there is none.

    None also where the author's own words around the quotation, ``before`` and ``after``, negate.
    """
    if _negates(forms(before)[-OWN_WORDS:]) or _negates(forms(after)[:BEHIND]):
        return None
    return _before(source, found) or _behind(source, found)


def _negates(words: list[str]) -> bool:
    return any(w in negations() or w.startswith(rules().negations.denying) for w in words)


def _before(source: CorpusWords, found: Placement) -> str | None:
    turn = source.turn_at(found.first)
    last = found.first
    for place in range(found.first - 1, max(-1, found.first - 1 - BEFORE), -1):
        if source.turn_at(place).ref != turn.ref or _PUNCTUATION.search(_gap(source, place, last)):
            return None
        word = source.word_at(place)
        if word.form in negations():
            beyond = source.word_at(place - 1).form if place and source.turn_at(place - 1).ref == turn.ref else ""
            after = source.word_at(place + 1).form
            return None if beyond in rules().negations.either or after in rules().negations.limited else word.printed
        last = place
    return None


def _behind(source: CorpusWords, found: Placement) -> str | None:
    turn = source.turn_at(found.last)
    place = found.last + 1
    if place >= len(source.concordance.tokens) or source.turn_at(place).ref != turn.ref:
        return None
    if _PUNCTUATION.search(_gap(source, found.last, place)):
        return None
    word = source.word_at(place)
    return word.printed if word.form in negations() else None


def _gap(source: CorpusWords, left: int, right: int) -> str:
    """Give the signs between two neighbouring words."""
    text = source.text_between(left, right)
    first, last = source.word_at(left).printed, source.word_at(right).printed
    return text[len(first) : len(text) - len(last)]

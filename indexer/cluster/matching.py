"""A query tree as an engine is asked: every turn that may answer is found, and then looked through here.

An engine knows words of whole turns, so what is asked of it is wider than the query wherever that says more: of words
near each other that all of them are there, of a phrase with several forms too; what must not be there, values and the
other language are left to be looked at here. Nothing is asked for that a turn that answers might lack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from math import prod

from corpus.limits import MAX_CLUSTER_TERMS
from indexer.cluster.marks import NOTHING, person_mark, word_mark
from indexer.concordance.concordance import Concordance
from indexer.query.tree import And, Near, Node, Or, Phrase, QueryWord

PHRASES = 64
"""Phrases of single words that a phrase of forms is spelt out in: twelve forms of one word and five of another."""


@dataclass(frozen=True, slots=True)
class Match:
    """What an engine is asked: ``text`` in its language, with ``terms`` words in it, found in ``most`` turns at most.

    What is asked for is wider than this where ``text`` is empty: then any turn may answer.
    """

    text: str = ""
    terms: int = 0
    most: int = 0


ANY = Match()
"""Any turn may answer."""


class TurnMatcher:
    """Makes matches from query trees. ``persons`` gives the identifiers of the persons whom a name may mean."""

    def __init__(self, concordance: Concordance, persons: Callable[[str], Iterable[str]]) -> None:
        self._concordance = concordance
        self._persons = persons

    def match(self, node: Node) -> Match:
        """Give what to ask for; :data:`ANY` where that would be too long or says nothing."""
        found = self._of(node)
        return found if found.terms <= MAX_CLUSTER_TERMS else ANY

    def _of(self, node: Node) -> Match:
        match node:
            case Phrase():
                return self._phrase(node)
            case Near():
                return _all_of([self._of(node.left), self._of(node.right)])
            case And():
                return _all_of([self._of(part) for part in node.parts])
            case Or():
                return _any_of([self._of(part) for part in node.parts])
            case _:
                return ANY

    def _phrase(self, phrase: Phrase) -> Match:
        items = [item for item in phrase.items if item.how != "gap"]
        each = [self._terms(item) for item in items]
        # An engine may step over a phrase that begins again within itself, as one with a word twice can.
        together = not phrase.slop and not phrase.gloss and 1 < len(items) == len(phrase.items)
        if together and all(item.how != "person" for item in items):
            ways = prod(len(terms) for terms, _ in each)
            if 0 < ways <= PHRASES and sum(len(terms) for terms, _ in each) == len({*_flat(each)}):
                spelt = " | ".join(f'"{" ".join(one)}"' for one in product(*(terms for terms, _ in each)))
                return Match(f"({spelt})", ways * len(each), min(most for _, most in each))
        return _all_of([Match(f"({'|'.join(terms)})", len(terms), most) if terms else Match(NOTHING, 1, 0)
                        for terms, most in each])

    def _terms(self, item: QueryWord) -> tuple[list[str], int]:
        """Give the terms of which one stands where an item does, and in how many turns that is at most."""
        concordance = self._concordance
        if item.how == "person":
            persons = list(self._persons(item.form))
            return [person_mark(person) for person in persons], len(concordance.passage_turn)
        wanted = concordance.wanted(item)
        words = [concordance.words.word(number) for number in wanted]
        return [word_mark(word) for word in words], concordance.frequency(wanted) + concordance.labelled.frequency(
            wanted)


def _flat(each: Iterable[tuple[list[str], int]]) -> Iterable[str]:
    return (term for terms, _ in each for term in terms)


def _all_of(parts: list[Match]) -> Match:
    """Join matches of which all must hold; parts that say nothing, or too much at once, are looked at here."""
    said: list[Match] = []
    for part in sorted((part for part in parts if part.text), key=lambda part: part.most):
        if sum(one.terms for one in said) + part.terms <= MAX_CLUSTER_TERMS:
            said.append(part)
    if len(said) < 2:
        return said[0] if said else ANY
    return Match(f"({' '.join(part.text for part in said)})", sum(part.terms for part in said), said[0].most)


def _any_of(parts: list[Match]) -> Match:
    """Join matches of which one must hold."""
    if not all(part.text for part in parts):
        return ANY
    return Match(f"({'|'.join(part.text for part in parts)})", sum(part.terms for part in parts),
                 sum(part.most for part in parts))

"""Words that stand for each other, learned from texts that are already paired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from corpus.language.words import forms
from corpus.model.turns import Pair, Turn

Lexicon = Mapping[str, frozenset[str]]
"""Word starts of the left language, each with those of the right one that stand for it."""

Clues = list[frozenset[str]]

LexicalClues = tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]]
"""Clues of the turns of both sides, from words that a lexicon holds for equal."""

STEM = 6
"""Letters of a word that are compared, so that its forms count as one."""

SURE = 0.9
"""Certainty of the pairs that teach."""

MAX_LESSON = 40
"""Different words of a turn that teaches: in longer ones every word meets every other."""

LEAST_SEEN = 3
DICE = 0.45
"""Occurrences together and the coefficient that make two words partners."""


@lru_cache(50_000)
def stems(text: str) -> frozenset[str]:
    """Give the starts of the words of a text, without numbers."""
    return frozenset(form[:STEM] for form in forms(text) if not form.isdigit())


def learn(
    lessons: Iterable[tuple[str, str]], *, least: int = LEAST_SEEN, dice: float = DICE
) -> dict[str, frozenset[str]]:
    """Learn from texts of which the second translates the first.

    Two words belong together when they were seen together at least ``least`` times and their Dice coefficient
    is at least ``dice``.
    """
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for here, there in ((stems(a), stems(b)) for a, b in lessons):
        if max(len(here), len(there)) <= MAX_LESSON:
            left.update(here)
            right.update(there)
            both.update((a, b) for a in here for b in there)
    found: dict[str, set[str]] = {}
    for (a, b), count in both.items():
        if count >= least and 2 * count >= dice * (left[a] + right[b]):
            found.setdefault(a, set()).add(b)
    return {word: frozenset(partners) for word, partners in found.items()}


def learn_pairs(pairs: Iterable[Pair], turns: Mapping[str, Turn]) -> dict[str, frozenset[str]]:
    """Learn from the sure pairs of a library; ``turns`` by reference."""
    return learn(
        (turns[pair.left[0]].text, turns[pair.right[0]].text)
        for pair in pairs
        if pair.confidence >= SURE and len(pair.left) == len(pair.right) == 1
    )


def lexical_clues(left: Sequence[str], right: Sequence[str], lexicon: Lexicon) -> tuple[Clues, Clues]:
    """Give each text a clue for every pair of the lexicon of which it has its side's word."""
    back: dict[str, set[str]] = {}
    for word, partners in lexicon.items():
        for partner in partners:
            back.setdefault(partner, set()).add(word)
    ours = [frozenset(f"{w} = {p}" for w in stems(t) for p in lexicon.get(w, ())) for t in left]
    theirs = [frozenset(f"{w} = {p}" for p in stems(t) for w in back.get(p, ())) for t in right]
    return ours, theirs

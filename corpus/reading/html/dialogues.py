"""Lists of terms (``dl``) in which a page sets a dialogue: a name, and behind it what is said, again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.language.words import fold
from corpus.reading.drafts import Placed

MAX_WORDS = 8
"""Words of a label, with what it says of how somebody speaks."""
SHARE_AGAIN = 3
"""One in so many terms stands in its list again, at least: a word that a glossary explains twice is no speaker."""


def with_labels(placed: Sequence[Placed]) -> list[Placed]:
    """Mark the terms of lists whose terms come back as the labels of what follows them; all else stays as it is."""
    lists: dict[int, list[str]] = {}
    for one in placed:
        if one.terms:
            lists.setdefault(one.terms, []).append(_key(one))
    dialogues = {number for number, terms in lists.items() if _is_dialogue(terms)}
    return [replace(one, block=replace(one.block, label=True)) if one.terms in dialogues else one for one in placed]


def _is_dialogue(terms: Sequence[str]) -> bool:
    """Say whether the terms of a list are who speaks: several, short, and some of them again."""
    counts = Counter(terms)
    again = sum(number for number in counts.values() if number > 1)
    return len(counts) > 1 and SHARE_AGAIN * again >= len(terms) and all(len(x.split()) <= MAX_WORDS for x in counts)


def _key(term: Placed) -> str:
    return fold(term.block.text).strip(" .:—–-")

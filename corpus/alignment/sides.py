"""Which texts are paired, and which of them stands left and which right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from corpus.model.turns import TextInfo


def pair_side(lang: str) -> tuple[int, str]:
    """Give what languages are ordered by, from left to right: Russian first, English last, others by their letters."""
    return {"ru": 0, "en": 2}.get(lang, 1), lang


def paired_editions(texts: Sequence[TextInfo]) -> Iterator[tuple[TextInfo, TextInfo]]:
    """Give the editions of a trial in two languages, each with each: left is Russian where one is, right English."""
    editions = [info for info in texts if info.is_edition and info.trial]
    for left, right in permutations(editions, 2):
        if left.trial == right.trial and pair_side(left.lang) < pair_side(right.lang):
            yield left, right

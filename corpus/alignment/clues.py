"""What survives translation: numbers and names, as clues that two turns say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from corpus.alignment.band import CellBand, Values
from corpus.alignment.dictionary import numbers
from corpus.language.sound_keys import consonant_key

KEY_LENGTH = 4
"""Letters of a name's key that are compared: in most surnames case endings come after the fourth."""

MIN_KEY = 3
"""Shorter keys fit too many words by chance."""

COMMON = 0.25
"""A clue in more than this share of the turns of both sides is passed over: it points nowhere."""

KEPT = 50_000
"""Turns whose clues are kept, as each is weighed several times."""

_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"[^\W\d_a-zа-яё][^\W\d_]{2,}")
# Endings of nouns and adjectives that add a consonant to the key.
_ENDING = re.compile(r"(?<=.{3})(?:ого|его|ому|ему|ыми|ими|ами|ями|ым|им|ом|ем|ём|ах|ях|ых|их|ам|ям)$")


@lru_cache(KEPT)
def clues(text: str, lang: str) -> frozenset[str]:
    """Give the clues of a text: its numbers, in figures or words, and the keys of its capitalised words."""
    found = {number.lstrip("0") or "0" for number in _NUMBER.findall(text)} | numbers(text, lang)
    for match in _NAME.finditer(text):
        word = match.group()
        key = consonant_key(_ENDING.sub("", word.lower()) if lang == "ru" else word)
        if len(key) >= MIN_KEY:
            found.add(key[:KEY_LENGTH])
    return frozenset(found)


def shared(
    left: Sequence[frozenset[str]], right: Sequence[frozenset[str]], cells: CellBand, *, spare: int = 0
) -> tuple[Values, Values, Values]:
    """Weigh what the last of the left and the last of the right share in each cell: the sum of rarities.

    Gives the sums by cell, and for each of the left and of the right the sum of all its clues that occur on
    the other side. Rarity is the logarithm of how many turns there are to one with the clue. ``spare`` turns
    without any clue are counted in, so that few turns that share a clue still share something.
    """
    out = np.zeros(len(cells), np.float32)
    ours, theirs = np.zeros(len(left), np.float32), np.zeros(len(right), np.float32)
    rows, columns = _places(left), _places(right)
    total = len(left) + len(right) + spare
    for clue, at_left in rows.items():
        at_right = columns.get(clue)
        if at_right is None:
            continue
        having = len(at_left) + len(at_right)
        if having > max(4, COMMON * total):
            continue
        weight = np.float32(np.log(total / having))
        i, j = np.array(at_left)[:, None] + 1, np.array(at_right)[None, :] + 1
        inside = (j >= cells.low[i]) & (j <= cells.high[i])
        out[(cells.start[i] + j - cells.low[i])[inside]] += weight
        ours[at_left] += weight
        theirs[at_right] += weight
    return out, ours, theirs


def _places(turns: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, found in enumerate(turns):
        for clue in found:
            places.setdefault(clue, []).append(index)
    return places

"""Letterspaced words (``В о п р о с``), as typists stress words and set labels: read as the words they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from corpus.language.russian import is_known
from corpus.language.script import is_cyrillic
from corpus.model.blocks import Block
from corpus.model.offsets import TextBuilder

_SPACED = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){2,40}(?!\w)")
_VOWEL = re.compile(r"[aeiouy]", re.I)
_LABEL_END = re.compile(r"\s?:")

_LEAST = 5
"""Letters of a word that no dictionary is asked about."""


def closed_up(block: Block) -> Block:
    """Give a block with its letterspaced words closed up; letters that may be words of their own stay apart."""
    cuts = [cut for found in _SPACED.finditer(block.text) for cut in _spaces(block.text, found)]
    return without_signs(block, cuts) if cuts else block


def _spaces(text: str, found: re.Match[str]) -> list[int]:
    """Give which spaces of a run of letters stand inside a word: all of it, or all but a one-letter word beside it."""
    start, end = found.span()
    label = bool(_LABEL_END.match(text, end))
    for low, high in ((start, end), (start + 2, end), (start, end - 2)):
        word = text[low:high:2]
        if len(word) > 2 and _is_word(word, label=label and high == end):
            return list(range(low + 1, high, 2))
    return []


def _is_word(word: str, *, label: bool) -> bool:
    if is_cyrillic(word):
        return is_known(word.lower()) or (label and len(word) >= _LEAST)
    one_case = word[1:].islower() or label
    return len(word) >= _LEAST and one_case and bool(_VOWEL.search(word))


def without_signs(block: Block, cuts: Sequence[int]) -> Block:
    """Take single characters out of a block's text, at ``cuts`` in their order; marks and places move with it."""
    builder = TextBuilder()
    place = 0
    for cut in [*cuts, len(block.text)]:
        builder.append(block.text[place:cut], block.offsets.slice(place, cut))
        place = cut + 1
    text, offsets = builder.build()
    marks = tuple(
        replace(mark, start=mark.start - bisect_left(cuts, mark.start), end=mark.end - bisect_left(cuts, mark.end))
        for mark in block.marks
    )
    return replace(block, text=text, offsets=offsets, marks=marks)

"""Whether what was read is language at all: one judgement after the readers, for every format.

A text in the wrong code page, a page badly recognised, or the markup of a program this one does not know look like
text to a reader. Its words tell: most of those of real text are common ones of its language, or of its dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from corpus.language.russian import is_known
from corpus.model.blocks import Block, SourceText
from corpus.model.lines import Lines
from corpus.model.notes import Note
from corpus.reading.encoding import RESTORED
from corpus.reading.mojibake import cyrillic_of_western, wrong_lines

_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouyаеёиоуыэюяіѣäöüéèà]", re.I)

_SAMPLE, _LEAST = 400, 40
"""Words of a sheet or text that are looked at, and so many it has at least, to be judged."""

_UNKNOWN = 0.6
"""Share of words that are none from which on a text is doubtful; names and other languages stay far below."""

_LOST = re.compile(r"(?<![\w?])\?{2,}")
"""A word all of whose letters were saved as question marks, for want of a place in the code page."""

_LEAST_LOST, _LOST_SHARE = 3, 0.1
"""So many such words at least, and such a share of all, are no questions."""

_SHOWN = 6
"""Lines named in a doubt."""


def with_doubts(texts: Sequence[SourceText], raw: str = "", encoding: str = "") -> list[SourceText]:
    """Give the texts of a file with what is doubtful of their signs and words; ``encoding`` as the file was decoded."""
    notes: list[Note] = []
    if encoding.endswith(RESTORED):
        notes.append(Note("signs-restored"))
    if lines := wrong_lines(raw):
        notes.append(Note("signs-wrong", lines=tuple(lines[:_SHOWN]), count=len(lines)))
    if odd := raw.count("\ufffd"):
        notes.append(Note("signs-lost", count=odd, first=Lines(raw).line(raw.index("\ufffd"))))
    if raw:  # one file may hold thousands of texts: it is looked through once
        notes.extend(_lost(raw))
        return [_judged(text, notes) for text in texts]
    return [_judged(text, [*notes, *_lost("\n".join(block.text for block in text.blocks))]) for text in texts]


def _lost(raw: str) -> list[Note]:
    """Doubt a text whose letters are question marks."""
    found = list(_LOST.finditer(raw))
    if len(found) < max(_LEAST_LOST, _LOST_SHARE * len(raw.split())):
        return []
    count = sum(len(run.group()) for run in found)
    return [Note("letters-lost", count=count, first=Lines(raw).line(found[0].start()))]


def _judged(text: SourceText, notes: Sequence[Note]) -> SourceText:
    blocks = tuple(replace(block, text=cyrillic_of_western(block.text)) for block in text.blocks)
    own = list(notes)
    if not text.raw and any(new.text != old.text for new, old in zip(blocks, text.blocks, strict=True)):
        own.append(Note("signs-restored"))
    else:
        blocks = text.blocks
    own.extend(_strange(blocks))
    return replace(text, blocks=blocks, doubts=(*text.doubts, *own)) if own else text


def _strange(blocks: Sequence[Block]) -> list[Note]:
    """Doubt the sheets, or the whole text, whose words are no language's."""
    out = []
    for sheet, words in _sampled(blocks).items():
        sample = words[:_SAMPLE]
        strange = [word for word in sample if not _is_word(word)] if len(sample) >= _LEAST else []
        if strange and len(strange) >= _UNKNOWN * len(sample):
            shown = " ".join(strange[:_SHOWN])
            out.append(Note("sheet-no-language", sheet=sheet, words=shown) if sheet
                       else Note("text-no-language", words=shown))
    return out


def _sampled(blocks: Sequence[Block]) -> dict[int, list[str]]:
    """Give words of each sheet, at least so many as are judged where it has them; a text without sheets is sheet 0.

    A block that runs over ends of pages has a mark for each: what stands behind them is of the sheets that follow.
    """
    sheets: dict[int, list[str]] = {}
    for block, after in zip_longest(blocks, blocks[1:]):
        first, last = block.sheet or 0, after.sheet if after is not None and after.sheet else None
        turns = [mark.start for mark in block.marks if mark.kind == "page"] if first else []
        for number, (start, end) in enumerate(pairwise([0, *turns, len(block.text)])):
            sheet = first + number if last is None else min(first + number, max(first, last))
            words = sheets.setdefault(sheet, [])
            if len(words) < _SAMPLE:
                words.extend(_WORD.findall(block.text, start, end))
    return sheets


def _is_word(word: str) -> bool:
    """Whether a word can be one: letters of one alphabet, known to the Russian dictionary, or with vowels between."""
    cyrillic = sum("\u0400" <= c <= "\u052f" for c in word)
    if 0 < cyrillic < len(word):
        return False
    if cyrillic:
        return is_known(word.lower())
    return len(word) < 2 or (bool(_VOWEL.search(word)) and not re.search(r"[^aeiouyäöüéèà]{6}", word.lower()))

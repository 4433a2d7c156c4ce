"""Questions and answers run on in one paragraph of a text that names its speakers: voices of somebody unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from corpus.language.words import forms
from corpus.speakers.label import Label, outside_quotations
from corpus.speakers.vocabulary import label_words

Side = Literal["question", "answer"]
SHORT = 5
"""Letters below which a side is an abbreviation."""

_RUN_ON = re.compile(
    r"(?:^|(?<=[.?!…»”\"')\]])[ \u00a0]{0,3}[—–-]?[ \u00a0]{0,3})(?P<word>[^\W\d_a-zа-яё][^\W\d_]{0,7})"
    r"(?P<sign>\.?\s?:|\.?\s?[—–]|\.)[ \u00a0]{0,3}(?=[«“\"—–-]?\s?[^\W\d_a-zа-яё])", re.M)
"""A side inside a paragraph: behind the end of a sentence, and before one."""


def side_of(label: str) -> Side | None:
    """Give the side that a label names, in full or abbreviated; None for others, and where it says whose it is."""
    said = forms(label)
    if len(said) != 1:
        return None
    words = label_words()
    if said[0] in words.question or said[0] in words.asking:
        return "question"
    return "answer" if said[0] in words.answer or said[0] in words.sides else None


def run_on_sides(text: str) -> list[Label]:
    """Give the labels of questions and answers that are run on in one paragraph; none unless a question is answered.

    They are of unknown voices. Abbreviations are labels only where each question ends as one: ``A.`` may be an initial.
    """
    found = [(m, side) for m in _RUN_ON.finditer(text) if (side := side_of(m["word"]))]
    if not any(a == "question" and b == "answer" for (_, a), (_, b) in pairwise(found)):
        return []
    if any(len(m["word"]) < SHORT or ":" not in m["sign"] for m, _ in found) and not _are_asked(text, found):
        return []
    return outside_quotations(text, [Label(m.start("word"), m.end(), m["word"], (), exact=True) for m, _ in found])


def _are_asked(text: str, found: Sequence[tuple[re.Match[str], Side]]) -> bool:
    """Say whether sides take turns, and what stands behind each question is one."""
    turns = all(a != b for (_, a), (_, b) in pairwise(found))
    ends = [*(m.start("word") for m, _ in found[1:]), len(text)]
    asked = (text[m.end() : end].rstrip(" —–-").endswith("?") for (m, side), end in zip(found, ends, strict=True)
             if side == "question")
    return turns and all(asked)

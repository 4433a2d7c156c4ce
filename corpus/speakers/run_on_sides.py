"""Questions and answers run on in one paragraph of a text that names its speakers: voices of somebody unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from corpus.language.words import forms
from corpus.speakers.label import SENTENCE_BEGINS, Label, outside_quotations
from corpus.speakers.vocabulary import label_words

Side = Literal["question", "answer"]
FEWEST_BARE = 4
"""Sides, at least, of which one without a sign is believed."""

_RUN_ON = re.compile(
    r"(?:^|(?<=[.?!…»”\"')\]—–])[ \u00a0]{0,3}[—–-]?[ \u00a0]{0,3})"
    r"(?P<open>[(\[]?)(?P<word>[^\W\d_]{1,8})\d{0,3}"
    r"(?P<sign>\.?\s?:[)\]]?|[)\]]|\.?\s?[—–]|\.|(?=[ \u00a0]))[ \u00a0]{0,3}(?=\S)", re.M)
"""A side inside a paragraph: behind the end of a sentence, and before one; its number may stand behind it."""


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

    They are of unknown voices. An abbreviation with a stop or dash is a label only where each question ends as one and
    the sides take turns: ``A.`` may be an initial.
    """
    found = [(m, side) for m in _RUN_ON.finditer(text) if _may_be_side(text, m) and (side := side_of(m["word"]))]
    signed = [(m, side) for m, side in found if _is_signed(m)]
    found = signed if _is_answered(signed) else found
    if not _is_answered(found) or (found is not signed and not _are_asked(text, found)):
        return []
    if len(found) < FEWEST_BARE and not all(m["open"] or m["sign"] for m, _ in found):
        return []
    return outside_quotations(text, [
        Label(m.start("open"), m.end(), m["word"], (), exact=True) for m, _ in found])


def _may_be_side(text: str, found: re.Match[str]) -> bool:
    """Say whether brackets stand on both sides or none, and a sentence follows a sign that other words may have."""
    if bool(found["open"]) != found["sign"].endswith((")", "]")):
        return False
    return _is_signed(found) or (found["word"][0].isupper() and bool(SENTENCE_BEGINS.match(text, found.end())))


def _is_signed(found: re.Match[str]) -> bool:
    """Say whether a colon or brackets show a label, which no initial has."""
    return bool(found["open"]) or ":" in found["sign"]


def _is_answered(found: Sequence[tuple[re.Match[str], Side]]) -> bool:
    return any(a == "question" and b == "answer" for (_, a), (_, b) in pairwise(found))


def _are_asked(text: str, found: Sequence[tuple[re.Match[str], Side]]) -> bool:
    """Say whether sides take turns, and what stands behind each question is one."""
    turns = all(a != b for (_, a), (_, b) in pairwise(found))
    ends = [*(m.start("word") for m, _ in found[1:]), len(text)]
    asked = (text[m.end() : end].rstrip(" —–-").endswith("?") for (m, side), end in zip(found, ends, strict=True)
             if side == "question")
    return turns and all(asked)

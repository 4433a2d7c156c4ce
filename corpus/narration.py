"""Narration inside labelled turns of a summary report.

Such a report sets runs of dialogue into the reporter's account, and the account may run on behind a speaker's
words without any mark. Those stretches are found by their wording, marked as inferred, and given no speaker, so
that the reporter's words are never counted as the speaker's. The turn itself stays one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import Any

from corpus.model import Mark
from corpus.words import forms

_SENTENCE = re.compile(r"(?:[^.!?]|(?<=\b[A-Z])\.)+(?:[.!?]+[\"')\]]*\s*|$)")
"""A sentence; the stop behind an initial ends none."""


@cache
def _data() -> dict[str, Any]:
    raw = tomllib.loads(resources.files("corpus").joinpath("data/narration.toml").read_text("utf-8"))
    return {"openings": tuple(tuple(o.split()) for o in raw["openings"]), "verbs": frozenset(raw["verbs"]),
            "first_person": frozenset(raw["first_person"]), "window": raw["window"]}


def narration_marks(text: str, names: Collection[str], own: Collection[str]) -> tuple[Mark, ...]:
    """Give the stretches of a labelled turn that read as narration, as marks of kind ``narration``.

    ``names`` are folded surnames of the participants, ``own`` those of the turn's speaker. A paragraph after the
    first has no label of its own and is narration as a whole; in the first paragraph narration begins with the
    first sentence that reads so.
    """
    first_end = text.find("\n")
    first = text if first_end < 0 else text[:first_end]
    marks = []
    begun = _begin(first, names, own)
    if begun is not None:
        marks.append(Mark("narration", begun, len(text), "reads as narration"))
    elif first_end >= 0:
        marks.append(Mark("narration", first_end + 1, len(text), "paragraph without a label"))
    return tuple(marks)


def _begin(paragraph: str, names: Collection[str], own: Collection[str]) -> int | None:
    depth = 0
    for sentence in _SENTENCE.finditer(paragraph):
        quoted = depth % 2
        depth += sentence.group().count('"')
        if sentence.start() and not quoted and _reads_as_narration(sentence.group(), names, own):
            return sentence.start()
    return None


def _reads_as_narration(sentence: str, names: Collection[str], own: Collection[str]) -> bool:
    data = _data()
    words = forms(sentence)
    if data["first_person"] & set(words):
        return False
    if any(tuple(words[: len(o)]) == o for o in data["openings"]) or any(word in own for word in words):
        return True
    named = next((i for i, word in enumerate(words[: data["window"]]) if word in names), None)
    return named is not None and any(word in data["verbs"] for word in words[named + 1 : named + 4])

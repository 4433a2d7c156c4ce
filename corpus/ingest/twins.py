"""Documents that are held twice, as from two formats of one file: each is said of the other, since both are counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.ingest.made import MadeText
from corpus.model.notes import Note

FEWEST_CHARS = 100
"""Letters and figures of a text; of fewer two texts may well be alike, as forms that were filled in."""

SEEN_CHARS = 2_000
"""Characters at the beginning and the end by which texts are told apart before they are compared."""

_NO_WORD = re.compile(r"[\W_]+")


def with_twins_named(texts: Sequence[MadeText]) -> list[MadeText]:
    """Give the texts, each document that has the words of another one with a doubt that names the first such."""
    alike: dict[tuple[str, str], list[int]] = {}
    for number, text in enumerate(texts):
        if not text.info.is_edition and text.turns:
            begins, ends = _bare(text.turns[0].text)[:SEEN_CHARS], _bare(text.turns[-1].text)[-SEEN_CHARS:]
            alike.setdefault((begins, ends), []).append(number)
    out = list(texts)
    for numbers in alike.values():
        whole: dict[str, int] = {}
        for number in numbers if len(numbers) > 1 else ():
            words = _bare("".join(turn.text for turn in texts[number].turns))
            first = whole.setdefault(words, number)
            if first != number and len(words) >= FEWEST_CHARS:
                said = Note("document-held-twice", document=texts[first].info.id)
                out[number] = replace(texts[number], doubts=(*texts[number].doubts, said))
    return out


def _bare(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())

"""Who questions whom: turns that end in a question, by who speaks next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model.turns import Turn

_QUESTION = re.compile(r"\?[\s\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Exchange:
    """How often a question of ``asks`` is followed by a turn of ``answers`` in one text; ``first`` is the first."""

    text_id: str
    asks: str
    answers: str
    count: int
    first: str


def exchanges(turns: Iterable[Turn]) -> list[Exchange]:
    """Count questions with who speaks next, within a sitting; the most frequent first.

    A question is a turn whose last sign is a question mark. Directions and notes between the two do not count.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], str] = {}
    asked: Turn | None = None
    for turn in turns:
        if turn.kind in ("direction", "note"):
            continue
        if asked and asked.speaker and turn.speaker and asked.speaker != turn.speaker and asked.sitting == turn.sitting:
            key = (turn.text_id, asked.speaker, turn.speaker)
            counts[key] += 1
            first.setdefault(key, asked.ref)
        question = turn.kind == "speech" and turn.speaker is not None and _QUESTION.search(turn.text)
        asked = turn if question else None
    return [Exchange(*key, count, first[key]) for key, count in counts.most_common()]

"""Who questions whom: turns by who speaks and who is spoken to, as a label says it or who answers tells it.

Counted in the columns that the filters ``speaker:`` and ``to:`` ask, so that a figure here is what a search finds.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from indexer.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class Exchange:
    """How many turns of ``asks`` are put to ``answers`` in one text; ``first`` is the reference of the first."""

    text_id: str
    asks: str
    answers: str
    count: int
    first: str


def exchanges(searcher: Searcher, texts: Collection[str]) -> list[Exchange]:
    """Count the turns of each speaker to each other person in these texts; in each the most frequent first."""
    columns, turn_of = searcher.columns, searcher.concordance.passage_turn
    persons = set(columns.values["speaker"])
    spoken = np.flatnonzero((columns.codes["speaker"] != 0) & (columns.codes["to"] != 0))
    turns: dict[tuple[str, str, str], list[int]] = {}
    for passage in spoken.tolist():
        text, asks, answers = (columns.value(name, passage) for name in ("text", "speaker", "to"))
        if text in texts and asks and answers in persons and asks != answers:
            numbers = turns.setdefault((str(text), asks, str(answers)), [])
            if not numbers or numbers[-1] != turn_of[passage]:
                numbers.append(int(turn_of[passage]))
    found = [Exchange(*key, len(numbers), searcher.turns.at(numbers[0]).ref) for key, numbers in turns.items()]
    order = {name: number for number, name in enumerate(texts)}
    return sorted(found, key=lambda one: (order[one.text_id], -one.count))

"""Whom a question is put to where its label does not say: who speaks next.

A question is a turn whose last sign is a question mark. Directions and notes between it and the answer do not count;
narration does, since the report then leaves out what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.model.turns import Turn
from corpus.model.voice import narration

_QUESTION = re.compile(r"\?[\s\"'”’»)\]]*$")
_PASSED = frozenset({"direction", "note"})


def with_answerers(turns: Iterable[Turn]) -> Iterator[tuple[Turn, str | None]]:
    """Give each turn of an edition, in order, with who answers it: a person, None where it is no question.

    An answer stands in the same sitting and is somebody else's.
    """
    held: list[Turn] = []
    for turn in turns:
        if held and turn.kind in _PASSED:
            held.append(turn)
            continue
        yield from _answered(held, turn)
        held = [turn] if _is_question(turn) else []
        if not held:
            yield turn, None
    yield from _answered(held, None)


def _answered(held: list[Turn], answer: Turn | None) -> Iterator[tuple[Turn, str | None]]:
    """Give a question with who answers it, and what stands between the two."""
    for turn in held[:1]:
        same = answer is not None and answer.sitting == turn.sitting and answer.speaker != turn.speaker
        yield turn, answer.speaker if answer and same else None
    for turn in held[1:]:
        yield turn, None


def _is_question(turn: Turn) -> bool:
    asks = turn.kind == "speech" and turn.speaker is not None and not narration(turn)
    return asks and _QUESTION.search(turn.text) is not None

"""The person questioned as the speaker of the answers.

Records of interrogations call the answers so and name nobody; the title says whose they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.model.description import Description
from corpus.model.notes import Note
from corpus.model.turns import Turn


def with_answers(turns: Sequence[Turn], described: Description) -> tuple[Turn, ...]:
    """Give the turns with the one person questioned as the speaker of the answers; of several nobody is known.

    The speaker is inferred and says so; who is known by name only is a speaker by that name.
    """
    if len(described.questioned) != 1:
        return tuple(turns)
    speaker = described.questioned[0].speaker
    why = ("speaker", Note("person-questioned"))
    return tuple(
        replace(turn, speaker=speaker, inferred=(*(i for i in turn.inferred if i[0] != "speaker"), why))
        if turn.role == "answerer" and turn.speaker is None else turn
        for turn in turns
    )

"""What is known of a passage from its turn and text: the values of its columns, and its day."""

from __future__ import annotations

import re

from corpus.model.turns import Passage, TextInfo, Turn

NO_DATE = 99_999_999
"""Sorts behind every date."""

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def values_of(turn: Turn, info: TextInfo, part: Passage) -> dict[str, str | None]:
    """Give the values of a passage by column; narration inside a turn has no speaker and no role."""
    return {
        "text": info.id,
        "trial": info.trial,
        "lang": turn.lang,
        "speaker": turn.speaker if part.spoken else None,
        "role": turn.role if part.spoken else None,
        "sitting": turn.sitting,
        "kind": info.kind,
        "region": turn.region,
        "section": turn.section,
    }


def date_of(turn: Turn, info: TextInfo) -> int:
    """Give yyyymmdd of the sitting, else of the document, else of the text's year, else a number behind all dates."""
    if turn.sitting and (found := _DATE.match(turn.sitting)):
        return int("".join(found.groups()))
    if info.description.day:
        return int(info.description.day.replace("-", ""))
    return info.year * 10_000 if info.year else NO_DATE

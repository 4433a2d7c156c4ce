"""Which turns of two editions are aligned together: those of one sitting, and a verdict with the evening before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from corpus.model import SEARCHED_REGIONS, Turn

Group = tuple[list[Turn], list[Turn]]

VERDICT = "verdict"
_ORDER = ("morning", "day", "evening", "closed", VERDICT)


def groups(left: Iterable[Turn], right: Iterable[Turn]) -> list[Group]:
    """Give the turns of both editions by sitting, in order of time, where both have turns.

    A verdict that only one edition has under its date is put to the sitting before it, up to a day earlier:
    read at night, it is the end of that sitting in some editions. Turns without a sitting and those of contents
    pages and indexes are left out.
    """
    here, there = _by_sitting(left), _by_sitting(right)
    out: list[tuple[str, Group]] = []
    for sitting in sorted({*here, *there}, key=_moment):
        ours, theirs = here.get(sitting, []), there.get(sitting, [])
        late = sitting.endswith(VERDICT) and not (ours and theirs)
        if late and out and _next_day(out[-1][0], sitting):
            out[-1][1][0].extend(ours)
            out[-1][1][1].extend(theirs)
        else:
            out.append((sitting, ([*ours], [*theirs])))
    return [group for _, group in out if group[0] and group[1]]


def _by_sitting(turns: Iterable[Turn]) -> dict[str, list[Turn]]:
    out: dict[str, list[Turn]] = {}
    for turn in turns:
        if turn.sitting and turn.region in SEARCHED_REGIONS:
            out.setdefault(turn.sitting, []).append(turn)
    return out


def _moment(sitting: str) -> tuple[str, int]:
    day, part = sitting[:10], sitting[11:]
    return day, _ORDER.index(part) if part in _ORDER else 0


def _next_day(before: str, sitting: str) -> bool:
    days: Sequence[date] = [date.fromisoformat(name[:10]) for name in (before, sitting)]
    return (days[1] - days[0]).days <= 1

"""Which turns of two editions are aligned together: those of one sitting.

A verdict goes with the evening before, and the sittings of a day go together where one edition does not part the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from corpus.model.turns import SEARCHED_REGIONS, Turn

Group = tuple[list[Turn], list[Turn]]

VERDICT = "verdict"
_PARTS = frozenset({"morning", "day", "evening"})
_ORDER = ("morning", "day", "evening", "closed", VERDICT)


def groups(left: Iterable[Turn], right: Iterable[Turn]) -> list[Group]:
    """Give the turns of both editions by sitting, in order of time, where both have turns.

    A verdict that only one edition has under its date is put to the sitting before it, up to a day earlier:
    read at night, it is the end of that sitting in some editions. Turns without a sitting and those of contents
    pages and indexes are left out. A day that one edition prints as one sitting is one group.
    """
    here, there = by_sitting(left), by_sitting(right)
    whole = {day for day, one, other in _days(here, there) if one != other and {f"{day}-day"} in (one, other)}
    here, there = _joined(here, whole), _joined(there, whole)
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


def unplaced(turns: Iterable[Turn]) -> list[Turn]:
    """Give the turns whose sitting is not known, of which somebody is said to speak; none where nobody is."""
    found = [turn for turn in turns if not turn.sitting and turn.region in SEARCHED_REGIONS]
    return found if any(turn.speaker for turn in found) else []


def _days(here: Iterable[str], there: Iterable[str]) -> Iterator[tuple[str, set[str], set[str]]]:
    """Give each day that both have, with the ordinary sittings of each."""
    sides = []
    for names in (here, there):
        days: dict[str, set[str]] = {}
        for name in names:
            if name[11:] in _PARTS:
                days.setdefault(name[:10], set()).add(name)
        sides.append(days)
    for day in sides[0].keys() & sides[1].keys():
        yield day, sides[0][day], sides[1][day]


def _joined(sittings: dict[str, list[Turn]], days: set[str]) -> dict[str, list[Turn]]:
    out: dict[str, list[Turn]] = {}
    for name in sorted(sittings, key=_moment):
        own = f"{name[:10]}-day" if name[:10] in days and name[11:] in _PARTS else name
        out.setdefault(own, []).extend(sittings[name])
    return out


def by_sitting(turns: Iterable[Turn]) -> dict[str, list[Turn]]:
    """Give the turns of each sitting; those without one, and those of contents pages and indexes, are left out."""
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

"""The verdicts on a document in the order in which its author should look at them: the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from indexer.checking.verdict import Verdict

Group = Literal["differ", "absent", "not-held", "exact"]
"""A part of the report: it differs or something is wrong with it; not found; cannot be looked at here; nothing."""

GROUPS: tuple[Group, ...] = get_args(Group)
"""The parts in their order."""

BESIDE = frozenset({"quoted-differently"})
"""Flags that are no fault of a quotation which is word for word: another one may be the wrong one."""

GRAVE = (
    frozenset({"negation-changed", "spliced"}),
    frozenset({"negation-outside", "other-trial", "other-speaker", "speaker-cannot-appear"}),
    frozenset({"other-page", "page-beyond-book", "other-language"}),
)
"""Flags by what they do to an argument: the sense is another one, it is somebody else's, it is not to be found."""

OTHER_WORDS = frozenset({"word", "addition", "omission-unmarked", "negation"})
"""Differences that a reader is not told of; the others are marked, or slips of spelling."""


def group_of(verdict: Verdict) -> Group:
    """Give the part of the report in which a verdict stands."""
    if verdict.verdict == "not held":
        return "not-held"
    if verdict.verdict == "absent":
        return "absent"
    return "differ" if verdict.verdict == "near" or faults(verdict) else "exact"


def faults(verdict: Verdict) -> tuple[str, ...]:
    """Give the flags that are against a quotation itself: none that only speak of another one beside it."""
    right = verdict.verdict == "exact" and verdict.page_check == "agrees"
    beside = BESIDE | {"cited-to-two-pages"} if right else BESIDE
    return tuple(flag for flag in verdict.flags if flag not in beside)


def worst_first(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Give the verdicts by the parts of the report, in each the gravest first, equals in the order of the text."""
    return sorted(verdicts, key=lambda verdict: (GROUPS.index(group_of(verdict)), _gravity(verdict)))


def _gravity(verdict: Verdict) -> int:
    """Count from the gravest on."""
    for rank, flags in enumerate(GRAVE):
        if flags.intersection(faults(verdict)):
            return rank
    if any(difference.kind in OTHER_WORDS for difference in verdict.differences):
        return len(GRAVE)
    return len(GRAVE) + (1 if faults(verdict) else 2)

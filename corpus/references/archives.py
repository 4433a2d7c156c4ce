"""Archival documents by their numbers, and those that one document calls by two.

A number stands behind the name of its archive (``TA 123``), before it (``No. 123 of the …``) or alone (``#123``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from corpus.model.turns import Turn
from corpus.references.items import YEAR
from corpus.references.reference import Reference
from corpus.references.rules import rules
from corpus.references.works import works

INTRODUCED = 6
"""Turns behind a number, in a paragraph that introduces a quotation, among which the citation of that may stand."""

_KEY = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class ArchivalNumber:
    """An archival document called by its number at turn.text[start:end].

    ``cited`` are the works and pages cited with it, ``dates`` the days named beside it: they tell the document.
    """

    ref: str
    line: int | None
    start: int
    end: int
    literal: str
    archive: str
    number: str
    cited: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    dates: frozenset[str] = field(default_factory=frozenset)

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands."""
        return self.ref, self.start

    def may_be(self, other: ArchivalNumber) -> bool:
        """Say whether two numbers differ by one digit, or two that changed places, and something else is the same."""
        if self.archive != other.archive or not _one_slip(self.number, other.number):
            return False
        return bool(self.cited & other.cited or self.dates & other.dates)


def numbered(turns: Sequence[Turn], references: Sequence[Reference]) -> list[ArchivalNumber]:
    """Give the archival documents that a document calls by number, in its order."""
    of: dict[str, list[Reference]] = {}
    for reference in references:
        of.setdefault(reference.ref, []).append(reference)
    out = []
    for at, turn in enumerate(turns):
        for start, end, archive, number in _numbers(turn.text):
            beside = _cited_beside(turns, at, of)
            dates = {" ".join(m.group().split()) for m in _patterns()[1].finditer(turn.text)}
            out.append(ArchivalNumber(turn.ref, turn.origin.line_at(end - 1), start, end, turn.text[start:end], archive,
                                number, frozenset(beside), frozenset(dates)))
    return out


def two_numbers(found: Sequence[ArchivalNumber]) -> list[tuple[ArchivalNumber, ArchivalNumber]]:
    """Give the pairs that are probably one document under two numbers."""
    return [(one, other) for one, other in combinations(found, 2) if one.may_be(other)]


def _cited_beside(turns: Sequence[Turn], at: int, of: dict[str, list[Reference]]) -> Iterator[tuple[str, str]]:
    """Give the other works, with page, that are cited in the same note, or in a paragraph and what it introduces."""
    introduces = turns[at].kind != "note" and turns[at].text.rstrip().endswith(":")
    for turn in turns[at : at + INTRODUCED if introduces else at + 1]:
        if turn.kind == "heading":
            return
        for reference in of.get(turn.ref, []):
            key = _KEY.search(reference.work)
            if reference.kind != "archive" and key and (turn is turns[at] or turn.kind != "note"):
                yield from ((key.group(), page) for page in reference.pages)
        if turn is not turns[at] and turn.kind != "note" and of.get(turn.ref):
            return


def _numbers(text: str) -> Iterator[tuple[int, int, str, str]]:
    done = 0
    hits = ((m, archive) for pattern, archive in _patterns()[0] for m in pattern.finditer(text))
    for match, archive in sorted(hits, key=lambda hit: (hit[0].start(), -hit[0].end())):
        signed = re.search(r"[#№.°]\s?\d+", match.group())
        if match.start() < done or (YEAR.fullmatch(match["number"]) and not signed):
            continue
        done = match.end()
        yield match.start(), match.end(), archive, match["number"]


@cache
def _patterns() -> tuple[list[tuple[re.Pattern[str], str]], re.Pattern[str]]:
    data = rules().numbers
    out = []
    for known in (work for _, work in works() if work.id in data.archives):
        names = "(?:" + "|".join(known.names) + ")"
        out += [(re.compile(form.replace("NAME", names)), known.id) for form in data.forms]
    return out, re.compile(data.date)


def _one_slip(one: str, other: str) -> bool:
    if one == other or len(one) != len(other):
        return False
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) == 2:
        low, high = apart
        return high == low + 1 and one[low] == other[high] and one[high] == other[low]
    return len(apart) == 1

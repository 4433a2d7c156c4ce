"""Which turns of two editions say the same: by sitting, then by speakers, names, numbers and length.

A sitting is aligned by dynamic programming over its turns, twice: the surest pairs of the first pass teach
a small lexicon of words that stand for each other, which the second pass uses. Turns that no pair holds are
in one edition only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING

from corpus.alignment.band import ALL_CELLS, band, chain
from corpus.alignment.clues import clues
from corpus.alignment.costs import costs, english_length, profile
from corpus.alignment.figures import Profile
from corpus.alignment.lexicon import SURE, Lexicon, learn, lexical_clues
from corpus.alignment.path import Lattice
from corpus.alignment.reasons import reasons
from corpus.alignment.sittings import Group, by_sitting, unplaced
from corpus.errors import UnknownNameError
from corpus.model.turns import Pair, TextInfo, Turn

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue

RARE = 3
"""Turns of a side that may have a clue which anchors a band."""

CONDENSED = 0.6
"""Below this share of a translation's length a turn counts as condensed, where the edition condenses."""


LEAST_SURE, SHARE_SURE, FAR = 3, 0.4, 1.5
"""Turns whose sitting is not known belong to one if so many pairs are sure, this share of what could be, and so many
times as many as in the next."""


EXCERPT = 4
"""A side of a sitting is an excerpt where the other has so many times its turns."""
WINDOW, MARGIN_TURNS = 1.5, 4
"""An excerpt is looked for in so many times its turns, and in so many more at least: a translation may part them, and a
wider window lets a turn find a partner anywhere (measured on excerpts of 6, 12 and 20 turns)."""


LOOKED_AT = 12
"""Of the windows of an excerpt so many of the cheapest are looked at closely; neighbours lie over each other."""


Sides = tuple[Sequence[Turn], Sequence[Turn]]
"""The turns of a sitting in two editions."""


@dataclass(frozen=True, slots=True)
class _TurnLink:
    """Turns that belong together, by their places in the two lists."""

    left: range
    right: range
    confidence: float


def align(left: Sequence[Turn], right: Sequence[Turn], *, record: str = "verbatim") -> list[Pair]:
    """Pair the turns of two editions of one sitting, in order.

    ``record`` says how the two stand to each other: ``full``, ``cut``, ``condensed``, ``left_fuller`` or
    ``right_fuller`` (see ``data/align.toml``), or what kind of record the right one is, the left being full:
    ``verbatim``, ``stenogram``, ``summary``, ``abridged``, ``excerpt``, ``account``. The kind of a pair is
    ``exact`` (one with one), ``merged`` (two with one) or ``condensed``; its confidence is the probability
    that its turns belong together, over all ways of aligning the sitting. Raises UnknownNameError for an unknown
    ``record``.
    """
    return align_groups([(left, right)], record)


def found_groups(ours: Sequence[Turn], theirs: Sequence[Turn], record: str) -> list[Group]:
    """Give the turns without a sitting on either side, with the sitting of the other that they fit by far the best."""
    left, right = unplaced(ours), unplaced(theirs)
    found = _fitting([(left, other) for other in (right, *by_sitting(theirs).values())], record)
    if found is None or found[1] is not right:
        more = _fitting([(other, right) for other in by_sitting(ours).values()], record)
        return [group for group in (found, more) if group]
    return [found]


def _fitting(groups: Sequence[Group], record: str) -> Group | None:
    """Give the group of which the most pairs are sure, where these are many and far more than in the next."""
    how = profile(record)
    counted = []
    for number, (left, right) in enumerate(groups):
        speaking = min(sum(turn.kind == "speech" for turn in side) for side in (left, right))
        if speaking:
            sure = sum(link.confidence >= SURE for link in _links(left, right, how, None))
            counted.append((sure, number, speaking))
    best, *others = sorted(counted, reverse=True) or [(0, 0, 1)]
    enough = best[0] >= max(LEAST_SURE, SHARE_SURE * best[2], FAR * max((other[0] for other in others), default=0))
    return groups[best[1]] if enough else None


def record_of(info: TextInfo, catalogue: Catalogue) -> str:
    """Give the kind of record; a second copy of an edition is called after it, with a point between."""
    try:
        return catalogue.edition(info.id.partition(".")[0]).record
    except UnknownNameError:
        return "verbatim"


def align_groups(sittings: Sequence[Sides], record: str) -> list[Pair]:
    """Pair the turns of several sittings of two editions, as :func:`align` does; what they teach serves them all."""
    how = profile(record)
    placed = [windowed(*each, how) for each in sittings if each[0] and each[1]]
    sittings = [each for each, _ in placed]
    first = [_links(left, right, how, None) for left, right in sittings]
    lexicon = _learn(sittings, first)
    found: list[Pair] = []
    for ((left, right), likely), links in zip(placed, first, strict=True):
        better = _links(left, right, how, lexicon) if lexicon else links
        found += [_pair(left, right, replace(x, confidence=x.confidence * likely), how) for x in better]
    return found


def windowed(left: Sequence[Turn], right: Sequence[Turn], how: Profile) -> tuple[Sides, float]:
    """Give an excerpt with the stretch of the other side that it fits best, and how likely that is the right one.

    Both sides are as they are, and certain, where neither is an excerpt. Against a whole sitting the few turns of an
    excerpt find a partner anywhere, so that the order of the turns tells nothing. Windows of one size are compared by
    the cost of the cheapest path through them; the best is taken where its links are as sure as those in the whole
    sitting, from the first to the last turn that it takes: else the turns at the ends drift to what is left over.
    """
    few, many = sorted((left, right), key=len)
    size = max(int(WINDOW * len(few)), len(few) + MARGIN_TURNS)
    if how.shortened or len(few) < LEAST_SURE or len(many) < max(EXCERPT * len(few), size + 1):
        return (left, right), 1.0

    def sides(start: int, end: int) -> Sides:
        part = many[start:end]
        return (left, part) if few is left else (part, right)

    last = len(many) - size
    costs_at = {
        at: _cost(*sides(at, at + size), how) for at in {*range(0, last, max(1, len(few) // 6)), last}
    }
    near = sorted(costs_at, key=lambda at: (costs_at[at], at))[:LOOKED_AT]
    ends = {_trimmed(sides, at, at + size, size - len(few), how) for at in near}
    ranked = sorted((_cost(*sides(*span), how), span) for span in ends)
    cost, span = ranked[0]
    apart = (other for other, (start, end) in ranked if start >= span[1] or end <= span[0])
    rivals = sum(exp((cost - other) / how.temper) for other in apart)
    best = sides(*span)
    within, whole = (sum(link.confidence for link in _links(*each, how, None)) for each in (best, (left, right)))
    return (best, 1 / (1 + rivals)) if within >= whole else ((left, right), 1.0)


def _trimmed(
    sides: Callable[[int, int], Sides], start: int, end: int, slack: int, how: Profile
) -> tuple[int, int]:
    """Give a window without the turns at its ends that the path leaves alone."""
    cuts = range(slack + 1)
    start += min(cuts, key=lambda cut: _cost(*sides(start + cut, end), how))
    return start, end - min(cuts, key=lambda cut: _cost(*sides(start, max(start + 1, end - cut)), how))


def _cost(left: Sequence[Turn], right: Sequence[Turn], how: Profile) -> float:
    """Give the cost of the cheapest path through two lists of turns."""
    cells = band(len(left), len(right))
    return float(Lattice(cells, costs(left, right, how, cells, None)).ends()[-1])


def _links(left: Sequence[Turn], right: Sequence[Turn], how: Profile, lexicon: Lexicon | None) -> list[_TurnLink]:
    """Give the links on the cheapest path through two lists of turns, without those that have nothing on one side."""
    cells = band(len(left), len(right), _anchors(left, right))
    texts = [t.text for t in left], [t.text for t in right]
    more = lexical_clues(*texts, lexicon) if lexicon else None
    lattice = Lattice(cells, costs(left, right, how, cells, more))
    steps = [step for step in lattice.best() if step[0] and step[1]]
    return [
        _TurnLink(here, there, certainty)
        for (here, there), certainty in zip(steps, lattice.certainties(steps, how.temper), strict=True)
    ]


def _anchors(left: Sequence[Turn], right: Sequence[Turn]) -> list[tuple[int, int]]:
    """Give places of turns that share what is rare on both sides, in rising order.

    Empty for lists so short that no anchors are needed.
    """
    if (len(left) + 1) * (len(right) + 1) <= ALL_CELLS:
        return []
    here, there = _rare_clues(left), _rare_clues(right)
    votes: dict[tuple[int, int], float] = {}
    for clue in here.keys() & there.keys():
        for i in here[clue]:
            for j in there[clue]:
                if left[i].speaker == right[j].speaker:
                    weight = 1 / (len(here[clue]) * len(there[clue]))
                    votes[i, j] = votes.get((i, j), 0.0) + weight
    return chain({place: weight for place, weight in votes.items() if weight >= 1})


def _rare_clues(turns: Sequence[Turn]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, turn in enumerate(turns):
        for clue in clues(turn.text, turn.lang):
            places.setdefault(clue, []).append(index)
    return {clue: where for clue, where in places.items() if len(where) <= RARE}


def _learn(sittings: Sequence[Sides], found: Sequence[list[_TurnLink]]) -> Lexicon:
    return learn(
        (left[link.left.start].text, right[link.right.start].text)
        for (left, right), links in zip(sittings, found, strict=True)
        for link in links
        if link.confidence >= SURE and len(link.left) == len(link.right) == 1
    )


def _pair(left: Sequence[Turn], right: Sequence[Turn], link: _TurnLink, how: Profile) -> Pair:
    """Make the pair of a link: exact for one to one, condensed where the right is much shorter than a translation."""
    here, there = [left[i] for i in link.left], [right[j] for j in link.right]
    lengths = [sum(english_length(t.text, t.lang) for t in side) for side in (here, there)]
    kind = "exact" if len(here) == len(there) == 1 else "merged"
    if how.shortened and lengths[1] < CONDENSED * lengths[0]:
        kind = "condensed"
    return Pair(
        left=tuple(t.ref for t in here),
        right=tuple(t.ref for t in there),
        langs=(here[0].lang, there[0].lang),
        kind=kind,
        confidence=round(link.confidence, 3),
        why=reasons(here, there),
    )

"""Which turns of two editions say the same: by sitting, then by speakers, names, numbers and length.

A sitting is aligned by dynamic programming over its turns, twice: the surest pairs of the first pass teach
a small lexicon of words that stand for each other, which the second pass uses. Turns that no pair holds are
in one edition only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from corpus.alignment.band import ALL_CELLS, MOST_CELLS, band, chain
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
LEAP, LEFT_OUT = 9.0, 0.5
"""What it costs to pass over a stretch of the other side between two turns of an excerpt, however long, and what share
of a gap one turn costs there: an excerpt leaves speeches out, or joins two places. (Measured on excerpts of several
kinds; dearer gaps made wrong links sure.)"""


MOVED = 4
"""So many turns of an excerpt one after the other that fit nowhere in its order may stand elsewhere."""


FRAGMENT = 0.5
"""What a turn at the edge of an excerpt costs that is shorter than its partner: it may be the end or beginning of that.
"""


Sides = tuple[Sequence[Turn], Sequence[Turn]]
"""The turns of a sitting in two editions."""


LexicalClues = tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]]
"""Clues of the turns of both sides, from words that a lexicon holds for equal."""


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
    sittings = [each for each in sittings if each[0] and each[1]]
    first = [_links(left, right, how, None) for left, right in sittings]
    lexicon = _learn(sittings, first)
    found: list[Pair] = []
    for (left, right), links in zip(sittings, first, strict=True):
        better = _links(left, right, how, lexicon) if lexicon else links
        found += [_pair(left, right, link, how) for link in better]
    return found


def _links(left: Sequence[Turn], right: Sequence[Turn], how: Profile, lexicon: Lexicon | None) -> list[_TurnLink]:
    """Give the links on the cheapest path through two lists of turns, without those that have nothing on one side."""
    words = lexical_clues([t.text for t in left], [t.text for t in right], lexicon) if lexicon else None
    if _is_excerpt(left, right, how):
        return _links_of_excerpt(left, right, how, words)
    if _is_excerpt(right, left, how):
        links = _links_of_excerpt(right, left, how.turned(), words and (words[1], words[0]))
        return [replace(link, left=link.right, right=link.left) for link in links]
    cells = band(len(left), len(right), _anchors(left, right))
    return _best_links(Lattice(cells, costs(left, right, how, cells, words)), how)


def _is_excerpt(few: Sequence[Turn], many: Sequence[Turn], how: Profile) -> bool:
    return not how.shortened and len(few) >= LEAST_SURE and len(many) >= EXCERPT * len(few)


def _links_of_excerpt(
    few: Sequence[Turn], many: Sequence[Turn], how: Profile, words: LexicalClues | None
) -> list[_TurnLink]:
    """Give the links of an excerpt with whole sittings, its parts in the order that they have there or in another.

    What fits nowhere in the order of the rest is looked for by itself, once.
    """
    links = _links_in_order(few, many, how, words)
    for run in _doubtful_runs(links, len(few)):
        part = words and (words[0][run.start : run.stop], words[1])
        moved = _links_in_order(few[run.start : run.stop], many, how, part)
        rest = [link for link in links if link.left.stop <= run.start or link.left.start >= run.stop]
        taken = {place for link in rest for place in link.right}
        free = [replace(link, left=range(link.left.start + run.start, link.left.stop + run.start))
                for link in moved if taken.isdisjoint(link.right)]
        here = [link for link in links if link not in rest]
        if sum(link.confidence for link in free) > sum(link.confidence for link in here) + 1:
            links = sorted([*rest, *free], key=lambda link: link.left.start)
    return links


def _doubtful_runs(links: Sequence[_TurnLink], size: int) -> list[range]:
    """Give the runs of turns of an excerpt of which none is in a link that is more likely than not."""
    held = sorted(place for link in links if link.confidence > 0.5 for place in link.left)
    edges = [-1, *held, size]
    return [range(a + 1, b) for a, b in pairwise(edges) if b - a > MOVED]


def _links_in_order(
    few: Sequence[Turn], many: Sequence[Turn], how: Profile, words: LexicalClues | None
) -> list[_TurnLink]:
    """Give the links of an excerpt with the stretch of a whole sitting that it fits best.

    What the sitting has before and behind costs nothing, so that turns that follow each other in both are cheapest
    together, and each link is as sure as its place among all places of the sitting.
    """
    cells = band(len(few), len(many), all_up_to=MOST_CELLS)
    moves = costs(few, many, how, cells, words, fragment=FRAGMENT)
    outside = (cells.rows == 0) | (cells.rows == len(few))
    moves[0, 1] = np.where(outside, np.float32(0.0), moves[0, 1] * np.float32(LEFT_OUT))
    return _best_links(Lattice(cells, moves, LEAP), how)


def _best_links(lattice: Lattice, how: Profile) -> list[_TurnLink]:
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

"""Which turns of two editions say the same: by sitting, then by speakers, names, numbers and length.

A sitting is aligned by dynamic programming over its turns, twice: the surest pairs of the first pass teach
a small lexicon of words that stand for each other, which the second pass uses. What one edition has elsewhere is
looked for among the turns that are left. Turns that no pair holds are in one edition only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.alignment.band import ALL_CELLS, band, chain
from corpus.alignment.clues import clues
from corpus.alignment.costs import costs, english_length, profile
from corpus.alignment.excerpts import is_excerpt, links_of_excerpt
from corpus.alignment.figures import Profile
from corpus.alignment.lexicon import SURE, Lexicon, learn, lexical_clues
from corpus.alignment.links import TurnLink, best_links
from corpus.alignment.moved import with_moved
from corpus.alignment.path import Lattice, Leaps
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


Sides = tuple[Sequence[Turn], Sequence[Turn]]
"""The turns of a sitting in two editions."""


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


def _links(left: Sequence[Turn], right: Sequence[Turn], how: Profile, lexicon: Lexicon | None) -> list[TurnLink]:
    """Give the links between two lists of turns, in the order of the left."""
    words = lexical_clues([t.text for t in left], [t.text for t in right], lexicon) if lexicon else None
    if is_excerpt(left, right, how):
        return links_of_excerpt(left, right, how, words)
    if is_excerpt(right, left, how):
        links = links_of_excerpt(right, left, how.turned(), words and (words[1], words[0]))
        return sorted((TurnLink(link.right, link.left, link.confidence) for link in links), key=lambda link: link.left)
    cells = band(len(left), len(right), _anchors(left, right))
    lattice = Lattice(cells, costs(left, right, how, cells, words), Leaps(how.leap_left, how.leap_right))
    return with_moved(best_links(lattice, how.temper), left, right, how, words)


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


def _learn(sittings: Sequence[Sides], found: Sequence[list[TurnLink]]) -> Lexicon:
    return learn(
        (left[link.left[0]].text, right[link.right[0]].text)
        for (left, right), links in zip(sittings, found, strict=True)
        for link in links
        if link.confidence >= SURE and len(link.left) == len(link.right) == 1
    )


def _pair(left: Sequence[Turn], right: Sequence[Turn], link: TurnLink, how: Profile) -> Pair:
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

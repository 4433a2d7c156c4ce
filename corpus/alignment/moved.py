"""Scenes that one edition has elsewhere: looked for among the turns that have no probable partner where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.alignment.band import ALL_CELLS, band
from corpus.alignment.costs import costs
from corpus.alignment.figures import Profile
from corpus.alignment.lexicon import LexicalClues
from corpus.alignment.links import PROBABLE, TurnLink, links_anywhere
from corpus.alignment.path import Leaps
from corpus.model.turns import Turn

FEWEST = 4
"""Turns of a scene, one after the other: fewer find others like them by chance."""

NEAR = 4
"""A scene goes on where at most three turns of each side are between: a question and its answer may be divided."""

STRAY = 0.5
"""What a turn costs that has no partner here either: most of those that are looked at have none."""

LEAPS = Leaps(right=9.0, back=9.0)
"""What it costs to go on with another scene."""


def with_moved(
    links: Sequence[TurnLink], left: Sequence[Turn], right: Sequence[Turn], how: Profile, words: LexicalClues | None
) -> list[TurnLink]:
    """Give the links of two lists of turns with those of scenes that stand elsewhere, which replace improbable ones.

    At most as many turns are compared as lists have that are looked at whole: where more have no partner, the
    editions are too different to tell what was moved.
    """
    probable = [link for link in links if link.confidence > PROBABLE]
    ours, theirs = _others(len(left), (link.left for link in probable)), _others(
        len(right), (link.right for link in probable))
    if min(len(ours), len(theirs)) < FEWEST or (len(ours) + 1) * (len(theirs) + 1) > ALL_CELLS:
        return list(links)
    part = words and ([words[0][i] for i in ours], [words[1][j] for j in theirs])
    found = _moved([left[i] for i in ours], [right[j] for j in theirs], how, part)
    there = [
        TurnLink(tuple(ours[i] for i in link.left), tuple(theirs[j] for j in link.right), link.confidence)
        for link in found
    ]
    new = [link for run in _runs(there) if sum(len(link.left) for link in run) >= FEWEST for link in run]
    here = {place for link in new for place in link.left}
    across = {place for link in new for place in link.right}
    kept = [link for link in links if here.isdisjoint(link.left) and across.isdisjoint(link.right)]
    return sorted([*kept, *new], key=lambda link: link.left)


def _others(size: int, held: Iterable[Sequence[int]]) -> list[int]:
    taken = {place for places in held for place in places}
    return [place for place in range(size) if place not in taken]


def _moved(
    left: Sequence[Turn], right: Sequence[Turn], how: Profile, words: LexicalClues | None
) -> list[TurnLink]:
    """Give the links of turns of which few have a partner, in any order."""
    cells = band(len(left), len(right))
    moves = costs(left, right, replace(how, gap_left=STRAY), cells, words)
    return links_anywhere(cells, moves, LEAPS, how.temper)


def _runs(links: Iterable[TurnLink]) -> list[list[TurnLink]]:
    """Give the probable links, those that follow each other closely on both sides together."""
    runs: list[list[TurnLink]] = []
    for link in links:
        if link.confidence <= PROBABLE:
            continue
        last = runs[-1][-1] if runs else None
        if last and 0 < link.left[0] - last.left[-1] <= NEAR and 0 < link.right[0] - last.right[-1] <= NEAR:
            runs[-1].append(link)
        else:
            runs.append([link])
    return runs

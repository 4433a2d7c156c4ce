"""An excerpt and the whole that it is taken from: where its turns stand there, in that order or another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.alignment.band import band
from corpus.alignment.costs import costs
from corpus.alignment.figures import Profile
from corpus.alignment.lexicon import LexicalClues
from corpus.alignment.links import TurnLink, links_anywhere
from corpus.alignment.path import ALONG, Leaps
from corpus.model.turns import Turn

FEWEST = 3
"""Turns that an excerpt has at least."""

MOST_CELLS = 1_500_000
"""Cells that are looked at, all of them: an excerpt may stand anywhere. 300 turns in 5,000."""

TIMES = 4
"""A side of a sitting is an excerpt where the other has so many times its turns."""

LEFT_OUT = 0.5
"""Share of a gap that a turn of the whole costs between two of an excerpt, as excerpts leave speeches out."""

LEAPS = Leaps(right=10.0, back=12.0)
"""What it costs to go on further down in the whole, and anywhere. Measured on excerpts of eight kinds: where the second
is dearer, parts in another order are given to what stands beside them; where either is cheaper, fewer links are sure.
"""

FRAGMENT = 0.5
"""What a turn at the edge of an excerpt costs that is shorter than its partner: it may be the end or beginning of that.
"""

ABRIDGED = 1.5
"""What any other turn costs that is shorter than its partner: excerpts shorten long speeches."""


def is_excerpt(few: Sequence[Turn], many: Sequence[Turn], how: Profile) -> bool:
    """Say whether a list of turns is to be looked for in another one, which is far longer."""
    return not how.shortened and len(few) >= FEWEST and len(many) >= TIMES * len(few)


def links_of_excerpt(
    few: Sequence[Turn], many: Sequence[Turn], how: Profile, words: LexicalClues | None
) -> list[TurnLink]:
    """Give the links of an excerpt with whole sittings, in the order of the excerpt.

    What the sitting has before and behind costs nothing, and one may go on anywhere in it between two turns of the
    excerpt. So turns that follow each other in both are cheapest together, parts may stand in another order, and each
    link is as sure as its place among all places of the sitting.
    """
    cells = band(len(few), len(many), all_up_to=MOST_CELLS, most=MOST_CELLS)
    moves = costs(few, many, how, cells, words, fragment=FRAGMENT, abridged=ABRIDGED)
    moves[ALONG] *= np.float32(LEFT_OUT)
    return links_anywhere(cells, moves, LEAPS, how.temper)

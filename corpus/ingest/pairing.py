"""Which turns of two texts say the same: editions of a trial aligned, documents that the user pairs."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.alignment.costs import relation
from corpus.alignment.sittings import groups
from corpus.alignment.turns import align_groups, found_groups, record_of
from corpus.catalogue.catalogue import Catalogue
from corpus.model.turns import SEARCHED_REGIONS, Pair, TextInfo, Turn

Text = tuple[TextInfo, Sequence[Turn]]


def edition_pairs(left: Text, right: Text, catalogue: Catalogue) -> list[Pair]:
    """Pair two editions of a trial.

    Turns of an edition whose sitting is not known are paired with the sitting that they fit by far the best, if there
    is one; those of a contents page or index are not paired.
    """
    how = relation(record_of(left[0], catalogue), record_of(right[0], catalogue))
    return align_groups([*groups(left[1], right[1]), *found_groups(left[1], right[1], how)], how)


def told_pairs(left: Sequence[Turn], right: Sequence[Turn]) -> list[Pair]:
    """Pair the paragraphs of two documents of which one translates the other."""
    sides = [[turn for turn in turns if turn.region in SEARCHED_REGIONS] for turns in (left, right)]
    return align_groups([(sides[0], sides[1])], "verbatim")

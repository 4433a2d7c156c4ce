"""Which turns and passages of the library say the same: editions aligned, bilingual passages of documents paired."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.alignment.costs import relation
from corpus.alignment.sides import pair_side
from corpus.alignment.sittings import groups
from corpus.alignment.turns import align_groups, found_groups, record_of
from corpus.catalogue.catalogue import Catalogue
from corpus.corrections.text_pairs import TextPair
from corpus.documents.bilingual import pairs_of, passages_of
from corpus.model.turns import SEARCHED_REGIONS, Pair, TextInfo, Turn


def align_library(
    texts: Sequence[tuple[TextInfo, Sequence[Turn]]], catalogue: Catalogue, told: Sequence[TextPair] = ()
) -> list[Pair]:
    """Pair the editions of a trial in two languages, each with each, and the bilingual passages of documents.

    ``told`` are documents of which the user says that one translates the other; their paragraphs are paired.

    Left is Russian where one is, and right English; a passage in another language that a document translates has this
    language. Turns of an edition whose sitting is not known are paired with the sitting that they fit by far the best,
    if there is one; those of a contents page or index are not paired.
    """
    editions = [(info, turns) for info, turns in texts if info.is_edition and info.trial]
    pairs: list[Pair] = []
    for left, ours in editions:
        for right, theirs in editions:
            if left.trial == right.trial and pair_side(left.lang) < pair_side(right.lang):
                how = relation(record_of(left, catalogue), record_of(right, catalogue))
                pairs += align_groups([*groups(ours, theirs), *found_groups(ours, theirs, how)], how)
    held = {info.id: [turn for turn in turns if turn.region in SEARCHED_REGIONS] for info, turns in texts}
    for one, other in told:
        pairs += align_groups([(held[one], held[other])], "verbatim")
    for info, turns in texts:
        if not info.is_edition:
            pairs += pairs_of(passages_of(turns, info.author))
    return pairs

"""What texts have to do with each other, found in this process: pairs of editions, pages that documents tell."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.alignment.sides import paired_editions
from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.pairing import edition_pairs
from corpus.model.turns import Pair, TextInfo, Turn
from corpus.pages.anchors import Anchor, anchors_of
from corpus.pages.claims import claims_of
from corpus.pages.estimate import estimator, with_estimated_pages

Text = tuple[TextInfo, tuple[Turn, ...]]


def align_library(texts: Sequence[tuple[TextInfo, Sequence[Turn]]], catalogue: Catalogue) -> list[Pair]:
    """Pair the editions among texts as an ingest does."""
    held = {info.id: (info, turns) for info, turns in texts}
    return [pair for left, right in paired_editions([info for info, _ in texts])
            for pair in edition_pairs(held[left.id], held[right.id], catalogue)]


def anchors(
    edition: str, turns: Sequence[Turn], citing: Sequence[Sequence[Turn]], catalogue: Catalogue
) -> list[Anchor]:
    """Give the anchors of an edition that citing documents tell."""
    claims = [claim for document in citing for claim in claims_of(document, catalogue)]
    return anchors_of(turns, [claim for claim in claims if claim.edition == edition])


def paged(texts: Sequence[Text], catalogue: Catalogue) -> list[Text]:
    """Give the texts with estimated pages as an ingest does."""
    citing = [turns for info, turns in texts if info.kind == "citing"]
    out = []
    for info, turns in texts:
        bare = info.is_edition and info.paged == "none"
        found = estimator(anchors(info.id, turns, citing, catalogue)) if bare and citing else None
        out.append(with_estimated_pages(info, turns, found) if found else (info, turns))
    return out

"""Passages like the one shown: asked for by a link, since looking for them takes longer than the rest of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from corpus.model.turns import Turn
from indexer.generation.similar import similar_passages
from webapp.books.books import Books
from webapp.models.models import HitView
from webapp.presenting.asking import choice
from webapp.presenting.passages import hit_views


@dataclass(frozen=True, slots=True)
class SimilarView:
    """Passages like one, the best first, and the words by which they were found, the weightiest first."""

    words: tuple[str, ...]
    hits: list[HitView]


def similar(books: Books, turn: Turn, link: str, args: MultiDict[str, str]) -> dict[str, Any]:
    """Give the passages like a turn where they are asked for, and the address that asks; ``link`` is the turn's own."""
    asked = choice(args, "like", ("1",)) is not None
    found = similar_passages(books.held.index, turn.ref) if asked else None
    return {"similar": SimilarView(found.words, hit_views(books, found.hits, {})) if found else None,
            "similar_link": f"{link}&like=1#like"}

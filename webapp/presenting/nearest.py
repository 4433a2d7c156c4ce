"""The nearest passage of a search without a hit, ready for the page: what was typed, what stands there, where."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.checking.verdict import Verdict
from webapp.books.held import Held
from webapp.models.diffs import side_by_side
from webapp.models.highlight import Paragraph
from webapp.models.models import Link, Speaker
from webapp.presenting.passages import speaker
from webapp.server.links import permalink
from webapp.wording import labels
from webapp.wording.check import DIFFERENCES


@dataclass(frozen=True, slots=True)
class NearestView:
    """``typed`` and ``source`` have the words marked in which they differ; none differ where it is ``exact``."""

    exact: bool
    typed: Paragraph
    source: Paragraph
    lang: str
    place: Link
    page: str
    speaker: Speaker | None
    differences: list[tuple[str, str, str]]


def nearest_view(held: Held, verdict: Verdict | None) -> NearestView | None:
    """Make the nearest passage ready for the page; None where there is none."""
    if verdict is None or verdict.ref is None or verdict.text_id is None:
        return None
    turn, text = held.turn(verdict.ref), held.infos[verdict.text_id]
    typed, source = side_by_side(verdict.quote, verdict.source)
    return NearestView(
        verdict.verdict == "exact", typed, source, turn.lang,
        Link(held.short_title(text), permalink(turn.ref, turn.digest), lang=text.lang),
        labels.page(verdict.page) if verdict.page else "",
        speaker(held, turn, (verdict.span,) if verdict.span else ()),
        [(labels.named(DIFFERENCES, one.kind), one.quote, one.source) for one in verdict.differences],
    )

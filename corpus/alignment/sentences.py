"""Sentences inside of turns that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.alignment.lexicon import Lexicon
from corpus.alignment.segments import Segment, align_segments
from corpus.language.sentences import sentences
from corpus.model.turns import Turn


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """A sentence of a turn: ``start`` and ``end`` are offsets into the turn's text."""

    ref: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Sentences that say the same, one to three a side; an empty side says that the other edition has none.

    ``confidence`` is 0 to 1, and 0 where a side is empty.
    """

    left: tuple[SentencePlace, ...]
    right: tuple[SentencePlace, ...]
    confidence: float


def sentence_pairs(
    left: Sequence[Turn], right: Sequence[Turn], lexicon: Lexicon | None = None, *, condensed: bool = False
) -> list[SentencePair]:
    """Align the sentences of turns that belong together; every sentence of either side is in one pair, in order.

    ``lexicon`` is what :func:`corpus.alignment.lexicon.learn_pairs` learned. ``condensed`` says that the right
    side leaves sentences out. Takes milliseconds for a turn of ordinary length.
    """
    here, there = _places(left), _places(right)
    ours, theirs = _segments(left, here), _segments(right, there)
    return [
        SentencePair(
            tuple(here[i] for i in link.left), tuple(there[j] for j in link.right), round(link.confidence, 3)
        )
        for link in align_segments(ours, theirs, lexicon, condensed=condensed)
    ]


def _places(turns: Sequence[Turn]) -> list[SentencePlace]:
    return [SentencePlace(t.ref, start, end) for t in turns for start, end in sentences(t.text, t.lang)]


def _segments(turns: Sequence[Turn], places: Sequence[SentencePlace]) -> list[Segment]:
    by_ref = {turn.ref: turn for turn in turns}
    return [Segment(by_ref[p.ref].text[p.start : p.end], by_ref[p.ref].lang) for p in places]

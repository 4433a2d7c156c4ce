"""Passages: the parts of a turn that are searched and shown as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from corpus.limits import MAX_PASSAGE_CHARS
from corpus.model.turns import Passage, Turn

_SENTENCE_END = re.compile(r"[.!?…][\"'”»)\]]*\s+(?=[\"'“«(\[—–-]?\s?[^\W\d_a-zа-яё])")


def passages(turn: Turn) -> list[Passage]:
    """Cut a turn into passages: paragraphs, and parts of long ones that end with a sentence.

    Together they cover the turn without gaps. A stretch marked ``narration`` makes passages of its own.
    """
    narrated = sorted((m.start, m.end) for m in turn.marks if m.kind == "narration")
    cuts = {0, len(turn.text)} | {edge for span in narrated for edge in span}
    cuts |= {m.end() for m in re.finditer(r"\n", turn.text)}
    begun = [low for low, _ in narrated]
    ended = list(accumulate((high for _, high in narrated), max))  # of those begun so far the last end
    out: list[Passage] = []
    for start, end in pairwise(sorted(cuts)):
        before = bisect_right(begun, start)
        spoken = not before or ended[before - 1] <= start
        out.extend(Passage(a, b, spoken) for a, b in _parts(turn.text, start, end))
    return out or [Passage(0, 0)]


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    # Where sentences end is asked of long stretches only, which are few.
    long = end - start > MAX_PASSAGE_CHARS
    ends = [m.end() for m in _SENTENCE_END.finditer(text, start, end)] if long else []
    while end - start > MAX_PASSAGE_CHARS:
        near = bisect_right(ends, start + MAX_PASSAGE_CHARS)
        found = near and ends[near - 1] > start
        cut = ends[near - 1] if found else _space(text, start, start + MAX_PASSAGE_CHARS)
        yield start, cut
        start = cut
    yield start, end


def _space(text: str, start: int, end: int) -> int:
    """Give a place to cut between words at or before ``end``; text[start:] is longer than that."""
    space = text.rfind(" ", start + 1, end)
    return space + 1 if space > 0 else end

"""Who says the words of a turn: asked here by whatever shows, counts, cites or exports them.

A labelled turn may run on into the reporter's narration; the ranges are marks of kind ``narration``. Those words are
nobody's, whoever the label of the turn names. The turn stays one, with one reference; its parts have addresses of
their own: ``REFERENCE#narration``, ``REFERENCE#speech``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

from corpus.frozen import frozen
from corpus.model.notes import Note
from corpus.model.turns import Turn, TurnKind

Part = Literal["speech", "narration"]
PARTS: tuple[Part, ...] = ("speech", "narration")
"""What a turn that runs on into narration is made of; each can be shown and cited alone."""

RULES: dict[str | None, Note] = {
    "narration-wording": Note("narration-wording"),
    "narration-unlabelled": Note("narration-unlabelled"),
    "narration-misprint": Note("narration-misprint"),
    "narration-later": Note("narration-later"),
    "narration-closing": Note("narration-closing"),
    "narration-direction": Note("narration-direction"),
    "narration-heading": Note("narration-heading"),
}
"""Why a stretch of a spoken turn is taken for nobody's, by the label of its mark."""

Spans = Sequence[tuple[int, int]]
"""Ranges of characters of a turn's text, in order."""


@frozen
class Voice:
    """Who says a passage: nobody is named unless all of its words are theirs.

    ``part`` is None where the turn has no narration in it, and for a passage that holds some of both: ``mixed``.
    """

    kind: TurnKind
    speaker: str | None = None
    label: str | None = None
    role: str | None = None
    part: Part | None = None
    mixed: bool = False

    @property
    def narrated(self) -> bool:
        """Whether all words are the reporter's, inside a labelled turn."""
        return self.part == "narration"

    def to_json(self) -> dict[str, Any]:
        """Give the fields in which the command's JSON says who speaks; ``part`` only where the turn has parts."""
        said = {"kind": self.kind, "speaker": self.speaker, "label": self.label, "role": self.role}
        return {**said, "part": self.part} if self.part else said


def voice(turn: Turn, spans: Spans = ()) -> Voice:
    """Say who says the words in ``spans`` of a turn, by default all of them."""
    if not narration(turn):
        return Voice(turn.kind, turn.speaker, turn.label, turn.role)
    asked = spans or ((0, len(turn.text)),)
    here = {part for start, end, part in stretches(turn) if _cut(turn.text, asked, start, end)}
    if here == {"narration"}:
        return Voice("narration", part="narration")
    if len(here) == len(PARTS):
        return Voice(turn.kind, mixed=True)
    return Voice(turn.kind, turn.speaker, turn.label, turn.role, part="speech")


def narration(turn: Turn) -> tuple[tuple[int, int], ...]:
    """Give the ranges of a turn's text that are narration inside a labelled turn, in order, without overlap."""
    # Most turns have no marks, and whatever names a passage asks.
    if not turn.marks:
        return ()
    out: list[tuple[int, int]] = []
    for start, end in sorted((m.start, m.end) for m in turn.marks if m.kind == "narration"):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def stretches(turn: Turn) -> list[tuple[int, int, Part]]:
    """Cut a turn where speech and narration meet: start, end and part of each stretch, without gaps."""
    told = narration(turn)
    edges = sorted({0, len(turn.text), *(edge for span in told for edge in span)})
    return [
        (start, end, "narration" if any(low <= start < high for low, high in told) else "speech")
        for start, end in pairwise(edges)
    ]


def apart(turn: Turn, spans: Spans = ()) -> list[tuple[tuple[int, int], ...]]:
    """Cut ranges of a turn, by default all of it, where speech and narration meet: nothing is mixed then."""
    if not voice(turn, spans).mixed:
        return [tuple(spans)]
    asked = spans or ((0, len(turn.text)),)
    parts = (_cut(turn.text, asked, start, end) for start, end, _ in stretches(turn))
    return [part for part in parts if part]


def part_spans(turn: Turn, part: str | None) -> tuple[tuple[int, int], ...]:
    """Give the ranges of a part of a turn; none where the turn is not made of parts, or ``part`` is none of them."""
    if part is None or not narration(turn):
        return ()
    return tuple(_trimmed(turn.text, start, end) for start, end, of in stretches(turn) if of == part)


def split_address(address: str) -> tuple[str, str | None]:
    """Split ``REFERENCE#part`` into the reference and the part, which is None where no part is named."""
    ref, _, part = address.partition("#")
    return ref, part if part in PARTS else None


def permalink(turn: Turn, part: str | None = None) -> str:
    """Give the permanent link to a turn or to a part of it."""
    return f"{turn.permalink}&part={part}" if part else turn.permalink


def inferred(turn: Turn) -> dict[str, Note]:
    """Give all that was concluded of a turn rather than read, and from what: of its narration the rule of its mark."""
    why = [RULES[m.label] for m in turn.marks if m.kind == "narration" and m.label in RULES]
    return {**dict(turn.inferred), **({"narration": why[0]} if why else {})}


def _cut(text: str, spans: Spans, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Give what of the ranges lies within ``start`` … ``end`` and is more than space."""
    within = [_trimmed(text, max(low, start), min(high, end)) for low, high in spans if low < end and start < high]
    return tuple(span for span in within if span[0] < span[1])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    return begin, max(begin, start + len(part.rstrip()))

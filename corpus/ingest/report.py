"""The report of an ingest run: what was read, what was left out, what is doubtful, inferred or corrected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from corpus.errors import TrialsError
from corpus.ingest.made import MadeText
from corpus.language.words import forms
from corpus.model.lines import place_in_file
from corpus.model.notes import Note, grouped
from corpus.model.turns import TextInfo, Turn

_NAME = r"[A-ZА-ЯЁ][^\W\d_]*\.?"
_LIKE_LABEL = re.compile(rf"(?P<label>{_NAME}(?:[ -]{_NAME}){{0,3}})(?: ?\([^()]{{1,80}}\))?:\s")


def refused_for(error: TrialsError) -> Note:
    """Give why something was refused and what to do next as one note."""
    return Note("refused", reason=error.reason, remedy=error.remedy)


@dataclass
class IngestReport:
    """What a run did. ``refused`` are files that could not be read, with the reason;

    ``faults`` are corrections that belong to no text held.
    """

    texts: list[TextInfo] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[str, Note]] = field(default_factory=list)
    faults: list[Note] = field(default_factory=list)
    pairs: int = 0
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Give the report as it is kept in the library: without times, so that equal runs give equal bytes."""
        return {
            "texts": self.entries,
            "refused": [{"file": file, "reason": reason.to_json()} for file, reason in self.refused],
            "faults": [fault.to_json() for fault in self.faults],
            "pairs": self.pairs,
        }


def entry(text: MadeText) -> dict[str, Any]:
    """Give the report on one text: counts, what was left out, what is doubtful or inferred, each with its place.

    Places are references of turns, or file with line or sheet. ``sources`` has the counts of each file.
    """
    return {**_counts(text), **_doubtful(text)}


def _counts(text: MadeText) -> dict[str, Any]:
    """Give what a text has: files, turns, pages, words."""
    return {
        "id": text.info.id,
        "files": list(text.info.files),
        "sources": [_source(name, text.turns) for name in text.info.files],
        "turns": text.info.turns,
        "kinds": dict(sorted(Counter(turn.kind for turn in text.turns).items())),
        "pages": len(_pages(text.turns)),
        "words": text.info.words,
        "label_words": sum(len(forms(turn.label or "")) for turn in text.turns),
        "left_out_words": sum(len(forms(item.text)) for item in text.left_out),
    }


def _doubtful(text: MadeText) -> dict[str, Any]:
    """Give what a reader should look at: left out, doubted, unknown, corrected or inferred, each with its place."""
    return {
        "left_out": [asdict(item) for item in text.left_out],
        "doubts": [doubt.to_json() for doubt in grouped(text.doubts)],
        "unknown_speakers": [t.ref for t in text.turns if t.label and not t.speaker and not t.role],
        "unknown_labels": [
            {"ref": t.ref, "where": place_in_file(t.origin), "label": label}
            for t in text.turns if text.info.is_edition for label in _like_labels(t)
        ],
        "doubtful_pages": [t.ref for t in text.turns if t.page.basis == "sequence"],
        "corrections": [{"ref": t.ref, **asdict(c)} for t in text.turns for c in t.corrections],
        "inferred": [
            {"ref": t.ref, "what": what, "why": why.to_json()} for t in text.turns for what, why in t.inferred
        ],
    }


def _source(name: str, turns: Sequence[Turn]) -> dict[str, Any]:
    own = [turn for turn in turns if turn.origin.file == name]
    words = sum(len(forms(turn.text)) for turn in own)
    return {"file": name, "pages": len(_pages(own)), "turns": len(own), "words": words}


def _pages(turns: Iterable[Turn]) -> set[str]:
    return {label for turn in turns for label in (turn.page.label, turn.page.end) if label}


def _like_labels(turn: Turn) -> Iterator[str]:
    """Give what begins a paragraph as a label would and was not taken for one."""
    if turn.kind in ("speech", "narration"):
        for line in turn.text.split("\n"):
            if match := _LIKE_LABEL.match(line):
                yield match["label"]

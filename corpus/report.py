"""The report of an ingest run: what was read, what was left out, what is doubtful, inferred or corrected."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from corpus.model import TextInfo
from corpus.texts import MadeText
from corpus.words import forms


@dataclass
class Report:
    """What a run did. ``refused`` are files that could not be read, with the reason;

    ``faults`` are corrections that belong to no text held.
    """

    texts: list[TextInfo] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    pairs: int = 0
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Give the report as it is kept in the library: without times, so that equal runs give equal bytes."""
        return {
            "texts": self.entries,
            "refused": [{"file": file, "reason": reason} for file, reason in self.refused],
            "faults": list(self.faults),
            "pairs": self.pairs,
        }


def entry(text: MadeText) -> dict[str, Any]:
    """Give the report on one text: counts, what was left out, what is doubtful or inferred."""
    return {
        "id": text.info.id,
        "files": list(text.info.files),
        "turns": text.info.turns,
        "kinds": dict(sorted(Counter(turn.kind for turn in text.turns).items())),
        "pages": len({t.page.label for t in text.turns if t.page.label}),
        "words": text.info.words,
        "label_words": sum(len(forms(turn.label or "")) for turn in text.turns),
        "left_out_words": sum(len(forms(item.text)) for item in text.left_out),
        "left_out": [
            {"kind": i.kind, "text": i.text, "start": i.start, "end": i.end, "sheet": i.sheet} for i in text.left_out
        ],
        "doubts": list(text.doubts),
        "unknown_speakers": [t.ref for t in text.turns if t.label and not t.speaker and not t.role],
        "doubtful_pages": [t.ref for t in text.turns if t.page.basis == "sequence"],
        "corrections": [{"ref": t.ref, **asdict(c)} for t in text.turns for c in t.corrections],
        "inferred": [{"ref": t.ref, "what": what, "why": why} for t in text.turns for what, why in t.inferred],
    }

"""Known phrases of a library, to be searched for as a check that the index answers for it."""

from __future__ import annotations

from corpus.language.words import forms
from corpus.storage.library import Library

PHRASES = 40
"""Phrases taken from a library, spread over its texts."""

PHRASE_WORDS = 6
"""Words of such a phrase: enough to stand in few places, few enough to stand in one paragraph."""


def known_phrases(library: Library, wanted: int = PHRASES) -> list[tuple[str, str]]:
    """Give references of turns with the first words of each, the same ones each time; short turns are passed over."""
    total = sum(info.turns for info in library.texts)
    step = max(1, total // wanted)
    out: list[tuple[str, str]] = []
    seen = 0
    for info in library.texts:
        for turn in library.turns(info.id):
            seen += 1
            if seen >= step and len(found := forms(turn.text)) >= PHRASE_WORDS:
                out.append((turn.ref, " ".join(found[:PHRASE_WORDS])))
                seen = 0
    return out

"""What is counted: all texts, the editions, or of the editions of a trial in one language one alone.

Editions of a trial print the same testimony, and books quote it: added up, words spoken once are counted several times.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model.turns import TextInfo
from indexer.results import Counted


def counted_texts(texts: Iterable[TextInfo], counted: Counted) -> tuple[str, ...] | None:
    """Give the texts that are counted, None for all; of a trial's editions in a language that with most words."""
    if counted == "all":
        return None
    editions = [text for text in texts if text.is_edition]
    if counted == "editions":
        return tuple(text.id for text in editions)
    fullest: dict[tuple[str | None, str], TextInfo] = {}
    for text in sorted(editions, key=lambda text: (-text.words, text.id)):
        fullest.setdefault((text.trial, text.lang), text)
    return tuple(text.id for text in editions if fullest[text.trial, text.lang] is text)

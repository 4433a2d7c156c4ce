"""What a passage said before it was corrected, as far as its corrections tell."""

from __future__ import annotations

import hashlib

from corpus.model import Turn


def text_before(turn: Turn, digest: str) -> str | None:
    """Give the wording that a content mark was made of, by taking back the latest corrections one by one.

    None where that does not lead to it: the words were then changed in another way.
    """
    text = turn.text
    for correction in reversed(turn.corrections):
        if correction.what != "word" or text.count(correction.now) != 1:
            continue
        text = text.replace(correction.now, correction.was)
        if hashlib.sha256(text.encode()).hexdigest().startswith(digest):
            return text
    return None

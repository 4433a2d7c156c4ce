"""What a passage said when a link to it was made, as far as its corrections and the library's last generations tell."""

from __future__ import annotations

import hashlib

from corpus.model.turns import Turn
from corpus.storage.home import Home
from corpus.storage.library import text_earlier

MIN_MARK = 6
"""Digits of a content mark that tell one wording from another."""


def before(home: Home, turn: Turn, digest: str) -> str | None:
    """Give the wording that a content mark was made of; None where it is not known any more."""
    found = text_before(turn, digest)
    if found is not None or len(digest) < MIN_MARK:
        return found
    return text_earlier(home, turn.text_id, turn.ref, digest)



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

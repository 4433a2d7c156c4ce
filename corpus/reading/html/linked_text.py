"""Which paragraphs that are nothing but links are text all the same, and no menu."""

from __future__ import annotations

import re

MAX_LINK_WORDS = 25
"""A longer paragraph that is one link is text that leads to its scan or source."""

MIN_SENTENCE_WORDS = 10
"""So many words with a full stop are a sentence; fewer may be an entry of a contents page."""

_SENTENCE_END = re.compile(r"[.!?…;:][\"'”’»)\]]*$")
_LABELLED = re.compile(r"[^\W\d_][^.:!?\n]{0,60}:\s+\S+\s+\S")


def is_evident_text(text: str) -> bool:
    """Whether words that are all one link, or links, are text all the same: a sentence, a label with its speech."""
    words = len(text.split())
    sentence = words >= MIN_SENTENCE_WORDS and bool(_SENTENCE_END.search(text))
    return sentence or words > MAX_LINK_WORDS or bool(_LABELLED.match(text))

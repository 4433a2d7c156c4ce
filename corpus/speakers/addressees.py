"""Whom a speaker turns to, as a label says it: ``X (to Y)``, ``X [turning to Y]``, ``X, addressing Y``, ``X — к Y``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.speakers.vocabulary import label_words

MAX_CHARS = 80
"""Characters of a direction that says it, and stands behind the sign of a label."""

_PARTS = re.compile(r"[()\[\],;:]|\s[—–-]+\s|\s[—–-]+$")
_PLAIN = re.compile(r"\w\.?\s(?P<to>(?:to|к|ко)\s[^\W\d_a-zа-яё][^()\[\],;:]{1,60})$")
_DATIVE = re.compile(
    r"(?:\s[—–-]+\s|[(\[])(?P<name>(?:[а-яё]{2,16}ому\s)?(?:[А-ЯЁ]\.\s?){0,2}"
    r"[А-ЯЁ][\w-]{2,30}(?:[уюУЮ]|о[йм]у?|О[ЙМ]У?))[)\]]?$"
)
"""A name alone in the Russian dative."""
_BEHIND = re.compile(rf"\s*(?P<to>[(\[](?P<said>[^()\[\]\n]{{2,{MAX_CHARS}}})[)\]])(?:\s?:|\.)?")
_BESIDE = re.compile(rf",\s(?P<said>[^()\[\]:.?!;\n—–]{{2,{MAX_CHARS}}}?),?(?=\s?[:.—–])")


def addressed(label: str) -> str | None:
    """Give the words that say whom a label's speaker turns to, as printed; None where it does not say."""
    return next(_said_in(label), None)


def behind_address(text: str, at: int) -> tuple[int, int] | None:
    """Give where a direction ends that says whom the speaker turns to, and where the speech begins behind it.

    It begins at ``at``, behind the sign of a label; None without one.
    """
    found = _BEHIND.match(text, at)
    return (found.end("to"), found.end()) if found and addressed(found["said"]) else None


def beside_address(text: str, at: int) -> int:
    """Give where a participle ends that begins at ``at``, behind a name, and says whom the speaker turns to.

    ``at`` where there is none.
    """
    found = _BESIDE.match(text, at)
    return found.end() if found and addressed(found["said"]) else at


def _said_in(label: str) -> Iterator[str]:
    for part in _PARTS.split(label):
        if found := label_words().address.fullmatch(part.strip(" .")):
            yield found["name"]
    if plain := _PLAIN.search(label):
        yield plain["to"].split(maxsplit=1)[1]
    if dative := _DATIVE.search(label):
        yield dative["name"]

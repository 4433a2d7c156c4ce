"""Words, values and texts as numbers that stay the same whatever else is held: parts of their BLAKE2 sums.

Two words of one number cost time and are no fault: what a cluster finds is looked through here.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

WORD_BYTES = 6
"""Of a word: among a million words one pair in 500 collections of texts is alike."""

VALUE_BYTES = 4
"""Of a value: attributes of the engine have 32 bits."""

CONTENT_BYTES = 5
"""Of a text: with the number of a turn it makes an identifier of 63 bits, as many as engines have."""

TURN_BITS = 23
"""For the number of a turn in its text, behind the number of the text."""

NOTHING = "none"
"""A word that no document has."""


def word_mark(word: str) -> str:
    """Give the term of a word."""
    return f"w{blake2b(word.encode(), digest_size=WORD_BYTES).hexdigest()}"


def person_mark(person: str) -> str:
    """Give the term of a person who is named."""
    return f"p{blake2b(person.encode(), digest_size=WORD_BYTES).hexdigest()}"


def seal_mark(publication: int) -> str:
    """Give the term of a seal, which is the only word of one document of each node."""
    return f"seal{publication:x}"


def value_mark(value: str | None) -> int:
    """Give the number of a value, 0 for none: 32 bits without a sign."""
    if value is None:
        return 0
    return int.from_bytes(blake2b(value.encode(), digest_size=VALUE_BYTES).digest(), "big") or 1


def value_marks(values: Iterable[str]) -> NDArray[np.int64]:
    """Give the numbers of values by their codes from 1: N values give N + 1 numbers, the first of them 0 for none."""
    return np.array([0, *map(value_mark, values)], dtype=np.int64)


def content_mark(*parts: bytes) -> int:
    """Give a number of 40 bits, not 0, for parts of bytes in their order."""
    digest = blake2b(digest_size=CONTENT_BYTES)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return int.from_bytes(digest.digest(), "big") or 1

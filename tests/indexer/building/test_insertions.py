"""What an editor put in is short; what is longer in brackets is the speaker's own."""

from __future__ import annotations

import pytest

from corpus.language.words import words
from indexer.building.insertions import glosses


@pytest.mark.parametrize(("text", "numbers"), [
    ("alpha [beta] gamma", [1]),
    ("alpha [beta gamma delta] epsilon", [1, 2, 3]),
    ("alpha [beta gamma delta epsilon] zeta", []),
    ('alpha ("beta gamma delta") epsilon', [1, 2, 3]),
    ('alpha ("beta gamma delta epsilon") zeta [eta]', [6]),
    ("alpha (beta) gamma", []),
])
def test_insertions_have_three_words_at_most(text: str, numbers: list[int]) -> None:
    assert glosses(text, words(text)) == numbers

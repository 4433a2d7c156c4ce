"""What is too long to be shown whole is cut between words, never longer than asked, never to nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cutting import MORE, cut_at_word


@pytest.mark.parametrize(("text", "most", "shown"), [
    ("the lamp", 8, "the lamp"),
    ("the lamp was lit", 8, "the lamp…"),
    ("the lamp was lit", 10, "the lamp…"),
    ("the lamp, it was lit", 10, "the lamp…"),
    ("the lamp — lit", 11, "the lamp…"),
    ("the\nlamp", 5, "the…"),
    ("lamplighters", 4, "lamp…"),
    ("фонарь горел", 9, "фонарь…"),
])
def test_words_are_cut_between_words(text: str, most: int, shown: str) -> None:
    assert cut_at_word(text, most) == shown


@given(st.text(max_size=60), st.integers(1, 40))
def test_what_is_cut_is_a_beginning_and_not_longer(text: str, most: int) -> None:
    shown = cut_at_word(text, most)
    if shown != text:
        assert len(shown) <= most + len(MORE)
        assert text.startswith(shown.removesuffix(MORE))

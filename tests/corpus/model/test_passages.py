"""Passages cover their turn, in order, and are not too long."""

from __future__ import annotations

from functools import partial

from growth import assert_grows
from hypothesis import given
from hypothesis import strategies as st
from tiny import tiny_turn

from corpus.limits import MAX_PASSAGE_CHARS
from corpus.model.passages import passages
from corpus.model.turns import Mark, Turn

PIECES = st.sampled_from(["word ", "Sentence end. ", "Конец! ", "\n", "x" * 900, " "])
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS, st.tuples(st.integers(0, 400), st.integers(0, 400)))
def test_they_cover_the_turn_and_keep_narration_apart(text: str, edges: tuple[int, int]) -> None:
    low, high = sorted(min(edge, len(text)) for edge in edges)
    turn = tiny_turn(text, marks=(Mark("narration", low, high),) if low < high else ())
    parts = passages(turn)
    assert "".join(text[p.start : p.end] for p in parts) == text
    assert all(p.end - p.start <= MAX_PASSAGE_CHARS for p in parts)
    for part in parts:
        assert "\n" not in text[part.start : part.end].rstrip("\n")
        if part.start < part.end:
            assert part.spoken == (not low <= part.start < high)


def test_long_paragraphs_are_cut_at_sentence_ends() -> None:
    text = " ".join(f"Sentence {number} of a long paragraph ends here." for number in range(100))
    parts = passages(tiny_turn(text))
    assert len(parts) > 2
    assert all(text[p.start : p.end].startswith("Sentence") for p in parts)


def test_without_sentences_at_a_space_and_without_spaces_anywhere() -> None:
    assert all(p.end == 7000 or ("word " * 1400)[p.end - 1] == " " for p in passages(tiny_turn("word " * 1400)))
    assert [p.end - p.start for p in passages(tiny_turn("x" * 3000))] == [1400, 1400, 200]
    assert len(passages(tiny_turn(""))) == 1


def test_time_grows_with_size_only() -> None:
    assert_grows(lambda size: partial(passages, tiny_turn("One sentence. " * size)), 5_000)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_narration_may_overlap_and_touch(edges: list[tuple[int, int]]) -> None:
    spans = [tuple(sorted(pair)) for pair in edges]
    turn = tiny_turn("x" * 30, marks=tuple(Mark("narration", low, high) for low, high in spans))
    for part in passages(turn):
        assert part.spoken == (not any(low <= part.start < high for low, high in spans))


def test_narration_within_narration_takes_time_with_its_number() -> None:
    def turn(number: int) -> Turn:
        return tiny_turn("ab" * number, marks=tuple(Mark("narration", 2 * at, 2 * at + 1) for at in range(number)))

    assert len(passages(turn(4_000))) == 8_000
    assert_grows(lambda number: partial(passages, turn(number)), 4_000)

"""What a sheet holds twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.pdf import layers
from corpus.reading.pdf.layers import once
from corpus.reading.pdf.pieces import Piece

WORDS = ["the", "salt", "the", "barrel", "and", "the", "harbour", "weigh"]


def row(y: float, words: list[str] = WORDS, shift: float = 0.0, size: float = 10.0) -> list[Piece]:
    return [Piece(word, 50.0 * n + shift, 50.0 * n + shift + 5 * len(word), y, size, True)
            for n, word in enumerate(words)]


def test_rows_of_a_page_hold_nothing_twice() -> None:
    pieces = [piece for n in range(30) for piece in row(700.0 - 12 * n)]
    assert once(pieces).pieces == pieces
    assert not once(pieces).repeated


def test_a_row_printed_again_on_its_spot() -> None:
    pieces = [*row(700.0), *row(688.0), *row(700.3, shift=0.5), *row(676.0)]
    read = once(pieces)
    assert read.pieces == [*row(700.0), *row(688.0), *row(676.0)]
    assert (read.repeated, read.second_layer) == (WORDS, 0)


def test_a_word_too_narrow_to_be_over_its_like_is_still_on_its_spot() -> None:
    pieces = [Piece("в", 50.0, 50.3, 700.0, 10.0, True), Piece("в", 51.5, 51.8, 700.0, 10.0, True)]
    assert once(pieces).repeated == ["в"]


def test_a_second_layer_that_read_other_words() -> None:
    other = ["tho", "salt", "tbe", "barrcl", "aud", "the", "harbonr", "weigh"]
    rows = [(y, WORDS) for y in (700.0, 688.0, 676.0)]
    first = [piece for y, words in rows for piece in row(y, words)]
    second = [piece for y, _ in rows for piece in row(y - 0.8, other, 2.5)]
    read = once([*first, *second])
    assert read.pieces == first
    assert (len(read.repeated), read.second_layer) == (24, 24)


PLACED = st.builds(
    lambda text, x, y, size, width, turn: Piece(text, x, x + width, y, size, True, turn=turn),
    st.sampled_from(["a", "the", "salt", "salte", "barrel"]),
    st.integers(0, 30).map(lambda n: n * 1.7), st.integers(0, 30).map(lambda n: n * 2.3),
    st.sampled_from([8.0, 10.0, 14.0]), st.sampled_from([0.3, 6.0, 20.0]), st.sampled_from([0, 0, 0, 1]),
)


@given(st.lists(PLACED, max_size=40))
def test_looking_only_where_something_is_near_finds_the_same(pieces: list[Piece]) -> None:
    quick = once(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "_touching", lambda pieces: set(range(len(pieces))))
        assert once(pieces) == quick

"""Arrays take the room their greatest number needs, and answer the same where that is more than usual."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tiny import tiny_home, tiny_text

from indexer.arrays.files import narrow
from indexer.generation.index import open_index
from indexer.results import Request


@pytest.mark.parametrize(("most", "kind"), [(0, "u1"), (255, "u1"), (256, "u2"), (65_535, "u2"), (65_536, "u4")])
def test_numbers_take_the_least_room_that_holds_all(most: int, kind: str) -> None:
    given = np.array([most, 0], dtype=np.int64)
    assert narrow(given).dtype == np.dtype(kind)
    assert narrow(given).tolist() == [most, 0]
    assert not len(narrow(given[:0]))


def test_long_turns_long_words_and_many_of_one_word(tmp_path: Path) -> None:
    """Starts above 16 bits, a word of more than 255 letters, a passage that has one word more than 255 times."""
    long_word = "w" * 300
    paragraphs = ["a " * 400, *["lorem ipsum " * 50] * 120, f"dolor {long_word} amet"]
    home = tiny_home(tmp_path, [tiny_text("en-x", ["\n".join(paragraphs), "dolor"])])
    with open_index(home) as index:
        found = index.search(Request(f'"dolor {long_word} amet"')).hits[0]
        assert found.start > 65_535
        assert [found.text[low:high] for low, high in found.matches] == [f"dolor {long_word} amet"]
        assert index.search(Request('"a"')).hits_total == 400
        ranked = index.search(Request('"a" OR "dolor"', sort="relevance")).hits
        assert {hit.turn.ref for hit in ranked} == {"en-x/0001", "en-x/0002"}

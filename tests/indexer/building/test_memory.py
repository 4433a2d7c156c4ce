"""A build has one text at a time in memory: texts more take hardly more of it, as large as they may be."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text

from corpus.model.turns import TextInfo, Turn
from indexer.arrays import bundle
from indexer.building import gathered, word_lists
from indexer.building.run import build_index
from indexer.concordance import postings
from indexer.engine import inverted

WORDS = [f"{one}{two}{three}" for one in "blmnr" for two in "aeiou" for three in ("st", "nd", "rt", "lk")]
TURNS, TURN_WORDS = 8, 250


def made_text(number: int) -> tuple[TextInfo, list[Turn]]:
    """Make a text of 10 kB of the same words as all others."""
    chance = random.Random(number)  # noqa: S311
    return tiny_text(f"text-{number:03d}", [" ".join(chance.choices(WORDS, k=TURN_WORDS)) for _ in range(TURNS)])


def most_memory(folder: Path, texts: int) -> int:
    """Give the most bytes that a build of so many texts has had, from nothing, when all dictionaries are at hand."""
    home = tiny_home(folder, [made_text(number) for number in range(texts)])
    tracemalloc.start()
    build_index(home, full=True)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


@pytest.mark.slow
def test_texts_more_take_a_part_of_their_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bundle, word_lists, postings, inverted):
        monkeypatch.setattr(module, "AT_ONCE", 1_000)
    monkeypatch.setattr(gathered, "LAID_BY", 1_000)
    few, many = 4, 20
    text = sum(len(turn.text.encode()) for turn in made_text(0)[1])
    grown = most_memory(tmp_path / "many", many) - most_memory(tmp_path / "few", few)
    assert grown < (many - few) * text

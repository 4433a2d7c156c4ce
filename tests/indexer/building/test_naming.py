"""Which rare words are a surname misread: rare themselves, much rarer than the name, always capitalised."""

from __future__ import annotations

import pytest

from corpus.names.table import name_table
from indexer.building.naming import WordCounts, layers_of
from indexer.concordance.forms import lemma_keys


@pytest.mark.parametrize(("slip", "times", "capitals", "name_times", "found"), [
    ("veldamov", 2, 2, 20, True),
    ("veldamov", 6, 6, 200, True),
    ("veldamov", 7, 7, 200, False),
    ("veldamov", 5, 5, 10, False),
    ("veldamov", 2, 1, 20, False),
    ("veldarok", 2, 2, 20, False),
])
def test_a_word_is_a_slip_only_where_it_is_rare_beside_the_name(
    slip: str, times: int, capitals: int, name_times: int, found: bool
) -> None:
    words = sorted([slip, "veldanov"])
    counts = [name_times if word == "veldanov" else times for word in words]
    large = [name_times if word == "veldanov" else capitals for word in words]
    layers = layers_of(WordCounts(words, counts, large), name_table("specimen"), lemma_keys)
    assert (words.index(slip) in layers.slips) == found

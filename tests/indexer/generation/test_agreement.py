"""Both structures of an index answer alike, and where they do not, that is found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from indexer.generation.agreement import disagreements
from indexer.generation.index import Index, open_index


def turns(speaker: str, page: str) -> list:
    return [
        tiny_turn(f"lorem Zinoviev ipsum w{number}\nне признаю вину", speaker=speaker if number % 2 else "beryl",
                  page=page if number % 3 else None, sitting="1936-08-19-morning" if number % 4 else None)
        for number in range(12)
    ]


def opened(folder: Path, speaker: str = "amber", page: str = "7-9") -> Index:
    book = tiny_text("b", ["Lorem, zinoviev", ""], kind="citing")
    return open_index(tiny_home(folder, [tiny_text("en-x", turns(speaker, page), trial="1936"), book]))


def test_the_same_passages_by_both(tmp_path: Path) -> None:
    with opened(tmp_path) as index:
        for seed in range(4):
            assert list(disagreements(index, random.Random(seed), 100)) == []  # noqa: S311


@pytest.mark.parametrize("other", [{"speaker": "garnet"}, {"page": "7"}])
def test_an_engine_that_holds_something_else_is_found(tmp_path: Path, other: dict[str, str]) -> None:
    with opened(tmp_path / "one") as index, opened(tmp_path / "other", **other) as wrong:
        index._engine, wrong._engine = wrong._engine, index._engine
        found = list(disagreements(index, random.Random(1), 100))  # noqa: S311
        assert found
        assert all(one.query for one in found)
        index._engine, wrong._engine = wrong._engine, index._engine


def test_an_index_without_passages_is_asked_nothing(tmp_path: Path) -> None:
    with open_index(tiny_home(tmp_path, [])) as index:
        assert list(disagreements(index, random.Random(1))) == []  # noqa: S311

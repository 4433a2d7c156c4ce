"""The library: what is written is read back, and damage is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.errors import HomeError, IndexDamagedError
from corpus.model.turns import Pair
from corpus.storage.home import Home
from corpus.storage.library import Library, write_library


def test_turns_and_pairs_come_back(tmp_path: Path) -> None:
    texts = [
        tiny_text("en-a", [tiny_turn("Alpha — «beta»\nгамма", page="7-8", speaker="x"), "delta"]),
        tiny_text("ru-a", ["альфа"], lang="ru"),
    ]
    pair = Pair(("ru-a/0001",), ("en-a/0001",), ("ru", "en"), "1-1", 0.5)
    library = Library(tiny_home(tmp_path, texts, [pair], index=False))
    assert library.texts == tuple(info for info, _ in texts)
    assert list(library.turns("en-a")) == list(texts[0][1])
    assert list(library.pairs()) == [pair]
    assert library.report() == {}


def test_equal_libraries_are_equal_bytes(tmp_path: Path) -> None:
    texts = [tiny_text("en-a", ["alpha", "beta"])]
    first, second = (tiny_home(tmp_path / name, texts, index=False) for name in ("one", "two"))
    for path in (first.library / "gen-000001").iterdir():
        assert path.read_bytes() == (second.library / "gen-000001" / path.name).read_bytes()


def test_there_is_none_yet(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="no texts yet"):
        Library(Home(tmp_path))


def test_damage_is_told(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [tiny_text("en-a", ["alpha"])], index=False)
    path = home.library / "gen-000001" / "en-a.jsonl"
    path.write_bytes(path.read_bytes().replace(b"alpha", b"alphb"))
    with pytest.raises(IndexDamagedError, match=r"en-a\.jsonl"):
        Library(home)


def test_a_failed_write_leaves_the_old_library(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [tiny_text("en-a", ["alpha"])], index=False)

    def broken() -> object:
        yield tiny_turn("beta")
        raise ZeroDivisionError

    info, _ = tiny_text("en-b", ["beta"])
    with pytest.raises(ZeroDivisionError):
        write_library(home, [(info, broken())], (), {})  # type: ignore[arg-type]
    assert [info.id for info in Library(home).texts] == ["en-a"]

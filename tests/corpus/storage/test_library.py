"""The library: what is written is read back, and damage is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.errors import HomeError, IndexDamagedError
from corpus.ingest.run import ingest, is_current
from corpus.model.turns import Pair
from corpus.storage import library
from corpus.storage.home import Home
from corpus.storage.library import Library, write_library


def test_turns_and_pairs_come_back(tmp_path: Path) -> None:
    texts = [
        tiny_text("en-a", [tiny_turn("Alpha — «beta»\nгамма", page="7-8", speaker="x"), "delta"]),
        tiny_text("ru-a", ["альфа"], lang="ru"),
    ]
    pair = Pair(("ru-a/0001",), ("en-a/0001",), ("ru", "en"), "1-1", 0.5)
    held = Library(tiny_home(tmp_path, texts, [pair], index=False))
    assert held.texts == tuple(info for info, _ in texts)
    assert list(held.turns("en-a")) == list(texts[0][1])
    assert list(held.pairs()) == [pair]
    assert held.report() == {}


def test_equal_libraries_are_equal_bytes(tmp_path: Path) -> None:
    texts = [tiny_text("en-a", ["alpha", "beta"])]
    first, second = (tiny_home(tmp_path / name, texts, index=False) for name in ("one", "two"))
    for path in (first.library / "gen-000001").iterdir():
        assert path.read_bytes() == (second.library / "gen-000001" / path.name).read_bytes()


def test_there_is_none_yet(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="no texts yet"):
        Library(Home(tmp_path))


def test_what_another_version_wrote_is_not_read_and_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home", "specimen").create()
    (tmp_path / "report.txt").write_text("Morning Session, May 4, 1911\n\nORSETSKY: alpha beta?\n", "utf-8")
    add(home, load("specimen"), [tmp_path / "report.txt"], Wanted(edition="en-specimen"))
    with monkeypatch.context() as before:
        before.setattr(library, "VERSION", "2")
        ingest(home)
    assert not is_current(home)
    with pytest.raises(HomeError, match="another version"):
        Library(home)
    ingest(home)
    assert is_current(home)
    assert [info.id for info in Library(home).texts] == ["en-specimen"]


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

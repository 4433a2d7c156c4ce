"""Generations of the index: built aside, verified before opening, replaced under readers."""

from __future__ import annotations

import os
import random
import shutil
import threading
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text

from corpus.errors import HomeError, IndexDamagedError, IndexMissingError
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import write_library
from indexer.building import run as build
from indexer.building.run import build_index
from indexer.generation.index import open_index
from indexer.results import Request

OLD = tiny_text("en-x", ["lorem ipsum dolor", "sit amet lorem"], trial="1936")
NEW = tiny_text("en-x", ["lorem ipsum dolor", "sit amet lorem", "lorem lorem"], trial="1936")
OTHER = tiny_text("en-y", ["lorem"], trial="1937")


def count(home: Home, query: str = "lorem", **fields) -> int:
    with open_index(home) as index:
        return index.search(Request(query, **fields)).hits_total


def test_report_and_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "PROGRESS_EVERY", 1)
    home = tiny_home(tmp_path, [OLD, OTHER], index=False)
    seen: list[tuple[int, int]] = []
    report = build_index(home, lambda done, total: seen.append((done, total)))
    assert (report.generation, report.texts, report.turns, report.passages, report.words) == ("gen-000001", 2, 3, 3, 7)
    assert seen == [(1, 3), (2, 3), (3, 3), (3, 3)]


def test_nothing_to_index_and_nothing_to_open(tmp_path: Path) -> None:
    home = Home(tmp_path).create()
    with pytest.raises(HomeError, match="no texts yet"):
        build_index(home)
    with pytest.raises(IndexMissingError) as error:
        open_index(home)
    assert error.value.advice
    assert not [path for path in home.index.iterdir() if path.is_dir()]


@pytest.mark.parametrize("where", [
    "turns.writing.TurnCollector.add", "engine.whoosh_writer.EngineWriter.add",
    "engine.whoosh_writer.EngineWriter.commit", "building.collector.save_text",
    "building.concordance.write_concordance", "building.run.save_turns"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError("odd")])
def test_a_build_that_fails_leaves_the_old_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException
) -> None:
    home = tiny_home(tmp_path, [OLD])
    write_library(home, [NEW], [], {})

    def fail(*args: object) -> None:
        raise error

    with monkeypatch.context() as patch, pytest.raises((HomeError, KeyboardInterrupt, ValueError)):
        patch.setattr(f"indexer.{where}", fail)
        build_index(home)
    assert count(home) == 2
    assert len(generations.generations(home.index)) == 1
    # In the same process, so no lock may be left.
    build_index(home)
    assert count(home) == 4


def test_an_open_index_answers_on_after_it_was_replaced(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [OLD, OTHER])
    with open_index(home) as index:
        for _ in range(3):
            write_library(home, [NEW, OTHER], [], {})
            build_index(home)
        assert not (home.index / index.generation).exists()
        for sort in ("record", "relevance"):
            assert index.search(Request("lorem", sort=sort)).hits_total == 3
        assert len(index.turns("en-x")) == 2
    assert count(home) == 5


@pytest.mark.slow
def test_readers_see_no_error_while_it_is_rebuilt(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [OLD, OTHER])
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                found = count(home, sort="relevance")
                if found not in (3, 5):
                    wrong.append(found)
            except Exception as error:
                wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(6):
        write_library(home, [(OLD, NEW)[number % 2], OTHER], [], {})
        build_index(home)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def damage_everything(place: Path, chance: random.Random) -> list[tuple[str, Path]]:
    """Give a copy of the home for each file and each kind of damage."""
    out = []
    files = sorted(path for path in (place / "index").rglob("*") if path.is_file() and "gen-" in str(path))
    for number, path in enumerate(files):
        for kind in ("flip", "cut", "missing", "extra", "swapped"):
            copy = place.with_name(f"{place.name}-{number}-{kind}")
            shutil.copytree(place, copy)
            target = copy / path.relative_to(place)
            data = bytearray(target.read_bytes())
            if kind == "flip" and data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                target.write_bytes(data)
            elif kind == "cut" and data:
                target.write_bytes(data[: len(data) // 2])
            elif kind == "missing":
                target.unlink()
            elif kind == "extra":
                target.with_name("added").write_bytes(b"x")
            elif kind == "swapped":
                other = files[(number + 1) % len(files)]
                if other.read_bytes() == data:
                    continue
                target.write_bytes(other.read_bytes())
            else:
                continue
            out.append((kind, copy))
    return out


@pytest.mark.slow
def test_any_damage_is_found_before_anything_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "home"
    tiny_home(place, [OLD, OTHER])
    count(Home(place), sort="relevance")
    damaged = damage_everything(place, random.Random(5))  # noqa: S311
    monkeypatch.setattr("indexer.generation.index.Index", lambda place: pytest.fail("opened"))
    assert len(damaged) > 150
    for kind, copy in damaged:
        with pytest.raises(IndexDamagedError) as error:
            open_index(Home(copy))
        assert "reindex" in error.value.advice, kind


def test_damage_in_place_is_found_though_the_index_was_verified_before(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [OLD])
    assert count(home) == 2
    path = home.index / "gen-000001" / "tokens.npy"
    state = path.stat()
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    with path.open("r+b") as stream:
        stream.write(data)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    with pytest.raises(IndexDamagedError, match=r"tokens\.npy: content changed"):
        open_index(home)


def test_an_index_that_was_verified_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tiny_home(tmp_path, [OLD])
    assert count(home) == 2
    monkeypatch.setattr(generations, "damage", lambda place: pytest.fail("read again"))
    assert count(home) == 2


def test_a_note_of_verification_that_is_none_is_not_believed(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [OLD])
    for text in ("", "[]", '{"gen-000001": null}', "{", "\0"):
        (home.index / "verified.json").write_text(text)
        assert count(home) == 2


def test_a_home_that_may_only_be_read(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [OLD])
    (home.index / "verified.json").mkdir()
    assert count(home) == 2


def test_an_index_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(build, "FORMAT", "0")
        home = tiny_home(tmp_path, [OLD])
    with pytest.raises(IndexMissingError, match="another version") as error:
        open_index(home)
    assert "reindex" in error.value.advice


def test_opening_and_closing_leaves_nothing_open(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [OLD, OTHER])
    count(home, sort="relevance")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(50):
        count(home, sort="relevance")
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 2


def test_the_same_library_gives_the_same_arrays(tmp_path: Path) -> None:
    one, two = tiny_home(tmp_path / "a", [OLD, OTHER]), tiny_home(tmp_path / "b", [OLD, OTHER])
    names = sorted(path.name for path in (one.index / "gen-000001").iterdir() if path.is_file())
    for name in names:
        if name != "manifest.json":
            assert (one.index / "gen-000001" / name).read_bytes() == (two.index / "gen-000001" / name).read_bytes()

"""Generations: built aside, sealed, switched to; damage is told; a failed run leaves the old one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from corpus.errors import HomeError, IndexDamagedError
from corpus.storage.generations import building, current, damage, generations, manifest


def build(parent: Path, text: str) -> Path:
    with building(parent, {"version": 1}) as place:
        (place / "sub").mkdir()
        (place / "a.txt").write_text(text, "utf-8")
        (place / "sub" / "b.bin").write_bytes(bytes(range(256)))
    return place


def test_the_newest_is_current_and_two_are_kept(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    places = [build(tmp_path, str(number)) for number in range(4)]
    assert current(tmp_path) == places[-1]
    assert generations(tmp_path) == places[-2:]
    assert manifest(places[-1])["version"] == 1
    assert damage(places[-1]) == []


@pytest.mark.parametrize("fault", ["flip", "zero", "cut", "longer", "missing", "extra", "swapped"])
def test_every_damage_is_told(tmp_path: Path, fault: str) -> None:
    place = build(tmp_path, "one two three")
    text, data = place / "a.txt", place / "sub" / "b.bin"
    if fault == "flip":
        data.write_bytes(bytes([*range(255), 254]))
    elif fault == "zero":
        data.write_bytes(bytes(256))
    elif fault == "cut":
        text.write_text("one", "utf-8")
    elif fault == "longer":
        text.write_text("one two three four", "utf-8")
    elif fault == "missing":
        text.unlink()
    elif fault == "extra":
        (place / "sub" / "c.bin").touch()
    else:
        first, second = text.read_bytes(), data.read_bytes()
        text.write_bytes(second)
        data.write_bytes(first)
    assert damage(place)


@pytest.mark.parametrize("pointer", [b"", b"gen-000009\n", b"../../etc\n", b"\xff\xfe", b"gen-1"])
def test_a_pointer_to_nowhere(tmp_path: Path, pointer: bytes) -> None:
    build(tmp_path, "x")
    (tmp_path / "CURRENT").write_bytes(pointer)
    with pytest.raises(IndexDamagedError) as caught:
        current(tmp_path)
    assert "reindex" in caught.value.advice


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": 1}'])
def test_a_manifest_that_is_none(tmp_path: Path, content: str) -> None:
    place = build(tmp_path, "x")
    (place / "manifest.json").write_text(content, "utf-8")
    with pytest.raises(IndexDamagedError):
        damage(place)


def test_an_error_while_building_leaves_the_old_one(tmp_path: Path) -> None:
    old = build(tmp_path, "old")
    with pytest.raises(ZeroDivisionError), building(tmp_path, {}) as place:
        (place / "half.txt").touch()
        raise ZeroDivisionError
    assert current(tmp_path) == old
    assert sorted(p.name for p in tmp_path.iterdir()) == ["CURRENT", old.name]


def test_the_disk_may_be_full_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = build(tmp_path, "old")
    real = os.fsync
    for allowed in range(20):
        left = [allowed]

        def failing(handle: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            real(handle)

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", failing)
            try:
                build(tmp_path, "new")
            except HomeError as error:
                assert "No space" in error.message
                found = current(tmp_path)
                assert found is not None
                assert damage(found) == []
                assert (found / "a.txt").read_text("utf-8") in {"old", "new"}
                continue
            break
    else:
        pytest.fail("never enough room")
    assert current(tmp_path) != old


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    build(tmp_path, "x")
    left = tmp_path / "gen-000007"
    left.mkdir()
    (left / "half.txt").touch()
    place = build(tmp_path, "y")
    assert not left.exists()
    assert current(tmp_path) == place


def test_a_killed_run_leaves_nothing_for_long(tmp_path: Path) -> None:
    build(tmp_path, "one")
    (tmp_path / "gen-000002").mkdir()
    (tmp_path / ".CURRENT.4711.tmp").write_text("gen-0", "utf-8")
    build(tmp_path, "two")
    assert {path.name for path in tmp_path.iterdir()} == {"CURRENT", "gen-000001", "gen-000002"}
    assert current(tmp_path) == tmp_path / "gen-000002"

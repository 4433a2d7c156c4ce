"""The home directory: where it is, what it refuses, its lock."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from planted import planted

from corpus.errors import HomeError, IndexDamagedError, LockedError
from corpus.storage.generations import building, current
from corpus.storage.home import Home, default_path, write_atomically


def test_opening_changes_nothing(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "new")
    assert not home.path.exists()
    assert home.catalogue == "main"


def test_creating_is_for_the_owner_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "a" / "b", "specimen").create()
    assert Home.open(home.path) == home
    assert all(folder.stat().st_mode & 0o077 == 0 for folder in (home.sources, home.library, home.index))


def test_the_environment_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALS_HOME", str(tmp_path))
    assert default_path() == tmp_path
    monkeypatch.delenv("TRIALS_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert default_path().name == "trials"


@pytest.mark.parametrize("content", ["{", "[1]", '"x"', '{"format": 2}', b"\xff\xfe"])
def test_a_marker_that_is_none(tmp_path: Path, content: str | bytes) -> None:
    (tmp_path / "home.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(HomeError) as caught:
        Home.open(tmp_path)
    assert caught.value.advice


@pytest.mark.parametrize("what", ["pipe", "folder", "device", "deep", "endless"])
def test_a_marker_that_is_no_file_is_told_and_not_waited_for(tmp_path: Path, what: str) -> None:
    planted(tmp_path / "home.json", what)
    with pytest.raises(HomeError) as caught:
        Home.open(tmp_path)
    assert caught.value.advice


@pytest.mark.parametrize("what", ["pipe", "folder", "device", "endless"])
def test_a_pointer_that_is_no_file_is_told_and_not_waited_for(tmp_path: Path, what: str) -> None:
    with building(tmp_path, {}) as place:
        (place / "words").touch()
    (tmp_path / "CURRENT").unlink()
    planted(tmp_path / "CURRENT", what)
    with pytest.raises((HomeError, IndexDamagedError)):
        current(tmp_path)


@pytest.mark.parametrize("what", ["pipe", "folder", "device"])
def test_a_note_of_who_waits_that_is_no_file_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr("corpus.storage.home.LOCK_SECONDS", 0.05)
    home = Home(tmp_path)
    planted(tmp_path / "lock.pid", what)
    with home.lock():
        pass
    planted(tmp_path / "lock.pid", what) if not (tmp_path / "lock.pid").exists() else None
    with home.lock(), pytest.raises(LockedError), Home(tmp_path).lock():
        pass


def test_a_file_is_no_home(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.touch()
    with pytest.raises(HomeError, match="not a directory"):
        Home.open(place)
    with pytest.raises(HomeError):
        Home(place / "below").create()


def test_the_lock_keeps_a_second_run_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.storage.home.LOCK_SECONDS", 0.05)
    home = Home(tmp_path)
    with home.lock(), pytest.raises(LockedError, match=str(os.getpid())), Home(tmp_path).lock():
        pass
    with home.lock():
        pass


def test_a_killed_run_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.storage.home.LOCK_SECONDS", 0.05)
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom corpus.storage.home import Home\n"
        "with Home(Path(sys.argv[1])).lock():\n    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, tmp_path], cwd="/", check=False).returncode == 9
    with Home(tmp_path).lock():
        pass


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "data.json"
    write_atomically(path, "old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, "new")
    assert path.read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["data.json"]


def test_a_lock_that_cannot_be_had_is_told_and_its_note_may_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("corpus.storage.home.LOCK_SECONDS", 0.05)
    home = Home(tmp_path / "home").create()
    with monkeypatch.context() as faulty:
        faulty.setattr(Path, "write_text", full)
        with home.lock(), pytest.raises(LockedError), Home(home.path).lock():
            pass
    monkeypatch.setattr("filelock.FileLock.acquire", full)
    with pytest.raises(HomeError, match="cannot be locked: No space"), home.lock():
        pass

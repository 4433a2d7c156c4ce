"""What is closed to us is not taken for what is not there, nor for damage: it is told, with what to do."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.corrections.written_lines import written_lines
from corpus.errors import HomeError, IndexDamagedError
from corpus.ingest.run import ingest, is_current
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import Library

NOBODY = 65_534


@contextmanager
def not_root() -> Iterator[None]:
    """Let a test that root runs be somebody to whom files can be closed."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if before == 0:
            os.seteuid(before)


@pytest.fixture
def home() -> Iterator[Home]:
    """A home with a text and corrections, in a folder that everybody may enter."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    made = Home(place / "home", "specimen").create()
    (place / "a.txt").write_text("The barge lay at the quay until the tide turned.\n", "utf-8")
    add(made, load("specimen"), [place / "a.txt"], Wanted(document="a"))
    made.overrides.mkdir()
    (made.overrides / "corrections.tsv").write_text("a/0001\tword\tbarge\tgoose\tX\twhy\n", "utf-8")
    ingest(made)
    for path in (made.path, *made.path.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    yield made
    for path in (made.path, *made.path.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(place)


def test_who_may_read_reads(home: Home) -> None:
    with not_root():
        assert is_current(home)
        assert "goose" in next(Library(home).turns("a")).text


@pytest.mark.parametrize("closed", ["overrides", "overrides/corrections.tsv"])
def test_corrections_that_are_closed_are_not_left_out_in_silence(home: Home, closed: str) -> None:
    (home.path / closed).chmod(0)
    with not_root():
        with pytest.raises(HomeError, match="cannot be read"):
            written_lines(home.overrides / "corrections.tsv")
        with pytest.raises(HomeError, match="cannot be read"):
            is_current(home)
        with pytest.raises(HomeError, match="cannot be read"):
            ingest(home)


@pytest.mark.parametrize(("closed", "mode"), [("gen-000001", 0), ("gen-000001", 0o111), ("gen-000001/a.jsonl", 0)])
def test_files_of_a_library_that_are_closed_are_not_called_missing(home: Home, closed: str, mode: int) -> None:
    (home.library / closed).chmod(mode)
    with not_root(), pytest.raises(HomeError, match="Check its permissions"):
        Library(home)


def test_a_generation_that_the_disk_does_not_list_whole_is_not_switched_to(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def fails(folder: str | int = ".") -> object:
        if str(folder).endswith("gen-000002"):
            raise OSError(errno.EIO, "Input/output error")
        return real(folder)

    monkeypatch.setattr(os, "scandir", fails)
    with pytest.raises(HomeError, match="could not be written"):
        ingest(home)
    assert generations.current(home.library) == home.library / "gen-000001"


@pytest.mark.parametrize("closed", ["CURRENT", "gen-000001/manifest.json"])
def test_a_generation_that_is_closed_is_not_called_damaged(home: Home, closed: str) -> None:
    (home.library / closed).chmod(0)
    with not_root():
        with pytest.raises(HomeError, match="Check its permissions") as told:
            generations.current(home.library)
        assert not isinstance(told.value, IndexDamagedError)
        with pytest.raises(HomeError, match="Check its permissions"):
            generations.manifest(home.library / "gen-000001") if "gen" in closed else generations.current(home.library)

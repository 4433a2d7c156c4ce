"""A full disk: each run that writes says so, loses nothing, and succeeds when there is space again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import hits, trials
from full_disk import KB, Disk, small_disk

from corpus.storage.home import Home
from corpus.storage.sources import JOURNAL, MANIFEST, read_sources

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disk]:
    with small_disk(tmp_path_factory.mktemp("full") / "disk") as mounted:
        yield mounted


@pytest.fixture
def full_home(disk: Disk, small: Path) -> Iterator[Path]:
    """A home on a disk with all the space it needs; the test takes it."""
    home = disk.place / "home"
    shutil.copytree(small, home)
    yield home
    disk.free()
    shutil.rmtree(home)


def corrected(home: Path) -> None:
    (home / "overrides").mkdir()
    (home / "overrides" / "corrections.tsv").write_text("essay/0002\tword\txi\tokapi\tJ. D.\tfor the test\n", "utf-8")


def unlisted(home: Path) -> set[str]:
    sources = Home(home, "specimen").sources
    files = {path.relative_to(sources).as_posix() for path in sources.rglob("*") if path.is_file()}
    return files - {file.name for file in read_sources(Home(home, "specimen"))} - {MANIFEST, JOURNAL}


def half_written(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.suffix in (".tmp", ".new")]


SOURCES, LIBRARY, INDEX, ARRAYS = 0, 40 * KB, 128 * KB, 400 * KB
"""Space left, so that the disk is full when sources are kept, the library is written, the index is begun, or most of
it is written."""


@pytest.mark.parametrize(("command", "left", "old", "new"), [
    ("add FILES", SOURCES, 3, 4), ("add FILES", LIBRARY, 3, 4), ("add FILES", INDEX, 3, 4), ("add FILES", ARRAYS, 3, 4),
    ("ingest", SOURCES, 0, 1), ("ingest", INDEX, 0, 1),
    ("remove essay", SOURCES, 3, 2), ("remove essay", LIBRARY, 3, 2), ("remove essay", ARRAYS, 3, 2),
    ("reindex", ARRAYS, 3, 3), ("reindex --full", LIBRARY, 3, 3),
    ("pair letter-ru essay", SOURCES, 3, 3), ("pair letter-ru essay", INDEX, 3, 3), ("align", INDEX, 3, 3),
    ("fetch --mirror MIRROR", SOURCES, 3, 4), ("fetch --mirror MIRROR", INDEX, 3, 4),
], ids=str)
def test_a_run_on_a_full_disk(
    disk: Disk, full_home: Path, tmp_path: Path, command: str, left: int, old: int, new: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = "light"
    if command == "ingest":
        corrected(full_home)
        words = "okapi"
    (tmp_path / "new.txt").write_text("A light at sea.\n" + "lorem ipsum " * 1000, "utf-8")
    mirrored(tmp_path, monkeypatch)
    arguments = [{"FILES": str(tmp_path / "new.txt"), "MIRROR": str(tmp_path)}.get(word, word)
                 for word in command.split()]
    disk.fill(left)
    failed = trials(*arguments, home=full_home)
    assert failed.code == 3, failed.err
    assert "No space left" in failed.err or "only a part" in failed.err
    assert "Free some space" in failed.err
    assert hits(full_home, words) == old
    assert trials("check", home=full_home).code == 0
    assert not unlisted(full_home)
    assert not half_written(full_home)
    disk.free()
    again = trials(*arguments, home=full_home)
    assert again.code == 0, again.err
    assert hits(full_home, words) == new
    assert trials("check", home=full_home).code == 0
    assert not unlisted(full_home)


def mirrored(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the catalogue of the specimen name an address, whose page a mirror holds."""
    from dataclasses import replace

    from corpus.catalogue.catalogue import Source, SourcePage, load

    url = "https://example.org/light.htm"
    page = SourcePage(title="1", url=url, link=url, sitting=None)
    source = Source(edition="en-specimen-summary", trial="specimen", url="https://example.org/index.htm",
                    host="example.org", lang="en", kind="html", holds="a page", certainty="certain", source="a test",
                    fetch=True, pages=(page,))
    (place / "example.org").mkdir()
    (place / "example.org" / "light.htm").write_text(
        "<html><body><h3>Morning Session, May 4, 1911</h3><p>ORSETSKY: A light at sea?</p></body></html>", "utf-8")
    known = replace(load("specimen"), sources=(source,))
    monkeypatch.setattr("webapp.commands.fetching.catalogue_of", lambda home: known)


def test_a_removal_that_was_cut_short_is_told_as_one_and_no_other_name_is_taken(disk: Disk, full_home: Path) -> None:
    disk.fill(LIBRARY)
    assert trials("remove", "essay", home=full_home).code == 3
    disk.free()
    assert "quagga" in trials("remove", "quagga", home=full_home).err
    both = trials("remove", "essay", "letter-ru", home=full_home)
    assert both.code == 0, both.err
    assert "before, when the run did not come to its end" in both.err
    assert trials("remove", "essay", home=full_home).code == 3


def test_an_answer_that_nothing_takes_is_told_by_the_exit_code(small: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    argv = [sys.executable, "-m", "webapp.cli", "--home", str(small), "search", "light"]
    with full.open("w") as sink:
        told = subprocess.run(argv, cwd="/", stdout=sink, stderr=subprocess.PIPE, text=True, check=False)
        silent = subprocess.run(argv, cwd="/", stdout=sink, stderr=sink, check=False)
    assert told.returncode == silent.returncode == 3
    assert "Free some space" in told.stderr

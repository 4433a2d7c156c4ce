"""Fixtures that every test may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cluster_nodes import ABSENT, PROGRAM, LocalNodes, local_nodes
from hypothesis import settings

from corpus.storage.home import Home

ROOT = Path(__file__).resolve().parent.parent

# The same cases in every run, and no verdict by the clock of a busy machine.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


LONG = ("slow", "sources", "browser", "network")
"""Marks of tests that take long or need what may be absent."""

WHOLE = ("packaging", "quality", "specimen")
"""Folders of tests that look at the checkout or a whole corpus."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as quick what is marked with nothing that takes long."""
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder not in WHOLE and not any(item.get_closest_marker(mark) for mark in LONG):
            item.add_marker("quick")


@pytest.fixture(scope="session")
def sources() -> Path:
    """Folder of real texts; tests that need it are skipped where it is absent."""
    named = os.environ.get("TRIALS_TEST_SOURCES")
    place = Path(named) if named else ROOT.parent / "shared" / "sources"
    if not place.is_dir():
        pytest.skip(f"real texts are not here ({place}); name their folder in TRIALS_TEST_SOURCES")
    return place


@pytest.fixture(scope="session")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNodes]:
    """Two nodes of a search cluster that run; tests that stop one start it again."""
    if PROGRAM is None:
        pytest.skip(ABSENT)
    pytest.importorskip("pymysql", reason="PyMySQL is absent: pip install 'trial-transcripts[cluster]'")
    with local_nodes(tmp_path_factory.mktemp("nodes")) as started:
        yield started


@pytest.fixture(scope="session")
def examples(sources: Path) -> Path:
    """Folder of worked answers beside the real texts."""
    place = sources.parent / "examples"
    if not place.is_dir():
        pytest.skip(f"worked answers are not here ({place})")
    return place


@pytest.fixture(scope="session")
def cases(sources: Path) -> Path:
    """Folder of files of many makers and kinds beside the real texts."""
    place = sources.parent / "cases" / "reading"
    if not place.is_dir():
        pytest.skip(f"files of many makers are not here ({place})")
    return place


@pytest.fixture(scope="session")
def real_home(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home of all real texts; tests only read it."""
    return _made_once(tmp_path_factory, "real-home", lambda path: _bring(Home.open(path), sources))


@pytest.fixture(scope="session")
def specimen_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home of the bundled specimen; tests only read it."""
    from webapp.commands import serving

    return _made_once(tmp_path_factory, "specimen-home", serving.specimen_home)


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Home:
    """Give a home that is read and indexed once for all processes of the run."""
    from filelock import FileLock

    shared = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    with FileLock(shared / f"{name}.lock"):
        if not (shared / f"{name}.done").exists():
            make(shared / name)
            (shared / f"{name}.done").touch()
    return Home.open(shared / name)


def _bring(home: Home, sources: Path) -> None:
    from corpus.acquisition.adding import add
    from corpus.acquisition.carriers import FolderCarrier
    from corpus.acquisition.fetching import fetch
    from corpus.acquisition.particulars import Wanted
    from corpus.catalogue.catalogue import load
    from corpus.ingest.run import ingest
    from corpus.processes.limited import Here
    from indexer.building.run import build_index

    home.create()
    catalogue = load("main")
    fetch(home, catalogue, ["en-1936", "en-1938"], FolderCarrier(sources))
    posts = sources / "showtrials.ru" / "wp-json" / "wp" / "v2" / "posts.json"
    add(home, catalogue, [*sorted(sources.glob("*.txt")), posts], Wanted())
    ingest(home, machines=Here(2))
    build_index(home)

"""``trials fetch`` of a whole archive in a process of its own, that is stopped, killed and cut off on its way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_site import ArchiveSite, invented_rows
from local_site import Answer, serving

from corpus.limits import ARCHIVE_PAGE_POSTS
from corpus.storage.home import Home
from corpus.storage.sources import read_sources

COUNT = 2 * ARCHIVE_PAGE_POSTS + 5
ARCHIVES = """[lamps]
title = "lamps.example"
posts = "https://lamps.example/wp-json/wp/v2/posts"
categories = "https://lamps.example/wp-json/wp/v2/categories"
tags = "https://lamps.example/wp-json/wp/v2/tags"
lang = "ru"
source = "made for a test"
"""
COMMAND = """
import signal, corpus.acquisition.carriers as carriers, webapp.cli
signal.signal(signal.SIGINT, signal.default_int_handler)
carriers.FETCH_PAUSE_SECONDS = 0
webapp.cli.main()
"""
"""The command without pauses; Ctrl-C counts, also where the tests run behind a shell that ignores it."""


@pytest.fixture
def site() -> Iterator[ArchiveSite]:
    with serving(ArchiveSite(rows=invented_rows(COUNT, 100))) as running:
        assert isinstance(running, ArchiveSite)
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home", "specimen").create()
    made.own_catalogue.mkdir(exist_ok=True)
    (made.own_catalogue / "archives.toml").write_text(ARCHIVES, "utf-8")
    return made


def fetched(home: Home, site: ArchiveSite, page: int = 0, how: signal.Signals | None = None) -> tuple[int, str]:
    """Fetch; where ``how`` is given, the site sends the process this signal when it asks for a page."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--home", str(home.path), "fetch", "lamps", "--mirror", site.address,
         "--no-ingest"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def before(path: str) -> None:
        if how is not None and "/posts?" in path and path.endswith(f"&page={page}"):
            os.kill(process.pid, how)

    site.before = before
    _, told = process.communicate(timeout=120)
    return process.returncode, told


def test_a_fetch_that_is_stopped_killed_and_cut_off_goes_on(home: Home, site: ArchiveSite) -> None:
    assert fetched(home, site, 2, signal.SIGKILL)[0] == -signal.SIGKILL
    assert len(read_sources(home)) == ARCHIVE_PAGE_POSTS
    code, told = fetched(home, site, 2, signal.SIGINT)
    assert code == 130 and "Traceback" not in told
    assert len(read_sources(home)) >= ARCHIVE_PAGE_POSTS
    cut = Answer(b'[{"id": 1', length=9_000)
    site.faults = {next(path for path in site.asked if path.endswith("&page=2"))[:-1] + "3": [cut] * 5}
    code, told = fetched(home, site)
    assert code == 7 and "could not be had" in told and "bytes" in told
    assert len(read_sources(home)) == 2 * ARCHIVE_PAGE_POSTS
    site.faults.clear()
    site.asked.clear()
    assert fetched(home, site)[0] == 0
    files = read_sources(home)
    assert {file.post for file in files} == {row.id for row in site.rows}
    assert len(files) == COUNT == len([*home.sources.rglob("*.json")]) - 1  # with the list of them
    assert not [path for path in site.asked if path.endswith("&page=1") and "/posts?" in path]


def test_what_the_site_no_longer_has_or_locks_is_told(home: Home, site: ArchiveSite) -> None:
    site.rows = site.rows[:7]
    assert fetched(home, site)[0] == 0
    gone, site.rows = site.rows[2], [row for row in site.rows if row != site.rows[2]]
    site.rows.append(invented_rows(9, 100)[-1])
    site.locked = {site.rows[-1].id}
    code, told = fetched(home, site)
    assert code == 0
    assert f"no longer on the site, and kept here: http://archive.example/{gone.slug}/" in told
    assert "without text, as the site asks for a password: http://archive.example/lamp-8/" in told

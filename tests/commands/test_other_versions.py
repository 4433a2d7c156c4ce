"""Homes of other versions: what an earlier one made is made anew with nothing lost, what a later one made is refused
untouched.

The files of other versions are today's with their marks changed, or as earlier ones wrote them: lists of sources and
kept readings without a seal, pointers without one, notes of corrections beside them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import hits, trials

from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.sealed import sealed, unsealed
from webapp.app import create_app

Change = Callable[[dict[str, Any]], object]


def marked(home: Path, part: str, change: Change) -> None:
    """Change what the manifest of the present library or index says, and seal it again."""
    parent = home / part
    place = generations.current(parent)
    assert place is not None
    data = unsealed((place / "manifest.json").read_text("utf-8"))
    change(data)
    (place / "manifest.json").write_text(json.dumps(sealed(data)), "utf-8")
    (parent / "CURRENT").write_text(f"{place.name}\n", "utf-8")  # as earlier versions wrote it


def made_by(home: Path, library: str | None, index: str | None) -> None:
    """Let library and index be of other versions."""
    if library:
        marked(home, "library", lambda data: data.update(version=library))
    if index:
        marked(home, "index", lambda data: data.update(format=index))


def listed(home: Path, change: Change, *, seal: bool) -> None:
    """Change the list of sources."""
    path = home / "sources" / "manifest.json"
    data = unsealed(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(sealed(data) if seal else data), "utf-8")


def all_of(home: Path) -> dict[str, bytes]:
    """Give every file of a home but what a look at it may leave."""
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in sorted(home.rglob("*"))
            if path.is_file() and path.name not in ("lock", "lock.pid", "verified.json")}


@pytest.fixture
def earlier(own_home: Path) -> Path:
    """A home as an earlier version left it, with all that a user may have in one."""
    (own_home / "overrides").mkdir()
    (own_home / "overrides" / "corrections.tsv").write_text("essay/0002\tword\txi\tokapi\tJ. D.\ta test\n", "utf-8")
    (own_home / "overrides" / "texts.tsv").write_text("letter-ru\tessay\n", "utf-8")
    (own_home / "catalogue").mkdir()
    (own_home / "catalogue" / "persons.toml").write_text("# nobody yet\n", "utf-8")
    made_by(own_home, "3-0a1b2c3d", "13-0a1b2c3d")
    listed(own_home, lambda data: data, seal=False)
    for path in (own_home / "library" / "read").iterdir():  # without their sum, under marks of an earlier program
        text = path.read_text("utf-8").split("\n", 1)[1]
        path.with_name(f"{path.name.rpartition('-')[0]}-0a1b2c3d0a1b2c3d.json").write_text(text, "utf-8")
        path.unlink()
    return own_home


READING = [("search", "light"), ("show", "essay/0002"), ("cite", "essay/0002"), ("export",), ("pairs",),
           ("cited", "essay"), ("stats", "light"), ("verify",), ("publish", "--cluster", "mysql://127.0.0.1:1")]


def test_nothing_is_read_of_an_earlier_version_and_the_way_back_is_named(earlier: Path) -> None:
    before = all_of(earlier)
    for command in READING:
        answer = trials(*command, home=earlier)
        assert answer.code == 3, command
        assert "another version" in answer.err
        assert "trials reindex --full" in answer.err
    told = trials("check", home=earlier)
    assert told.code == 0, told.out
    assert "another version" in told.err
    assert trials("sources", home=earlier).code == 0
    assert all_of(earlier) == before


@pytest.mark.parametrize("command", [
    ("reindex", "--full"), ("ingest",), ("add", "NEW"), ("remove", "letter-ru"), ("align",),
], ids=" ".join)
def test_a_home_of_an_earlier_version_is_made_anew_and_all_of_the_user_stays(
    earlier: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "new.txt").write_text("A light at sea.\n", "utf-8")
    kept = {name: data for name, data in all_of(earlier).items() if name.split("/")[0] in ("overrides", "catalogue")}
    answer = trials(*(str(tmp_path / "new.txt") if word == "NEW" else word for word in command), home=earlier)
    assert answer.code == 0, answer.err
    assert hits(earlier, "light") == (4 if command[0] == "add" else 3)
    assert hits(earlier, "okapi") == 1
    now = all_of(earlier)
    assert {name: now[name] for name in kept} == kept
    told = trials("check", home=earlier)
    assert (told.code, told.out.strip()) == (0, "everything is as it was written"), told.out + told.err
    assert "another version" not in told.err


def test_an_index_alone_of_an_earlier_version_is_built_again(own_home: Path) -> None:
    made_by(own_home, None, "13-0a1b2c3d")
    assert "trials reindex --full" in trials("search", "light", home=own_home).err
    assert trials("reindex", home=own_home).code == 0
    assert hits(own_home, "light") == 3


def test_no_older_index_of_another_version_is_named_as_a_way_back(own_home: Path) -> None:
    made_by(own_home, None, "13-0a1b2c3d")
    assert trials("reindex", home=own_home).code == 0
    place = generations.current(own_home / "index")
    assert place is not None
    (place / "tokens.npy").write_bytes(b"")
    answer = trials("search", "light", home=own_home)
    assert answer.code == 4
    assert "reindex --full" in answer.err
    assert "gen-000001" not in answer.err


WRITING = [("add", "NEW"), ("ingest",), ("remove", "essay"), ("align",), ("pair", "letter-ru", "essay")]
LATER = ["5-0a1b2c3d", "40"]


@pytest.mark.parametrize("version", LATER)
def test_a_library_of_a_later_version_is_refused_and_stays(own_home: Path, tmp_path: Path, version: str) -> None:
    (tmp_path / "new.txt").write_text("A light at sea.\n", "utf-8")
    made_by(own_home, version, "99-0a1b2c3d")
    before = all_of(own_home)
    for command in (*WRITING, ("reindex",), *READING):
        answer = trials(*(str(tmp_path / "new.txt") if word == "NEW" else word for word in command), home=own_home)
        assert answer.code == 3, command
        assert "later version" in answer.err
        assert "Update the program" in answer.err
        assert all_of(own_home) == before, command
    assert "another version" in trials("check", home=own_home).err
    assert trials("reindex", "--full", home=own_home).code == 0
    assert hits(own_home, "light") == 3


def test_an_index_of_a_later_version_is_refused_and_stays(own_home: Path) -> None:
    made_by(own_home, None, "99-0a1b2c3d")
    before = all_of(own_home)
    for command in (("reindex",), ("ingest",), ("search", "light")):
        answer = trials(*command, home=own_home)
        assert answer.code == 3, command
        assert "later version" in answer.err
    assert all_of(own_home) == before
    assert trials("reindex", "--full", home=own_home).code == 0
    assert hits(own_home, "light") == 3


@pytest.mark.parametrize("said", [{"format": 2, "catalogue": "specimen"}, {"format": 7, "texts": ["a"]}, {"format": 0}],
                         ids=str)
def test_a_home_of_another_layout_is_refused_and_stays(own_home: Path, said: dict[str, Any]) -> None:
    (own_home / "home.json").write_text(json.dumps(said), "utf-8")
    before = all_of(own_home)
    for command in (*READING, ("ingest",), ("reindex", "--full"), ("check",), ("sources",), ("remove", "essay")):
        answer = trials(*command, home=own_home)
        assert answer.code == 3, command
        assert f"format {said['format']}" in answer.err
        assert "Write {" not in answer.err  # what would make it a home of this version, and lose what it says
    assert all_of(own_home) == before


@pytest.mark.parametrize("change", [
    lambda data: data["files"][0].update(quality="good"), lambda data: data.update(shelves=["a"]),
], ids=["of a file", "of all"])
def test_a_list_of_sources_that_says_more_is_refused_and_stays(own_home: Path, tmp_path: Path, change: Change) -> None:
    (tmp_path / "new.txt").write_text("A light at sea.\n", "utf-8")
    listed(own_home, change, seal=True)
    before = all_of(own_home)
    new = str(tmp_path / "new.txt")
    for command in (("add", new), ("ingest",), ("reindex", "--full"), ("remove", "essay"), ("sources",)):
        answer = trials(*command, home=own_home)
        assert answer.code == 3, command
        assert "later version" in answer.err
        assert "cp '" not in answer.err  # an older list would lose what this one says
    assert all_of(own_home) == before
    assert hits(own_home, "light") == 3


def test_a_site_says_what_is_to_be_done(own_home: Path) -> None:
    made_by(own_home, None, "13-0a1b2c3d")
    client = create_app(Home.open(own_home), rate=None).test_client()
    for address, words in (("/", "another version of this program"), ("/ru/", "другая версия этой программы")):
        answer = client.get(address)
        assert answer.status_code == 503
        assert words in answer.get_data(as_text=True)
        assert "trials reindex --full" in answer.get_data(as_text=True)


def test_a_link_into_a_library_of_an_earlier_version_is_an_answer(own_home: Path) -> None:
    place = generations.current(own_home / "library")
    assert place is not None
    older = place.with_name("gen-000000")
    shutil.copytree(place, older)
    for path in older.glob("*.jsonl"):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        path.write_text("".join(json.dumps({"ref": row.get("ref"), "words": 5}) + "\n" for row in rows), "utf-8")
    client = create_app(Home.open(own_home), rate=None).test_client()
    assert client.get("/essay/0002?h=123456789abc", follow_redirects=True).status_code == 200

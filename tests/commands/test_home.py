"""Homes that are empty, locked, damaged or no homes: exit codes, messages, and what is left untouched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ended, process, snapshot, trials
from planted import planted
from tiny import tiny_home, tiny_text

from corpus.storage import generations
from corpus.storage.home import Home
from indexer.generation.agreement import Disagreement
from webapp.commands import verifying

READING = [
    ("search", "light"), ("search", "-"), ("show", "en-specimen/undated/0001"), ("cite", "en-specimen/undated/0001"),
    ("export",), ("pairs",),
]


@pytest.mark.parametrize("arguments", [*READING, ("ingest",), ("reindex",), ("reindex", "--full"), ("align",)])
def test_an_empty_home(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    answer = trials(*arguments, home=tmp_path / "empty", stdin=b"light\n")
    assert answer.code == 3
    assert answer.out == ""
    assert "trials fetch" in answer.err or "trials add" in answer.err


@pytest.mark.parametrize("arguments", [*READING, ("ingest",), ("sources",), ("add", __file__), ("demo", "--no-serve")])
def test_a_file_in_place_of_the_home(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    place = tmp_path / "file"
    place.write_text("mine", "utf-8")
    answer = trials(*arguments, home=place)
    assert answer.code == 3
    assert "not a directory" in answer.err
    assert place.read_text("utf-8") == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_home(tmp_path: Path) -> None:
    home = tmp_path / "closed"
    home.mkdir(mode=0o000)
    try:
        answer = trials("search", "light", home=home)
    finally:
        home.chmod(0o700)
    assert answer.code == 3
    assert "permission" in answer.err.lower()


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 99}', '{"catalogue": "atlantis"}'])
def test_a_home_of_another_kind(tmp_path: Path, content: str) -> None:
    (tmp_path / "home.json").write_text(content, "utf-8")
    answer = trials("sources", home=tmp_path)
    assert answer.code == 3
    assert "Traceback" not in answer.err


def test_a_locked_home(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.storage.home.LOCK_SECONDS", 0.05)
    before = snapshot(own_home)
    with Home.open(own_home).lock():
        for arguments in (("reindex",), ("ingest",), ("add", __file__), ("remove", "essay")):
            answer = trials(*arguments, home=own_home)
            assert answer.code == 6
            assert str(os.getpid()) in answer.err
        assert trials("search", "light", home=own_home).code == 0
    assert snapshot(own_home) == before
    assert trials("reindex", home=own_home).code == 0


def _spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_any_damaged_file_of_the_index_is_noticed(own_home: Path) -> None:
    place = generations.current(own_home / "index")
    assert place
    for path in sorted(p for p in place.rglob("*") if p.is_file() and p.stat().st_size):
        sound = path.read_bytes()
        _spoil(path)
        answer = trials("search", "light", home=own_home)
        assert answer.code == 4, path.name
        assert answer.out == ""
        assert "trials reindex" in answer.err
        path.write_bytes(sound)
    assert trials("search", "light", home=own_home).code == 0


def test_a_missing_and_a_foreign_file(own_home: Path) -> None:
    place = generations.current(own_home / "index")
    assert place
    stranger = place / "stranger.toc"
    stranger.write_bytes(b"x")
    assert trials("search", "light", home=own_home).code == 4
    stranger.unlink()
    next(p for p in place.rglob("*") if p.name != "manifest.json" and p.is_file()).unlink()
    assert trials("search", "light", home=own_home).code == 4


def test_a_damaged_index_is_mended_by_rebuilding(own_home: Path) -> None:
    before = trials("search", "light", "--json", home=own_home).data
    (own_home / "index" / "CURRENT").write_bytes(b"\xff\xfegen")
    assert trials("search", "light", home=own_home).code == 4
    assert trials("reindex", home=own_home).code == 0
    assert trials("search", "light", "--json", home=own_home).data == before


def test_a_damaged_library(own_home: Path) -> None:
    place = generations.current(own_home / "library")
    assert place
    before = trials("search", "light", "--json", home=own_home).data
    _spoil(place / "essay.jsonl")
    for arguments in (("reindex",), ("pairs",), ("check",)):
        answer = trials(*arguments, home=own_home)
        assert answer.code == 4
        assert "essay.jsonl" in answer.err + answer.out
    assert trials("search", "light", "--json", home=own_home).data == before
    assert trials("reindex", "--full", home=own_home).code == 0
    assert trials("check", home=own_home).code == 0
    assert trials("search", "light", "--json", home=own_home).data == before


def test_check_names_a_changed_source(own_home: Path) -> None:
    sound = trials("check", "--json", home=own_home)
    assert sound.code == 0
    assert sound.data["wrong"] == []
    assert sound.data["searches"] > 1
    (own_home / "sources" / "added" / "essay" / "files-essay.md").write_text("something else", "utf-8")
    answer = trials("check", "--json", home=own_home)
    assert answer.code == 4
    assert "files-essay.md" in answer.data["wrong"][0]


def test_words_that_begin_more_turns_than_are_given_at_once_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.commands.verifying.MAX_ROWS", 7)
    said = [f"I was at the quay of house {number}." for number in range(200)]
    home = tiny_home(tmp_path / "home", [tiny_text("letter", said, "cited")])
    lost, searched = verifying._replay(home)
    assert (lost, searched) == ([], 40)


def test_check_names_a_library_that_is_gone(own_home: Path) -> None:
    shutil.rmtree(own_home / "library")
    answer = trials("check", home=own_home)
    assert (answer.code, "library is missing" in answer.out) == (4, True)
    assert trials("reindex", "--full", home=own_home).code == 0
    assert trials("check", home=own_home).code == 0


def test_an_index_is_not_taken_for_one_of_a_library_that_only_has_the_name_of_its_own(
    own_home: Path, tmp_path: Path
) -> None:
    """Numbers of generations begin anew in a folder that was lost."""
    shutil.rmtree(own_home / "library")
    (tmp_path / "walrus.txt").write_text("The walrus of the pier sang all night.\n", "utf-8")
    assert trials("add", "--no-index", str(tmp_path / "walrus.txt"), home=own_home).code == 0
    assert (own_home / "library" / "gen-000001").exists()
    assert "index is older than the library" in trials("check", home=own_home).err
    assert trials("search", "walrus", "--json", home=own_home).data["hits_total"] == 0
    assert trials("ingest", home=own_home).code == 0
    assert trials("search", "walrus", "--json", home=own_home).data["hits_total"] == 1


def test_check_names_a_catalogue_that_the_texts_were_not_read_with(own_home: Path) -> None:
    for name in ("main", "no such one"):
        (own_home / "home.json").write_text(json.dumps({"format": 1, "catalogue": name}), "utf-8")
        answer = trials("check", home=own_home)
        assert (answer.code, "read with 'specimen'" in answer.out) == (4, True), answer


@pytest.mark.parametrize("name", ["home.json", "sources/manifest.json", "index/CURRENT", "library/CURRENT"])
@pytest.mark.parametrize("command", [("check",), ("ingest",), ("search", "light"), ("sources",)])
@pytest.mark.parametrize("what", ["deep", "pipe", "endless"])
def test_what_is_no_file_of_a_home_is_told_and_not_waited_for(
    own_home: Path, name: str, command: tuple[str, ...], what: str
) -> None:
    (own_home / name).unlink()
    planted(own_home / name, what)
    answer = trials(*command, home=own_home)
    assert answer.code in (0, 3, 4)
    assert answer.code or command != ("check",)
    assert "Traceback" not in answer.err


def test_a_changed_source_is_left_out_and_reported(own_home: Path) -> None:
    (own_home / "sources" / "added" / "essay" / "files-essay.md").write_text("something else", "utf-8")
    answer = trials("ingest", home=own_home)
    assert answer.code == 7
    assert "differs from what was received" in answer.err
    assert trials("search", "light", "--edition", "en-specimen", home=own_home).code == 0


def test_a_list_of_sources_that_is_none(own_home: Path) -> None:
    (own_home / "sources" / "manifest.json").write_text("{", "utf-8")
    assert trials("ingest", home=own_home).code == 3
    assert trials("search", "light", home=own_home).code == 0


@pytest.mark.slow
def test_searching_goes_on_while_the_index_is_rebuilt(own_home: Path) -> None:
    expected = trials("search", "light", "--json", home=own_home).data
    running = process("reindex", "--full", home=own_home)
    asked = 0
    while running.poll() is None or asked < 3:
        answer = trials("search", "light", "--json", home=own_home)
        assert answer.code == 0
        assert answer.data == expected
        asked += 1
    assert ended(running).code == 0
    assert asked >= 3


def test_the_script_is_the_command(own_home: Path) -> None:
    script = Path(__file__).parents[2] / "scripts" / "reindex.py"
    before = generations.current(own_home / "index")
    run = subprocess.run([sys.executable, script, "--home", own_home], capture_output=True, cwd="/", check=False)
    assert run.returncode == 0, run.stderr
    after = generations.current(own_home / "index")
    assert before and after and after.name > before.name


@pytest.mark.parametrize(
    ("query", "unwanted"),
    [
        ('"the light was out"',
         "flask whoosh nltk pdfminer lxml httpx pymorphy3 lemminflect Stemmer tqdm waitress babel"),
        ("light", "flask nltk pdfminer lxml httpx tqdm waitress babel"),
    ],
)
def test_a_search_starts_light(specimen: Path, query: str, unwanted: str) -> None:
    program = (
        "import json, sys\n"
        f"sys.argv = ['trials', '--home', {str(specimen)!r}, 'search', {query!r}, '--limit', '1']\n"
        "from webapp.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd="/", check=True)
    loaded = json.loads(run.stdout.decode().splitlines()[-1])
    assert not set(unwanted.split()) & set(loaded)


def test_help_and_version() -> None:
    answer = trials("--help")
    assert answer.code == 0
    for name in ("demo", "fetch", "add", "search", "show", "cite", "export", "check", "serve"):
        assert f"  {name} " in answer.out
    assert trials().code == 2


def test_an_interruption_is_no_traceback(specimen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("webapp.commands.finding.open_index", interrupted)
    answer = trials("search", "light", home=specimen)
    assert answer.code == 130
    assert "Traceback" not in answer.err


def test_check_tells_where_the_structures_of_the_index_differ(
    specimen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trials("check", home=specimen).code == 0
    one = Disagreement("speaker:amber lamp", 1, 2)
    monkeypatch.setattr("indexer.generation.agreement.disagreements", lambda index, chance: [one])
    answer = trials("check", home=specimen)
    assert answer.code == 4
    assert "speaker:amber lamp has 1 passage by Whoosh, 2 by the concordance" in answer.out
    assert "reindex --full" in answer.err


def test_reading_again_what_has_not_changed_costs_nothing(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(own_home)
    with monkeypatch.context() as patch:
        patch.setattr("webapp.commands.building.read_all", lambda *_, **__: pytest.fail("read again"))
        answer = trials("ingest", "--json", home=own_home)
        assert answer.code == 0
        assert {entry["id"] for entry in answer.data["texts"]} >= {"en-specimen", "ru-specimen"}
        assert snapshot(own_home) == before
        with pytest.raises(pytest.fail.Exception):
            trials("reindex", "--full", home=own_home)
    monkeypatch.setattr("corpus.ingest.run.program_mark", lambda *_: "another program")
    assert "Nothing has changed" not in trials("ingest", home=own_home).err

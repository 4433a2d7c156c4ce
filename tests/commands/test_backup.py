"""The backup as the manual tells it: taken beside a running server, restored elsewhere, read only or in part."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from command import ended, hits, process, trials
from documented import MANUAL
from full_disk import small_disk

from corpus.storage.home import Home
from webapp.app import create_app

pytestmark = pytest.mark.slow

ASKED = [("search", "light", "--json"), ("export",), ("pairs", "--json"), ("pair", "--json"),
         ("cited", "--document", "essay"), ("show", "essay/0002")]
OTHER_OWNER = 65534
GENERATION = re.compile(r"gen-\d{6}")


@pytest.fixture(scope="module")
def held(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with all that a user makes: corrections, a pair of documents, a catalogue of their own."""
    home = tmp_path_factory.mktemp("held") / "home"
    shutil.copytree(small, home)
    (home / "overrides").mkdir()
    (home / "overrides" / "corrections.tsv").write_text("essay/0002\tword\txi\tokapi\tJ. D.\ta test\n", "utf-8")
    (home / "catalogue").mkdir()
    (home / "catalogue" / "persons.toml").write_text("# nobody yet\n", "utf-8")
    assert trials("pair", "letter-ru", "essay", home=home).code == 0
    return home


@pytest.fixture(scope="module")
def backup(held: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that the manual's command makes while the home is served."""
    archive = tmp_path_factory.mktemp("backup") / "trials-backup.tgz"
    server = process("serve", "--port", "0", home=held)
    try:
        assert server.stdout is not None
        assert server.stdout.readline().startswith(b"http://")
        told("tar czf", {"trials-backup.tgz": archive, "/srv/trials/home": held})
    finally:
        server.send_signal(signal.SIGINT)
        ended(server)
    return archive


def told(beginning: str, places: dict[str, Path]) -> None:
    """Run a command of the manual, with its places changed for those of the test."""
    manual = (MANUAL / "serving.md").read_text("utf-8")
    (line,) = re.findall(rf"^{re.escape(beginning)}.*$", manual, re.M)
    subprocess.run([str(places.get(word, word)) for word in shlex.split(line)], check=True)


def answers(home: Path) -> list[str]:
    """Give what a home answers, without the number of its generation."""
    out = []
    for command in ASKED:
        answer = trials(*command, home=home)
        assert answer.code == 0, (command, answer.err)
        out.append(GENERATION.sub("GENERATION", answer.out))
    return out


def test_what_is_restored_answers_as_before(held: Path, backup: Path, tmp_path: Path) -> None:
    restored = tmp_path / "restored"
    restored.mkdir()
    told("tar xzf", {"trials-backup.tgz": backup, "/srv/trials/restored": restored})
    assert not (restored / "index").exists()
    assert not (restored / "library").exists()
    assert trials("ingest", home=restored).code == 0
    check = trials("check", home=restored)
    assert (check.code, check.out.strip()) == (0, "everything is as it was written")
    assert answers(restored) == answers(held)
    assert "okapi" in trials("show", "essay/0002", home=restored).out


def test_what_is_restored_on_a_disk_that_may_only_be_read_answers(held: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        whole = disk.place / "home"
        subprocess.run(["cp", "-R", str(held), str(whole)], check=True)
        (whole / "index" / "verified.json").unlink()  # what is verified cannot be noted either
        for path in (whole, *whole.rglob("*")):
            os.chown(path, OTHER_OWNER, OTHER_OWNER)
        disk.close()
        assert answers(whole) == answers(held)
        assert trials("check", home=whole).code == 0
        for command in (("ingest",), ("reindex",), ("reindex", "--full"), ("remove", "essay")):
            refused = trials(*command, home=whole)
            assert refused.code == 3, command
            assert "permissions" in refused.err
        client = create_app(Home.open(whole), rate=None, apart=False).test_client()
        assert client.get("/search?q=light").status_code == 200
        assert client.post("/check", data={"text": "“light alpha beta” (Trial 12)"}).status_code == 200


def test_sources_corrections_and_catalogue_alone_are_enough(held: Path, tmp_path: Path) -> None:
    part = tmp_path / "part"
    for name in ("sources", "overrides", "catalogue"):
        shutil.copytree(held / name, part / name)
    refused = trials("ingest", home=part)
    assert refused.code == 3
    assert "home.json is missing" in refused.err
    assert '"catalogue": "' in refused.err
    (part / "home.json").write_text('{"format": 1, "catalogue": "specimen"}\n', "utf-8")
    assert trials("ingest", home=part).code == 0
    assert trials("check", home=part).code == 0
    assert answers(part) == answers(held)


def test_a_home_restored_without_its_catalogue_names_what_has_no_place(held: Path, tmp_path: Path) -> None:
    part = tmp_path / "part"
    shutil.copytree(held / "sources", part / "sources")
    (part / "home.json").write_text('{"format": 1, "catalogue": "main"}\n', "utf-8")
    told = trials("ingest", home=part)
    assert told.code == 7
    assert "edition en-specimen is in no catalogue" in told.err
    assert "edition ru-specimen is in no catalogue" in told.err
    assert hits(part, "mu") == 1
    (part / "home.json").write_text('{"format": 1, "catalogue": "specimen"}\n', "utf-8")
    assert trials("ingest", home=part).code == 0
    assert hits(part, "light") == 3


def test_texts_of_an_edition_whose_catalogue_is_gone_stay_until_they_are_removed(own_home: Path) -> None:
    (own_home / "home.json").write_text('{"format": 1, "catalogue": "main"}\n', "utf-8")
    for _ in range(3):
        assert trials("ingest", home=own_home).code == 7
        assert hits(own_home, "light") == 3
        assert trials("show", "en-specimen/1911-05-04-morning/0002", home=own_home).code == 0
    assert trials("remove", "en-specimen", "ru-specimen", home=own_home).code == 0
    assert hits(own_home, "light") == 1

"""``trials publish``, and searching a cluster from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cluster_nodes import LocalNodes
from command import trials
from web_home import hearing_home

from corpus.storage.home import Home

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return hearing_home(tmp_path_factory.mktemp("home") / "home")


@pytest.fixture
def published(nodes: LocalNodes, home: Home) -> Home:
    assert trials("publish", "--cluster", nodes.address, home=home.path).code == 0
    return home


def test_publishing_reports(nodes: LocalNodes, home: Home) -> None:
    first = trials("publish", "--cluster", nodes.address, "--json", home=home.path)
    assert first.code == 0 and first.data["texts"] == 3 and sum(first.data["spread"].values()) == first.data["turns"]
    again = trials("publish", "--cluster", nodes.address, home=home.path)
    assert "sent 0 texts" in again.err and again.out.count("127.0.0.1:") == 2


@pytest.mark.parametrize("arguments", [
    ("goose", "--json"), ('"the goose"', "--view", "kwic", "--json"), ("goose", "--csv"), ("goose",),
    ("goose", "--speaker", "vetkin", "--sort", "page"), ("nowhere", "--json"),
])
def test_the_cluster_answers_the_same(nodes: LocalNodes, published: Home, arguments: tuple[str, ...]) -> None:
    here = trials("search", *arguments, home=published.path)
    there = trials("search", *arguments, "--cluster", nodes.address, home=published.path)
    assert (there.code, there.out, there.err) == (here.code, here.out, here.err)


def test_the_environment_may_name_it(
    nodes: LocalNodes, published: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIALS_CLUSTER", "mysql://127.0.0.1:1")
    assert "was not brought to this cluster" in trials("search", "goose", home=published.path).err
    monkeypatch.setenv("TRIALS_CLUSTER", str(nodes.address))
    assert trials("search", "goose", home=published.path).code == 0


def test_a_short_answer_ends_with_its_own_code(nodes: LocalNodes, published: Home) -> None:
    nodes.stop(1)
    try:
        one = trials("search", "goose", "--json", "--cluster", nodes.address, home=published.path)
        assert one.code == 7 and one.data["unsearched"] and "Not searched: " in one.err
        many = trials("search", "-", "--cluster", nodes.address, home=published.path, stdin=b"goose\npond\n")
        assert many.code == 7 and all(answer["unsearched"] for answer in many.lines) and "2 answers" in many.err
        lines = trials("search", "goose", "--view", "kwic", "--cluster", nodes.address, home=published.path)
        assert lines.code == 7
        refused = trials("search", "goose", "--cluster", nodes.address, "--node-down", "refuse", home=published.path)
        assert refused.code == 3 and not refused.out and "do not answer" in refused.err
    finally:
        nodes.start(1)


def test_what_cannot_be_reached_is_said(home: Home) -> None:
    pytest.importorskip("pymysql")
    for command in (("publish",), ("search", "goose")):
        gone = trials(*command, "--cluster", "mysql://reader:secret@127.0.0.1:1", home=home.path)
        assert gone.code == 3 and "secret" not in gone.err and gone.err.startswith("trials: ")


def test_serving_begins_with_a_generation_that_is_published(nodes: LocalNodes, tmp_path: Path) -> None:
    unpublished = hearing_home(tmp_path / "home")
    (unpublished.index / "published.json").unlink(missing_ok=True)
    refused = trials("serve", "--cluster", nodes.address, "--port", 0, home=unpublished.path)
    assert refused.code == 3 and "trials publish --cluster" in refused.err


def test_a_slip_in_the_address_is_wrong_use(home: Home) -> None:
    assert trials("search", "goose", "--cluster", "one:9306", home=home.path).code == 2
    assert trials("publish", home=home.path).code == 2


def test_a_configuration_names_the_other_nodes(tmp_path: Path) -> None:
    printed = trials("publish", "--cluster", "mysql://one,two,three:9400", "--configuration", 2, "--folder", "/data")
    assert printed.code == 0
    assert "path = /data/turns" in printed.out and "listen = two:9306:mysql41" in printed.out
    assert "agent = one:9312:turns" in printed.out and "agent = three:9406:turns" in printed.out
    assert "agent = two" not in printed.out
    assert trials("publish", "--cluster", "mysql://one", "--configuration", 2).code == 2

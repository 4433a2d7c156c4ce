"""The web app before a cluster: the same pages, and a page that says what it is without."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster_nodes import LocalNodes
from flask.testing import FlaskClient
from web_home import hearing_catalogue, hearing_home

from corpus.errors import WrongUseError
from corpus.storage.home import Home
from indexer.building.run import build_index
from indexer.cluster.opening import Cluster
from webapp import wsgi
from webapp.app import create_app

pytestmark = pytest.mark.slow

ADDRESSES = (
    "/search?q=goose", "/ru/search?q=goose", "/search?q=%22the+goose%22&view=kwic", "/search?q=goose&sort=page",
    "/search?q=goose&lang=en&speaker=vetkin", "/search?q=goose+OR+pond&view=parallel", "/search?q=absentword",
    "/search?q=ru:(гусь)", "/search?role=witness", "/api/search?q=goose", "/api/search?q=-goose",
)


@pytest.fixture(scope="module")
def published(nodes: LocalNodes, tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = hearing_home(tmp_path_factory.mktemp("published") / "home")
    Cluster(nodes.address).publish(home)
    return home


def client_of(home: Home, cluster: Cluster | None) -> FlaskClient:
    return create_app(home, base_url="https://trials.example", catalogue=hearing_catalogue(), rate=None,
                      cluster=cluster).test_client()


@pytest.fixture
def client(nodes: LocalNodes, published: Home) -> FlaskClient:
    return client_of(published, Cluster(nodes.address))


@pytest.fixture
def one_down(nodes: LocalNodes) -> Iterator[None]:
    """Stop a node while a test runs."""
    nodes.stop(1)
    yield
    nodes.start(1)


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_the_same_to_the_byte(client: FlaskClient, published: Home, address: str) -> None:
    ours, theirs = client_of(published, None).get(address), client.get(address)
    assert theirs.status_code == ours.status_code == 200
    assert theirs.data == ours.data


@pytest.mark.parametrize(("address", "words"), [
    ("/search?q=goose", "These texts were not searched"), ("/ru/search?q=goose", "В этих текстах поиска не было"),
    ("/search?q=goose&view=kwic", "These texts were not searched"),
])
def test_a_short_answer_says_so_and_is_not_kept(
    client: FlaskClient, nodes: LocalNodes, published: Home, one_down: None, address: str, words: str
) -> None:
    for _ in range(2):
        short = client.get(address)
        text = short.get_data(as_text=True)
        assert short.status_code == 200 and words in text
        assert short.headers["Cache-Control"] == "no-store"
        notice = text.split('role="alert"')[1].split("</div>")[0]
        assert 'href=' in notice
    nodes.start(1)
    try:
        assert client.get(address).data == client_of(published, None).get(address).data
    finally:
        nodes.stop(1)


def test_a_whole_answer_that_was_kept_stays(client: FlaskClient, nodes: LocalNodes) -> None:
    before = client.get("/search?q=pond").data
    nodes.stop(1)
    try:
        assert client.get("/search?q=pond").data == before
    finally:
        nodes.start(1)


def test_programs_are_told_too(client: FlaskClient, one_down: None) -> None:
    found = json.loads(client.get("/api/search?q=goose").data)
    held = {*found["searched"]["editions"], *found["searched"]["documents"]}
    assert found["unsearched"] and held.isdisjoint(found["unsearched"])
    assert len(held) + len(found["unsearched"]) == 3


@pytest.mark.parametrize("address", ["/search?q=goose", "/api/search?q=goose"])
def test_the_operator_may_refuse_short_answers(
    nodes: LocalNodes, published: Home, one_down: None, address: str
) -> None:
    strict = client_of(published, Cluster(nodes.address, strict=True))
    refused = strict.get(address)
    text = refused.get_data(as_text=True)
    assert refused.status_code == 503 and "Not all texts can be searched just now" in text
    assert str(nodes.nodes[1].port) not in text


def test_other_pages_tell_of_all_texts_while_a_node_is_away(
    client: FlaskClient, published: Home, one_down: None
) -> None:
    here = client_of(published, None)
    for address in ("/", "/texts", "/people/", "/statistics?q=goose", "/en-hearing/"):
        assert client.get(address).data == here.get(address).data, address


def test_a_server_takes_the_cluster_from_its_environment(
    nodes: LocalNodes, published: Home, monkeypatch: pytest.MonkeyPatch, one_down: None
) -> None:
    monkeypatch.setenv("TRIALS_HOME", str(published.path))
    monkeypatch.setenv("TRIALS_CLUSTER", str(nodes.address))
    assert "These texts were not searched" in wsgi.app().test_client().get("/search?q=goose").get_data(as_text=True)
    monkeypatch.setenv("TRIALS_NODE_DOWN", "refuse")
    assert wsgi.app().test_client().get("/search?q=goose").status_code == 503
    monkeypatch.setenv("TRIALS_NODE_DOWN", "sometimes")
    with pytest.raises(WrongUseError):
        wsgi.app()


def test_a_new_generation_is_asked_when_it_is_published(nodes: LocalNodes, tmp_path: Path) -> None:
    home = hearing_home(tmp_path / "home")
    cluster = Cluster(nodes.address)
    unpublished = client_of(home, cluster).get("/search?q=goose")
    assert unpublished.status_code == 503
    cluster.publish(home)
    client = client_of(home, cluster)
    before = client.get("/search?q=goose")
    assert before.status_code == 200
    with home.lock():
        build_index(home)
    # The generation before answers until the new one is there.
    assert client.get("/search?q=goose&sort=page").status_code == 200
    state = re.compile(r"gen-\d{6}")
    assert state.findall(client.get("/search?q=goose").get_data(as_text=True))[0] == "gen-000001"
    cluster.publish(home)
    assert state.findall(client.get("/search?q=goose").get_data(as_text=True))[0] == "gen-000002"

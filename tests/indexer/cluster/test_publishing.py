"""Publishing: costs what is new, goes on where it stopped, and is seen only when it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster_nodes import LocalNodes, local_nodes
from tiny import tiny_home, tiny_text

from corpus.errors import UnavailableError
from corpus.model.turns import TextInfo, Turn
from corpus.storage.home import Home
from indexer.cluster.address import ClusterAddress
from indexer.cluster.opening import Cluster
from indexer.cluster.publication import publications
from indexer.cluster.sphinx import SphinxNode, nodes_of
from indexer.results import Request

pytestmark = pytest.mark.slow


def texts(count: int) -> list[tuple[TextInfo, list[Turn]]]:
    return [tiny_text(f"text-{number}", [f"lamp number {number} of {turn}" for turn in range(10 + number)])
            for number in range(count)]


def total(cluster: Cluster, home: Home, query: str = '"lamp"') -> int:
    with cluster.open_index(home) as index:
        found = index.search(Request(query, limit=0))
        assert not found.unsearched
        return found.passages_total


@pytest.fixture
def asked(nodes: LocalNodes) -> Iterator[tuple[SphinxNode, ...]]:
    opened = nodes_of(nodes.address)
    yield opened
    for node in opened:
        node.close()


def test_a_text_more_or_less_costs_that_text(
    nodes: LocalNodes, asked: tuple[SphinxNode, ...], tmp_path: Path
) -> None:
    cluster = Cluster(nodes.address)
    home = tiny_home(tmp_path, texts(6))
    first = cluster.publish(home)
    assert (first.sent_texts, first.turns, first.sent) == (6, 75, 75)
    assert cluster.publish(home).sent == 0
    assert total(cluster, home) == 75
    tiny_home(tmp_path, texts(7))
    more = cluster.publish(home)
    assert (more.sent_texts, more.sent) == (1, 16)
    assert total(cluster, home) == 91
    tiny_home(tmp_path, texts(6))
    fewer = cluster.publish(home)
    assert (fewer.sent, fewer.dropped) == (0, 0)
    assert total(cluster, home) == 75
    # The text is gone with the publication before the one before.
    tiny_home(tmp_path, texts(5))
    assert cluster.publish(home).dropped == 1
    assert sum(sum(node.texts().values()) for node in asked) == 75
    assert all(len(node.seals()) == 2 for node in asked)


def test_a_changed_text_is_another(nodes: LocalNodes, tmp_path: Path) -> None:
    cluster = Cluster(nodes.address)
    home = tiny_home(tmp_path, texts(3))
    cluster.publish(home)
    changed = [*texts(2), tiny_text("text-2", ["lamp and lantern"])]
    tiny_home(tmp_path, changed)
    assert cluster.publish(home).sent == 1
    assert total(cluster, home, '"lantern"') == 1


def test_a_run_that_was_stopped_goes_on(
    nodes: LocalNodes, asked: tuple[SphinxNode, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = Cluster(nodes.address)
    home = tiny_home(tmp_path, texts(3))
    cluster.publish(home)
    tiny_home(tmp_path, [*texts(3), *(tiny_text(f"new-{n}", [f"lamp {n} {t}" for t in range(8)]) for n in range(3))])
    monkeypatch.setattr("indexer.cluster.sphinx.MAX_CLUSTER_BATCH", 5)

    def stop(done: int, total: int) -> None:
        assert total == 24
        if done >= 13:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cluster.publish(home, stop)
    # What was published before is what is searched; the new generation has not been brought there.
    with pytest.raises(UnavailableError):
        cluster.open_index(home)
    again = cluster.publish(home)
    assert (again.sent_texts, again.sent) == (2, 16)
    assert total(cluster, home) == 33 + 24


def test_what_a_node_did_not_keep_is_noticed(
    nodes: LocalNodes, asked: tuple[SphinxNode, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = Cluster(nodes.address)
    home = tiny_home(tmp_path, [tiny_text("never-sent", ["a lamp that is nowhere"])])
    monkeypatch.setattr(SphinxNode, "put", lambda node, version, documents: iter([1]))
    with pytest.raises(UnavailableError, match="did not keep"):
        cluster.publish(home)
    assert not publications(home)


def test_an_older_publication_never_answers_short(
    nodes: LocalNodes, asked: tuple[SphinxNode, ...], tmp_path: Path
) -> None:
    """Who still holds a publication of which the texts are gone is told that nothing was searched."""
    cluster = Cluster(nodes.address)
    home = tiny_home(tmp_path, texts(3))
    cluster.publish(home)
    with cluster.open_index(home) as old:
        for count in (4, 5, 2):
            other = tiny_home(tmp_path, texts(count))
            cluster.publish(other)
        found = old.search(Request('"lamp"'))
        assert len(found.unsearched) == 3 and not found.passages_total


def test_two_nodes_become_four(nodes: LocalNodes, tmp_path: Path) -> None:
    """Texts are moved off the fullest, and those who ask the two are answered until they ask the four."""
    home = tiny_home(tmp_path / "home", texts(12))
    turns = sum(10 + number for number in range(12))
    with local_nodes(tmp_path / "nodes", 4) as more:
        two, four = Cluster(ClusterAddress(more.nodes[:2])), Cluster(more.address)
        assert sum(two.publish(home).spread.values()) == turns == total(two, home)
        report = four.publish(home)
        assert max(report.spread.values()) <= 1.5 * turns / 4 and sum(report.spread.values()) == turns
        assert turns / 4 < report.sent < 3 * turns / 4
        assert total(four, home) == turns == total(two, home)
        assert four.publish(home).sent == 0

"""Every value of every filter of the specimen is answered by a cluster as by the files, and narrows what it sends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cluster_nodes import LocalNodes

from corpus.storage.home import Home
from indexer.cluster.executor import ClusterExecutor
from indexer.cluster.opening import Cluster
from indexer.generation.index import Index
from indexer.results import FILTERS, Request

pytestmark = pytest.mark.slow

OTHERS = {"date": ("1911", "1911-05..1911-06", "unknown"), "to": ("prosecutor",), "only": ("ru", "en"),
          "region": ("body", "footnote"), "section": ("unknown",)}
"""Values of what has no facet."""


@pytest.fixture(scope="module")
def index(nodes: LocalNodes, specimen_home: Home) -> Iterator[Index]:
    cluster = Cluster(nodes.address)
    cluster.publish(specimen_home)
    with cluster.open_index(specimen_home) as opened:
        yield opened


@pytest.mark.parametrize("name", [*FILTERS, *OTHERS])
def test_a_filter_leaves_the_same(index: Index, name: str) -> None:
    every = index.look_up(Request("the OR и", facets=True, limit=0))
    values = OTHERS.get(name) or tuple(
        value for facet in every.facets if facet.name == name for value, _ in facet.values)
    assert values
    for value in (*values, "nobody"):
        for query in ("the OR и", f'{name}:"{value}"', f'-{name}:"{value}" the'):
            filters = {} if name in query else {name: (value,)}
            request = Request(query, filters, "record", limit=1_000, facets=True)
            assert index.search(request) == index.look_up(request), request


@pytest.mark.parametrize("name", ["speaker", "role", "mentions", "page", "sitting", "lang", "doctype", "edition"])
def test_a_filter_narrows_what_is_sent(index: Index, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    executor = index.answering.executor
    assert isinstance(executor, ClusterExecutor)
    sent: list[int] = []
    found = executor._found

    def counted(match: str, conditions: object) -> object:
        ids = found(match, conditions)  # type: ignore[arg-type]
        sent.append(len(ids))
        return ids

    monkeypatch.setattr(executor, "_found", counted)
    every = index.search(Request("the OR и", facets=True, limit=0))
    value = next(facet for facet in every.facets if facet.name == name).values[-1][0]
    index.search(Request("the OR и", {name: (value,)}, limit=0))
    assert sent[1] < sent[0]

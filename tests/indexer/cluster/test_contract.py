"""The cluster keeps the contract of executors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cluster_nodes import LocalNodes
from contract import CASES, contract_home, hold

from indexer.cluster.opening import Cluster
from indexer.generation.index import Index

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def index(nodes: LocalNodes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    home = contract_home(tmp_path_factory.mktemp("home"))
    cluster = Cluster(nodes.address)
    cluster.publish(home)
    with cluster.open_index(home) as opened:
        yield opened


@pytest.mark.parametrize("name", CASES)
def test_it_answers_as_every_executor_does(index: Index, name: str) -> None:
    hold(index, CASES[name])

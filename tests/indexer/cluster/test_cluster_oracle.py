"""A cluster gives what a plain scan gives, for any query over any corpus: 2,000 pairs of both."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest
from cluster_nodes import LocalNodes

from corpus.storage.home import Home
from indexer.cluster.opening import Cluster
from indexer.generation.index import Index

pytestmark = pytest.mark.slow

FIRST, LAST = map(int, os.environ.get("TRIALS_CLUSTER_SEEDS", "5001-5020").split("-"))
QUERIES = 100

ORACLE = Path(__file__).parents[1] / "search" / "test_oracle.py"


@pytest.fixture(scope="module")
def oracle() -> ModuleType:
    """Give the module that makes corpora and queries."""
    spec = importlib.util.spec_from_file_location("oracle_of_search", ORACLE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(FIRST, LAST + 1))
def test_a_cluster_answers_as_a_plain_scan(
    nodes: LocalNodes, oracle: ModuleType, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oracle.made_small(monkeypatch.setattr)
    cluster = Cluster(nodes.address)

    def opened(home: Home) -> Index:
        cluster.publish(home)
        return cluster.open_index(home)

    oracle.compare(seed, tmp_path, QUERIES, opened)

"""Two nodes for the tests of the cluster, and homes that are published on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cluster_nodes import ABSENT, PROGRAM, LocalNodes, local_nodes


@pytest.fixture(scope="session")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNodes]:
    """Give two nodes that run; tests that stop one start it again."""
    if PROGRAM is None:
        pytest.skip(ABSENT)
    pytest.importorskip("pymysql", reason="PyMySQL is absent: pip install 'trial-transcripts[cluster]'")
    with local_nodes(tmp_path_factory.mktemp("nodes")) as started:
        yield started

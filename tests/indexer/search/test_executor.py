"""The embedded executor keeps the contract of executors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from contract import CASES, contract_home, hold

from indexer.generation.index import Index, open_index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with open_index(contract_home(tmp_path_factory.mktemp("home"))) as opened:
        yield opened


@pytest.mark.parametrize("name", CASES)
def test_it_answers_as_every_executor_does(index: Index, name: str) -> None:
    hold(index, CASES[name])

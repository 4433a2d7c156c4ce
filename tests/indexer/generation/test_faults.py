"""A sample of the disturbances of ``scripts/soak_index.py``, which runs them by the hundred."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "scripts"))

from soak_index import Soak

from corpus.errors import IndexDamagedError
from corpus.storage import generations
from indexer.generation.index import open_index


@pytest.fixture
def soak(tmp_path: Path) -> Soak:
    return Soak(tmp_path, seed=5, turns=12)


@pytest.mark.slow
def test_builds_are_killed_and_fail_under_readers(soak: Soak) -> None:
    with soak.readers(2):
        soak.kills(3)
        soak.faults(6)
    assert soak.wrong == []
    assert soak.ends["looks of readers"] > 2
    assert soak.ends["fault stated, built again"] + soak.ends["fault survived"] == 6


@pytest.mark.slow
def test_damages_are_found_before_opening_and_the_older_index_is_named(soak: Soak) -> None:
    soak.damages(40)
    assert soak.wrong == []
    assert sum(soak.ends.values()) == 40


def test_the_advice_of_a_damaged_index_brings_the_older_one_back(soak: Soak) -> None:
    place = generations.current(soak.home.index)
    (place / "tokens.npy").write_bytes(b"")
    with pytest.raises(IndexDamagedError) as error:
        open_index(soak.home)
    assert f"echo gen-000001 > '{soak.home.index / 'CURRENT'}'" in error.value.advice
    (soak.home.index / "CURRENT").write_text("gen-000001\n")
    with open_index(soak.home) as index:
        assert index.generation == "gen-000001"


def test_the_older_index_is_named_where_the_seal_is_gone(soak: Soak) -> None:
    place = generations.current(soak.home.index)
    (place / "manifest.json").unlink()
    with pytest.raises(IndexDamagedError) as error:
        open_index(soak.home)
    assert "gen-000001" in error.value.advice


def test_no_older_index_is_named_where_it_is_damaged_too(soak: Soak) -> None:
    for place in generations.generations(soak.home.index):
        (place / "tokens.npy").write_bytes(b"")
    with pytest.raises(IndexDamagedError) as error:
        open_index(soak.home)
    assert "gen-000001" not in error.value.advice


@pytest.mark.parametrize("change", [
    lambda data: data.update(format="0"), lambda data: data.update(library="gen-000009"), lambda data: data.pop("seal"),
    lambda data: data["files"].pop("tokens.npy"), lambda data: data["files"]["tokens.npy"].pop("size"),
])
def test_a_manifest_that_was_changed_is_found(soak: Soak, change) -> None:
    path = generations.current(soak.home.index) / "manifest.json"
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(IndexDamagedError, match="is not one") as error:
        open_index(soak.home)
    assert "gen-000001" in error.value.advice

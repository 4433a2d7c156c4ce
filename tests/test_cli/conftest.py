from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from command import trials


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the specimen in it; tests only read it."""
    home = tmp_path_factory.mktemp("specimen") / "home"
    assert trials("demo", "--no-serve", home=home).code == 0
    return home


@pytest.fixture
def own_specimen(specimen: Path, tmp_path: Path) -> Path:
    """A copy of the specimen's home that a test may change."""
    return Path(shutil.copytree(specimen, tmp_path / "own"))


PHRASE = '"the light was out for at least twenty minutes"'


@pytest.fixture(scope="session")
def example(specimen: Path) -> dict[str, Any]:
    """The hit of the example search, as JSON has it."""
    (hit,) = trials("search", PHRASE, "--edition", "en-specimen", "--json", home=specimen).data["hits"]
    return dict(hit)


@pytest.fixture(scope="session")
def ref(example: dict[str, Any]) -> str:
    """The reference of the example's turn."""
    return str(example["ref"])

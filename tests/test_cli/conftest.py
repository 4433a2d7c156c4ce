from __future__ import annotations

import shutil
from pathlib import Path

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

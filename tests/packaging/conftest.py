from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("corpus", "indexer", "webapp")
SHIPPED = (*PACKAGES, "setup.cfg", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="session")
def network() -> None:
    """Skip where the package index may not be asked."""
    if os.environ.get("TRIALS_TEST_NETWORK") != "1":
        pytest.skip("needs the package index; set TRIALS_TEST_NETWORK=1 to run it, as .ci/run does")


@pytest.fixture(scope="session")
def source_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the package is built from, so that nothing is left in the checkout."""
    place = tmp_path_factory.mktemp("source")
    for name in SHIPPED:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(path, place)
    return place


@pytest.fixture(scope="session")
def wheel(network: None, source_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a user's pip builds it."""
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", place, source_copy], check=True, cwd=place
    )
    (made,) = place.glob("*.whl")
    return made

"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sources() -> Path:
    """Folder of real texts; tests that need it are skipped where it is absent."""
    named = os.environ.get("TRIALS_TEST_SOURCES")
    place = Path(named) if named else ROOT.parent / "shared" / "sources"
    if not place.is_dir():
        pytest.skip(f"real texts are not here ({place}); name their folder in TRIALS_TEST_SOURCES")
    return place


@pytest.fixture(scope="session")
def examples(sources: Path) -> Path:
    """Folder of worked answers beside the real texts."""
    place = sources.parent / "examples"
    if not place.is_dir():
        pytest.skip(f"worked answers are not here ({place})")
    return place

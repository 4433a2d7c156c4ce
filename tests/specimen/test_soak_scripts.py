"""Samples of the soaks: disturbed ingests and fetches end as undisturbed ones do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["soak_ingest.py", "--kills", "4", "--faults", "14", "--seed", "3", "essay.md", "letter-ru.txt"],
        ["soak_fetch.py", "--points", "16", "--faults", "2", "--seed", "3"],
    ],
    ids=["ingest", "fetch"],
)
def test_sample(arguments: list[str]) -> None:
    name, *rest = arguments
    command = [sys.executable, str(ROOT / "scripts" / name), *rest]
    done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}, timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 wrong" in done.stdout

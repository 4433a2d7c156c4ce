"""Altered quotations of the specimen and of the real texts get the right verdict; some faults may never happen."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from corpus.acquisition import adding
from corpus.acquisition.particulars import Wanted
from corpus.catalogue import catalogue
from corpus.ingest.run import ingest
from corpus.reading import formats as reading
from corpus.storage.home import Home
from indexer.building.run import build_index

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "verify_synthetic.py"
FILES = Path(reading.__file__).parents[1] / "data" / "specimen" / "files"
FLOOR = 0.98
"""Share of right verdicts. Only ever raised."""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_synthetic", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_synthetic"] = module
    spec.loader.exec_module(module)
    return module


def check(script: ModuleType, home: Home, count: int) -> None:
    score, _ = script.measure(home, count, seed=11)
    assert score.faults == []
    asked, right = sum(score.asked.values()), sum(score.right.values())
    assert asked >= count * 0.9
    assert right / asked >= FLOOR, [(case.kind, case.text, verdict.verdict) for case, verdict in score.wrong]


@pytest.mark.slow
def test_the_specimen(script: ModuleType, tmp_path: Path) -> None:
    known = catalogue.load("specimen")
    home = Home(tmp_path / "home", "specimen").create()
    for path in sorted(FILES.iterdir()):
        what = "edition" if path.stem in known.editions else "document"
        adding.add(home, known, [path], Wanted(**{what: path.stem}))
    ingest(home)
    build_index(home)
    check(script, home, 350)


@pytest.mark.sources
def test_the_real_texts(script: ModuleType, real_home: Home) -> None:
    check(script, real_home, 400)

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from command import trials

from corpus.storage.home import Home


@pytest.fixture(scope="session")
def specimen(specimen_home: Home) -> Path:
    """Where the home of the specimen lies."""
    return specimen_home.path


SMALL = {
    "report.txt": (
        "--edition=en-specimen",
        "Morning Session, May 4, 1911\n\nORSETSKY: Lorem ipsum light alpha beta?\n\nA. KORVIN: Gamma light delta.\n\n"
        "ORSETSKY: Epsilon zeta eta theta?\n",
    ),
    "otchet.txt": (
        "--edition=ru-specimen",
        "Утреннее заседание 4 мая 1911 года\n\nОРСЕЦКИЙ: Альфа бета маяк гамма?\n\nА. КОРВИН: Дельта маяк эпсилон.\n\n"
        "ОРСЕЦКИЙ: Дзета эта тета йота?\n",
    ),
    "essay.md": ("--document=essay", "# Words\n\nKappa lambda light mu nu xi.\n"),
    "letter-ru.txt": ("--document=letter-ru", "Каппа лямбда мю ню кси.\n"),
}
"""Files of a few words, in the form of the specimen's: name, what they are, text."""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the same texts as the specimen's, each of a few words; tests only read it."""
    place = tmp_path_factory.mktemp("small")
    files = place / "files"
    files.mkdir()
    Home(place / "home", "specimen").create()
    for name, (what, text) in SMALL.items():
        (files / name).write_text(text, "utf-8")
        last = name == "letter-ru.txt"
        answer = trials("add", files / name, what, *(() if last else ("--no-ingest",)), home=place / "home")
        assert answer.code == 0, answer.err
    return place / "home"


@pytest.fixture
def own_home(small: Path, tmp_path: Path) -> Path:
    """A copy of the small home that a test may change."""
    return Path(shutil.copytree(small, tmp_path / "own"))


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

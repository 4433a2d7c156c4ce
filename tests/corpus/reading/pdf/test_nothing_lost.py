"""Every letter and digit of a PDF is in the library or in the report of what was left out, from file to library.

Counted by pdftotext where it is installed, else by pdfminer's own extraction.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest

from corpus.acquisition import adding
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.ingest.run import ingest
from corpus.storage.home import Home
from corpus.storage.library import Library

SPECIMEN = Path(adding.__file__).parents[1] / "data" / "specimen" / "files" / "en-specimen.pdf"


def signs(texts: Iterable[str]) -> Counter[str]:
    return Counter(c for text in texts for c in text if c.isalnum())


def counted(path: Path) -> Counter[str]:
    program = shutil.which("pdftotext")
    if program:
        return signs([subprocess.run([program, str(path), "-"], capture_output=True, text=True, check=True).stdout])
    from pdfminer.high_level import extract_text

    return signs([extract_text(BytesIO(path.read_bytes()))])


def held(home: Home, catalogue: str, path: Path, **said: str) -> Counter[str]:
    adding.add(home, load(catalogue), [path], Wanted(**said))  # type: ignore[arg-type]
    ingest(home)
    library = Library(home)
    (entry,) = library.report()["texts"]
    found = signs(item["text"] for item in entry["left_out"])
    for turn in library.turns(entry["id"]):
        found += signs([turn.text, turn.label or ""])
    return found


def test_of_the_specimen(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", "specimen").create()
    assert held(home, "specimen", SPECIMEN, edition="en-specimen") == counted(SPECIMEN)


@pytest.mark.sources
@pytest.mark.parametrize("kind", ["", "-scan"])
@pytest.mark.parametrize(
    ("name", "said"),
    [("report-1936-en-pages", {"edition": "en-1936"}), ("last-plea-drafts-ru", {"document": "drafts"})],
)
def test_of_real_pages(tmp_path: Path, sources: Path, name: str, said: dict[str, str], kind: str) -> None:
    path = sources / "pdf" / f"{name}{kind}.pdf"
    if not path.is_file():
        pytest.skip(f"not here: {path}")
    assert held(Home(tmp_path / "home", "main").create(), "main", path, **said) == counted(path)

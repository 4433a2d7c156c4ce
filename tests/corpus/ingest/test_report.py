"""The report says how each text was made, and every doubt has a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kept import keep
from pdf_maker import Page, make_pdf, paragraph

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.ingest.run import ingest
from corpus.storage.home import Home
from corpus.storage.sources import SourceFile

FILLER = "lorem ipsum alpha beta gamma"
ENGLISH = f"""Morning Session, May 4, 1911

ORSETSKY: {FILLER} one?

KORVN: {FILLER} two.

QUAGGAROV (rising): {FILLER} three?

ORSETSKY: {FILLER}. KORVIN; Delta epsilon.
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", "specimen").create()


def placed(doubt: dict[str, Any]) -> bool:
    """Say whether a doubt names its file, and a line or sheets of it."""
    return bool(doubt["file"]) and any(name in doubt for name in ("line", "sheet", "sheets", "pages"))


def report_on(home: Home, text: str) -> dict[str, Any]:
    return next(entry for entry in ingest(home).entries if entry["id"] == text)


def bring(home: Home, path: Path, data: bytes, **said: str) -> None:
    path.write_bytes(data)
    add(home, load("specimen"), [path], Wanted(**said))  # type: ignore[arg-type]


def test_an_edition(home: Home, tmp_path: Path) -> None:
    bring(home, tmp_path / "report.txt", ENGLISH.encode(), edition="en-specimen")
    entry = report_on(home, "en-specimen")
    (source,) = entry["sources"]
    assert (source["turns"], source["words"]) == (entry["turns"], entry["words"])
    ((label, where),) = [(row["label"], row["where"]) for row in entry["unknown_labels"]]
    assert label == "QUAGGAROV"
    assert where.startswith(source["file"])
    assert any(doubt.get("label") == "KORVN" for doubt in entry["doubts"])
    assert all(placed(doubt) for doubt in entry["doubts"]), entry["doubts"]
    assert any((doubt["code"], doubt.get("line")) == ("label-misprinted", 9) for doubt in entry["doubts"])


def test_what_was_left_out_has_its_file_and_line(home: Home) -> None:
    page = b"<html><head><title>t</title></head><body>\n<ul><li>\n<a href='1.htm'>Quagga</a></li></ul></body></html>"
    edition = {"edition": "en-specimen"}
    keep(home, SourceFile("texts.example/index.htm", "", 0, "html", "fetched", index=True, **edition), page)
    keep(home, SourceFile("texts.example/1.txt", "", 0, "text", "fetched", order=1, **edition), ENGLISH.encode())
    (item,) = [item for item in report_on(home, "en-specimen")["left_out"] if item["text"] == "Quagga"]
    assert (item["file"], item["line"]) == ("texts.example/index.htm", 3)


def test_a_document_from_a_scan(home: Home, tmp_path: Path) -> None:
    pages = [Page([*paragraph(i, 4), *paragraph(i + 2, 4)], head="REPORT", number=str(i)) for i in (1, 2, 9, 4)]
    bring(home, tmp_path / "letter.pdf", make_pdf(pages, scan=True), document="letter", kind="cited")
    entry = report_on(home, "letter")
    assert entry["pages"] == 4
    assert all(item["file"] and item["sheet"] for item in entry["left_out"])
    assert any(doubt.get("sheet") == 3 for doubt in entry["doubts"])
    assert all(placed(doubt) for doubt in entry["doubts"]), entry["doubts"]

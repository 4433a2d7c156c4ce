"""Words of a scan that its recogniser was not sure of are told wherever one relies on them: report, page, verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from boxed import hocr
from command import trials

from corpus.storage.home import Home
from webapp.app import create_app

PAGE = """THE HARBOUR INQUIRY 31
ORSETSKY: Who kept the lamp on the night of the storm?
GURMALO: The watchman kept it, and he had a sack of salt.
ORSETSKY: I have no further questions to this witness.""".splitlines()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("unsure")
    Home(place / "home", "specimen").create()
    page = [PAGE[0], *(f">{line}" for line in PAGE[1:])]
    made = hocr([page]).replace("x_wconf 95'>sack<", "x_wconf 31'>sack<")
    (place / "scan.hocr").write_text(made, "utf-8")
    assert trials("add", place / "scan.hocr", "--edition", "en-specimen", home=place / "home").code == 0
    return place / "home"


def test_the_report_names_them(home: Path) -> None:
    assert "sack" in trials("ingest", "--json", home=home).out


def test_the_page_marks_them(home: Path) -> None:
    hit = trials("search", "watchman", "--json", home=home).data["hits"][0]
    page = create_app(Home.open(home)).test_client().get(f"/{hit['ref']}").text
    assert '<span class="unsure" title="the recogniser was not sure of this">sack</span>' in page


@pytest.mark.parametrize(("quote", "flagged"), [
    ("he had a sack of salt", True), ("The watchman kept it, and he had", False)])
def test_the_verdict_on_a_quotation_that_rests_on_them_says_so(home: Path, quote: str, flagged: bool) -> None:
    (found,) = trials("verify", "-", "--json", home=home, stdin=quote.encode()).data
    assert found["verdict"] == "exact"
    assert ("words-unsure" in found["flags"]) == flagged
    told = trials("verify", "-", home=home, stdin=quote.encode()).out
    assert ("not sure of" in told) == flagged

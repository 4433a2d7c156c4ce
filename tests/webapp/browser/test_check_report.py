"""The report of a check in a browser: chosen in parts without a script, tried by an example, saved, printed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from web_browser import served, watched

from corpus.storage.home import Home
from webapp.app import create_app

pytestmark = pytest.mark.browser

BOTH = pytest.mark.parametrize("specimen_tab", [{}, {"java_script_enabled": False}], indirect=True,
                               ids=["script", "no-script"])
MOST_PAGES = 6
"""Printed pages of the report on a chapter of some thirty quotations."""

ASKED = {"negation-changed": 3, "other-page": 3, "other-trial": 1, "other-speaker": 1}
"""What is wrong in the chapter that was written to be checked, by kind."""


def shown(tab: Any) -> list[str]:
    """Give the parts of the report that are seen."""
    return [str(part.get_attribute("id")) for part in tab.locator(".part").all() if part.is_visible()]


@BOTH
def test_parts_are_chosen_and_an_example_is_tried(specimen_tab: Any) -> None:
    specimen_tab.goto("/check")
    specimen_tab.click("a[href*='example=1']")
    specimen_tab.locator("#show-all").wait_for(state="attached")
    every = shown(specimen_tab)
    assert every == ["differ", "exact"]
    for name in every:
        specimen_tab.locator(f"label[for=show-{name}]").click()
        assert shown(specimen_tab) == [name]
    specimen_tab.locator("label[for=show-all]").click()
    assert shown(specimen_tab) == every
    assert specimen_tab.locator(".part#differ .verdict").count() == 2
    with specimen_tab.expect_download() as saved:
        specimen_tab.locator("button[value=csv]").click()
    assert saved.value.suggested_filename.endswith(".csv")


@BOTH
def test_a_long_check_ends_with_its_report(specimen_tab: Any) -> None:
    specimen_tab.goto("/check")
    text = "".join(f"Filler {n}. “Only it stood on the wrong side of us, number {n} of many” stands here.\n\n"
                   for n in range(300))
    specimen_tab.fill("#text", text)
    specimen_tab.locator("form.check button").click()
    specimen_tab.locator(".checked").wait_for(timeout=120_000)
    assert not specimen_tab.locator(".steps").is_visible()
    assert specimen_tab.locator(".verdicts > li").count() == 300


@pytest.fixture
def real_tab(browser: Any, real_home: Home) -> Iterator[Any]:
    for address in served(create_app(real_home, rate=None)):
        yield from watched(browser, address, {})


@pytest.mark.sources
def test_the_report_on_a_chapter_is_short_and_finds_what_is_wrong(real_tab: Any, sources: Path, tmp_path: Path) -> None:
    chapter = sources.parent / "cases" / "asking" / "chapter.md"
    if not chapter.is_file():
        pytest.skip(f"the chapter is not here ({chapter})")
    real_tab.goto("/check")
    real_tab.set_input_files("#file", chapter)
    real_tab.locator("form.check button").click()
    real_tab.locator(".checked").wait_for(timeout=120_000)
    report = real_tab.locator("textarea[name=report]").input_value()
    assert "checked/" not in report
    found = Counter(flag for row in quotations(report) for flag in row["flags"])
    assert {flag: found[flag] for flag in ASKED} == ASKED
    assert not [row for row in quotations(report) if row["group"] == "exact" and {*row["flags"]} & ASKED.keys()]
    printed = tmp_path / "report.pdf"
    real_tab.pdf(path=str(printed), format="A4")
    with pypdfium2.PdfDocument(printed) as pages:
        assert len(pages) <= MOST_PAGES


def quotations(report: str) -> list[dict[str, Any]]:
    """Give the facts of each quotation of a report."""
    return [row["codes"] for _, rows in json.loads(report)["parts"] for row in rows]

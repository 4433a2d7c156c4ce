"""The three worked tasks of the Help, done from the first page in a real Chromium, with every action counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from newcomer import Newcomer
from web_browser import served, watched

from corpus.storage.home import Home
from webapp.app import create_app

pytestmark = pytest.mark.browser
MOST = 5
"""Actions a newcomer needs at most: a click, a key, or typing into a field."""


@pytest.fixture(scope="module")
def real_address(real_home: Home) -> Iterator[str]:
    """Address of the real texts."""
    yield from served(create_app(real_home, rate=None))


@pytest.fixture(params=["script", "no-script"])
def real(browser: Any, real_address: str, request: pytest.FixtureRequest) -> Iterator[Newcomer]:
    """A newcomer at the real texts, with and without JavaScript."""
    for tab in watched(browser, real_address, {"java_script_enabled": request.param == "script"}):
        yield Newcomer(tab)


def first_to_name(someone: Newcomer, name: str, trial: str) -> None:
    """Find who first says a name in a trial."""
    someone.types("#q", name)
    someone.presses("Enter")
    someone.clicks(f".facets a:has-text('{trial}')")
    assert someone.actions <= MOST


def check_quotation(someone: Newcomer, quotation: str) -> None:
    """Check a quotation."""
    someone.clicks("a:has-text('Check quotations')")
    someone.types("#text", quotation)
    someone.clicks(".check button")
    assert someone.actions <= MOST


def other_language(someone: Newcomer, words: str) -> None:
    """Set a passage beside its other language."""
    someone.types("#q", words)
    someone.presses("Enter")
    someone.clicks(".hit:has(.counterpart) a.in-context")
    someone.clicks("a[data-key='3']")
    assert someone.actions <= MOST


@pytest.mark.sources
def test_who_first_names_somebody(real: Newcomer) -> None:
    first_to_name(real, "Dreitzer", "1936")
    assert "trial=1936" in real.tab.url
    first = real.tab.inner_text(".hit >> nth=0")
    assert "19 Aug, morning" in first
    assert "Dreitzer" in real.tab.inner_text(".hit mark >> nth=0")


@pytest.mark.sources
def test_a_quotation_is_checked(real: Newcomer) -> None:
    check_quotation(real, '"members of the Court"')
    assert real.tab.locator(".verdicts li").count() == 1
    assert not real.tab.locator(".verdict").count()


@pytest.mark.sources
def test_a_passage_in_two_languages(real: Newcomer) -> None:
    other_language(real, "lang:ru")
    assert real.tab.is_visible(".pair .right .text")


@pytest.mark.parametrize("specimen_tab", [{}, {"java_script_enabled": False}], indirect=True,
                         ids=["script", "no-script"])
def test_the_tasks_on_the_specimen(specimen_tab: Any) -> None:
    first_to_name(Newcomer(specimen_tab), "Ostrelina", "Northern Lamp")
    assert "Ostrelina" in specimen_tab.inner_text(".hit mark >> nth=0")
    check_quotation(Newcomer(specimen_tab), '"Only it stood on the wrong side of us." (Inquiry 13)')
    assert "Only it stood on the wrong side" in specimen_tab.inner_text(".verdicts li >> nth=0")
    assert not specimen_tab.locator(".verdict").count()
    other_language(Newcomer(specimen_tab), '"the light was out"')
    assert "маяк" in specimen_tab.inner_text(".leaves")

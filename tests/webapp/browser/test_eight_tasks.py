"""Eight tasks of historians, students, translators and journalists, done on the real texts: what each costs at most.

Actions are clicks, keys and fields filled. Each is done in both languages of the interface, on a screen and on a
telephone, with and without JavaScript where that can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from newcomer import Newcomer
from web_browser import served, watched

from corpus.storage.home import Home
from webapp.app import create_app

pytestmark = [pytest.mark.browser, pytest.mark.sources]
EVENING = "/en-1936/1936-08-20-evening"
SAID, SAID_WRONGLY = "presided over by Army Military Jurist", "presided over by an Army Military Jurist"


class Way(NamedTuple):
    """How the site is used: the beginning of addresses, with scripts or without, and the width of the screen."""

    prefix: str
    script: bool
    width: int


WAYS = [Way("", True, 1280), Way("/ru", True, 390), Way("/ru", False, 1280), Way("", False, 390)]


@pytest.fixture(scope="module")
def real_address(real_home: Home) -> Iterator[str]:
    """Address of the real texts."""
    yield from served(create_app(real_home, rate=None))


@pytest.fixture(params=WAYS, ids=lambda way: f"{way.prefix or '/en'}-{'script' if way.script else 'plain'}-{way.width}")
def tab(browser: Any, real_address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A tab that is used in one of the ways."""
    way = request.param
    for page in watched(browser, real_address, {"java_script_enabled": way.script,
                                                "viewport": {"width": way.width, "height": 844}}):
        page.way = way
        yield page


def newcomer(tab: Any) -> Newcomer:
    return Newcomer(tab, f"{tab.way.prefix}/")


def test_who_first_speaks_of_it_and_how_often(tab: Any) -> None:
    someone = newcomer(tab)
    someone.clicks("nav a[href$='/statistics']")
    someone.types("#count", "terror trial:1936")
    someone.presses("Enter")
    row = tab.inner_text("table.numbers tbody tr >> nth=0")
    assert "46" in row
    assert "19" in row
    assert someone.actions <= 3


@pytest.mark.parametrize("typed", [f'"{SAID}"', f'"{SAID_WRONGLY}"'], ids=["right", "wrong"])
def test_a_quotation_with_page_and_citation(tab: Any, typed: str) -> None:
    someone = newcomer(tab)
    someone.types("#q", typed)
    someone.presses("Enter")
    someone.clicks(".hit .to-cite" if SAID in typed else ".verdict a")
    assert tab.locator("#cite").count() == 1
    assert "1936" in tab.inner_text("#cite pre >> nth=0")
    assert someone.actions <= 3


def test_what_one_says_to_another_of_a_thing(tab: Any) -> None:
    someone = newcomer(tab)
    someone.clicks("a[href$='/trial/1938']")
    someone.clicks(".matrix a[href*='speaker:vyshinsky+to:bukharin']")
    someone.types("#q", f"{tab.input_value('#q')} espionage")
    someone.presses("Enter")
    assert tab.locator(".hit").count() > 0
    assert someone.actions <= 4


def test_both_languages(tab: Any) -> None:
    someone = newcomer(tab)
    someone.types("#q", "Бухарин lang:ru")
    someone.presses("Enter")
    if tab.locator(".hit .counterpart").count():
        someone.clicks(".hit:has(.counterpart) a.in-context")
        someone.clicks("a[data-key='3']")
        assert tab.is_visible(".pair .right .text")
    assert someone.actions <= 4


def test_six_passages_are_kept_while_reading(tab: Any) -> None:
    if not tab.way.script or tab.way.width < 1000:
        pytest.skip("the desk needs JavaScript, and a pointer to be so quick")
    tab.goto(f"{tab.way.prefix}{EVENING}")
    turns = tab.locator(".book > .turn.speech")
    actions = 0
    for number in range(6):
        turns.nth(number).locator("p >> nth=0").hover()
        turns.nth(number).locator(".keep").click()
        actions += 1
    assert tab.evaluate("JSON.parse(localStorage.getItem('kept')).length") == actions == 6


def test_the_words_of_two_speakers(tab: Any) -> None:
    someone = newcomer(tab)
    someone.clicks("nav a[href$='/statistics']")
    someone.clicks("a[href$='/statistics/words']")
    assert tab.locator("svg.facing a").count() >= 10
    assert someone.actions <= 2


def test_a_page_of_a_sitting(tab: Any) -> None:
    someone = newcomer(tab)
    someone.clicks("a.sitting")
    someone.types("#goto", "12")
    someone.presses("Enter")
    assert "#t" in tab.url
    assert someone.actions <= 3


def test_a_chapter_is_checked(tab: Any) -> None:
    someone = newcomer(tab)
    someone.clicks("nav a[href$='/check']")
    someone.types("#text", f'He wrote: "{SAID}" (1936 Trial 9).')
    someone.clicks(".check button")
    assert tab.locator("#verdicts").count() == 1
    assert someone.actions <= 3

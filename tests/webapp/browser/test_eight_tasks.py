"""Eight tasks of historians, students, translators and journalists, done on the real texts: what each costs at most.

Actions are clicks, keys and fields filled. Each is done in both languages of the interface, on a screen and on a
telephone, with and without JavaScript where that can be, with a pointer and with the tabulator alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from newcomer import Newcomer, WithoutPointer
from web_browser import served, watched

from corpus.storage.home import Home
from webapp.app import create_app

pytestmark = [pytest.mark.browser, pytest.mark.sources]
EVENING = "/en-1936/1936-08-20-evening"
SAID, SAID_WRONGLY = "presided over by Army Military Jurist", "presided over by an Army Military Jurist"


class Way(NamedTuple):
    """How the site is used: the beginning of addresses, with scripts or without, and the width of the screen.

    ``keys`` is with the tabulator, letters and Enter alone.
    """

    prefix: str
    script: bool
    width: int
    keys: bool = False

    @property
    def name(self) -> str:
        """What the way is called in the report of a run."""
        return "-".join([self.prefix or "/en", "script" if self.script else "plain", str(self.width),
                         *(["keys"] if self.keys else [])])


WAYS = [Way("", True, 1280), Way("/ru", True, 390), Way("/ru", False, 1280), Way("", False, 390),
        Way("", True, 1280, keys=True), Way("/ru", True, 390, keys=True), Way("/ru", False, 1280, keys=True)]


@pytest.fixture(scope="module")
def real_address(real_home: Home) -> Iterator[str]:
    """Address of the real texts."""
    yield from served(create_app(real_home, rate=None))


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def tab(browser: Any, real_address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A tab that is used in one of the ways; what a task cost is told in the report of a run with ``-s``."""
    way = request.param
    for page in watched(browser, real_address, {"java_script_enabled": way.script,
                                                "viewport": {"width": way.width, "height": 844}}):
        page.way, page.someone = way, None
        yield page
        if page.someone:
            stops = f", {page.someone.stops} stops of the tabulator" if way.keys else ""
            print(f"{request.node.originalname}, {way.name}: {page.someone.actions} actions{stops}")  # noqa: T201


def newcomer(tab: Any) -> Newcomer:
    """Somebody who uses the site in the way of the tab."""
    tab.someone = (WithoutPointer if tab.way.keys else Newcomer)(tab, f"{tab.way.prefix}/")
    return tab.someone


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
    someone.adds("#q", " espionage")
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
    if not tab.way.script or (tab.way.width < 1000 and not tab.way.keys):
        pytest.skip("the desk needs JavaScript, and a pointer or keys to be so quick")
    someone = newcomer(tab)
    tab.goto(f"{tab.way.prefix}{EVENING}")
    turns = tab.locator(".book > .turn.speech")
    for number in range(6):
        if tab.way.keys:
            someone.clicks(".book > .turn.speech .keep[aria-pressed=false]")
        else:
            turns.nth(number).locator("p >> nth=0").hover()
            turns.nth(number).locator(".keep").click()
            someone.actions += 1
    assert tab.evaluate("JSON.parse(localStorage.getItem('kept')).length") == someone.actions == 6


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

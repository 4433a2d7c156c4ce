"""How much fits a screen of 1,280 by 900 points: results, lines of the concordance, the whole first page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from web_browser import served, watched

from corpus.storage.home import Home
from webapp.app import create_app

pytestmark = pytest.mark.browser
SCREEN = {"viewport": {"width": 1280, "height": 900}}
FIT = "name => [...document.querySelectorAll(name)].filter(e => e.getBoundingClientRect().bottom <= innerHeight).length"
HITS, LINES, FIRST_PAGE = 8, 23, 1500
"""Results and lines that fit, and the height of the first page."""


@pytest.fixture(scope="module")
def real_address(real_home: Home) -> Iterator[str]:
    """Address of the real texts."""
    yield from served(create_app(real_home, rate=None))


@pytest.fixture
def real(browser: Any, real_address: str) -> Iterator[Any]:
    """A tab of that size at the real texts."""
    yield from watched(browser, real_address, SCREEN)


@pytest.mark.parametrize("path", ["/search?q=terror&trial=1936", "/search?q=instructions&edition=en-1936",
                                  "/search?speaker=vyshinsky&trial=1936"])
def test_eight_results_fit(real: Any, path: str) -> None:
    real.goto(path)
    assert real.evaluate(FIT, ".hit") >= HITS


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_twenty_three_lines_fit(real: Any, prefix: str) -> None:
    real.goto(f"{prefix}/search?q=terror&trial=1936&view=kwic")
    assert real.evaluate(FIT, ".kwic tbody tr") >= LINES


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_first_page_is_short(real: Any, prefix: str) -> None:
    real.goto(f"{prefix}/")
    assert real.evaluate("document.documentElement.scrollHeight") <= FIRST_PAGE


@pytest.mark.parametrize("asked", ["Бухарин&lang=ru", "terror&trial=1936", "Сталин&lang=ru"])
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_lines_are_cut_at_words_and_say_their_page(real: Any, prefix: str, asked: str) -> None:
    real.goto(f"{prefix}/search?q={asked}&view=kwic")
    cut = real.evaluate("""() => [...document.querySelectorAll(".kwic td.left, .kwic td.ref")]
        .filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.innerText)""")
    assert not cut

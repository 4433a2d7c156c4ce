"""What first page, search and reading weigh, and that nothing on them moves once it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from web_browser import watched

pytestmark = pytest.mark.browser
PRINTED = "/en-specimen/1911-05-04-morning"
PAGES = ["/", "/ru/", "/search?q=light", "/search?q=light&view=kwic", "/ru/search?q=маяк", PRINTED,
         f"{PRINTED}?q=light", f"{PRINTED}?show=text-other", f"{PRINTED}?show=image-text&q=light",
         "/trial/specimen?q=light"]
MOST_BYTES = 100_000
"""Bytes of a page with its styles and scripts as they are sent; pictures are not counted."""

MOST_PLAIN = 240_000
"""The same for a reader that takes no compression; the map of a sitting is some 45,000 of them, and two languages are
twice the text."""

SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 100);
})"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_light_and_stands_still(browser: Any, specimen_address: str, path: str, width: int) -> None:
    for tab in watched(browser, specimen_address, {"viewport": {"width": width, "height": 800}}):
        answers: list[Any] = []
        tab.on("response", lambda answer, into=answers: into.append(answer))
        tab.goto(path, wait_until="networkidle")
        counted = [answer for answer in answers if answer.request.resource_type != "image"]
        assert len(counted) >= 4
        assert sum(int(answer.headers["content-length"]) for answer in counted) < MOST_BYTES
        assert sum(len(answer.body()) for answer in counted) < MOST_PLAIN
        assert tab.evaluate(SHIFTS) < 0.01

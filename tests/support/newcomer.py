"""Somebody who comes to the site for the first time, and counts what has to be done."""

from __future__ import annotations

from typing import Any

MOST_TABS = 250
"""Stops of the tabulator after which somebody gives up."""


TARGET_BEFORE = """what => {
  const place = document.activeElement === document.body ? document.querySelector(":target") : document.activeElement;
  const sought = document.querySelector(what);
  return Boolean(place && sought && place.compareDocumentPosition(sought) & Node.DOCUMENT_POSITION_PRECEDING);
}"""
"""Whether the first thing of a kind stands before what has the focus, or where the address led to."""


class Newcomer:
    """Starts on the first page, of one language or the other, and counts what is done: clicks, keys, fields filled."""

    def __init__(self, tab: Any, start: str = "/") -> None:
        self.tab = tab
        self.actions = 0
        tab.goto(start)

    def types(self, field: str, text: str) -> None:
        """Type into a field."""
        self.actions += 1
        self.tab.fill(field, text)

    def adds(self, field: str, text: str) -> None:
        """Type behind what stands in a field."""
        self.types(field, self.tab.input_value(field) + text)

    def presses(self, key: str) -> None:
        """Press a key that leads to another page, and wait for that."""
        self.actions += 1
        with self.tab.expect_navigation():
            self.tab.keyboard.press(key)

    def clicks(self, what: str) -> None:
        """Click on the first thing of a kind."""
        self.actions += 1
        self.tab.click(f"{what} >> nth=0")


class WithoutPointer(Newcomer):
    """The same with the tabulator, letters and Enter alone; ``stops`` counts how often the tabulator was pressed."""

    def __init__(self, tab: Any, start: str = "/") -> None:
        super().__init__(tab, start)
        self.stops = 0

    def reaches(self, what: str) -> None:
        """Press the tabulator, back where it is seen above, until a thing of a kind has the focus."""
        key = "Shift+Tab" if self.tab.evaluate(TARGET_BEFORE, what) else "Tab"
        for _ in range(MOST_TABS):
            if self.tab.evaluate("what => document.activeElement.matches(what)", what):
                return
            self.tab.keyboard.press(key)
            self.stops += 1
        raise AssertionError(f"{MOST_TABS} stops of the tabulator do not lead to {what}")

    def types(self, field: str, text: str) -> None:
        """Type into a field, over what stands there."""
        self.actions += 1
        self.reaches(field)
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.type(text)

    def clicks(self, what: str) -> None:
        """Go to the first thing of a kind with the tabulator, and press Enter on it."""
        self.actions += 1
        self.reaches(what)
        if self.tab.evaluate("document.activeElement.matches('a[href], form button:not([type=button])')"):
            with self.tab.expect_navigation():
                self.tab.keyboard.press("Enter")
        else:
            self.tab.keyboard.press("Enter")

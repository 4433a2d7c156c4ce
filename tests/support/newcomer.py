"""Somebody who comes to the site for the first time, and counts what has to be done."""

from __future__ import annotations

from typing import Any


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

    def presses(self, key: str) -> None:
        """Press a key that leads to another page, and wait for that."""
        self.actions += 1
        with self.tab.expect_navigation():
            self.tab.keyboard.press(key)

    def clicks(self, what: str) -> None:
        """Click on the first thing of a kind."""
        self.actions += 1
        self.tab.click(f"{what} >> nth=0")

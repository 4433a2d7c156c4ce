"""What the header of a TEI text says: its title, author, date and name, and what the persons in it are called."""

from __future__ import annotations

from corpus.reading.books.events import local
from corpus.reading.books.open_elements import OpenElements
from corpus.reading.html.tokens import Token

_WANTED = {"title": "titlestmt", "author": "titlestmt", "idno": "publicationstmt", "date": "sourcedesc"}
"""Elements that are kept, each with the one in which it says so of the text."""

_PERSONS = frozenset({"person", "persongrp", "org"})
_NAMES = frozenset({"persname", "orgname", "name"})


class TeiHeader:
    """Collects what is said, by the name of the element (the first of a name), and names of persons by identifier."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.persons: dict[str, str] = {}
        self._person = ""
        self._pieces: list[str] | None = None
        self._what = ""

    def begin_text(self) -> None:
        """Forget what a corpus says of itself: a text of it follows."""
        self.said = {}

    def start(self, token: Token, path: OpenElements) -> None:
        """Take a start tag; ``path`` ends with it."""
        name = token.value
        if name in _PERSONS:
            self._person = local(token, "id")
        elif self._pieces is None and (self._is_said(name, path) or self._is_named(name)):
            self._what, self._pieces = name, []

    def _is_said(self, name: str, path: OpenElements) -> bool:
        return _WANTED.get(name, "") in path and name not in self.said

    def _is_named(self, name: str) -> bool:
        return name in _NAMES and bool(self._person) and self._person not in self.persons

    def text(self, words: str) -> None:
        """Take words."""
        if self._pieces is not None:
            self._pieces.append(words)

    def end(self, name: str) -> None:
        """Take an end tag."""
        if self._pieces is not None and name == self._what:
            words, self._pieces = " ".join(" ".join(self._pieces).split()), None
            if words and name in _NAMES:
                self.persons[self._person] = words
            elif words:
                self.said[name] = words
        if name in _PERSONS:
            self._person = ""


def persons_of(token: Token) -> list[str]:
    """Give the identifiers that ``@who`` points to, whatever file they stand in."""
    return [pointer.rpartition("#")[2] for pointer in local(token, "who").split()]

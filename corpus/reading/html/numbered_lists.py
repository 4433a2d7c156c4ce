"""The numbers that a browser prints before the items of a list.

Format: https://html.spec.whatwg.org/multipage/grouping-content.html#the-ol-element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.reading.html.tokens import Token, tokens
from corpus.reading.list_numbers import MAX_NUMBER, Form, numeral

_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_FORMS: dict[str, Form] = {
    "1": "decimal", "a": "letter", "A": "capital", "i": "roman", "I": "roman-capital", "decimal": "decimal",
    "decimal-leading-zero": "decimal-zero", "lower-alpha": "letter", "lower-latin": "letter",
    "upper-alpha": "capital", "upper-latin": "capital", "lower-roman": "roman", "upper-roman": "roman-capital",
}
"""Forms by ``type``, in which capitals count, and by ``list-style-type``."""

_STYLE = re.compile(r"\blist-style(?:-type)?\s{0,5}:([^;]{0,100})", re.I)
_BULLETS = frozenset({"none", "disc", "circle", "square"})
_REVERSED = re.compile(r"<ol\b[^<>]{0,1000}?\breversed\b", re.I)
_INTEGER = re.compile(r"\s*([+-]?\d{1,10})(?!\d)")


@dataclass
class _List:
    """A list whose items are being read: the number of the next one, None where items have none."""

    following: int | None
    step: int = 1
    form: Form | None = "decimal"


class NumberedLists:
    """Counts the items of lists within each other; ``lengths`` are those of lists that count down, by their places."""

    def __init__(self, lengths: Mapping[int, int]) -> None:
        self._lengths = lengths
        self._open: list[_List] = []
        self._due = self._outer = ""

    def begin(self, token: Token) -> None:
        """Take a start tag."""
        if token.value in _LISTS:
            self._open.append(self._list(token) if token.value == "ol" else _List(None, form=None))
            # An item that begins with a list has its number before that of the first item of the list.
            self._outer, self._due = self._due, ""
        elif token.value == "li":
            self._due, self._outer = f"{self._outer} {self._next(token)}".strip(), ""

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if tag in _LISTS:
            del self._open[-1:]
        if tag in _LISTS or tag == "li":
            self._due = self._outer = ""

    def take(self) -> str:
        """Give the number of the item that has begun, once: before its first words."""
        due, self._due, self._outer = self._due or self._outer, "", ""
        return due

    def _list(self, token: Token) -> _List:
        down = " reversed" in f" {token.attributes.lower()}".replace("\n", " ")
        start = _integer(token.attribute("start"))
        if start is None:
            start = self._lengths.get(token.at, 1) if down else 1
        return _List(start, -1 if down else 1, _form(token, "decimal"))

    def _next(self, token: Token) -> str:
        """Give the number of an item; its own ``value`` counts on from there, also where none is shown."""
        around = self._open[-1] if self._open else None
        if around is None or around.following is None:
            return ""
        own = _integer(token.attribute("value")) if token.attributes else None
        value = around.following if own is None else own
        around.following = value + around.step if abs(value) < MAX_NUMBER else value
        form = _form(token, around.form) if token.attributes else around.form
        return f"{numeral(value, form)}." if form else ""


def lengths_of_reversed(raw: str) -> Mapping[int, int]:
    """Give how many items the lists have that count down to one, by the places of their tags in a page."""
    if not _REVERSED.search(raw):
        return {}
    found: dict[int, int] = {}
    within: list[int] = []
    for token in tokens(raw):
        if token.kind == "start" and token.value in _LISTS:
            within.append(token.at)
        elif token.kind == "start" and token.value == "li" and within:
            found[within[-1]] = found.get(within[-1], 0) + 1
        elif token.kind == "end" and token.value in _LISTS:
            del within[-1:]
    return found


def _form(token: Token, around: Form | None) -> Form | None:
    """Give the form that an element states, None for bullets and for numbers that are not shown."""
    styled = _STYLE.search(token.attribute("style")) if "style" in token.attributes else None
    for word in (styled.group(1).lower().split() if styled else ()):
        if word in _BULLETS:
            return None
        if word in _FORMS:
            return _FORMS[word]
    stated = token.attribute("type") if "type" in token.attributes.lower() else ""
    return None if stated.lower() in _BULLETS else _FORMS.get(stated, around)


def _integer(stated: str) -> int | None:
    found = _INTEGER.match(stated)
    return int(found.group(1)) if found else None

"""What the styles of an OpenDocument text say: type faces, what is hidden, and how its lists are numbered.

They stand in ``styles.xml`` and at the beginning of ``content.xml``; both are read tag by tag before the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.reading.books.events import local
from corpus.reading.html.tokens import Token
from corpus.reading.list_numbers import LEVELS, Form

_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_ITALIC = frozenset({"italic", "oblique"})
_LISTS = frozenset({"list-style", "outline-style"})
_LEVELS_OF_LISTS = frozenset({
    "list-level-style-number", "list-level-style-bullet", "list-level-style-image", "outline-level-style",
})
_FORMS: dict[str, Form] = {"1": "decimal", "a": "letter", "A": "capital", "i": "roman", "I": "roman-capital",
                           "а": "russian", "А": "russian-capital"}
"""Forms of numbers by the first sign of what states them: ``А, Б, .., Аа, Аб, ... (ru)`` is how LibreOffice writes
Russian letters."""

_RAISED = re.compile(r"\s*(?:super|[1-9]\d*(?:\.\d+)?%)")
"""How far words stand above the line: ``super``, or a part of their height."""

OUTLINE = "outline-style"
"""The list style by which headings are numbered."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level is numbered: ``form`` None for bullets and levels without numbers.

    ``pattern`` is what is printed, with the levels as ``%1%``; where it is empty, ``shown`` levels stand between
    ``before`` and ``behind``.
    """

    form: Form | None
    start: int = 1
    pattern: str = ""
    before: str = ""
    behind: str = ""
    shown: int = 1
    doubled: bool = False


class OdtStyles:
    """Collects styles from their tags. ``lists`` gives the levels of list styles by name, from 0."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}
        self.lists: dict[str, dict[int, ListLevel]] = {}
        self._faces: dict[str, tuple[str, ...]] = {}
        self._hiding: set[str] = set()
        self._raising: set[str] = set()
        self._listed: dict[str, str] = {}
        self._style = self._list = ""

    def start(self, token: Token) -> None:
        """Take a start tag."""
        name = token.value
        if name == "style":
            self._style = local(token, "name")
            self.parents[self._style] = local(token, "parent-style-name")
            if listed := local(token, "list-style-name"):
                self._listed[self._style] = listed
        elif name == "text-properties" and self._style:
            self._faces[self._style] = _faces(token)
            if local(token, "display") == "none":
                self._hiding.add(self._style)
            if _RAISED.match(local(token, "text-position")):
                self._raising.add(self._style)
        elif name in _LISTS:
            self._list = OUTLINE if name == OUTLINE else local(token, "name")
            self.lists[self._list] = {}
        elif name in _LEVELS_OF_LISTS and self._list:
            level = number_of(local(token, "level"))
            if level is not None and 1 <= level <= LEVELS:
                self.lists[self._list][level - 1] = _level(token)

    def end(self, name: str) -> None:
        """Take an end tag."""
        if name == "style":
            self._style = ""
        elif name in _LISTS:
            self._list = ""

    def faces(self, style: str) -> tuple[str, ...]:
        """Give the type faces that a style sets, as the elements of HTML that do."""
        return self._faces.get(style, ())

    def raises(self, style: str) -> bool:
        """Whether a style, or the one that it is made of, raises its words."""
        return not self._raising.isdisjoint({style, self.parents.get(style, "")})

    def hides(self, style: str) -> bool:
        """Whether a style, or the one that it is made of, hides its words."""
        return not self._hiding.isdisjoint({style, self.parents.get(style, "")})

    def list_of(self, style: str) -> str:
        """Give the list style that a style of paragraphs names, or one that it is made of; empty where none does."""
        passed: list[str] = []
        while style and style not in self._listed and len(passed) <= len(self.parents):
            passed.append(style)
            style = self.parents.get(style, "")
        found = self._listed.get(style, "")
        self._listed.update(dict.fromkeys(passed, found))
        return found


def number_of(stated: str) -> int | None:
    """Give a whole number that an attribute states, None where it states none that a list may have."""
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) <= 9 else None


def _level(token: Token) -> ListLevel:
    form = _FORMS.get(local(token, "num-format")[:1])
    start, shown = number_of(local(token, "start-value")), number_of(local(token, "display-levels"))
    return ListLevel(
        form, 1 if start is None else start, local(token, "num-list-format"), local(token, "num-prefix"),
        local(token, "num-suffix"), min(LEVELS, shown or 1), local(token, "num-letter-sync") == "true")


def _faces(token: Token) -> tuple[str, ...]:
    found = (("b", local(token, "font-weight") in _BOLD), ("i", local(token, "font-style") in _ITALIC))
    return tuple(face for face, on in found if on)

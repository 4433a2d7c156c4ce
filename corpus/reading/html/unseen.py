"""Elements of a page that its readers do not see: no part of what it says, and listed as left out.

What a click opens, as the sections of a page that is folded, is text; that it is not seen at once is doubted, as is a
page that shows most of its words only when its scripts have run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.cutting import cut_at_word
from corpus.model.notes import Note
from corpus.reading.html.elements import BLOCKS, OPTIONAL_ENDS, ElementPath
from corpus.reading.html.selectors import Place
from corpus.reading.html.style_sheets import HINTS, PageStyles, Shown, style
from corpus.reading.html.tokens import Token, contents, tokens, without_tags
from corpus.reading.html.web_parts import is_apart

MOST = 0.5
"""Share of the words of a page, beyond which what is hidden is the page itself."""
SHOWN_CHARS = 100
"""Characters of hidden words that a doubt shows."""

_EMPTY = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})
_FOR_EARS = frozenset({".sr-only", ".visually-hidden", ".screen-reader-text", ".screenreader", ".visuallyhidden"})
"""Classes of words for screen readers alone."""
_FOLDED = re.compile(r"collaps|accordion|spoiler|toggl|tab-?(?:pane|content|panel)|expand|fold|read-?more", re.I)
_APART = re.compile(r"dialog|modal|popup|overlay|lightbox|offcanvas|drawer|menu|cookie", re.IGNORECASE)
_LED_TO = re.compile(
    r"(?:href|aria-controls|aria-owns|for|data-[\w-]{0,40}target)\s*=\s*[\"']?#?([\w-]{1,100})", re.I)
_HANDLER = re.compile(r"\son[a-z]{3,20}\s*=\s*(\"[^\"]{0,2000}\"|'[^']{0,2000}')", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:class|id)\s*=\s*(\"[^\"<>]{0,1000}|'[^'<>]{0,1000}|[^\s\"'<>]{1,200})", re.IGNORECASE)
UNSEEN, APART = "unseen", "apart"
"""What the attributes of a hidden token are whose words are those of a page: hidden, or of no text."""
_WORD = re.compile(r"[\w-]{2,100}")


@dataclass(frozen=True, slots=True)
class Unseen:
    """What a page hides or calls none of its text: the ``spans`` of blocks, the places of tags ``within`` lines.

    Each span with what its words are: UNSEEN or APART. ``doubts`` are of what was read all the same.
    """

    spans: tuple[tuple[int, int, str], ...] = ()
    within: frozenset[int] = frozenset()
    doubts: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Element:
    """An element that is open, or ended at ``end``: whether it is ``hidden``, and whether a click may open it.

    One that is called none of the text is hidden as ``apart``. ``size`` are the characters of words before it, then
    those in it, ``place`` is what it is to the elements in it.
    """

    tag: str
    start: int
    hidden: bool
    opened: bool
    ground: bool
    apart: bool
    size: int
    place: Place
    end: int = -1


def unseen(raw: str) -> Unseen:
    """Give what a page hides; nothing is hidden by an element that is never closed."""
    if not (HINTS.search(raw) or _names_any(raw)):
        return Unseen()
    found = _Finder(raw)
    for token in tokens(raw):
        found.take(token)
    blocks = [one for one in found.hidden if one.tag in BLOCKS and one.end >= 0 and one.size]
    seen = [one for one in blocks if one.opened or one.size > MOST * found.size]
    read = {one.start for one in seen}
    spans = sorted((one.start, one.end, APART if one.apart else UNSEEN) for one in blocks if one.start not in read)
    within = frozenset(one.start for one in found.hidden if one.tag not in BLOCKS and not one.opened)
    return Unseen(tuple(spans), within, tuple(_doubts(raw, seen)))


def _names_any(raw: str) -> bool:
    """Say whether a class or an identifier in a page is of something that is not seen, or none of the text."""
    names = {name for found in _NAMED.findall(raw) for name in found.strip("\"'").split()}
    return is_apart(names) or not _FOR_EARS.isdisjoint(f".{name}" for name in names)


def _doubts(raw: str, seen: Sequence[_Element]) -> Iterator[Note]:
    """Doubt what is read though it is hidden, each outermost element once."""
    end = 0
    for one in sorted(seen, key=lambda one: one.start):
        if one.start >= end:
            end = one.end
            words = without_tags(raw[one.start : end]).split()
            shown = cut_at_word(" ".join(words), SHOWN_CHARS, " …")
            yield (Note("apart-read", words=len(words), text=shown) if one.apart else
                   Note("hidden-read", words=len(words), text=shown))


def without_unseen(found: Iterable[Token], spans: Sequence[tuple[int, int, str]]) -> Iterator[Token]:
    """Give the tokens of a page without those in ``spans``, the words of each of which are one hidden token."""
    waiting = list(reversed(spans))
    words: list[str] = []
    for token in found:
        while waiting and token.at >= waiting[-1][1]:
            start, end, what = waiting.pop()
            if text := "".join(words):
                yield Token("hidden", text, start, end, what)
            words = []
            while waiting and waiting[-1][0] < end:
                waiting.pop()
        if not waiting or token.at < waiting[-1][0]:
            yield token
        elif token.kind in ("text", "entity"):
            words.append(token.value)
        elif token.kind == "start" and token.value in BLOCKS:
            words.append(" ")
    if waiting and words:
        yield Token("hidden", "".join(words), *waiting[-1])


class _Finder:
    """Follows the elements of a page that are open, and keeps those that are hidden; ``size`` are its characters."""

    def __init__(self, raw: str) -> None:
        self.hidden: list[_Element] = []
        self.size = 0
        self._styles = PageStyles(contents(raw, "style"))
        self._led_to = frozenset(_LED_TO.findall(raw))
        scripts = " ".join((*contents(raw, "script"), *_HANDLER.findall(raw)))
        self._scripted = frozenset(_WORD.findall(scripts))
        self._open: ElementPath[_Element] = ElementPath()
        self._outside = Place()
        self._grounds = 0

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind in ("text", "entity"):
            self.size += len("".join(token.value.split()))
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(self._open.end(token.value), token.value, token.at, token.end)

    def _start(self, token: Token) -> None:
        self._end(self._open.ended_by(token.value), token.value, token.at, token.at)
        names = [token.value]
        if token.attributes:
            names += [*(f".{name}" for name in token.attribute("class").split()), f"#{token.attribute('id')}"]
        around = self._open.innermost
        said, place = self._styles.said_of(token, names, around.place if around else self._outside)
        if token.value in _EMPTY or token.attributes.endswith("/"):
            return
        element = self._element(token, names, said, place)
        self._open.begin(token.value, element)
        self._grounds += element.ground
        if element.hidden:
            self.hidden.append(element)

    def _end(self, ended: Sequence[tuple[str, _Element]], tag: str, at: int, end: int) -> None:
        """End elements: the one of a tag behind it, before it those that need none, and others never."""
        for other, element in ended:
            self._grounds -= element.ground
            element.size = self.size - element.size
            if other == tag or other in OPTIONAL_ENDS:
                element.end = end if other == tag else at

    def _element(self, token: Token, names: Sequence[str], said: Shown, place: Place) -> _Element:
        coloured = token.attribute("bgcolor").lower() if token.attributes else ""
        ground = said.ground or (bool(coloured) and coloured not in ("white", "#fff", "#ffffff"))
        hidden = self._is_hidden(token, names, said, ground=ground)
        apart = not hidden and token.value in BLOCKS and is_apart(name.lstrip(".#") for name in names[1:])
        opened = hidden and self._may_open(token, names, said)
        return _Element(token.value, token.at, hidden or apart, opened, ground, apart, self.size, place)

    def _is_hidden(self, token: Token, names: Sequence[str], said: Shown, *, ground: bool) -> bool:
        if token.value == "body":
            return False
        if said.hides or not _FOR_EARS.isdisjoint(names):
            return True
        pale = said.is_pale or (token.value == "font" and style(f"color:{token.attribute('color')}").is_pale)
        if pale and not (ground or self._grounds):
            return True
        if not token.attributes:
            return token.value == "dialog"
        flagged = token.has_flag("hidden") or token.has_flag("popover")
        closed = token.value == "dialog" and not token.has_flag("open")
        return flagged or closed or token.attribute("aria-hidden").lower() == "true"

    def _may_open(self, token: Token, names: Sequence[str], said: Shown) -> bool:
        """Say whether a click opens an element: something leads to it, or scripts or other rules name it.

        What only screen readers are told not to read is seen, unless it is a window of its own.
        """
        called = f"{token.attribute('class')} {token.attribute('role')} {token.attribute('id')}"
        if token.value == "dialog" or _APART.search(called):
            return False
        bare = {name[1:] for name in names[1:] if len(name) > 1}
        known = said.opened or bare & (self._led_to | self._scripted)
        seen = token.attribute("aria-hidden").lower() == "true" and not said.hides
        return bool(known or _FOLDED.search(called) or seen)

"""What the elements around a block of a page say of it: its kind and level, whether it is navigation, how it is set."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.reading.drafts import Draft
from corpus.reading.html.elements import HEADINGS, ITEMS, KEEPING_LINES, NAVIGATION, OF_ARTICLES, OF_TERMS
from corpus.reading.html.numbered_lists import NumberedLists
from corpus.reading.html.tokens import Token

_NAVIGATION_CLASS = re.compile(
    r"\b(?:toplink|footer|breadcrumb\w*|nav(?:bar|box|igation|items?|links?|list|menu)?|menu\w*|sharedaddy|pagination)\b",
    re.IGNORECASE)


class Surroundings:
    """Follows the elements that are open. ``keeps_lines`` says that white space is as in the file."""

    def __init__(self, lengths: Mapping[int, int]) -> None:
        self.numbers = NumberedLists(lengths)
        self.keeps_lines = False
        self._navigation: list[bool] = []
        self._hiding = 0
        self._articles = 0
        self._lists = self._terms = 0

    def begin(self, token: Token) -> None:
        """Take the start tag of a block."""
        tag = token.value
        if tag in OF_TERMS:
            self._lists += tag == "dl"
            self._terms = self._lists if tag == "dt" else 0
        self._articles += tag == "article"
        if tag in NAVIGATION:
            self._navigation.append(not (self._articles and tag in OF_ARTICLES))
            self._hiding += self._navigation[-1]
        self.keeps_lines = self.keeps_lines or tag in KEEPING_LINES
        self.numbers.begin(token)

    def end(self, tag: str) -> None:
        """Take the end tag of a block."""
        if tag in NAVIGATION and self._navigation:
            self._hiding -= self._navigation.pop()
        if tag in OF_TERMS:
            self._terms = 0
        self._articles -= bool(tag == "article" and self._articles)
        self.keeps_lines = self.keeps_lines and tag not in KEEPING_LINES
        self.numbers.end(tag)

    def describe(self, draft: Draft, token: Token) -> None:
        """Say of a block what the tag says that begins it, and what stands around it."""
        tag = token.value
        draft.level = HEADINGS.get(tag, 0)
        draft.kind = "heading" if draft.level else "item" if tag in ITEMS else "para"
        draft.terms = self._terms
        draft.centred = tag == "center" or "center" in token.attribute("style") + token.attribute("align")
        draft.navigation = self._hiding > 0 or bool(_NAVIGATION_CLASS.search(token.attribute("class")))

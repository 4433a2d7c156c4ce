"""What elements of e-books and of pages made from books say of themselves: page breaks, notes, the links between them.

Attributes: ``class`` as libraries on the web set it, ``epub:type`` (https://www.w3.org/TR/epub-ssv-11/), ``role``
(https://www.w3.org/TR/dpub-aria-1.1/), and ``data-page-number`` of Wikisource.
"""

from __future__ import annotations

import re

from corpus.language.page_labels import as_label
from corpus.model.blocks import LeftOutKind
from corpus.reading.html.tokens import Token

_NOTES = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_FOOT_NOTES = frozenset({"footnote", "doc-footnote"})
_REFERENCES = frozenset({"noteref", "doc-noteref"})
_BACKLINKS = frozenset({"backlink", "referrer", "doc-backlink"})
PAGES = frozenset({"pagebreak", "doc-pagebreak"})
_PAGE_TAGS = frozenset({"span", "a", "div", "hr", "small", "i", "b"})
_PAGE_CLASS = re.compile(r"(?:^|\s)(?:ws-)?(?:pagenum|page-?num(?:ber)?|pageno|pagebreak)(?:\s|$)", re.I)
"""How pages of Gutenberg, Wikisource and EPUB name what says that a page of the print begins."""

_OF_NAME = re.compile(r"(?:page|pg|p|с|стр)?[._-]?\s*(\d{1,4}|[ivxlc]{1,8})", re.I)
_PRINTED = re.compile(r"\W*(?:(?:page|pg|p|с|стр)\b)?\W*(\d{1,4}|[ivxlc]{1,8})\W*", re.I)
_PASSED_OVER: dict[str, LeftOutKind] = {
    "rt": "markup", "rp": "markup", "rtc": "markup", "annotation": "markup", "annotation-xml": "markup",
    "select": "navigation", "datalist": "navigation",
}
ARROWS = "↩↑⤴⏎^←\ufe0e\ufe0f \u00a0"
"""Signs that lead back from a note to the text."""


def passed_over(token: Token) -> LeftOutKind | None:
    """Give as what the words of an element within a line are listed; None for those that are text.

    No text are what a tracked change struck, what is printed small above others, a formula told again in codes, and
    the choices of a form. Who strikes words in a text to show them struck says neither when nor why.
    """
    if token.value == "del":
        return "markup" if token.attribute("cite") or token.attribute("datetime") else None
    return _PASSED_OVER.get(token.value)


def roles(token: Token) -> frozenset[str]:
    """Give what an element says that it is."""
    if "epub:type" not in token.attributes and "role" not in token.attributes:
        return frozenset()
    return frozenset(f"{token.attribute('epub:type')} {token.attribute('role')}".lower().split())


def page_of(token: Token) -> str | None:
    """Give the page that begins at an element: its label, empty where only the words in it tell, None for others."""
    if token.value not in _PAGE_TAGS or not token.attributes:
        return None
    if number := token.attribute("data-page-number"):
        return number
    if roles(token).isdisjoint(PAGES):
        return "" if _PAGE_CLASS.search(token.attribute("class")) else None
    for name in ("title", "aria-label", "id"):
        if found := _OF_NAME.fullmatch(token.attribute(name).strip()):
            return found.group(1)
    return as_label(token.attribute("title").strip() or token.attribute("aria-label").strip())


def printed_page(words: str) -> str | None:
    """Give the page that the words of a page break print, None where they are no page number."""
    found = _PRINTED.fullmatch(words.replace("\u200b", ""))
    return found.group(1) if found else None


def is_note(token: Token) -> bool:
    """Say whether an element is a note."""
    return not roles(token).isdisjoint(_NOTES)


def is_foot_note(token: Token) -> bool:
    """Say whether an element is a note at the foot of the page that refers to it."""
    return not roles(token).isdisjoint(_FOOT_NOTES)


def is_reference(token: Token) -> bool:
    """Say whether a link leads to a note."""
    return not roles(token).isdisjoint(_REFERENCES)


def is_backlink(token: Token) -> bool:
    """Say whether a link leads from a note to the text."""
    return not roles(token).isdisjoint(_BACKLINKS)

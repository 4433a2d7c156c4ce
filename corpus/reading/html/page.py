"""HTML pages, as of marxists.org and its like: paragraphs and headings with offsets into the page.

The page is read as a stream of tags without any limit of depth, so that unclosed elements of old pages lose
nothing (:mod:`corpus.reading.html.tokens`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model.blocks import SourceText
from corpus.model.turns import Page
from corpus.reading.drafts import Placed, numbered
from corpus.reading.html.begun import Anchors
from corpus.reading.html.numbered_lists import lengths_of_reversed
from corpus.reading.html.page_names import named_pages
from corpus.reading.html.reader import KnownOfPage, PageReader
from corpus.reading.html.shown import shown
from corpus.reading.html.tokens import Token, decoded, tokens

_LINK = re.compile(r"""<a\s[^<>]{0,1000}?href\s*=\s*["']?([^"'\s>]+)""", re.I)
_EMPTY = frozenset({"br", "hr", "img"})


def read_html(raw: str, file: str, *, navigation: bool = True) -> SourceText:
    """Read a page. ``navigation`` False keeps paragraphs that are nothing but links.

    Offsets of the blocks refer to ``raw``. Never raises: any text is some HTML.
    """
    reader = PageReader(KnownOfPage(named_pages(raw), lengths_of_reversed(raw), drop_navigation=navigation))
    for token in shown(tokens(raw)):
        reader.read(token)
    blocks = numbered(reader.finish())
    title = " ".join("".join(reader.title).split())
    return SourceText(file, blocks, raw, title, left_out=tuple(reader.left_out))


def read_chapter(raw: str, page: Page, anchors: Anchors) -> tuple[list[Placed], Page]:
    """Read a page of an e-book (XHTML), which begins on ``page`` of the book.

    Gives the blocks with the notes that they are and refer to, and the page on which it ends.
    """
    known = KnownOfPage(lengths=lengths_of_reversed(raw), anchors=anchors, drop_navigation=False)
    reader = PageReader(known, page)
    for token in shown(_closed(tokens(raw))):
        reader.read(token)
    return reader.finish(), reader.page


def _closed(found: Iterator[Token]) -> Iterator[Token]:
    """Give an end for elements closed in their own tag, as XHTML has it."""
    for token in found:
        yield token
        if token.kind == "start" and token.attributes.endswith("/") and token.value not in _EMPTY:
            yield replace(token, kind="end", attributes="")


def links(raw: str) -> list[str]:
    """Give the targets of a page's links in order, without fragments: the reading order of an index page."""
    return [target for found in _LINK.findall(raw) if (target := decoded(found).split("#")[0])]

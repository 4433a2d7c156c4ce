"""HTML pages, as of marxists.org and its like: paragraphs and headings with offsets into the page.

The page is read as a stream of tags without any limit of depth, so that unclosed elements of old pages lose
nothing (:mod:`corpus.reading.html.tokens`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.cutting import cut_at_word
from corpus.model.blocks import LeftOut, SourceText
from corpus.model.notes import Note
from corpus.model.turns import Page
from corpus.reading.drafts import Placed, numbered
from corpus.reading.html.begun import Anchors
from corpus.reading.html.numbered_lists import lengths_of_reversed
from corpus.reading.html.own_links import with_own_links
from corpus.reading.html.page_names import named_pages, scans_named
from corpus.reading.html.reader import KnownOfPage, PageReader
from corpus.reading.html.shown import shown
from corpus.reading.html.tokens import Token, decoded, tokens
from corpus.reading.html.unseen import SHOWN_CHARS, unseen, without_unseen

_LINK = re.compile(r"""<a\s[^<>]{0,1000}?href\s*=\s*["']?([^"'\s>]+)""", re.I)
_EMPTY = frozenset({"br", "hr", "img"})


def read_html(raw: str, file: str, *, navigation: bool = True, address: str = "") -> SourceText:
    """Read a page, saved from ``address``. ``navigation`` False keeps paragraphs that are nothing but links.

    Offsets of the blocks refer to ``raw``. Never raises: any text is some HTML.
    """
    own, places = with_own_links(raw, address)
    text = _read(own, file, navigation=navigation)
    return text if places is None else text.through(places, raw)


def _read(raw: str, file: str, *, navigation: bool) -> SourceText:
    known = KnownOfPage(named_pages(raw), lengths_of_reversed(raw), unseen(raw), drop_navigation=navigation)
    reader = PageReader(known)
    for token in without_unseen(shown(tokens(raw)), known.unseen.spans):
        reader.read(token)
    blocks = numbered(reader.finish())
    title = " ".join("".join(reader.title).split())
    scans = None if known.pages else scans_named(raw)
    doubts = (*known.unseen.doubts, *_set_apart(reader.set_apart), *([scans] if scans else []))
    return SourceText(file, blocks, raw, title, left_out=tuple(reader.left_out), doubts=doubts)


def _set_apart(texts: Sequence[str]) -> Iterator[Note]:
    """Doubt what was read where pages have their navigation, all of a page at once."""
    if texts:
        words = sum(len(text.split()) for text in texts)
        yield Note("apart-read", words=words, text=cut_at_word(texts[0], SHOWN_CHARS, " …"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """The blocks of a page of an e-book with the notes they are and refer to, and the ``page`` on which it ends."""

    placed: list[Placed]
    page: Page
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Note, ...]


def read_chapter(raw: str, page: Page, anchors: Anchors) -> Chapter:
    """Read a page of an e-book (XHTML), which begins on ``page`` of the book."""
    known = KnownOfPage((), lengths_of_reversed(raw), unseen(raw), anchors, drop_navigation=False)
    reader = PageReader(known, page)
    for token in without_unseen(shown(_closed(tokens(raw))), known.unseen.spans):
        reader.read(token)
    placed = reader.finish()
    return Chapter(placed, reader.page, tuple(reader.left_out), known.unseen.doubts)


def _closed(found: Iterator[Token]) -> Iterator[Token]:
    """Give an end for elements closed in their own tag, as XHTML has it."""
    for token in found:
        yield token
        if token.kind == "start" and token.attributes.endswith("/") and token.value not in _EMPTY:
            yield replace(token, kind="end", attributes="")


def links(raw: str) -> list[str]:
    """Give the targets of a page's links in order, without fragments: the reading order of an index page."""
    return [target for found in _LINK.findall(raw) if (target := decoded(found).split("#")[0])]

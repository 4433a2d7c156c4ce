"""What a browser makes of some elements before anybody reads the page, told as tokens of ordinary ones.

``q`` has quotation marks, which stand where its tags do. The words of a drawing (``svg``) are those of its ``text``,
each a paragraph. A page in a window (``srcdoc``) is another page, as in saved pages: its words are none of this one.
LibreOffice writes the number of a page, as running feet have it, as a field (``sdfield``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.reading.html.elements import BLOCKS
from corpus.reading.html.quotes import Quotes
from corpus.reading.html.tokens import Token, decoded, without_tags

_PAGE = re.compile(r"""\bsrcdoc\s*+=\s*+(?:"([^"]*+)|'([^']*+))""", re.I)


def shown(found: Iterable[Token]) -> Iterator[Token]:
    """Give the tokens of a page as a browser shows them."""
    quotes = Quotes()
    drawing = written = numbering = False
    for token in found:
        starts = token.kind == "start"
        if token.value == "svg" and token.kind in ("start", "end"):
            drawing, written = starts, False
        elif starts and token.value in BLOCKS:
            drawing = False  # such an element ends a drawing that was left open
        if drawing:
            written = starts if token.value == "text" and token.kind in ("start", "end") else written
            yield _drawn(token, written=written)
        elif token.value == "q" and token.kind in ("start", "end"):
            yield quotes.begin(token) if starts else quotes.end(token)
        elif token.value == "sdfield" and token.kind in ("start", "end"):
            numbering = starts and token.attribute("type").upper() == "PAGE"
        elif numbering and token.kind == "text":
            yield replace(token, kind="hidden")
        elif starts and token.value == "iframe" and (page := _PAGE.search(token.attributes)):
            within = decoded(page.group(1) or page.group(2) or "")
            yield replace(token, kind="hidden", value=without_tags(within), attributes="")
        else:
            quotes.pass_by(token)
            yield token


def _drawn(token: Token, *, written: bool) -> Token:
    """Give a token of a drawing: its texts are paragraphs, a part of one that is placed apart is set apart."""
    if token.value == "text" and token.kind in ("start", "end"):
        return replace(token, value="p", attributes="")
    if token.value == "tspan" and token.kind == "start" and token.attributes:
        return replace(token, kind="text", value=" ")
    if token.kind == "title" or (token.kind in ("text", "entity") and not written):
        return replace(token, kind="hidden")
    return token

"""What a browser makes of some elements before anybody reads the page, told as tokens of ordinary ones.

``q`` has quotation marks, which stand where its tags do. The words of a drawing (``svg``) are those of its ``text``,
each a paragraph. A page in a window (``srcdoc``) is another page, as in saved pages: its words are none of this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.language.script import is_cyrillic
from corpus.reading.html.elements import BLOCKS
from corpus.reading.html.tokens import Token, decoded, without_tags

_USUAL = (("“", "”"), ("‘", "’"))
_ANGLED = (("«", "»"), ("„", "“"))
_LOW = (("„", "“"), ("‚", "‘"))
_MARKS = {
    "ru": _ANGLED, "be": _ANGLED, "uk": _ANGLED, "de": _LOW, "cs": _LOW, "bg": (("„", "“"), ("„", "“")),
    "fr": (("«", "»"), ("«", "»")), "it": (("«", "»"), ("“", "”")), "es": (("«", "»"), ("“", "”")),
    "pl": (("„", "”"), ("«", "»")),
}
"""Quotation marks by language, outer and inner (Unicode CLDR, ``delimiters``: https://cldr.unicode.org/)."""

_PAGE = re.compile(r"""\bsrcdoc\s*+=\s*+(?:"([^"]*+)|'([^']*+))""", re.I)


def shown(found: Iterable[Token]) -> Iterator[Token]:
    """Give the tokens of a page as a browser shows them."""
    quotes = _Quotes()
    drawing = written = False
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


class _Quotes:
    """Gives the marks of quotations within each other, by the language that is stated, or of the words before."""

    def __init__(self) -> None:
        self._lang = self._before = ""
        self._open: list[str] = []

    def pass_by(self, token: Token) -> None:
        """Take any other token: it may state the language, or be words of it."""
        if token.kind == "start" and token.value in ("html", "body"):
            self._lang = _lang(token) or self._lang
        elif token.kind == "text" and not token.value.isspace():
            self._before = token.value[-100:]

    def begin(self, token: Token) -> Token:
        """Give the mark that begins a quotation."""
        lang = _lang(token) or self._lang or ("ru" if is_cyrillic(self._before) else "")
        begun, ended = _MARKS.get(lang, _USUAL)[min(1, len(self._open))]
        self._open.append(ended)
        return replace(token, kind="entity", value=begun, attributes="")

    def end(self, token: Token) -> Token:
        """Give the mark that ends a quotation; a tag that ends none says nothing."""
        return replace(token, kind="entity", value=self._open.pop()) if self._open else token


def _lang(token: Token) -> str:
    return (token.attribute("lang") or token.attribute("xml:lang"))[:2].lower() if token.attributes else ""

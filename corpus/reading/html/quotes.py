"""Quotation marks that no file has but a reader sees, since an element says that its words are quoted."""

from __future__ import annotations

from dataclasses import replace

from corpus.language.script import is_cyrillic
from corpus.reading.html.tokens import Token

_USUAL = (("“", "”"), ("‘", "’"))
_ANGLED = (("«", "»"), ("„", "“"))
_LOW = (("„", "“"), ("‚", "‘"))
_MARKS = {
    "ru": _ANGLED, "be": _ANGLED, "uk": _ANGLED, "de": _LOW, "cs": _LOW, "bg": (("„", "“"), ("„", "“")),
    "fr": (("«", "»"), ("«", "»")), "it": (("«", "»"), ("“", "”")), "es": (("«", "»"), ("“", "”")),
    "pl": (("„", "”"), ("«", "»")),
}
"""Quotation marks by language, outer and inner (Unicode CLDR, ``delimiters``: https://cldr.unicode.org/)."""


class Quotes:
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

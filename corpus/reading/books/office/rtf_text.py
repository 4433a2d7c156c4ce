r"""The tokens of Rich Text Format (RTF), and the characters that its bytes and codes stand for.

Format: Rich Text Format Specification 1.9.1 (Microsoft, 2008): control words (``\b0``), control signs (``\~``), groups
in braces, bytes in the code page of the font (``\'cf``), and characters of Unicode (``\u1055?``), behind each of which
stand as many signs as ``\uc`` says for programs that know none. What a token is, and which code page a set of
characters has, are striprtf's.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from striprtf.striprtf import PATTERN, charset_map

USUAL = "cp1252"
"""The code page of a document that states none; a font with its set of characters is in that of the document."""

_LETTERS = re.compile(r"[^\\{}\r\n]+")
"""Letters are taken as many as stand together: a picture is a million of them, and the pattern finds one at a time."""

_DOCUMENT = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True)
class RtfToken:
    """``kind`` is ``open``, ``close``, ``word`` (``value`` its name), ``sign``, ``bytes`` (in ``data``)."""

    kind: str
    value: str = ""
    number: int | None = None
    data: bytes = b""
    end: int = 0


def rtf_tokens(data: bytes) -> Iterator[RtfToken]:
    r"""Give the tokens of a file in order; bytes of pictures (``\bin``) are passed over."""
    text = data.decode("latin-1")  # a sign for each byte
    place = 0
    while found := PATTERN.search(text, place):
        place = found.end()
        word, number, byte, sign, brace, letter = found.groups()
        if word == "bin":
            place += max(0, int(number or 0))
        elif word:
            yield RtfToken("word", word, int(number) if number else None, end=place)
        elif byte:
            yield RtfToken("bytes", data=bytes.fromhex(byte), end=place)
        elif sign:
            yield RtfToken("sign", sign, end=place)
        elif brace:
            yield RtfToken("open" if brace == "{" else "close", end=place)
        elif letter:
            more = _LETTERS.match(text, place)
            place = more.end() if more else place
            yield RtfToken("bytes", data=data[found.start() : place], end=place)


class CodePages:
    """Knows in which code page the bytes of a document stand: that of their font, else that of the document."""

    def __init__(self) -> None:
        self._document = USUAL
        self._fonts: dict[int, str] = {}

    def state(self, token: RtfToken, font: int | None) -> None:
        """Take a control word that states a code page; ``font`` is the one that the table of fonts describes."""
        if token.value in _DOCUMENT:
            self._document = _DOCUMENT[token.value]
        elif token.value == "ansicpg" and _is_known(f"cp{token.number}"):
            self._document = f"cp{token.number}"
        elif token.value == "fcharset" and font is not None and (page := _page_of(token.number)):
            self._fonts[font] = page
        elif token.value == "cpg" and font is not None and _is_known(f"cp{token.number}"):
            self._fonts[font] = f"cp{token.number}"

    def decode(self, data: bytes, font: int | None) -> str:
        """Give what bytes stand for; U+FFFD for those that stand for nothing."""
        return data.decode(self._fonts.get(font, self._document) if font is not None else self._document, "replace")


def _page_of(charset: int | None) -> str | None:
    """Give the code page of a set of characters; None for the usual ones, and for those that Python has none for."""
    page = charset_map.get(charset or 0, USUAL)
    return page if page != USUAL and _is_known(page) else None


def _is_known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def whole(text: str) -> str:
    """Give a text whose signs outside the first plane, which are written as two codes, are one character each."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

r"""The tokens of Rich Text Format (RTF), and the characters that its bytes and codes stand for.

Format: Rich Text Format Specification 1.9.1 (Microsoft, 2008): control words (``\b0``), control signs (``\~``), groups
in braces, bytes in the code page of the font (``\'cf``), and characters of Unicode (``\u1055?``), behind each of which
stand as many signs as ``\uc`` says for programs that know none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)", re.S)

_CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}
"""Code pages by the ``\\fcharset`` of a font; the others, as ANSI (0), are in the code page of the document."""

_DOCUMENT = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
USUAL = "cp1252"


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
    place = 0
    while found := _TOKEN.search(data, place):
        place = found.end()
        number = int(found["number"]) if found["number"] else None
        if found["word"] == b"bin":
            place += max(0, number or 0)
        elif found["word"]:
            yield RtfToken("word", found["word"].decode("ascii"), number, end=place)
        elif found["byte"]:
            yield RtfToken("bytes", data=bytes([int(found["byte"], 16)]), end=place)
        elif found["sign"]:
            yield RtfToken("sign", found["sign"].decode("latin-1"), end=place)
        elif found["brace"]:
            yield RtfToken("open" if found["brace"] == b"{" else "close", end=place)
        else:
            yield RtfToken("bytes", data=found["text"], end=place)


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
        elif token.value == "fcharset" and font is not None and token.number in _CHARSETS:
            self._fonts[font] = _CHARSETS[token.number]
        elif token.value == "cpg" and font is not None and _is_known(f"cp{token.number}"):
            self._fonts[font] = f"cp{token.number}"

    def decode(self, data: bytes, font: int | None) -> str:
        """Give what bytes stand for; U+FFFD for those that stand for nothing."""
        return data.decode(self._fonts.get(font, self._document) if font is not None else self._document, "replace")


def _is_known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def whole(text: str) -> str:
    """Give a text whose signs outside the first plane, which are written as two codes, are one character each."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

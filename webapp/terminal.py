"""A terminal that shows what it is given and obeys none of it: titles, names and texts come from anywhere.

What a program writes to a terminal can move its cursor, change its title, turn lines round or be typed in again
(https://www.unicode.org/reports/tr36/, bidirectional text; ECMA-48, control functions). Files and other programs get
texts as they are.
"""

from __future__ import annotations

import codecs
import io
from typing import Any, TextIO

BOLD, PLAIN = "\ufdd0", "\ufdd1"
"""Where bold begins and ends: no characters, which Unicode keeps for the own use of programs."""
_STYLES = {BOLD: "\x1b[1m", PLAIN: "\x1b[0m"}

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Signs of the property Bidi_Control, which turn the signs beside them round."""

_CONTROLS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}
_CONTROLS |= {0x7F: "\N{SYMBOL FOR DELETE}"}
_CONTROLS |= dict.fromkeys((*range(0x80, 0xA0), 0x2028, 0x2029, *_BIDI), "\N{REPLACEMENT CHARACTER}")
"""Signs that would move the cursor, colour the screen, end or turn round lines, and what stands for them."""


def shown(text: str) -> str:
    """Give a text that a terminal shows and does not obey; what is no UTF-8 in a file name becomes ``?``."""
    return text.encode("utf-8", "replace").decode("utf-8").translate(_CONTROLS)


def bare(text: str) -> str:
    """Give a text without signs that stand for a style."""
    return text.replace(BOLD, "").replace(PLAIN, "")


class Terminal(io.TextIOBase):
    """A stream to a terminal. ``stream`` is the one beneath, which passes everything on."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.buffer = _Bytes(self)

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """What the terminal's own stream writes."""
        return self.stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        """What that does with signs that it cannot write."""
        return self.stream.errors

    def write(self, text: str) -> int:
        """Show a text."""
        plain = shown(text)
        for sign, style in _STYLES.items():
            plain = plain.replace(sign, style)
        self.stream.write(plain)
        return len(text)

    def writable(self) -> bool:
        """Say yes."""
        return True

    def isatty(self) -> bool:
        """Say yes."""
        return True

    def fileno(self) -> int:
        """Give the number of the terminal's file."""
        return self.stream.fileno()

    def flush(self) -> None:
        """Send what was written."""
        self.stream.flush()


class _Bytes(io.BufferedIOBase):
    """What takes bytes for a terminal."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, data: Any) -> int:
        """Show UTF-8."""
        self._terminal.write(self._decoder.decode(bytes(data)))
        return len(data)

    def writable(self) -> bool:
        """Say yes."""
        return True

    def flush(self) -> None:
        """Send what was written."""
        self._terminal.flush()

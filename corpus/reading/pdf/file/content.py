"""The operations of a PDF content stream: each operator with the operands before it.

Format: ISO 32000-1, 7.2 (lexical conventions), 7.3 (objects) and 8.9.7 (inline images).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import Any

_REGULAR = rb"[^\s\x00/%()<>\[\]{}]"
_TOKEN = re.compile(
    rb"[+-]?[\d.]{41,}+"  # too long for a number: no place on a page needs it, and products of such numbers are none
    rb"|([+-]?(?:\d+\.?\d*+|\.\d++))"
    rb"|(?:true|false|null)(?!" + _REGULAR + rb")"
    rb"|(ID)(?!" + _REGULAR + rb")"
    rb"|(['\"]|[A-Za-z]" + _REGULAR + rb"*+)"
    rb"|\(([^()\\\r]*+)\)"
    rb"|\(([^()\\]*+(?:\\.[^()\\]*+)*+)\)"
    rb"|(\()"
    rb"|<<|>>|%[^\r\n]*+"
    rb"|<([0-9A-Fa-f\s\x00]*+)>?"
    rb"|/(" + _REGULAR + rb"*+)"
    rb"|(\[)"
    rb"|(\])"
    rb"|([^\s\x00+.-])",
    re.DOTALL,
)
_NUMBER, _IMAGE, _OPERATOR, _PLAIN, _WRITTEN, _STRING, _HEXADECIMAL, _NAME, _OPENED, _CLOSED, _STRAY = range(1, 12)
"""Groups of the expression, in its order. ``_PLAIN`` is a string with nothing to undo, ``_WRITTEN`` one with escapes,
``_STRING`` begins one with parentheses inside. What says nothing of text has no group: constants, comments, and the
brackets of dictionaries, whose parts are left as operands."""

_PARENTHESIS = re.compile(rb"[^()\\]*+(?:\\.[^()\\]*+)*+([()])", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|(.))|\r\n?", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
_BLANKS = re.compile(rb"[\s\x00]+")
_IMAGE_END = re.compile(rb"EI(?=[\s\x00])")
_ASCII_END = re.compile(rb"~>")
_ASCII = {"A85", "ASCII85Decode"}


def operations(data: bytes, known: Container[bytes]) -> Iterator[tuple[bytes, list[Any]]]:
    """Give the operators of a content stream in order, each with its operands.

    Operands are floats, names as ``str``, strings as ``bytes`` and arrays as ``list``. An inline image is an operator
    ``EI``. Operators that are not ``known``, and signs that begin nothing of the format, are given too; the operands
    before them wait for the next. A known operator closes an array that is open.
    """
    operands: list[Any] = []
    into = operands
    at = 0
    while at < len(data):
        for found in _TOKEN.finditer(data, at):
            kind = found.lastindex or 0
            if kind == _NUMBER:
                into.append(float(found[0]))
            elif kind in (_OPERATOR, _STRAY):
                yield found[0], operands
                if found[0] in known:
                    into = operands = []
            elif kind in _VALUES:
                into.append(_VALUES[kind](found[kind]))
            elif kind == _OPENED:
                into = []
                operands.append(into)
            elif kind == _CLOSED:
                into = operands
            elif kind == _STRING:
                text, at = _string(data, found.end())
                into.append(text)
                break
            elif kind == _IMAGE:
                yield b"EI", operands
                at = _behind_image(data, found.end(), operands)
                into = operands = []
                break
        else:
            return


def _string(data: bytes, start: int) -> tuple[bytes, int]:
    """Give the string that begins at ``start``, behind its parenthesis, and where the next token may begin."""
    depth, at = 1, start
    while found := _PARENTHESIS.match(data, at):
        at = found.end()
        depth += 1 if found[1] == b"(" else -1
        if not depth:
            return _unescaped(data[start : at - 1]), at
    return b"", len(data)


def _unescaped(written: bytes) -> bytes:
    return _ESCAPE.sub(_escaped, written)


def _escaped(found: re.Match[bytes]) -> bytes:
    """Give what an escape stands for; a backslash before any other sign is none, an end of line is ``\\n``."""
    octal, sign = found.groups()
    if octal:
        return bytes((int(octal, 8) & 0xFF,))
    if sign:
        return _ESCAPED.get(sign, sign)
    return b"" if found[0][:1] == b"\\" else b"\n"


def _from_hexadecimal(digits: bytes) -> bytes:
    """Give the bytes of a hexadecimal string; a last digit that is missing is 0."""
    digits = _BLANKS.sub(b"", digits)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _name(written: bytes) -> str:
    """Give a name as pdfminer.six gives those of resources: as UTF-8, or as Python writes the bytes."""
    name = _CODED.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), written) if b"#" in written else written
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return str(name)


_VALUES: dict[int, Callable[[bytes], Any]] = {
    _PLAIN: lambda text: text, _WRITTEN: _unescaped, _HEXADECIMAL: _from_hexadecimal, _NAME: _name,
}
"""What an operand is, from what is written of it, by its group."""


def _behind_image(data: bytes, start: int, parameters: list[Any]) -> int:
    """Give where an inline image ends whose data begin at ``start``."""
    names = [name for part in parameters for name in (part if isinstance(part, list) else [part])]
    encoded = any(isinstance(name, str) and name in _ASCII for name in names)
    found = (_ASCII_END if encoded else _IMAGE_END).search(data, start)
    return found.end() if found else len(data)

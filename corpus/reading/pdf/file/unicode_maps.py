"""The table of a font that says which characters its glyphs are, read as its makers write it.

Format: ISO 32000-1, 9.10.3 (ToUnicode CMaps). pdfminer.six reads such a table sign by sign, as any program of
PostScript, which takes a fifth of the time of a file of few pages and most of that of one scanned page. Here the
sections of a table are found by patterns; of a table that has anything else in it nothing is read, and pdfminer's own
way serves. Both give the same characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SECTION = re.compile(rb"(?<!\w)beginbf(char|range)((?:<[0-9A-Fa-f]*+>|[\s\[\]]++)*+)endbf(char|range)(?!\w)")
_AROUND = re.compile(
    rb"(?:\s++|/[\w+.-]++|\d++|\([\w .+-]*+\)|<<|>>|<[0-9A-Fa-f]++>|(?:findresource|begin|dict|begincmap|def|dup|put"
    rb"|begincodespacerange|endcodespacerange|CIDSystemInfo|CMapName|currentdict|CMap|defineresource|pop|end)(?!\w))*+")
"""What stands around the sections: a program that says nothing of glyphs."""
_END = re.compile(rb"(?<!\w)endcmap(?!\w)")
_HEX = rb"<((?:[0-9A-Fa-f]{2})++)>"
_GAP = rb"\s*+"
_PAIR = re.compile(_HEX + _GAP + _HEX + _GAP)
_RANGE = re.compile(_HEX + _GAP + _HEX + _GAP + rb"(?:" + _HEX + rb"|\[([\s<>0-9A-Fa-f]*+)\])" + _GAP)
_ITEM = re.compile(_HEX + _GAP)

_WIDEST = 0xFFFF
"""A range of more glyphs is none of a font."""

_SURROGATES = range(0xD800, 0xE000)
_NO_BREAK = "\u00a0"


def unicode_table(data: bytes) -> dict[int, str] | None:
    """Give the characters of each glyph by its number; None for a table that is not plain."""
    plain, *behind = _END.split(data)
    sections = list(_SECTION.finditer(plain))
    if len(behind) > 1 or not all(_AROUND.fullmatch(part) for part in (_SECTION.sub(b" ", plain), *behind)):
        return None
    table: dict[int, str] = {}
    for section in sections:
        kind, body = section[1], section[2].lstrip()
        if section[3] != kind or not (_take_pairs(body, table) if kind == b"char" else _take_ranges(body, table)):
            return None
    return table


def _whole(pattern: re.Pattern[bytes], body: bytes) -> Iterator[re.Match[bytes] | None]:
    """Give the entries of a section, one behind the other; None at the end where something else stands there."""
    at = 0
    while found := pattern.match(body, at):
        at = found.end()
        yield found
    if at < len(body):
        yield None


def _take_pairs(body: bytes, table: dict[int, str]) -> bool:
    """Take glyphs with their characters; say whether there was nothing else."""
    for found in _whole(_PAIR, body):
        if found is None:
            return False
        _put(table, int(found[1], 16), _characters(bytes.fromhex(found[2].decode("ascii"))))
    return True


def _take_ranges(body: bytes, table: dict[int, str]) -> bool:
    """Take glyphs that follow each other with their characters; say whether there was nothing else."""
    for found in _whole(_RANGE, body):
        if found is None or len(found[1]) != len(found[2]):
            return False
        first, last = int(found[1], 16), int(found[2], 16)
        if last - first > _WIDEST:
            return False
        if found[3] is not None:
            if not _take_run(first, last, bytes.fromhex(found[3].decode("ascii")), table):
                return False
            continue
        items = list(_whole(_ITEM, found[4].lstrip()))
        if not all(items):
            return False
        for glyph, item in zip(range(first, last + 1), items, strict=False):
            _put(table, glyph, _characters(bytes.fromhex(item[1].decode("ascii"))))  # type: ignore[index]
    return True


def _take_run(first: int, last: int, code: bytes, table: dict[int, str]) -> bool:
    """Take glyphs whose characters follow each other too, from ``code`` on; say whether they are single ones."""
    base, count = int.from_bytes(code, "big"), last - first + 1
    if len(code) != 2 or base + count - 1 > _WIDEST:
        return False
    no_break = first + ord(_NO_BREAK) - base
    space = no_break in range(first, last + 1) and table.get(no_break) == " "
    table.update(zip(range(first, last + 1), map(chr, range(base, base + count)), strict=True))
    # Halves of a pair are no characters.
    for number in range(max(base, _SURROGATES.start), min(base + count, _SURROGATES.stop)):
        table[first + number - base] = ""
    if space:
        table[no_break] = " "
    return True


def _characters(code: bytes) -> str:
    return code.decode("UTF-16BE", "ignore")


def _put(table: dict[int, str], glyph: int, sign: str) -> None:
    """Keep the characters of a glyph; a space that is also said to be one that does not break stays a space."""
    if sign != _NO_BREAK or table.get(glyph) != " ":
        table[glyph] = sign

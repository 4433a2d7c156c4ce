"""Tables of characters are read as pdfminer.six reads them, or left to it."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.psexceptions import PSSyntaxError

from corpus.reading.pdf.file.unicode_maps import unicode_table

HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
END = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
SECTIONS = {
    "pairs": b"3 beginbfchar\n<0003> <0020>\n<0011><0442>\n<0012> <00660069>\nendbfchar\n",
    "a space twice": b"3 beginbfchar <0003> <0020> <0003> <00A0> <0004> <00A0> endbfchar\n",
    "a run over such": b"1 beginbfchar <0003> <0020> endbfchar 1 beginbfrange <0000> <0009> <009D> endbfrange\n",
    "ranges": b"2 beginbfrange\n<0020> <002F> <0410>\n<0041> <0043> [<0061> <0062> <00630064>]\nendbfrange\n",
    "one byte a glyph": b"1 beginbfrange <20> <7E> <0020> endbfrange 1 beginbfchar <80> <20AC> endbfchar\n",
    "all there are": b"1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\n",
    "beyond the plane": b"1 beginbfchar\n<0001> <D835DC00>\nendbfchar\n",
}
OTHERS = {
    "glyph names": b"1 beginbfchar <0001> /afii10017 endbfchar\n",
    "half a byte": b"1 beginbfchar <0001> <004> endbfchar\n",
    "a run of longer codes": b"1 beginbfrange <0001> <0003> <00660069> endbfrange\n",
    "a run over the end": b"1 beginbfrange <0001> <0003> <FFFE> endbfrange\n",
    "numbers of glyphs": b"1 begincidrange <0000> <00FF> 32 endcidrange\n",
    "a comment": b"% 1 beginbfchar <0001> <0041> endbfchar\n",
    "another table": b"/Adobe-Korea1-UCS2 usecmap\n",
    "an open section": b"1 beginbfchar <0001> <0041>\n",
    "an open string": b"(1 beginbfchar <0001> <0041> endbfchar\n",
}


def known(data: bytes) -> dict[int, str]:
    table = FileUnicodeMap()
    CMapParser(table, BytesIO(data)).run()
    return table.cid2unichr


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_tables_are_read_as_by_pdfminer(section: bytes) -> None:
    assert unicode_table(HEAD + section + END) == known(HEAD + section + END) != {}


@pytest.mark.parametrize("section", OTHERS.values(), ids=OTHERS)
def test_tables_that_are_not_plain_are_left_to_it(section: bytes) -> None:
    assert unicode_table(HEAD + section + END) is None


def test_damaged_tables_are_never_read_otherwise() -> None:
    chance = random.Random(5)  # noqa: S311
    whole = HEAD + SECTIONS["pairs"] + SECTIONS["ranges"] + END
    signs = [b"<", b">", b"[", b"]", b"(", b")", b"%\n", b"<00>", b"endcmap", b"endbfchar", b"beginbfrange",
             b"5", b"\0"]
    read = 0
    for _ in range(1_500):
        at = chance.randrange(len(whole))
        put, taken = chance.choice([b"", chance.choice(signs), chance.randbytes(1)]), chance.randrange(4)
        data = whole[:at] + put + whole[at + taken :]
        table = unicode_table(data)
        if table is None:
            continue
        read += 1
        try:
            assert table == known(data), data
        except (PSSyntaxError, ValueError):
            # pdfminer.six gives a dictionary up that is damaged and says nothing of characters.
            assert table == known(whole), data
    assert read > 20

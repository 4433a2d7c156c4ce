"""Pairs as TMX, read back."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET

from corpus.export.tmx import write_tmx
from corpus.model.turns import Pair, Turn

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TURNS = {
    "ru/1": Turn("ru/1", "ru", 1, "speech", "Лорем <ипсум> & долор 14.\x0b Сит амет Брумель?", "ru"),
    "ru/2": Turn("ru/2", "ru", 2, "speech", "Элит.", "ru"),
    "en/1": Turn("en/1", "en", 1, "speech", "Lorem <ipsum> & dolor 14. Sit amet Brumel?", "en"),
    "en/2": Turn("en/2", "en", 2, "speech", "Elit.", "en"),
}
PAIRS = [
    Pair(("ru/1",), ("en/1",), ("ru", "en"), "exact", 0.91),
    Pair(("ru/1", "ru/2"), ("en/2",), ("ru", "en"), "translation", 1.0, "printed", (), "A. Writer", "Ledger 4"),
]


def _read(*, sentences: bool = False) -> tuple[int, ET.Element]:
    out = BytesIO()
    count = write_tmx(out, PAIRS, TURNS, sentences=sentences)
    assert b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in out.getvalue()
    return count, ET.fromstring(out.getvalue())  # noqa: S314


def test_units_come_back_as_they_went() -> None:
    count, root = _read()
    assert (root.tag, root.attrib, [child.tag for child in root]) == ("tmx", {"version": "1.4"}, ["header", "body"])
    header = root[0].attrib
    assert set(header) == {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"
    }
    assert (header["creationtool"], header["srclang"], header["segtype"]) == ("trials", "ru", "paragraph")
    units = root.findall("body/tu")
    assert count == len(units) == 2
    first, second = ({p.attrib["type"]: p.text for p in unit.findall("prop")} for unit in units)
    assert (first["x-left"], first["x-right"], first["x-confidence"], first["x-mark"]) == ("ru/1", "en/1", "0.910", "●")
    assert (second["x-left"], second["x-translator"], second["x-source"]) == ("ru/1 ru/2", "A. Writer", "Ledger 4")
    assert [(tuv.attrib[LANG], tuv.findtext("seg")) for tuv in units[0].findall("tuv")] == [
        ("ru", TURNS["ru/1"].text.replace("\x0b", "")), ("en", TURNS["en/1"].text)
    ]
    assert units[1].findtext("tuv/seg", "").endswith("\nЭлит.")


def test_sentences_make_units_of_their_own() -> None:
    count, root = _read(sentences=True)
    assert root[0].attrib["segtype"] == "sentence"
    segments = [[seg.text for seg in unit.iter("seg")] for unit in root.iter("tu")]
    assert segments[:2] == [
        ["Лорем <ипсум> & долор 14.", "Lorem <ipsum> & dolor 14."], ["Сит амет Брумель?", "Sit amet Brumel?"]
    ]
    assert count == len(segments) >= 3


def test_no_pairs_make_an_empty_memory() -> None:
    out = BytesIO()
    assert write_tmx(out, [], {}) == 0
    assert ET.fromstring(out.getvalue()).findall("body/tu") == []  # noqa: S314

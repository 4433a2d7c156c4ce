"""Pairs as TMX, read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from corpus.export.tmx import UnitsWritten, write_tmx
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
    count = write_tmx(out, PAIRS, TURNS, sentences=sentences).written
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
    assert write_tmx(out, [], {}) == (0, 0)
    assert ET.fromstring(out.getvalue()).findall("body/tu") == []  # noqa: S314


DOUBTFUL = [
    Pair(("ru/1",), ("en/1",), ("ru", "en"), "exact", 0.064), Pair(("ru/2",), ("en/2",), ("ru", "en"), "exact", 0.5),
    Pair(("ru/2",), ("en/1",), ("ru", "en"), "exact", 0.499),
]


@pytest.mark.parametrize(("least", "wanted"), [(None, UnitsWritten(1, 2)), (0, UnitsWritten(3, 0)), (0.6, (0, 3))])
@pytest.mark.parametrize("sentences", [False, True])
def test_doubtful_pairs_are_left_out_unless_asked_for(least: float | None, wanted: UnitsWritten, sentences: bool
                                                      ) -> None:
    out = BytesIO()
    made = write_tmx(out, DOUBTFUL, TURNS, sentences=sentences, least=least)
    root = ET.fromstring(out.getvalue())  # noqa: S314
    sure = [float(prop.text or "") for prop in root.findall("body/tu/prop[@type='x-confidence']")]
    bound = 0.5 if least is None else least
    assert len(sure) == made.written and all(one >= bound for one in sure)
    assert sentences or made == wanted
    assert root.findtext("header/prop[@type='x-least']") == f"{bound:g}"


def test_a_reader_of_translation_memories_finds_every_unit(tmp_path: Path) -> None:
    """translate-toolkit reads what computer-aided translation reads: units, both languages, no text changed."""
    tmx = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
    pairs = [*PAIRS, *DOUBTFUL]
    with (tmp_path / "memory.tmx").open("wb") as out:
        made = write_tmx(out, pairs, TURNS)
    held = tmx.tmxfile.parsefile(str(tmp_path / "memory.tmx"))
    assert (held.sourcelanguage or held.header.get("srclang")) == "ru"
    units = [(unit.source, unit.target) for unit in held.units]
    assert len(units) == made.written == 3
    assert units[0] == (TURNS["ru/1"].text.replace("\x0b", ""), TURNS["en/1"].text)
    assert [unit.getnotes() or unit.getid() for unit in held.units]

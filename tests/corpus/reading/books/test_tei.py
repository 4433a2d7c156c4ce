"""TEI: what this program exported comes back as it was; texts of other makers with their speakers, pages and notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command import trials

from corpus.acquisition.adding import Wanted, add
from corpus.catalogue.catalogue import load
from corpus.ingest.run import ingest
from corpus.model.turns import Turn
from corpus.reading.books.tei import read_tei
from corpus.reading.formats import sniff
from corpus.storage.home import Home
from corpus.storage.library import Library

SPECIMEN = Path(__file__).resolve().parents[4] / "corpus" / "data" / "specimen" / "files"


def told(turns: list[Turn]) -> list[tuple[Any, ...]]:
    """Give what TEI holds of each turn: the words of a voice without any name are nobody's in it."""
    return [
        ("narration" if t.kind == "speech" and not (t.label or t.speaker) else t.kind, t.sitting, t.section, t.speaker,
         t.label, t.role if t.label or t.speaker else None, t.page.label, t.page.basis, t.text) for t in turns
    ]


def held(place: Path, path: Path, **wanted: str) -> Home:
    home = Home(place, "specimen").create()
    add(home, load("specimen"), [path], Wanted(**wanted))  # type: ignore[arg-type]
    ingest(home)
    return home


@pytest.mark.slow
@pytest.mark.parametrize(("file", "wanted"), [
    ("ru-specimen.html", {"edition": "ru-specimen"}), ("en-specimen.pdf", {"edition": "en-specimen"}),
    ("letter-ru.txt", {"document": "letter-ru", "kind": "cited"}),
])
def test_our_own_export_comes_back_as_it_was(tmp_path: Path, file: str, wanted: dict[str, str]) -> None:
    name = wanted.get("edition") or wanted["document"]
    first = held(tmp_path / "first", SPECIMEN / file, **wanted)
    assert trials("reindex", home=first.path).code == 0
    given = trials("export", "--format", "tei", home=first.path)
    again = tmp_path / "again.xml"
    again.write_text(given.out, "utf-8")
    assert sniff(again.read_bytes(), "again.xml") == "tei"
    second = held(tmp_path / "second", again, **wanted)
    before, after = list(Library(first).turns(name)), list(Library(second).turns(name))
    assert told(after) == told(before)
    raw = again.read_text("utf-8")
    spoken = [t for t in after if t.kind == "speech" and "\n" not in t.text and "&" not in t.text and not t.marks]
    assert all(" ".join(raw[t.origin.start : t.origin.end].split()) == t.text for t in spoken)


FOREIGN = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A hearing</title></titleStmt></fileDesc>
</teiHeader><text><body><div><pb n="12"/><head>Morning</head>
<p>The hall was full.</p>
<sp who="#kor"><speaker>KORVIN.</speaker><p>I saw the barge<note n="1" place="foot"><p>At the mole.</p></note> and no
lan<lb break="no"/>tern <pb n="13"/>on it.</p><stage>(He sits down.)</stage><p>That is all.</p></sp>
<p>Nobody <hi rend="italic">answered</hi>.</p></div></body></text></TEI>"""


def test_a_text_of_another_maker() -> None:
    (text,) = read_tei(FOREIGN, "f")
    assert text.title == "A hearing"
    assert [(b.kind, b.text, b.page.label, b.page.end) for b in text.blocks] == [
        ("heading", "Morning", "12", "12"), ("para", "The hall was full.", "12", "12"),
        ("para", "I saw the barge and no lantern on it.", "12", "13"), ("note", "At the mole.", "12", "12"),
        ("direction", "(He sits down.)", "13", "13"), ("para", "That is all.", "13", "13"),
        ("para", "Nobody answered.", "13", "13")]
    stated = [(b.stated.label, b.stated.name, b.stated.goes_on) if b.stated else None for b in text.blocks]
    assert stated[2] == ("KORVIN", None, False)
    assert stated[5] == (None, "KORVIN", True)
    assert stated[6] == (None, None, False)
    for block in text.blocks:
        for run in block.offsets.runs:
            assert block.text[run.text : run.text + run.length] == FOREIGN[run.source : run.source + run.width]


def test_without_speeches_the_words_tell_who_speaks() -> None:
    plain = FOREIGN.replace('<sp who="#kor"><speaker>KORVIN.</speaker><p>', "<p>KORVIN: ").replace("</sp>", "")
    assert not any(block.stated for block in read_tei(plain, "f")[0].blocks)

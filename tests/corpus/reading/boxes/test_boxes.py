"""Files of recognised words with boxes: read as the recognised pages of a PDF are, whichever format has them."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from boxed import alto, djvu_xml, hocr, page_xml

from corpus.errors import SourceRefusedError
from corpus.model.blocks import Format, SourceText
from corpus.reading import formats
from corpus.reading.boxes.reader import read_boxes
from corpus.reading.worker import Worker

PAGES = [page.splitlines() for page in (
    """THE BARN AND THE LAMP 31
ORLAN: The lamp that stood beside the northern gate was
lit by the watchman, who had no other work to do that
night, and it burned until the carter came with a kind-""",
    """THE BARN AND THE LAMP 32
ling box. I did not see who held it.
>VANE: And the barn, was it open at that hour or was it
shut, as the president of the guild has told us twice?""",
    """THE BARN AND THE LAMP 33
>ORLAN: It was open. The door hung on one hinge, and in
the straw behind it lay a sack of salt that nobody had
asked for. That is all I know of the barn and the lamp.""",
)]
TEXTS = [
    "ORLAN: The lamp that stood beside the northern gate was lit by the watchman, who had no other work to do that "
    "night, and it burned until the carter came with a kindling box. I did not see who held it.",
    "VANE: And the barn, was it open at that hour or was it shut, as the president of the guild has told us twice?",
    "ORLAN: It was open. The door hung on one hinge, and in the straw behind it lay a sack of salt that nobody had "
    "asked for. That is all I know of the barn and the lamp.",
]
MADE: dict[Format, str] = {"hocr": hocr(PAGES), "alto": alto(PAGES), "djvuxml": djvu_xml(PAGES)}


def read(data: bytes, wanted: Format) -> SourceText:
    assert formats.sniff(data, "file") == wanted
    (text,) = formats.read(data, wanted, "file")
    return text


@pytest.mark.parametrize("form", MADE)
def test_words_pages_and_heads_are_those_of_the_print(form: Format) -> None:
    text = read(MADE[form].encode(), form)
    assert [block.text for block in text.blocks] == TEXTS
    assert [(block.page.label, block.page.end, block.sheet) for block in text.blocks] == [
        ("31", "32", 1), ("32", "32", 2), ("33", "33", 3)]
    assert [entry.text for entry in text.left_out] == [page[0] for page in PAGES]
    assert not text.doubts


def test_page_xml_is_read_in_the_order_it_states() -> None:
    lines = [line.replace("kind-", "kind¬") for line in PAGES[0]]
    text = read(page_xml([*lines, "ling box."]).encode(), "page")
    assert [block.text for block in text.blocks if block.kind == "para"] == [TEXTS[0].split(" I did")[0]]


def test_packed_pages_are_unpacked() -> None:
    assert [block.text for block in read(gzip.compress(MADE["hocr"].encode()), "hocr").blocks] == TEXTS


def test_a_reading_process_gives_the_same() -> None:
    data = gzip.compress(MADE["hocr"].encode())
    with Worker() as worker:
        assert [block.text for block in worker.read(data, "hocr", "file")[0].blocks] == TEXTS


@pytest.mark.parametrize("made", [hocr, alto])
def test_a_badly_recognised_page_is_a_doubt(made: object) -> None:
    data = made(PAGES, confidence=41).encode()  # type: ignore[operator]
    text = read(data, formats.sniff(data, "file"))
    assert [(doubt.code, doubt.fields["sheet"]) for doubt in text.doubts] == [
        ("sheet-badly-recognised", number) for number in (1, 2, 3)]


@pytest.mark.parametrize("data", [
    b'<?xml version="1.0"?><!DOCTYPE alto [<!ENTITY a "aaaa">]><alto>&a;</alto>',
    b'<?xml version="1.0"?><alto><Layout><Page>', alto([[]]).encode(), hocr([]).encode(),
    gzip.compress(hocr(PAGES).encode())[:-20],
])
def test_what_is_damaged_or_empty_is_refused(data: bytes) -> None:
    with pytest.raises(SourceRefusedError):
        formats.read(data, formats.sniff(data, "file"), "file")


def test_a_djvu_file_without_the_program_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(SourceRefusedError, match="djvutoxml"):
        formats.read(b"AT&TFORM....", "djvu", "file")


@pytest.mark.sources
@pytest.mark.parametrize(("name", "form", "words"), [
    ("20-fmt-t.hocr", "hocr", "северной пристани"), ("20-fmt-alto.xml", "alto", "северной пристани"),
    ("20-fmt-pagexml.xml", "page", "северной пристани"), ("20-fmt-djvu.xml", "djvuxml", "lay under fog"),
    ("20-fmt-scan.djvu", "djvu", "Видели баржу"),
])
def test_files_of_other_makers(cases: Path, name: str, form: Format, words: str) -> None:
    if form == "djvu" and shutil.which("djvutoxml") is None:
        pytest.skip("djvutoxml is not here")
    assert any(words in block.text for block in read((cases / name).read_bytes(), form).blocks)


def test_words_of_which_the_recogniser_is_unsure_are_named() -> None:
    raw = hocr([["The lamp", "burned all night long."], ["The barn", "stood wide open then."]])
    for word in ("burned", "night"):
        at = raw.rindex("x_wconf 95", 0, raw.index(f">{word}<"))
        raw = raw[:at] + "x_wconf 41" + raw[at + len("x_wconf 95"):]
    notes = [note for note in read_boxes(raw.encode(), "hocr", "f").doubts if note.code == "words-unsure"]
    assert [note.fields for note in notes] == [{"sheet": 1, "words": "burned night", "count": 2}]


@pytest.mark.parametrize("form", ["hocr", "alto"])
def test_words_that_the_recogniser_is_unsure_of_are_marked_in_the_text(form: Format) -> None:
    sure, unsure = {"hocr": ("x_wconf 95'>sack<", "x_wconf 31'>sack<"),
                    "alto": ('WC="0.95" CONTENT="sack"', 'WC="0.31" CONTENT="sack"')}[form]
    made = MADE[form]
    assert sure in made
    text = read(made.replace(sure, unsure).encode(), form)
    assert [block.text for block in text.blocks] == TEXTS
    marked = [block.text[m.start : m.end] for block in text.blocks for m in block.marks if m.kind == "unsure"]
    assert marked == ["sack"]

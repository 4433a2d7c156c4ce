"""Files of recognised words with boxes: read as the recognised pages of a PDF are, whichever format has them."""

from __future__ import annotations

import gzip
import re
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


def page_of(body: str, order: str = "") -> str:
    return ('<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
            f'<Page imageWidth="1500" imageHeight="2000">{order}{body}</Page></PcGts>')


def line(words: str) -> str:
    return f"<TextLine><TextEquiv><Unicode>{words}</Unicode></TextEquiv></TextLine>"


LINES = ("The porter saw the barge at", "dawn, and nobody else was on", "the mole that morning.")


def test_page_xml_in_groups_within_groups() -> None:
    order = ('<ReadingOrder><OrderedGroup id="a"><OrderedGroupIndexed id="c" index="1"><RegionRefIndexed index="0" '
             'regionRef="r3"/></OrderedGroupIndexed><UnorderedGroupIndexed id="b" index="0"><RegionRef regionRef="r1"/>'
             '<RegionRef regionRef="r2"/></UnorderedGroupIndexed></OrderedGroup></ReadingOrder>')
    regions = [f'<TextRegion id="r{n}">{line(words)}</TextRegion>' for n, words in enumerate(LINES, 1)]
    for arranged in (regions, regions[::-1], [regions[1], regions[2], regions[0]]):
        text = read(page_of("".join(arranged), order).encode(), "page")
        assert [block.text for block in text.blocks] == [" ".join(LINES)]


@pytest.mark.parametrize("parts", [
    '<TextEquiv><Unicode>{0}\n{1}\n{2}</Unicode></TextEquiv>',
    "".join(f'<TextLine><TextEquiv index="1"><Unicode>no</Unicode></TextEquiv><TextEquiv index="0"><Unicode>{{{n}}}'
            "</Unicode></TextEquiv></TextLine>" for n in range(3)),
])
def test_page_xml_with_text_on_regions_or_in_several_readings(parts: str) -> None:
    for kind in ("TextRegion", "TableCell"):
        text = read(page_of(f"<{kind} id='r'>{parts.format(*LINES)}</{kind}>").encode(), "page")
        assert [block.text for block in text.blocks] == [" ".join(LINES)]


def test_page_xml_with_text_on_signs_alone() -> None:
    words = "".join("<Word>" + "".join(f"<Glyph><TextEquiv><Unicode>{sign}</Unicode></TextEquiv></Glyph>"
                                       for sign in word) + "</Word>" for word in LINES[0].split())
    text = read(page_of(f"<TextRegion><TextLine>{words}</TextLine></TextRegion>").encode(), "page")
    assert [block.text for block in text.blocks] == [LINES[0]]


def test_hocr_whose_lines_have_no_words_of_their_own() -> None:
    bare = re.sub(r"<span class='ocrx_word'[^>]*>([^<]*)</span>", r"\1", hocr(PAGES))
    assert "ocrx_word" not in bare
    for raw in (bare, bare.replace("</p>", "</p><p class='ocr_par'></p>")):
        text = read(raw.encode(), "hocr")
        assert [block.text for block in text.blocks] == TEXTS
        assert [block.page.label for block in text.blocks] == ["31", "32", "33"]


@pytest.mark.parametrize("form", ["hocr", "alto"])
def test_pages_that_the_file_alone_states(form: Format) -> None:
    pages = [[line.removesuffix(f" {n}") for line in page] for n, page in enumerate(PAGES, 31)]
    made = {"hocr": hocr, "alto": alto}[form](pages)
    at = {"hocr": "bbox 0 0 ", "alto": "<Page "}[form]
    parts = made.split(at)
    said = [{"hocr": f'lpageno "{n}"; {at}', "alto": f'{at}PRINTED_IMG_NR="{n}" '}[form] for n in (31, 32, 33)]
    text = read((parts[0] + "".join(a + b for a, b in zip(said, parts[1:], strict=True))).encode(), form)
    assert [(block.page.label, block.page.basis) for block in text.blocks if block.text in TEXTS] == [
        ("31", "sequence"), ("32", "sequence"), ("33", "sequence")]
    assert "pages-stated" in [note.code for note in text.doubts]


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


def test_a_speck_at_the_end_of_a_line_hides_no_speech_that_begins_below() -> None:
    said = [">QUAGGA: Where was the lamp that", "night? c,", "ZEBRA: It hung over the pump,", "as it always did."]
    before = [line for number in range(4) for line in (f">QUAGGA: Who lit it, {number}?", ">ZEBRA: Nobody did.")]
    raw = hocr([["31", *before, *said]])
    at = raw.rindex("x_wconf 95", 0, raw.index(">c,<"))
    text = read_boxes((raw[:at] + "x_wconf 21" + raw[at + len("x_wconf 95"):]).encode(), "hocr", "f")
    assert [block.text for block in text.blocks][-2:] == [
        "QUAGGA: Where was the lamp that night? c,", "ZEBRA: It hung over the pump, as it always did."]


@pytest.mark.parametrize("first", [True, False])
def test_a_page_number_is_told_from_what_stands_in_the_margin(first: bool) -> None:
    def region(kind: str, *lines: str) -> str:
        written = "".join(f"<TextLine><TextEquiv><Unicode>{line}</Unicode></TextEquiv></TextLine>" for line in lines)
        return f'<TextRegion custom="structure {{type:{kind};}}">{written}</TextRegion>'

    body = region("paragraph", "The lamp burned all night long", "over the barn, and nobody saw it.", *LINES)
    edges = region("page-number", "31") + region("marginalia", "leaf 5")
    text = read_boxes(f'<PcGts><Page imageWidth="1700" imageHeight="2400">{edges * first}{body}{edges * (not first)}'
                      "</Page></PcGts>".encode(), "page", "f")
    assert {block.page.label for block in text.blocks} == {"31"}
    assert any(block.text == "leaf 5" for block in text.blocks)

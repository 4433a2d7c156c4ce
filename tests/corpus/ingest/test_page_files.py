"""Files of one page each are one text: pages by their numbers, words, sentences and speeches over the ends of files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.ingest.page_files import Read, page_files
from corpus.ingest.report import IngestReport
from corpus.ingest.run import ingest
from corpus.model.blocks import Block, SourceText
from corpus.model.turns import Turn
from corpus.reading.page_files import page_places
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.sources import SourceFile

PAGES = (
    "Morning Session, May 4\n\nORSETSKY: Did you see the barge which lay by the quay and which the por-\n",
    "ters had left without a lamp?\n\nA. KORVIN: I saw the barge, but not who took the lamp, because\n",
    "the fog was thick.\n\nORSETSKY: Whose mule?\n\nA. KORVIN: That of\n",
    "Tarnholm.\n\nORSETSKY: Enough.\n",
)
WANTED = [
    ("ORSETSKY", "11", "12",
     "Did you see the barge which lay by the quay and which the porters had left without a lamp?"),
    ("A. KORVIN", "12", "13", "I saw the barge, but not who took the lamp, because the fog was thick."),
    ("ORSETSKY", "13", "13", "Whose mule?"), ("A. KORVIN", "13", "14", "That of Tarnholm."),
    ("ORSETSKY", "14", "14", "Enough."),
]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", "specimen").create()


def folder(tmp_path: Path, pages: Sequence[str], ending: str = "txt", name: str = "box 7") -> Path:
    place = tmp_path / name
    place.mkdir()
    for number, page in enumerate(pages, 11):
        (place / f"page_{number:04}.{ending}").write_text(page, "utf-8")
    return place


def brought(home: Home, place: Path, **said: str) -> tuple[IngestReport, list[Turn]]:
    add(home, load("specimen"), [place], Wanted(**said))  # type: ignore[arg-type]
    report = ingest(home)
    [info] = report.texts
    return report, [turn for turn in Library(home).turns(info.id) if turn.label]


def hocr(page: str) -> str:
    words = "".join(
        f"<span class='ocr_line' title='bbox 100 {100 + 60 * row} 900 {140 + 60 * row}'>" + "".join(
            f"<span class='ocrx_word' title='bbox {100 + 200 * n} {100 + 60 * row} {290 + 200 * n} {140 + 60 * row}'>"
            f"{word}</span>" for n, word in enumerate(line.split())) + "</span>"
        for row, line in enumerate(page.split("\n")) if line)
    return f"<html><body><div class='ocr_page' title='bbox 0 0 3600 2400'>{words}</div></body></html>"


@pytest.mark.parametrize("said", [{"edition": "en-specimen"}, {}, {"document": "box", "kind": "cited"}], ids=str)
def test_a_folder_of_pages_is_one_text(home: Home, tmp_path: Path, said: dict[str, str]) -> None:
    report, turns = brought(home, folder(tmp_path, PAGES), **said)
    marks = [[turn.page.label, *(mark.label for mark in turn.marks if mark.kind == "page")] for turn in turns]
    texts = [" ".join(turn.text.split()) for turn in turns]
    found = [(turn.label, turn.page.label, turn.page.end or ends[-1], text)
             for turn, ends, text in zip(turns, marks, texts, strict=True)]
    assert found == WANTED
    assert {turn.page.basis for turn in turns} == {"sequence"}
    assert report.entries[0]["doubts"][0]["code"] == "pages-of-files"
    assert len(report.entries[0]["files"]) == len(PAGES)
    if "edition" in said:
        assert [turn.speaker for turn in turns] == ["orsetsky", "a-korvin", "orsetsky", "a-korvin", "orsetsky"]
    else:
        assert report.texts[0].id == said.get("document", "box-7")


def test_what_stands_in_a_file_has_its_place_there(home: Home, tmp_path: Path) -> None:
    _, turns = brought(home, folder(tmp_path, PAGES), edition="en-specimen")
    for turn in turns:
        raw = (home.sources / turn.origin.file).read_text("utf-8")
        assert turn.origin.start is not None and turn.origin.end is not None and turn.origin.end <= len(raw)
        assert raw[turn.origin.start :].startswith(f"{turn.label}: {turn.text[:6]}")
        assert turn.origin.line_start == raw[: turn.origin.start].count("\n") + 1
        for run in turn.offsets.runs:
            assert raw[run.source : run.source + run.width] == turn.text[run.text : run.text + run.length]


def test_recognised_pages_are_one_text(home: Home, tmp_path: Path) -> None:
    _, turns = brought(home, folder(tmp_path, [hocr(page) for page in PAGES], "hocr"), edition="en-specimen")
    assert [(turn.label, turn.page.label) for turn in turns] == [(label, page) for label, page, _, _ in WANTED]
    assert [" ".join(turn.text.split()) for turn in turns] == [text for *_, text in WANTED]


@pytest.mark.parametrize("printed", ["THE HARBOUR INQUIRY\n\n{}\n{}\n", "{1} THE HARBOUR INQUIRY\n\n{0}\n"])
def test_heads_and_numbers_of_the_pages_are_no_text(home: Home, tmp_path: Path, printed: str) -> None:
    pages = [printed.format(page, 31 + n) for n, page in enumerate(PAGES)]
    report, turns = brought(home, folder(tmp_path, pages), edition="en-specimen")
    assert [(turn.page.label, turn.page.basis) for turn in turns] == [
        (str(int(page) + 20), "printed") for _, page, _, _ in WANTED]
    assert [" ".join(turn.text.split()) for turn in turns] == [text for *_, text in WANTED]
    assert sum("THE HARBOUR INQUIRY" in item["text"] for item in report.entries[0]["left_out"]) == len(PAGES)
    assert not report.entries[0]["doubts"]


def test_over_a_page_that_is_not_there_nothing_goes_on(home: Home, tmp_path: Path) -> None:
    place = folder(tmp_path, PAGES)
    (place / "page_0012.txt").unlink()
    report, turns = brought(home, place, edition="en-specimen")
    assert "porters" not in " ".join(turn.text for turn in turns) and "porthe" not in "".join(t.text for t in turns)
    assert "word-broken-at-file-end" in [doubt["code"] for doubt in report.entries[0]["doubts"]]


def test_a_page_more_belongs_to_the_same_document(home: Home, tmp_path: Path) -> None:
    place = folder(tmp_path, PAGES)
    brought(home, place)
    (place / "page_0015.txt").write_text(PAGES[-1], "utf-8")
    report, _ = brought(home, place)
    assert len(report.entries[0]["files"]) == len(PAGES) + 1
    other = folder(tmp_path, PAGES, name="box-7")
    add(home, load("specimen"), [other], Wanted())
    assert [info.id for info in ingest(home).texts] == ["box-7", "box-7-2"]


@pytest.mark.parametrize("names", [
    ("part 1.txt", "part 2.txt", "part 3.txt"), ("page_1.txt", "page_2.txt"),
    ("page_1.txt", "page_2.txt", "page_9.txt"), ("page_1.txt", "page_1.txt", "page_2.txt"),
    ("page_1.txt", "note.txt", "page_2.txt"),
])
def test_other_files_are_no_pages(names: tuple[str, ...]) -> None:
    assert page_places(names) == []


def test_long_files_are_no_pages() -> None:
    long: Read = [(SourceFile(f"page_{n}.txt", "", 1, "text", "added"), SourceText("x", (Block("word " * 2_000),)))
                  for n in range(1, 5)]
    assert page_files(long) is None


@pytest.mark.parametrize(("names", "paged"), [
    (["scan-{:03}.txt", 1], False), (["IMG_20110504_{:04}.txt", 1], False), (["tarn {} of 40.txt", 7], False),
    (["{:04}.txt", 11], False), (["page-{}.txt", 11], True), (["box {} page 3.txt", 1], False),
])
def test_names_that_count_files_where_sentences_run_on(
    home: Home, tmp_path: Path, names: tuple[str, int], paged: bool
) -> None:
    form, first = names
    place = tmp_path / "box 7"
    place.mkdir()
    for number, page in enumerate(PAGES, first):
        (place / form.format(number)).write_text(page, "utf-8")
    _, turns = brought(home, place, edition="en-specimen")
    assert [(turn.label, turn.text) for turn in turns] == [(label, text) for label, _, _, text in WANTED]
    pages = [turn.page.label for turn in turns]
    assert pages == [page if paged else None for _, page, _, _ in WANTED]


def test_numbers_printed_on_scans_are_their_pages(home: Home, tmp_path: Path) -> None:
    place = tmp_path / "box 7"
    place.mkdir()
    for number, page in enumerate(PAGES, 1):
        (place / f"scan-{number:03}.txt").write_text(f"{page}\n{10 + number}\n", "utf-8")
    _, turns = brought(home, place, edition="en-specimen")
    assert [(turn.label, turn.page.label, turn.text) for turn in turns] == [(a, b, d) for a, b, _, d in WANTED]


def test_parts_that_are_counted_stay_apart(home: Home, tmp_path: Path) -> None:
    place = tmp_path / "box 7"
    place.mkdir()
    for number in range(1, 5):
        (place / f"part {number}.txt").write_text(f"ORSETSKY: Is it so?\n\nA. KORVIN: Alpha {number}.\n", "utf-8")
    report, turns = brought(home, place, edition="en-specimen")
    assert [turn.text for turn in turns][1::2] == [f"Alpha {number}." for number in range(1, 5)]
    assert {turn.page.label for turn in turns} == {None}
    assert len(report.texts[0].files) == 4


LEAVES = ("л.31.txt", "л.31об.txt", "л.32.txt", "л.32об.txt")


@pytest.mark.parametrize(("names", "labels"), [
    (("page_viii.txt", "page_ix.txt", "page_x.txt", "page_xi.txt"), ["viii", "ix", "x", "xi"]),
    (("p-ix.txt", "p-x.txt", "p-1.txt", "p-2.txt"), ["ix", "x", "1", "2"]),
    (("p.8.txt", "p.9.txt", "p.10.txt", "p.11.txt"), ["8", "9", "10", "11"]),
    (("page8.txt", "page9.txt", "page10.txt", "page11.txt"), ["8", "9", "10", "11"]),
    (("8_page.txt", "9_page.txt", "10_page.txt", "11_page.txt"), ["8", "9", "10", "11"]),
    (LEAVES, ["л. 31", "л. 31 об.", "л. 32", "л. 32 об."]),
    (("Л. 9 об.txt", "Л. 10.txt", "Л. 10 об.txt"), ["л. 9 об.", "л. 10", "л. 10 об."]),
    (("f31r.txt", "f31v.txt", "f32r.txt", "f32v.txt"), ["fol. 31r", "fol. 31v", "fol. 32r", "fol. 32v"]),
    (("031r.txt", "031v.txt", "032r.txt"), ["fol. 31r", "fol. 31v", "fol. 32r"]),
    (("031l.txt", "031r.txt", "032l.txt", "032r.txt"), [None] * 4),
    (("scan 9 left.txt", "scan 9 right.txt", "scan 10 left.txt"), [None] * 3),
    (("IMG_0009.txt", "IMG_0010.txt", "IMG_0011.txt", "IMG_0012.txt"), [None] * 4),
    (("0009.txt", "0010.txt", "0011.txt", "0012.txt"), [None] * 4),
    (("page_8.txt", "page_9.txt", "page_15.txt", "page_16.txt"), ["8", "9", "15", "16"]),
])
def test_names_of_pages_leaves_and_halves_of_spreads(
    home: Home, tmp_path: Path, names: Sequence[str], labels: Sequence[str | None]
) -> None:
    """Whatever the names, the order is that of the pages; where they tell no page, none is given, and that is said."""
    place = tmp_path / "box 7"
    place.mkdir()
    for name, word in zip(names, ("alba which", "beto which", "caru which", "dova which"), strict=False):
        (place / name).write_text(f"the {word} stood there by the quay of the old harbour and\n", "utf-8")
    add(home, load("specimen"), [place], Wanted(edition="en-specimen"))
    report = ingest(home)
    turns = list(Library(home).turns("en-specimen"))
    words = [word for turn in turns for word in turn.text.split() if word in ("alba", "beto", "caru", "dova")]
    assert words == ["alba", "beto", "caru", "dova"][: len(names)]
    begins = [label for turn in turns for label in
              (turn.page.label, *(mark.label for mark in turn.marks if mark.kind == "page"))]
    assert begins == (list(labels) if labels[0] else [None])
    codes = [doubt["code"] for doubt in report.entries[0]["doubts"]]
    assert ("pages-of-files" if labels[0] else "files-unpaged") in codes


@pytest.mark.parametrize("form", ["{:04}.txt", "{}.txt", "img-{:03}.txt"])
def test_files_that_only_a_number_names_are_one_document_where_sentences_run_on(
    home: Home, tmp_path: Path, form: str
) -> None:
    place = tmp_path / "box 7"
    place.mkdir()
    for number, page in enumerate(PAGES, 31):
        (place / form.format(number)).write_text(page, "utf-8")
    add(home, load("specimen"), [place], Wanted())
    [text] = ingest(home).texts
    said = [turn.text for turn in Library(home).turns(text.id) if turn.kind == "speech"]
    assert said == [text for _, _, _, text in WANTED]


def test_texts_that_a_number_names_stay_documents_of_their_own(home: Home, tmp_path: Path) -> None:
    for number in range(1, 5):
        (tmp_path / f"{number:04}.txt").write_text(f"Letter {number}\n\nThe lamp was lit. It burned.\n", "utf-8")
    add(home, load("specimen"), [tmp_path], Wanted())
    assert len(ingest(home).texts) == 4


@pytest.mark.parametrize("names", [
    ("8-9.txt", "10-11.txt", "12-13.txt"), ("008–009.txt", "010–011.txt", "012–013.txt"),
    ("pp. 8-9.txt", "pp. 10-11.txt", "pp. 12-13.txt"), ("с. 8-9.txt", "с. 10-11.txt", "с. 12-13.txt"),
])
def test_files_of_two_pages_say_so(home: Home, tmp_path: Path, names: Sequence[str]) -> None:
    """On which of both a word stands nobody knows: the page is given as one of the two."""
    place = tmp_path / "box 7"
    place.mkdir()
    for name, word in zip(names, ("alba which", "beto which", "caru which"), strict=True):
        (place / name).write_text(f"the {word} stood there by the quay of the old harbour.\n", "utf-8")
    add(home, load("specimen"), [place], Wanted())
    [text] = ingest(home).texts
    pages = [turn.page for turn in Library(home).turns(text.id)]
    assert [(page.label, page.basis, page.margin) for page in pages] == [
        ("8", "estimated", 1.0), ("10", "estimated", 1.0), ("12", "estimated", 1.0)]


def test_files_named_by_the_pictures_of_a_scan_are_pages_without_numbers() -> None:
    assert [place.label for _, place in page_places([f"book_leaf{n:04}.txt" for n in range(3, 7)])] == [None] * 4
    assert [place.label for _, place in page_places([f"leaf{n}v.txt" for n in range(3, 6)])][:1] == ["fol. 3v"]

"""Scans recognised: the specimen drawn and read again, what is kept, a run cut off, what is missing."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from dialogues import Said
from PIL import Image
from printed_forms import book
from scans import needs_tesseract, page_pictures, part_of, scan_of

from corpus.acquisition.adding import add, remove
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.editions.turns import edition_turns
from corpus.errors import SourceRefusedError, TrialsError, WrongUseError
from corpus.facsimile.passage import boxes, page_image
from corpus.facsimile.picture import PNG, page_sizes, picture
from corpus.ingest.run import ingest
from corpus.language.words import forms
from corpus.reading.formats import read
from corpus.recognition import engine as engine_module
from corpus.recognition import scans
from corpus.recognition.engine import Tesseract, find_engine
from corpus.recognition.scans import Scanner, recognise
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.sources import data_of, read_sources, text_of

PDF = Path(__file__).resolve().parents[3] / "corpus" / "data" / "specimen" / "files" / "en-specimen.pdf"
SHEETS = range(5, 8)
PAGE = "<html><body><div class='ocr_page' title='bbox 0 0 100 100; scan_res 300 300'><span class='ocr_line' " \
       "title='bbox 0 0 50 10; x_size 9'><span class='ocrx_word' title='bbox 0 0 50 10; x_wconf 90'>{}</span></span>" \
       "</div></body></html>"


class Fake(Tesseract):
    """An engine that says the same of every page, and fails where it is told to."""

    said: list[int]

    def recognise(self, picture: bytes, resolution: int = 300) -> str:
        """Give a page of one word."""
        said.append(resolution)
        if len(said) in broken:
            raise SourceRefusedError("broken")
        return PAGE.format("lamp")


said: list[int] = []
broken: set[int] = set()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    said.clear()
    broken.clear()
    return Home(tmp_path / "home", "specimen").create()


def fake() -> Tesseract:
    return Fake("tesseract", "eng", "tesseract 0; eng")


def words(texts: list[str]) -> Counter[str]:
    return Counter(word for text in texts for word in forms(text))


def wrong(found: Counter[str], truth: Counter[str]) -> int:
    """Count the words that are missing, and those that are not there."""
    return sum((truth - found).values()) + sum((found - truth).values())


def plain_texts(pdf: bytes, language: str) -> list[str]:
    """Give what Tesseract itself writes of each page of a scan, words parted at line ends whole."""
    engine = find_engine(language)
    out = []
    for number, (across, high) in enumerate(page_sizes(pdf), 1):
        drawn = picture(pdf, number, scans._width(across, high))
        done = subprocess.run([engine.program, "-", "-", "-l", language, "--dpi", "300"], input=drawn, check=True,
                              capture_output=True)
        out.append(re.sub(r"[-‐¬]\n", "", done.stdout.decode()))
    return out


@pytest.mark.slow
def test_the_specimen_drawn_as_a_scan_comes_back(home: Home, tmp_path: Path) -> None:
    needs_tesseract("eng")
    path = tmp_path / "scan.pdf"
    part = part_of(PDF.read_bytes(), SHEETS)
    path.write_bytes(scan_of(part))
    catalogue = load("specimen")
    with pytest.raises(TrialsError, match="pdf-no-layer"):
        add(home, catalogue, [path], Wanted(edition="en-specimen"))
    scanner = Scanner(home, find_engine("eng"), 1, lambda *_: None, {})
    assert add(home, catalogue, [path], Wanted(edition="en-specimen"), scanner).kept
    file = read_sources(home)[0]
    assert data_of(home, file) == path.read_bytes()
    assert text_of(home, file)[1] == "hocr"
    assert re.fullmatch(r"tesseract [\w.-]+; eng sha256:[0-9a-f]{12}", file.recogniser or "")
    ingest(home)
    turns = list(Library(home).turns("en-specimen"))
    (digital,) = read(part, "pdf", "part.pdf")
    truth = words([block.text for block in digital.blocks])
    found = words([f"{turn.label or ''} {turn.text}" for turn in turns])
    printed = truth + words([entry.text for entry in digital.left_out])
    own = wrong(words(plain_texts(path.read_bytes(), "eng")), printed)
    assert wrong(found, truth) <= own + 0.005 * sum(truth.values()), (truth - found, found - truth)
    sheets = {block.sheet: block.page.label for block in digital.blocks}
    assert all(turn.page.label == sheets[turn.origin.sheet] for turn in turns if turn.origin.sheet)
    spoken = next(turn for turn in turns if turn.kind == "speech" and turn.origin.sheet)
    assert len(boxes(home, spoken)) >= len(spoken.text.split()) / 2
    assert add(home, catalogue, [path], Wanted(edition="en-specimen"), scanner).unchanged
    remove(home, ["en-specimen"])
    assert not [p for p in home.sources.rglob("*") if p.is_file() and p.suffix in (".pdf", ".hocr")]


@pytest.mark.slow
def test_a_folder_of_pictures_of_the_russian_specimen_comes_back(home: Home, tmp_path: Path) -> None:
    needs_tesseract("rus")
    catalogue = load("specimen")
    [source] = read(PDF.with_name("ru-specimen.html").read_bytes(), "html", "a.html")
    turns = edition_turns([(source, None)], catalogue.edition("ru-specimen"), catalogue).turns
    true = [Said(turn.label or "", turn.speaker or "", turn.text) for turn in turns if turn.kind == "speech"][:24]
    printed = book(true, "ru", lambda said: f"{said.label}:")
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, drawn in enumerate(page_pictures(printed.pdf()), 1):
        (folder / f"page_{number:04}.png").write_bytes(drawn)
    scanner = Scanner(home, find_engine("rus"), 1, lambda *_: None, {})
    add(home, catalogue, [folder], Wanted(edition="ru-specimen"), scanner)
    ingest(home)
    found = [turn for turn in Library(home).turns("ru-specimen") if turn.kind == "speech"]
    assert {file.format for file in read_sources(home)} == {"picture"}
    assert [(turn.speaker, turn.page.label) for turn in found] == [
        (said.speaker, str(page)) for said, page in zip(true, printed.begins, strict=True)]
    truth = words([said.text for said in true])
    assert wrong(words([turn.text for turn in found]), truth) <= 0.02 * truth.total()


def pages_as(kind: str, texts: list[list[str]]) -> bytes:
    """Set pages and give them as one picture, or as a TIFF of them all."""
    from pdf_maker import Page, make_pdf

    images = [Image.open(BytesIO(one)) for one in page_pictures(make_pdf([Page(lines) for lines in texts]), 200)]
    out = BytesIO()
    if kind == "TIFF":
        images[0].save(out, "TIFF", save_all=True, append_images=images[1:], dpi=(200, 200), compression="tiff_lzw")
    else:
        images[0].save(out, kind, dpi=(200, 200))
    return out.getvalue()


QUAY = [["THE PRESIDENT: Read the ledger of the quay."], ["ORSETSKY: The lamp was on the barge."],
        ["GURMALO: The watchman had a sack of salt."]]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_shown_with_the_words_of_a_passage_marked(kind: str, home: Home, tmp_path: Path) -> None:
    needs_tesseract("eng")
    texts = QUAY if kind == "TIFF" else QUAY[:1]
    path = tmp_path / f"scan.{kind.lower()}"
    path.write_bytes(pages_as(kind, texts))
    scanner = Scanner(home, find_engine("eng"), 1, lambda *_: None, {})
    add(home, load("specimen"), [path], Wanted(edition="en-specimen"), scanner)
    ingest(home)
    said = [turn for turn in Library(home).turns("en-specimen") if turn.kind == "speech"]
    assert [turn.origin.sheet for turn in said] == [*range(1, len(texts) + 1)]
    name = read_sources(home)[0].name
    for turn, lines in zip(said, texts, strict=True):
        assert forms(f"{turn.label} {turn.text}") == forms(lines[0])
        sheet = turn.origin.sheet or 0
        drawn = Image.open(BytesIO(page_image(home, name, sheet, 800)))
        assert (drawn.format, drawn.mode, drawn.width) == ("PNG", "L", 800)
        marked = boxes(home, turn)
        assert len(marked) == len(lines[0].split())
        for box in marked:
            sides = (box.left * 800, box.top * drawn.height, box.right * 800, box.bottom * drawn.height)
            assert drawn.crop([*map(round, sides)]).getextrema()[0] < 128, "there is ink in every box"
    if kind != "TIFF":
        return
    with pytest.raises(SourceRefusedError, match="no page 4"):
        page_image(home, name, 4)


def test_pictures_that_mean_harm_are_refused(tmp_path: Path) -> None:
    whole = pages_as("PNG", QUAY[:1])
    wide = BytesIO()
    Image.new("1", (60_000, 2_000)).save(wide, "TIFF", compression="group4")
    long = BytesIO()
    Image.new("1", (10, 30_000)).save(long, "PNG")
    for data in (whole[:200], whole[: len(whole) // 2] + b"x" * 50, b"\x89PNG\r\n\x1a\n", b"II*\0" + b"\xff" * 400,
                 b"MM\0*\0\0\0\x08", b"\xff\xd8\xff" + b"\0" * 90, wide.getvalue(), long.getvalue()):
        with pytest.raises(SourceRefusedError):
            picture(data, 1, 800)


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    data = PDF.read_bytes()
    monkeypatch.setattr(scans, "page_sizes", lambda _: [(300.0, 400.0)] * 4)
    monkeypatch.setattr(scans, "picture", lambda *_: PNG)

    def stop(done: int, *_: object) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recognise(home, data, "scan.pdf", fake(), 1, stop)
    before = len(said)
    steps: list[int] = []
    hocr, failed = recognise(home, data, "scan.pdf", fake(), 1, lambda done, *_: steps.append(done))
    assert len(said) - before <= 2
    assert len(said) <= 5
    assert steps == [1, 2, 3, 4]
    assert not failed
    assert hocr.count(b"ocr_page'") == 4
    assert b'content="tesseract 0; eng"' in hocr
    scans.forget(home)
    assert not (home.library / "ocr").exists()


def test_a_page_that_fails_is_an_empty_one(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "page_sizes", lambda _: [(300.0, 400.0)] * 3)
    monkeypatch.setattr(scans, "picture", lambda *_: PNG)
    broken.add(2)
    hocr, failed = recognise(home, b"%PDF-1.4", "scan.pdf", fake(), 1, lambda *_: None)
    assert failed == (2,)
    assert hocr.count(b"ocr_page'") == 3
    assert hocr.count(b"lamp") == 2
    broken.update(range(4, 9))
    with pytest.raises(SourceRefusedError, match="No page"):
        recognise(home, b"%PDF-1.5", "scan.pdf", fake(), 1, lambda *_: None)


@pytest.mark.parametrize(("size", "width"), [((300.0, 400.0), 1250), ((2480.0, 3508.0), 4118), ((9000.0, 100.0), 6000)])
def test_pages_are_drawn_at_300_dots_an_inch_within_limits(size: tuple[float, float], width: int) -> None:
    assert abs(scans._width(*size) - width) <= 2


def test_what_is_missing_is_said_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongUseError):
        find_engine("../etc; rm")
    monkeypatch.setattr(engine_module.shutil, "which", lambda _: None)
    with pytest.raises(TrialsError, match="not installed") as caught:
        find_engine("rus+eng")
    assert "apt-get install tesseract-ocr tesseract-ocr-rus tesseract-ocr-eng" in caught.value.advice
    monkeypatch.setattr(engine_module.shutil, "which", lambda _: "/bin/tesseract")
    monkeypatch.setattr(engine_module, "_answer_of", lambda *_: 'List in "/x/" (1):\neng\n')
    with pytest.raises(TrialsError, match="no model for rus") as caught:
        find_engine("rus+eng")
    assert caught.value.advice.endswith("tesseract-ocr-rus")

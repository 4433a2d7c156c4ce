"""Text layers as the makers of recognised PDFs write them: words apart, lone letters kept, one layer of two read."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import get_args

import pytest
from dialogues import dialogue
from printed_forms import book
from rapidfuzz.distance import Levenshtein
from scans import needs_tesseract, scan_of
from text_layers import Maker, layer_pdf

from corpus.reading.pdf.reader import read_pdf

RUSSIAN = [
    "Сторож сказал, что он был у ворот в тот вечер и",
    "к утру замёрз; с ним был один возчик, а я в это",
    "время стоял у колодца. Кто пришёл с фонарём, я не",
    "видел. Он шёл к реке, в темноте, с мешком, а я и",
    "не знал, что в мешке соль. У нас в деревне о том",
    "говорили с осени, и я верил, и сосед в то верил.",
]
ENGLISH = [
    "The watchman said that he was at the gate and that",
    "a carter I knew came up to it with a lantern. I saw",
    "him stop, as I saw him a week ago, and a boy took a",
    "sack of salt from a cart. I did not ask what a sack",
    "was doing there, for I had a lamp of my own to mend.",
    "He went on to the river, and I to a warm bed at home.",
]


@pytest.mark.parametrize("maker", get_args(Maker))
@pytest.mark.parametrize("lines", [RUSSIAN, ENGLISH], ids=["ru", "en"])
def test_words_stay_apart(maker: Maker, lines: list[str]) -> None:
    text = read_pdf(layer_pdf([lines, lines], maker), "scan.pdf")
    assert " ".join(block.text for block in text.blocks).split() == " ".join([*lines, *lines]).split()
    assert not text.left_out


@pytest.mark.parametrize("maker", get_args(Maker))
@pytest.mark.parametrize(("lines", "letter"), [(RUSSIAN, "в"), (ENGLISH, "a")], ids=["ru", "en"])
def test_a_lone_letter_with_a_box_like_a_speck_is_a_word(maker: Maker, lines: list[str], letter: str) -> None:
    text = read_pdf(layer_pdf([lines], maker, squeezed=letter), "scan.pdf")
    assert " ".join(block.text for block in text.blocks).split() == " ".join(lines).split()


def misread(line: str) -> str:
    """Give a line as an older recogniser would have it: other letters, two words in one."""
    return line.replace("m", "rn").replace("и", "п").replace(" a ", " a", 1).replace(" он ", " он", 1)


@pytest.mark.parametrize("offset", [0.8, 3.0])
@pytest.mark.parametrize("lines", [RUSSIAN, ENGLISH], ids=["ru", "en"])
def test_of_two_text_layers_one_is_read_and_it_is_said(lines: list[str], offset: float) -> None:
    other = [misread(line) for line in lines]
    text = read_pdf(layer_pdf([lines], "spaceless", second=[other], offset=offset), "scan.pdf")
    assert " ".join(block.text for block in text.blocks).split() == " ".join(lines).split()
    gone = [entry for entry in text.left_out if entry.kind == "duplicate"]
    assert sum(len(entry.text.split()) for entry in gone) == len(" ".join(other).split())
    assert [doubt for doubt in text.doubts if doubt.code == "sheets-of-two-layers" and doubt.fields["sheets"] == (1,)]


def test_a_word_printed_twice_for_bold_is_no_second_layer() -> None:
    bold = [RUSSIAN[0]]
    text = read_pdf(layer_pdf([RUSSIAN], "spaceless", second=[bold], offset=0.3), "scan.pdf")
    assert not [doubt for doubt in text.doubts if doubt.code == "sheets-of-two-layers"]


CASES = ["01a-ocrmypdf17-rus.pdf", "01c-ocrmypdf17-sandwich.pdf"]


@pytest.mark.sources
@pytest.mark.parametrize("name", CASES)
def test_hardly_more_words_are_wrong_than_another_reader_has(name: str, cases: Path) -> None:
    tool = shutil.which("pdftotext")
    if not (cases / name).is_file() or tool is None:
        pytest.skip(f"pdftotext or {cases / name} is not here")
    made = subprocess.run([tool, str(cases / name), "-"], capture_output=True, check=True)
    theirs = re.sub(r"-\n+(?=[а-яё])", "", made.stdout.decode()).split()
    text = read_pdf((cases / name).read_bytes(), name)
    furniture = [word for entry in text.left_out for word in entry.text.split()]
    ours = [word for block in text.blocks for word in block.text.split()]
    assert Levenshtein.distance(ours, theirs) <= len(furniture) + 0.01 * len(theirs)


@pytest.mark.slow
@pytest.mark.parametrize("renderer", [[], ["--pdf-renderer", "sandwich"]], ids=["default", "sandwich"])
@pytest.mark.parametrize(("lang", "model"), [("en", "eng"), ("ru", "rus")])
def test_a_scan_recognised_by_ocrmypdf(lang: str, model: str, renderer: list[str], tmp_path: Path) -> None:
    tool = shutil.which("ocrmypdf")
    if tool is None:
        pytest.skip("ocrmypdf is not here")
    needs_tesseract(model)
    said = dialogue(lang, 30)
    (tmp_path / "scan.pdf").write_bytes(scan_of(book(said, lang, lambda turn: f"{turn.label}:").pdf()))
    files = [str(tmp_path / name) for name in ("scan.pdf", "read.pdf")]
    subprocess.run([tool, "-q", "-l", model, *renderer, *files], check=True)
    text = read_pdf((tmp_path / "read.pdf").read_bytes(), "read.pdf")
    wanted = " ".join(f"{turn.label}: {turn.text}" for turn in said).split()
    found = [word for block in text.blocks for word in block.text.split()]
    assert Levenshtein.distance(found, wanted) <= 0.01 * len(wanted)

"""Following pages: the same as pdfminer.six follows them, by its own reader of content streams as witness."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile import page, pdf, stream
from pdf_maker import Page, make_pdf, paragraph
from pdfminer.pdfinterp import PDFPageInterpreter
from text_layers import layer_pdf

from corpus.acquisition import adding
from corpus.reading.pdf.file import opening
from corpus.reading.pdf.reader import read_pdf

LINES = ["the quick grey harbour master", "counts the barrels of salt", "and writes them down"]


class Witness(PDFPageInterpreter):
    """pdfminer's interpreter as it is, counting operators that are none."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            self.device.unknown += 1
        raise AttributeError(name)


def is_read_alike(data: bytes, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether blocks, marks, pages, what was left out and doubts are the same by both."""
    own = read_pdf(data, "file.pdf")
    with monkeypatch.context() as patch:
        patch.setattr(opening, "Interpreter", Witness)
        return read_pdf(data, "file.pdf") == own


def printed(**how: Any) -> bytes:
    pages = [Page([*paragraph(i, 4), "=CHAPTER", *paragraph(i + 2, 4), "+1 a note (with \\ signs)"], head="REPORT",
                  number=str(i)) for i in range(1, 4)]
    return make_pdf(pages, **how)


MADE: dict[str, Callable[[], bytes]] = {
    "born digital": printed,
    "recognised": lambda: printed(scan=True),
    "leaning": lambda: printed(scan=True, tilt=0.01),
    "Cyrillic": lambda: printed(cyrillic=True),
    "stretched": lambda: layer_pdf([LINES], "stretched"),
    "glyphless": lambda: layer_pdf([LINES], "glyphless"),
    "spaceless": lambda: layer_pdf([LINES], "spaceless", second=[LINES]),
    "specimen": lambda: (Path(adding.__file__).parents[1] / "data/specimen/files/en-specimen.pdf").read_bytes(),
}


@pytest.mark.parametrize("name", MADE)
def test_made_files(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_read_alike(MADE[name](), monkeypatch)


@pytest.mark.sources
def test_real_files(sources: Path, cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [*sorted((sources / "pdf").glob("*.pdf")), *sorted(cases.glob("*.pdf"))]
    assert files
    assert [file.name for file in files if not is_read_alike(file.read_bytes(), monkeypatch)] == []


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_pdf(data, "file.pdf").blocks]


def places(data: bytes) -> dict[str, tuple[float, float]]:
    (sheet,) = opening.sheets(opening.open_pdf(data))
    return {piece.text: (piece.x0, piece.y) for piece in sheet.pieces}


def test_all_operators_that_show_text() -> None:
    content = b"""BT /F 10 Tf 12 TL 50 700 Td (alpha) Tj (beta) ' 3 1 (gamma) " [(del) -50 (ta)] TJ
                  -20 -30 TD (epsilon) Tj T* (zeta) Tj 1 0 0 1 90 600 Tm (eta) Tj ET"""
    found = places(page(content))
    assert {text: y for text, (_, y) in found.items()} == {
        "alpha": 700, "beta": 688, "gamma": 676, "delta": 676, "epsilon": 646, "zeta": 616, "eta": 600,
    }
    assert (found["epsilon"][0], found["zeta"][0], found["eta"][0]) == (30, 30, 90)


def test_what_paints_and_colours_hides_no_text() -> None:
    content = b"""0.5 g 1 0 0 RG /CS cs 1 scn 2 w [3 1] 0 d 10 10 m 20 20 l 30 30 10 10 re S f* /Sh sh /GS gs
                  /Artifact <</Type /Pagination>> BDC BT /F 10 Tf 50 700 Td (alpha) Tj ET EMC
                  BI /W 1 /H 1 /BPC 8 /CS /G ID \x07 EI BT /F 10 Tf 50 650 Td (beta) Tj ET"""
    read = read_pdf(page(content), "file.pdf")
    assert " ".join(block.text for block in read.blocks) == "alpha beta"
    assert "pdf-sheet-broken" not in {doubt.code for doubt in read.doubts}


def test_a_stream_may_end_inside_a_string_operation() -> None:
    parts = {
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents [4 0 R 6 0 R] "
           b"/Resources << /Font << /F 5 0 R >> >> >>",
        4: stream(b"BT /F 10 Tf 50 700 Td [(alpha) -500"), 6: stream(b"(beta)] TJ ET"),
    }
    assert texts(page(b"", **{f"o{number}": body for number, body in parts.items()})) == ["alpha beta"]


def with_form(around: tuple[bytes, bytes], resources: bytes = b"") -> bytes:
    """Give a page with a form that is set lower; the page's own text comes behind it."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 0 -100]" + resources
    content = around[0] + b" /X Do " + around[1] + b" BT /F 10 Tf 50 700 Td (page) Tj ET"
    sheet = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
             b"/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>")
    return page(content, o3=sheet, o6=stream(b"BT /F 10 Tf 50 700 Td (form) Tj ET", form))


@pytest.mark.parametrize("around", [(b"q", b"Q"), (b"", b"")])
def test_a_form_moves_no_text_behind_it(around: tuple[bytes, bytes]) -> None:
    assert places(with_form(around)) == {"form": (50, 600), "page": (50, 700)}


def test_operators_that_are_none_inside_a_form_are_counted() -> None:
    data = with_form((b"q", b"Q")).replace(b"(form) Tj", b"(form) Tq")
    assert "pdf-sheet-broken" in {doubt.code for doubt in read_pdf(data, "file.pdf").doubts}


def test_a_page_without_operations() -> None:
    assert places(pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                       3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>"})) == {}

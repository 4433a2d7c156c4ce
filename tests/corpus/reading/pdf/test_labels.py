"""Labels of recognised pages: a misread sign beside a known label is put right and reported; all else stays."""

from __future__ import annotations

import pytest
from pdf_maker import Page, full_line, make_pdf

from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.reading.pdf.reader import read_pdf

KNOWN = [">QUAGGA: alpha beta.", ">QUAGGA: gamma.", ">ZEBRAVNIK: delta.", ">ZEBRAVNIK: epsilon."]


def read(*lines: str, scan: bool = True) -> SourceText:
    filler = [">" + full_line(1), full_line(2), "omega."]
    return read_pdf(make_pdf([Page([*filler, *KNOWN, *lines, *filler])], scan=scan), "file.pdf")


def repairs(text: SourceText) -> list[Note]:
    return [doubt for doubt in text.doubts if doubt.code == "label-repaired"]


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("QUAGGA; zeta eta.", "QUAGGA: zeta eta."),
        ("QUAGGA. zeta eta.", "QUAGGA: zeta eta."),
        ("QUAGGA (to Zebravnik); zeta eta.", "QUAGGA (to Zebravnik): zeta eta."),
        ("ZEBRAVNJK; zeta eta.", "ZEBRAVNJK: zeta eta."),
        ("_ QUAGGA: zeta eta.", "QUAGGA: zeta eta."),
        ("'QUAGGA: zeta eta.", "QUAGGA: zeta eta."),
        ("c, QUAGGA: zeta eta.", "QUAGGA: zeta eta."),
        ("i. ZEBRAVNIK: zeta eta.", "ZEBRAVNIK: zeta eta."),
        ("©QUAGGA, zeta eta.", "QUAGGA: zeta eta."),
        ("QUAG GA: zeta eta.", "QUAGGA: zeta eta."),
        ("ZEBRAVNlK: zeta eta.", "ZEBRAVNIK: zeta eta."),
        ("ZEBR 'AVNIK:- zeta eta.", "ZEBRAVNIK: zeta eta."),
        ("QUAGGA - (to Zebravnik): zeta eta.", "QUAGGA (to Zebravnik): zeta eta."),
        ("ZEBRAVNIK Zeta eta.", "ZEBRAVNIK: Zeta eta."),
        ("Q UAGGA;: zeta eta.", "QUAGGA: zeta eta."),
        ("Q UAG GA‘ Zeta eta.", "QUAGGA: Zeta eta."),
        ("QUAGGA”: zeta eta.", "QUAGGA: zeta eta."),
    ],
)
def test_a_known_label_is_put_right(line: str, made: str) -> None:
    text = read(f">{line}")
    assert made in [block.text for block in text.blocks]
    (repair,) = repairs(text)
    assert repair.fields["sheet"] == 1


@pytest.mark.parametrize(
    "line", ["OKAPI; zeta eta.", "“QUAGGA: zeta eta.”", "Quagga; zeta eta.", "QUAGGA zeta eta; theta.", "QUA; zeta.",
             "OKAPI Zeta eta.", "A. QUAGGA: zeta eta.", "a QUAGGA: zeta eta."]
)
def test_what_is_not_certain_stays(line: str) -> None:
    text = read(f">{line}")
    assert any(line in block.text for block in text.blocks)
    assert not repairs(text)


def test_born_digital_pages_stay_as_they_are() -> None:
    text = read(">QUAGGA; zeta eta.", scan=False)
    assert any("QUAGGA; zeta" in block.text for block in text.blocks)
    assert not repairs(text)

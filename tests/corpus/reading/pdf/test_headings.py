"""Headings in italics and contents pages of PDFs."""

from __future__ import annotations

import pytest
from pdf_maker import Page, full_line, make_pdf, paragraph
from pdf_truth import missing_words

from corpus.model.blocks import Block, SourceText
from corpus.reading.pdf.reader import read_pdf

WIDE = "Examination of the Respondent Quagga Resumed by the Tribunal"


def read(pages: list[Page], **how: object) -> SourceText:
    data = make_pdf(pages, **how)  # type: ignore[arg-type]
    text = read_pdf(data, "file.pdf")
    assert not missing_words(data, text)
    return text


def headings(text: SourceText) -> list[str]:
    return [block.text for block in text.blocks if block.kind == "heading"]


def block(text: SourceText, part: str) -> Block:
    return next(b for b in text.blocks if part in b.text)


@pytest.mark.parametrize("title", ["Reply", WIDE[:40], WIDE])
def test_a_line_of_italics_apart_in_the_middle_is_a_heading(title: str) -> None:
    text = read([Page([*paragraph(1), "", f"/{title}", "", *paragraph(3)])])
    assert headings(text) == [title]


def test_larger_letters_alone_make_a_heading() -> None:
    assert headings(read([Page([*paragraph(1), "", "#Of the quagga", *paragraph(3)])])) == ["Of the quagga"]


def test_letters_a_little_larger_make_none() -> None:
    assert headings(read([Page([*paragraph(1), "", "%Of the quagga", *paragraph(3)])])) == []


def test_italics_at_the_top_of_a_page() -> None:
    text = read([Page(list(paragraph(1))), Page([f"/{WIDE}", "", *paragraph(3)])])
    assert headings(text) == [WIDE]


@pytest.mark.parametrize(
    "lines",
    [
        ["", "/(The clerk reads the paper.)", ""],
        ["", "/A sentence set in italics over the whole width ends with a stop.", ""],
        [f"/{WIDE}"],
    ],
)
def test_directions_sentences_and_lines_in_the_text_are_none(lines: list[str]) -> None:
    assert headings(read([Page([*paragraph(1), *lines, *paragraph(3)])])) == []


def test_a_book_in_italics_has_no_headings_by_italics() -> None:
    pages = [Page([f"/{full_line(i)}" for i in range(9)] + ["", f"/{WIDE}", "", f"/{full_line(9)}"])]
    assert headings(read(pages)) == []


def entries(count: int, first: int = 7, leader: str = " . . . . ") -> list[str]:
    return [f"Section of quagga {chr(97 + i)}{leader}{first + 3 * i}" for i in range(count)]


def left_out(text: SourceText) -> list[str]:
    return [item.text for item in text.left_out if item.kind == "navigation"]


@pytest.mark.parametrize("scan", [False, True])
@pytest.mark.parametrize("leader", [" . . . . ", "........ ", " …… "])
def test_a_contents_page_is_left_out_with_its_title(leader: str, scan: bool) -> None:
    lines = entries(6, leader=leader)
    text = read([Page(["^CONTENTS", "", *lines]), Page(list(paragraph(3)))], scan=scan)
    assert len(text.blocks) == 1
    assert len(left_out(text)) == 7
    assert all(item.sheet == 1 for item in text.left_out)


def test_what_follows_the_contents_on_the_page_stays() -> None:
    text = read([Page(["^CONTENTS", "", *entries(4), "", *paragraph(5)])])
    assert [b.text.split()[-1] for b in text.blocks] == ["omega."]


def test_a_contents_page_goes_on() -> None:
    text = read([Page(["^CONTENTS", "", *entries(12)]), Page(entries(12, 60)), Page(list(paragraph(3)))])
    assert len(left_out(text)) == 25
    assert len(text.blocks) == 1


@pytest.mark.parametrize(
    "lines",
    [
        [f"{line} {n}" for line, n in zip(map(full_line, range(6)), (9, 4, 7, 1, 8, 2), strict=True)],
        [f"Quagga {n} . . . {m}" for n, m in ((1, 90), (2, 40), (3, 70), (4, 10), (5, 80))],
        ["It stopped . . . 7", *paragraph(2, 6)],
    ],
)
def test_figures_in_the_text_are_no_contents(lines: list[str]) -> None:
    assert left_out(read([Page(lines)])) == []

"""Headings, dates and clear page numbers win over the rules for running heads and sequences."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pdf_maker import LEFT, PITCH, TOP, Page, full_line, make_pdf, paragraph

from corpus.model.blocks import SourceText
from corpus.reading.pdf.clear_numbers import settled
from corpus.reading.pdf.page_numbers import Numbered
from corpus.reading.pdf.reader import read_pdf


def read(pages: list[Page], **how: bool) -> SourceText:
    return read_pdf(make_pdf(pages, **how), "file.pdf")


def filler(seed: int) -> list[str]:
    return [*paragraph(seed, 5), *paragraph(seed + 50, 5)]


def texts(text: SourceText) -> list[str]:
    return [block.text for block in text.blocks]


@pytest.mark.parametrize("scan", [False, True])
@pytest.mark.parametrize("pages_each", [2, 3, 4])
def test_the_heading_of_each_document_in_a_file_stays(pages_each: int, scan: bool) -> None:
    pages = []
    for n in range(6):
        head = ["^RECORD OF A HEARING", "", f"^of the carter Orlan, {n + 3} May 1911", ""]
        pages.append(Page([*head, *filler(100 * n)], foot=str(pages_each * n + 1)))
        pages += [Page(filler(100 * n + m), foot=str(pages_each * n + m + 1)) for m in range(1, pages_each)]
    text = read(pages, scan=scan)
    assert sum("RECORD OF A HEARING" in t for t in texts(text)) == 6
    assert all(any(f"of the carter Orlan, {n + 3} May 1911" in t for t in texts(text)) for n in range(6))


def test_signatures_at_the_end_of_each_document_stay() -> None:
    pages = []
    for n in range(6):
        pages.append(Page(filler(100 * n), foot=str(2 * n + 1)))
        pages.append(Page([*filler(100 * n + 1), "", ">Secretary: Orlan", f">{n + 3} May 1911"], foot=str(2 * n + 2)))
    found = " ".join(texts(read(pages)))
    assert found.count("Secretary: Orlan") == 6
    assert found.count("May 1911") == 6


def test_the_titles_of_chapters_stay_where_other_pages_have_running_heads() -> None:
    names = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"]
    pages = []
    for n, name in enumerate(names):
        pages.append(Page(filler(100 * n), head=f"CHAPTER {name}", foot=str(4 * n + 1)))
        pages += [
            Page(filler(100 * n + m), head="THE BARN AND THE LAMP", number=str(4 * n + m + 1)) for m in (1, 2, 3)
        ]
    text = read(pages)
    assert [t for t in texts(text) if t.startswith("CHAPTER")] == [f"CHAPTER {name}" for name in names]
    assert not any("THE LAMP" in t for t in texts(text))


def test_left_and_right_heads_are_still_left_out() -> None:
    heads = ["THE BARN AND THE LAMP", "A HISTORY OF CARTERS"]
    text = read([Page(filler(10 * n), head=heads[n % 2], foot=str(n + 7)) for n in range(10)])
    assert not any(head in t for head in heads for t in texts(text))


@pytest.mark.parametrize("scan", [False, True])
@pytest.mark.parametrize("numbers", [(31, 35, 36, 39, 52, 53, 70), (4, 5, 90, 95, 96), (12, 112, 212, 213)])
def test_clear_numbers_of_selected_pages_win(numbers: tuple[int, ...], scan: bool) -> None:
    text = read([Page(filler(n), head="THE BARN AND THE LAMP", number=str(n)) for n in numbers], scan=scan)
    assert list(dict.fromkeys(block.page.label for block in text.blocks)) == [str(n) for n in numbers]
    assert {block.page.basis for block in text.blocks} == {"printed"}


@pytest.mark.parametrize(("clear", "labels"), [
    ([31, 35, None, 39], ["31", "35", None, "39"]),
    ([31, 35, None, 37], ["31", "35", "36", "37"]),
    ([31, 82, 33, 34], ["31", "32", "33", "34"]),
])
def test_a_page_between_clear_numbers(clear: list[int | None], labels: list[str | None]) -> None:
    counted = [Numbered(str(34 + n), False) for n in range(4)] if clear[1] == 35 else [
        Numbered(str(31 + n), clear[n] == 31 + n) for n in range(4)]
    assert [n.label for n in settled(counted, clear, [False] * 4)] == labels


@pytest.mark.parametrize(("right", "step"), [(False, 1), (True, 1), (False, 5)])
def test_numbers_of_lines_are_furniture(right: bool, step: int) -> None:
    pages = []
    for n in range(4):
        lines = [full_line(100 * n + i) for i in range(30)]
        x = 360 if right else LEFT - 18
        marks = [(str(i + 1), x, TOP - i * PITCH) for i in range(30) if (i + 1) % step == 0]
        pages.append(Page(lines, foot=str(n + 7), specks=marks))
    text = read(pages)
    assert not any(word.isdigit() for t in texts(text) for word in t.split())
    assert [block.page.label for block in text.blocks][:1] == ["7"]


@pytest.mark.parametrize("rows", [5, 11, 19])
@pytest.mark.parametrize("x", [360, LEFT - 18])
def test_the_last_page_has_few_numbers_of_lines(rows: int, x: float) -> None:
    pages = []
    for n, size in enumerate((30, 30, rows)):
        lines = [full_line(100 * n + i) for i in range(size)]
        marks = [(str(i + 1), x, TOP - i * PITCH) for i in range(size) if (i + 1) % 5 == 0]
        pages.append(Page(lines, foot=str(n + 7), specks=marks))
    assert not any(word.isdigit() for t in texts(read(pages)) for word in t.split())


def test_labels_that_the_file_states_are_used_where_none_is_printed() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    for n, (style, start) in enumerate((("ROMAN_LOWER", 9), ("ROMAN_LOWER", 10), ("ARABIC", 211), ("ARABIC", 212))):
        canvas.addPageLabel(n, style=style, start=start)
        canvas.drawString(100, 500, f"The lamp of night {'abcd'[n]} burned.")
        canvas.showPage()
    canvas.save()
    text = read_pdf(out.getvalue(), "file.pdf")
    (block,) = text.blocks
    assert [block.page.label, *(mark.label for mark in block.marks if mark.kind == "page")] == ["ix", "x", "211", "212"]
    assert {block.page.basis for block in text.blocks} == {"sequence"}
    assert [doubt.code for doubt in text.doubts] == ["pages-stated"]


@pytest.mark.sources
@pytest.mark.parametrize(("name", "kept", "count"), [
    ("03a-protocols.pdf", "ПРОТОКОЛ ДОПРОСА", 6), ("03a-protocols.pdf", "обвиняемого Корвина", 6),
    ("03c-chapters.pdf", "CHAPTER", 6),
])
def test_headings_of_a_file(cases: Path, name: str, kept: str, count: int) -> None:
    assert sum(kept in t for t in texts(read_pdf((cases / name).read_bytes(), name))) == count


@pytest.mark.sources
@pytest.mark.parametrize(("name", "labels"), [
    ("04a-selected-pages.pdf", [31, 35, 36, 39, 52, 53, 70]), ("06a-line-numbers.pdf", range(11, 16)),
    ("21d-two-parts.pdf", [*range(1, 9)]), ("21e-missing-leaf.pdf", [31, 32, 33, 36, 37, 38, 39]),
])
def test_pages_of_a_file(cases: Path, name: str, labels: list[int]) -> None:
    text = read_pdf((cases / name).read_bytes(), name)
    assert list(dict.fromkeys(block.page.label for block in text.blocks)) == [str(n) for n in labels]

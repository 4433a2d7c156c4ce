"""The PDF reader on small pages set for the purpose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from growth import assert_grows
from pdf_maker import Page, full_line, make_pdf, paragraph
from pdf_truth import inside, labels_by_sheet, missing_words

from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.reading.pdf.reader import read_pdf


def read(pages: list[Page], **how: object) -> SourceText:
    data = make_pdf(pages, **how)  # type: ignore[arg-type]
    text = read_pdf(data, "file.pdf")
    assert not missing_words(data, text)
    return text


def texts(text: SourceText) -> list[str]:
    return [b.text for b in text.blocks]


def book(count: int, first: int, head: str = "REPORT OF THE INQUIRY") -> list[Page]:
    return [
        Page([*paragraph(i, 4), *paragraph(i + 3, 3)], head=head if i % 2 else f"CHAPTER {head}", number=str(first + i))
        for i in range(count)
    ]


def test_paragraphs_by_indent() -> None:
    text = read([Page([*paragraph(1, 3, "one."), *paragraph(4, 4, "two.")])])
    assert [t.split()[-1] for t in texts(text)] == ["one.", "two."]
    assert text.file == "file.pdf"
    assert text.raw == ""


def test_paragraphs_by_space_alone() -> None:
    text = read([Page([full_line(1), "mu nu.", "", full_line(2), "xi.", "", full_line(3)])])
    assert len(text.blocks) == 3


def test_paragraphs_by_short_lines_alone() -> None:
    lines = [full_line(1), "mu nu.", "Pi " + full_line(2)[:50], full_line(5), "xi.", "Rho " + full_line(3)[:50]]
    assert len(read([Page(lines)]).blocks) == 3


def test_hanging_paragraphs() -> None:
    lines = []
    for i in range(6):
        lines += ["A" + full_line(i), ">" + full_line(i + 1), ">mu nu."]
    assert len(read([Page(lines)]).blocks) == 6


def test_furniture_is_left_out_and_pages_are_labelled() -> None:
    text = read(book(6, 40))
    assert not any("INQUIRY" in t for t in texts(text))
    assert labels_by_sheet(text) == {i + 1: str(40 + i) for i in range(6)}
    assert {b.page.basis for b in text.blocks} == {"printed"}
    furniture = [entry for entry in text.left_out if entry.kind == "furniture"]
    assert [entry.sheet for entry in furniture] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("wrong", ["4l", "A1", "410", "§§", ""])
def test_misread_number_is_repaired_by_its_neighbours(wrong: str) -> None:
    pages = book(6, 40)
    pages[1] = Page(pages[1].lines, head=pages[1].head, number=wrong)
    text = read(pages)
    assert labels_by_sheet(text) == {i + 1: str(40 + i) for i in range(6)}
    assert [b.page.basis for b in text.blocks if b.sheet == 2] == ["sequence", "sequence"]
    assert not any(wrong and wrong in t for t in texts(text))
    assert Note("pages-counted", pages=(Note("page-of-sheet", page="41", sheet=2),)) in text.doubts


def test_wrong_numbers_do_not_shift_the_right_ones() -> None:
    pages = book(12, 100)
    for i, wrong in ((2, "120"), (3, "130"), (7, "70")):
        pages[i] = Page(pages[i].lines, head=pages[i].head, number=wrong)
    assert labels_by_sheet(read(pages)) == {i + 1: str(100 + i) for i in range(12)}


def test_roman_front_matter_then_arabic() -> None:
    numbers = ["v", "vi", "vii", "viii", "1", "2", "3", "4", "5"]
    pages = [Page(list(paragraph(i, 5)), foot=n) for i, n in enumerate(numbers)]
    text = read(pages)
    assert labels_by_sheet(text) == {i + 1: n for i, n in enumerate(numbers)}


def test_unnumbered_plate_does_not_take_a_label() -> None:
    numbers = ["10", "11", "12", "", "13", "14", "15"]
    text = read([Page(list(paragraph(i, 5)), foot=n) for i, n in enumerate(numbers)])
    assert labels_by_sheet(text) == {i + 1: n or None for i, n in enumerate(numbers)}


def test_pages_without_numbers() -> None:
    text = read([Page(list(paragraph(i, 5))) for i in range(3)])
    assert {(b.page.label, b.page.basis) for b in text.blocks} == {(None, "none")}
    assert Note("pages-absent") in text.doubts


def test_a_heading_at_the_top_of_several_pages_is_no_running_head() -> None:
    pages = book(9, 1)
    for i in (0, 4, 7):
        pages[i] = Page(["", "^First of May, morning sitting", "", "", *pages[i].lines], pages[i].head, str(1 + i))
    text = read(pages)
    headings = [b for b in text.blocks if b.kind == "heading"]
    assert [b.text for b in headings] == ["First of May, morning sitting"] * 3
    assert all(b.centred and b.level == 3 for b in headings)


def test_headings_and_rules() -> None:
    lines = [*paragraph(1), "", "^OPENING OF THE", "^INQUIRY AT LENGTH", "", *paragraph(2), "", "=Of bold things", ""]
    text = read([Page([*lines, *paragraph(3), "^* * *", *paragraph(4)])])
    shown = [(b.kind, b.level, b.text) for b in text.blocks if b.kind != "para"]
    assert shown == [
        ("heading", 2, "OPENING OF THE INQUIRY AT LENGTH"),
        ("heading", 3, "Of bold things"),
        ("rule", 0, "* * *"),
    ]
    bold = next(b for b in text.blocks if b.text == "Of bold things")
    assert [(m.kind, m.start, m.end) for m in bold.marks] == [("bold", 0, 14)]


def test_paragraph_over_a_page_end() -> None:
    one = Page([*paragraph(1), ">" + full_line(5), full_line(6)], foot="7")
    two = Page(["rho tau end.", *paragraph(2)], foot="8")
    text = read([one, two])
    assert len(text.blocks) == 3
    crossing = text.blocks[1]
    assert (crossing.page.label, crossing.page.end, crossing.sheet) == ("7", "8", 1)
    ((before, label),) = inside(crossing)
    assert crossing.text[len(before) :] == "rho tau end."
    assert label == "8"
    assert [m.kind for m in crossing.marks] == ["page", "pause"]


def test_word_over_a_page_end() -> None:
    one = Page([">" + full_line(5), full_line(6, "omi-")], foot="7")
    two = Page(["cron end.", *paragraph(2)], foot="8")
    block = read([one, two]).blocks[0]
    assert block.text.endswith(" omicron end.")
    assert [m.start for m in block.marks if m.kind == "page"] == [block.text.index("cron end.")]


def test_paragraph_goes_on_after_a_note_at_the_foot() -> None:
    one = Page([*paragraph(1), ">" + full_line(5), full_line(6), "", "+1 Nota lorem ipsum dolor."], foot="7")
    text = read([one, Page(["rho tau end.", *paragraph(2)], foot="8")])
    assert [b.kind for b in text.blocks] == ["para", "para", "note", "para"]
    assert text.blocks[1].text.endswith("rho tau end.")
    assert text.blocks[2].text == "1 Nota lorem ipsum dolor."


@pytest.mark.parametrize("own", [[], ["+2 Altera nota."]])
def test_the_rest_of_a_note_at_the_next_foot_is_the_notes(own: list[str]) -> None:
    one = Page([*paragraph(1), ">" + full_line(5), full_line(6), "", "+1 Nota lorem ipsum dolor"], foot="7")
    two = Page(["rho tau end.", *paragraph(2), full_line(7), "", "+amet consectetur.", *own], foot="8")
    text = read([one, two, Page(["sigma end.", *paragraph(3)], foot="9")])
    notes = [block.text for block in text.blocks if block.kind == "note"]
    assert notes == ["1 Nota lorem ipsum dolor amet consectetur.", *(line[1:] for line in own)]
    assert any(block.text.endswith(f"{full_line(7)} sigma end.") for block in text.blocks)


@pytest.mark.parametrize("sign", ["*", "†", "**"])
def test_the_sign_of_a_note_is_lifted_out_of_the_text(sign: str) -> None:
    one = Page([f">Alpha beta gamma.{sign} Delta 3*4 epsilon.", *paragraph(1), "", f"+{sign} Nota lorem."], foot="7")
    text = read([one, Page([*paragraph(2), f">Zeta eta{sign} theta.", "", f"+{sign} Altera nota."], foot="8")])
    marked = [(block.text[: mark.start], mark.label) for block in text.blocks for mark in block.marks
              if mark.kind == "note"]
    assert marked == [("Alpha beta gamma.", sign), ("Zeta eta", sign)]
    assert text.blocks[0].text == "Alpha beta gamma. Delta 3*4 epsilon."
    assert [item.text for item in text.left_out if item.kind == "note mark"] == [sign, sign]


def test_label_begins_a_paragraph_without_indent() -> None:
    lines = [full_line(1), full_line(2, "tau."), f"QUILL: {full_line(3)[:44]}", full_line(4, "eta."), "MARLOW: Alpha."]
    text = read([Page([*lines, *paragraph(7)])])
    assert [t.split()[0] for t in texts(text)[:3]] == [full_line(1).split()[0], "QUILL:", "MARLOW:"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [line for i in range(4) for line in (f">left{i} alpha beta gamma delta", "epsilon zeta eta.")]
    right = [line for i in range(5) for line in (f">right{i} alpha beta gamma delt", "epsilon zeta eta.")]
    text = read([Page(["^TITLE OVER BOTH COLUMNS OF THE PAGE", ""], columns=(left, right))])
    assert [t.split()[0] for t in texts(text)][1:] == [f"left{i}" for i in range(4)] + [f"right{i}" for i in range(5)]


def test_three_columns() -> None:
    columns = [[f"{name}{i} alpha beta" for i in range(10)] for name in "abc"]
    text = " ".join(texts(read([Page(columns=columns)])))
    found = [w for w in text.split() if w[-1].isdigit()]
    assert found == [f"{name}{i}" for name in "abc" for i in range(10)]


def test_tilted_scan_with_specks() -> None:
    pages = []
    for i in range(4):
        specks = ((".", 30.0, 300.0), ("I", 375.0, 410.0), ("'", 44.0, 504.0))
        lines = [line for j in range(9) for line in paragraph(i + j, 3 if j % 2 else 4)]
        pages.append(Page(lines, head="REPORT OF AN INQUIRY", number=str(61 + i), specks=specks))
    text = read(pages, tilt=0.012, scan=True)
    assert len(text.blocks) == 36
    assert all(t.endswith("omega.") for t in texts(text))
    assert labels_by_sheet(text) == {1: "61", 2: "62", 3: "63", 4: "64"}
    assert sum(entry.text in (".", "I", "'") for entry in text.left_out) == 12


def test_the_same_twice() -> None:
    data = make_pdf(book(4, 9))
    assert read_pdf(data, "a.pdf") == read_pdf(data, "a.pdf")


def test_russian() -> None:
    one = Page([">Альфа бета гамма дельта эпсилон дзета эта", "тета йота каппа ламбда мю ню кси омик-"], foot="3")
    two = Page(["рон пи ро.", ">Сигма тау ипсилон."], foot="4")
    text = read([one, two], cyrillic=True)
    assert texts(text)[0].endswith(" омикрон пи ро.")
    assert text.lang == "ru"
    assert len(text.blocks) == 2


def drawn(draw: Callable[[Any], None], width: float = 400, height: float = 600) -> SourceText:
    """Read a page drawn by hand."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, height))
    canvas.setFont("Times-Roman", 10)
    draw(canvas)
    canvas.save()
    return read_pdf(out.getvalue(), "file.pdf")


def test_opened_book_is_two_pages() -> None:
    def draw(canvas: Any) -> None:
        for start, number in ((40, "12"), (440, "13")):
            for i in range(20):
                canvas.drawString(start, 500 - 13 * i, f"{number}{full_line(i)[:50]}")
            canvas.drawString(start + 150, 50, number)

    text = drawn(draw, 800, 600)
    assert {b.sheet for b in text.blocks} == {1}
    assert (text.blocks[0].page.label, text.blocks[-1].page.end) == ("12", "13")
    words = " ".join(texts(text)).split()
    heads = [w[:2] for w in words if w[:2] in ("12", "13")]
    assert heads == ["12"] * 20 + ["13"] * 20


def test_sideways_page() -> None:
    def draw(canvas: Any) -> None:
        canvas.rotate(90)
        canvas.drawString(100, -100, "alpha beta gamma")
        canvas.drawString(100, -113, "delta epsilon.")

    assert texts(drawn(draw)) == ["alpha beta gamma delta epsilon."]


def test_raised_note_marks_are_lifted_out_and_raised_figures_stay() -> None:
    def draw(canvas: Any) -> None:
        run = canvas.beginText(50, 500)
        for text, size, rise in (
            ("alpha beta", 10, 0),
            ("4", 6, 4),
            (" articles 58", 10, 0),
            ("8", 6, 4),
            (".", 10, 0),
        ):
            run.setFont("Times-Roman", size)
            run.setRise(rise)
            run.textOut(text)
        canvas.drawText(run)

    text = drawn(draw)
    (block,) = text.blocks
    assert block.text == "alpha beta articles 58⁸."
    assert [(m.kind, m.start, m.end, m.label) for m in block.marks] == [("note", 10, 10, "4")]
    assert [(e.kind, e.text) for e in text.left_out] == [("note mark", "4")]


def test_words_printed_twice_for_boldness_count_once() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 500, "alpha beta")
        canvas.drawString(50.3, 500, "alpha beta")

    text = drawn(draw)
    assert texts(text) == ["alpha beta"]
    assert [e.kind for e in text.left_out] == ["duplicate", "duplicate"]


def test_words_without_spaces_in_the_file() -> None:
    def draw(canvas: Any) -> None:
        for x, word in ((50, "al"), (57.3, "pha"), (75, "beta"), (97, "gamma")):
            canvas.drawString(x, 500, word)

    assert texts(drawn(draw)) == ["alpha beta gamma"]


def test_a_file_of_one_word_has_text() -> None:
    assert texts(drawn(lambda canvas: canvas.drawString(50, 300, "x"))) == ["x"]


def test_many_words_on_one_page_take_little_time() -> None:
    def draw(number: int, canvas: Any) -> None:
        for i in range(number):
            canvas.drawString(10 + 37 * i % 370, 10 + 7.3 * i % 570, f"w{i}")

    assert len(" ".join(texts(drawn(partial(draw, 2000)))).split()) > 1000
    assert_grows(lambda number: partial(drawn, partial(draw, number)), 250)

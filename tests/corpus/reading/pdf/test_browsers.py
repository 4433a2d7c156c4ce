"""PDFs that browsers make of electronic texts: ragged lines, space between paragraphs, places of soft hyphens."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap

import pytest
from pdf_maker import Page, full_line, make_pdf
from reportlab.pdfgen.canvas import Canvas

from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.reading.formats import read

PITCH, SPACE = 17, 32
LONG = "The watchman said that he was at the gate that night and that a carter he knew came up to it with a lantern."
SAID = ("Where was the lamp?", "It hung over the pump.", "Who lit it?", "The porter did.", LONG)


def paragraphs(count: int) -> list[str]:
    return [f"{('Orsetsky', 'Gurmalo')[number % 2]}: {SAID[number % len(SAID)]}" for number in range(count)]


def browsed(texts: Sequence[str], edges: Sequence[tuple[str, str]] = ()) -> bytes:
    """Set paragraphs flush left and ragged, with space between them, on as many sheets as they need.

    ``edges`` are what stands left and right at the head and the foot of each, ``{}`` for its number.
    """
    out = BytesIO()
    canvas = Canvas(out, pagesize=(500, 700))
    y, sheet = 640, 1

    def set_edges() -> None:
        canvas.setFont("Helvetica", 8)
        for (left, right), height in zip(edges, (680, 18), strict=False):
            canvas.drawString(24, height, left.format(sheet))
            canvas.drawRightString(476, height, right.format(sheet))

    set_edges()
    for text in texts:
        lines = wrap(text, 70)
        if y - PITCH * len(lines) < 60:
            canvas.showPage()
            y, sheet = 640, sheet + 1
            set_edges()
        for line in lines:
            canvas.setFont("Times-Roman", 12)
            canvas.drawString(70, y, line)
            y -= PITCH
        y -= SPACE - PITCH
    canvas.save()
    return out.getvalue()


def taken(data: bytes) -> SourceText:
    [text] = read(data, "pdf", "a.pdf")
    return text


@pytest.mark.parametrize("count", [12, 40, 90])
def test_paragraphs_of_one_line_are_paragraphs(count: int) -> None:
    assert [block.text for block in taken(browsed(paragraphs(count))).blocks] == paragraphs(count)


def test_a_number_in_headings_far_apart_is_no_page_number() -> None:
    said = paragraphs(90)
    said[20:20], said[70:70] = ["MORNING SESSION, MAY 4"], ["MORNING SESSION, MAY 5"]
    text = taken(browsed(said))
    assert {block.page.label for block in text.blocks} == {None}
    assert Note("pages-absent") in text.doubts


def test_marks_of_pages_typed_into_the_text_number_it() -> None:
    said = paragraphs(60)
    for page, at in ((31, 5), (32, 20), (33, 40), (34, 55)):
        said[at] = f"[p. {page}] {said[at]}"
    text = taken(browsed(said))
    assert [block.page.label for block in text.blocks] == [
        str(30 + sum(at <= number for at in (5, 20, 40, 55))) for number in range(60)]
    assert [block.text for block in text.blocks] == paragraphs(60)
    assert Note("pages-absent") not in text.doubts


def test_marks_of_another_print_are_doubted_on_numbered_sheets() -> None:
    lines = [[full_line(30 * page + line) for line in range(30)] for page in range(6)]
    pages = [Page([f"[p. {31 + number}] {first}", *rest], number=str(number + 1))
             for number, (first, *rest) in enumerate(lines)]
    text = taken(make_pdf(pages))
    assert [text.blocks[0].page.label, [note.code for note in text.doubts]] == [
        "1", ["page-signs-of-another-print"]]


@pytest.mark.parametrize(("shown", "words"), [
    ("[(the wit) ( ) 250 (ness stood)] TJ", "the witness stood"),
    ("[(the wit) ( ) 250] TJ [(ness stood)] TJ", "the witness stood"),
    ("[(the) ( ) (witness) ( ) 60 (stood)] TJ", "the witness stood"),
])
def test_white_space_that_is_taken_back_parts_no_word(shown: str, words: str) -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(500, 700))
    line = canvas.beginText(70, 640)
    line.setFont("Times-Roman", 12)
    line._code.append(shown)
    canvas.drawText(line)
    canvas.save()
    assert [block.text for block in taken(out.getvalue()).blocks] == [words]


URL = "https://archive.example/hearing/light.html"


@pytest.mark.parametrize("sheets", [2, 5])
@pytest.mark.parametrize(("head", "foot"), [
    (("11/30/26, 12:38 PM", ""), (URL, "{}/5")),
    (("11/30/26, 12:38 PM", "The Hearing on the Light"), (URL, "{}/5")),
    (("30.11.2026, 12:38", ""), ("file:///C:/texts/light.html", "{}/5")),
    (("30/11/2026, 12:38", "The Hearing on the Light"), ("", "{}/5")),
    (("The Hearing on the Light", URL), ("{} of 5", "11/30/2026, 12:38 PM")),
    (("", ""), ("30.11.2026, 9:05", "Page {} of 5")),
    (("2026-11-30 12:38", ""), ("", "{} / 5")),
    (("", "Light"), (URL, "30 Nov 2026, 12:38")),
])
def test_what_browsers_print_at_the_edges_is_no_text(
    head: tuple[str, str], foot: tuple[str, str], sheets: int
) -> None:
    said = paragraphs(22 * sheets)
    text = taken(browsed(said, edges=(head, foot)))
    assert [block.text for block in text.blocks] == said
    assert all(block.page.label in (None, str(block.sheet)) for block in text.blocks)

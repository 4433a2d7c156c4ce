"""Recognised pages of other layouts: numbers in other places or misread, dirt at the edges, printers' signatures."""

from __future__ import annotations

from io import BytesIO
from textwrap import wrap

import pytest
from dialogues import dialogue
from pdf_maker import LEFT, TOP, Page, full_line, make_pdf
from pdf_truth import labels_by_sheet

from corpus.model.blocks import SourceText
from corpus.reading.pdf.reader import read_pdf

SHEETS = 8


def lines(seed: int) -> list[str]:
    return [">" + full_line(30 * seed), *(full_line(30 * seed + i) for i in range(1, 34)), "omega."]


def read(pages: list[Page]) -> SourceText:
    return read_pdf(make_pdf(pages, scan=True), "file.pdf")


def labels(text: SourceText) -> list[str | None]:
    return list(labels_by_sheet(text).values())


def left_out(text: SourceText) -> str:
    return " | ".join(entry.text for entry in text.left_out)


def test_a_number_between_dashes_in_the_midst_of_a_head() -> None:
    text = read([Page(lines(n), head=f"QUAGGA — {40 + n} — REPORT") for n in range(SHEETS)])
    assert labels(text) == [str(40 + n) for n in range(SHEETS)]
    assert not any("REPORT" in block.text for block in text.blocks)


@pytest.mark.parametrize("dirt", ["‘", ".", "|", "- :"])
def test_dirt_beyond_a_head_does_not_hide_it(dirt: str) -> None:
    specks = [(dirt, LEFT + 30, TOP + 50)]
    text = read([Page(lines(n), head="QUAGGA REPORT", number=str(40 + n), specks=specks) for n in range(SHEETS)])
    assert labels(text) == [str(40 + n) for n in range(SHEETS)]
    assert not any("REPORT" in block.text for block in text.blocks)


def test_a_number_with_a_digit_too_many_is_told_by_the_one_beside_it() -> None:
    numbers = ["", "410", "42"]
    text = read([Page(lines(n), head="QUAGGA REPORT", number=number) for n, number in enumerate(numbers)])
    assert labels(text) == ["40", "41", "42"]


def test_misread_numbers_support_the_one_that_is_right() -> None:
    numbers = ["g7", "98", "g9", "1000"]
    text = read([Page(lines(n), foot=number) for n, number in enumerate(numbers)])
    assert labels(text) == ["97", "98", "99", "100"]


@pytest.mark.parametrize("signature", ["3—1336", "3 Зак. 1336", "7*"])
def test_the_signature_of_a_printed_sheet_is_no_text(signature: str) -> None:
    pages = [Page(lines(n), head="QUAGGA REPORT", number=str(40 + n)) for n in range(SHEETS)]
    pages[3] = Page(lines(3), head="QUAGGA REPORT", number="43", specks=[(signature, LEFT, TOP - 36 * 13 + 5)])
    text = read_pdf(make_pdf(pages, scan=True, cyrillic=True), "file.pdf")
    assert not any("1336" in block.text or "7*" in block.text for block in text.blocks)
    assert labels(text) == [str(40 + n) for n in range(SHEETS)]
    assert signature.split()[0] in left_out(text)


def test_a_last_column_of_few_lines_is_read_behind_the_first() -> None:
    def column(seed: int, count: int) -> list[str]:
        return [full_line(100 * seed + i)[:26].rsplit(" ", 1)[0] for i in range(count)]

    pages = [Page(columns=[column(2 * n, 30), column(2 * n + 1, 30)]) for n in range(3)]
    left, right = [">Quagga alpha alpha.", *column(8, 28), "beta."], [">Okapi gamma delta.", "zeta.", "omega."]
    last = Page(columns=[left, right])
    text = " ".join(block.text for block in read([*pages, last]).blocks)
    assert text.index("Quagga alpha") < text.index("beta.") < text.index("Okapi gamma delta.") < text.index("omega.")


def flush(last: str) -> list[str]:
    """Give lines of two paragraphs without indent or space between them; ``last`` ends the first."""
    before, after = ([full_line(seed + i) for i in range(12)] for seed in (0, 60))
    return [*before, last, full_line(50).capitalize(), *after, "omega."]


@pytest.mark.parametrize(("letters", "parted"), [(37, False), (33, True), (24, True)])
def test_a_line_that_ends_two_and_a_half_ems_early_parts_paragraphs_without_indent(letters: int, parted: bool) -> None:
    blocks = read_pdf(make_pdf([Page(flush("m" * letters + "."))] * 3), "file.pdf").blocks
    first = full_line(50).capitalize().split()[0]
    assert any(block.text.startswith(first) for block in blocks) is parted


FIELDS = ["Stenographer: Tessmer", "Date: the third of May", "Place: Harbour Hall"]
SHORT = [f"{name}: {said}" for name, said in zip(
    ["QUILL", "MARLOW"] * 5, ["Alpha beta gamma delta epsilon.", "Zeta eta theta iota kappa lambda.", "Mu nu xi?"] * 4,
    strict=False)]
"""Speeches of a line each, that end at places of their own."""


@pytest.mark.parametrize("sign", ["", ">"])
@pytest.mark.parametrize("new", [
    "OKAPI. The sail is torn.", "OKAPI — The sail is torn.", "(OKAPI): The sail is torn.", "???: The sail is torn.",
    "OKAPI, keeper: The sail is torn.", "OKAPI [rises; all listen]: The sail.", "the keeper: The sail is torn."])
def test_where_each_line_is_a_speech_each_begins_a_paragraph(new: str, sign: str) -> None:
    said = [*SHORT[:5], new, *SHORT[5:]]
    text = read_pdf(make_pdf([Page([sign + line for line in said])]), "file.pdf")
    assert [block.text for block in text.blocks] == said


@pytest.mark.parametrize("at", [0, 4])
def test_fields_before_short_speeches_are_paragraphs_of_their_own(at: int) -> None:
    said = [*SHORT[:at], *FIELDS, *SHORT[at:]]
    text = read_pdf(make_pdf([Page([f">{line}" for line in said])]), "file.pdf")
    assert [block.text for block in text.blocks] == said


def test_among_speeches_of_a_line_a_longer_one_stays_whole() -> None:
    long = "QUILL: Alpha beta gamma delta epsilon zeta eta theta iota kappa and the rest of what was to be told. Nu xi."
    rows = [*SHORT[:5], *wrap(long, 56), *SHORT[5:]]
    text = read_pdf(make_pdf([Page(rows)]), "file.pdf")
    assert [block.text for block in text.blocks] == [*SHORT[:5], long, *SHORT[5:]]


def test_long_heads_that_differ_from_the_fourth_word_on_are_text() -> None:
    pages = [Page([full_line(500 + n, "alpha."), *lines(n)], head=f"Alpha beta gamma {full_line(900 + n)[:40]}")
             for n in range(SHEETS)]
    text = read(pages)
    assert sum("Alpha beta gamma" in block.text for block in text.blocks) == SHEETS


@pytest.mark.parametrize("seed", range(1, 5))
def test_wide_spaces_of_loose_lines_are_no_columns(seed: int) -> None:
    said = dialogue("en", 60, seed)
    loose = [line for turn in said for line in wrap(f">{turn.label}: {turn.text}", 54)]
    text = read_pdf(make_pdf([Page(loose[at : at + 34]) for at in range(0, len(loose), 34)]), "file.pdf")
    assert " ".join(block.text for block in text.blocks).split() == " ".join(loose).replace(">", "").split()


def test_a_number_alone_below_a_running_head_is_that_of_the_page() -> None:
    pages = [Page([f"^{40 + n}", "", *lines(n)], head="THE QUAGGA REPORT") for n in range(SHEETS)]
    text = read(pages)
    assert labels(text) == [str(40 + n) for n in range(SHEETS)]
    assert not any(str(40 + n) in block.text.split() for n, block in enumerate(text.blocks))


def test_a_last_page_of_one_indented_line_begins_a_paragraph() -> None:
    body = lines(1)[:-1]
    pages = [Page([*body, full_line(77)], number="40"), Page([*body, full_line(78)[:60] + " end."], number="41"),
             Page([">Alpha beta gamma."], number="42")]
    text = read_pdf(make_pdf(pages), "file.pdf")
    assert text.blocks[-1].text == "Alpha beta gamma."


def test_an_initial_at_the_end_of_a_line_belongs_to_the_name_behind_it() -> None:
    short = ["Alpha beta gamma delta epsilon zeta eta theta iota.", "A.", "Quagga. Kappa lambda mu nu.", ""]
    text = read([Page(short * 8)])
    assert any("A. Quagga. Kappa" in block.text for block in text.blocks)


def columned(page: int) -> list[tuple[str, str, str]]:
    """Give names, and speeches of two lines each."""
    seeds = range(100 * page, 100 * page + 12)
    return [(("QUILL", "A. MARLOW")[n % 2], full_line(n)[:34].rstrip().title(), f"{full_line(n + 50)[:20].rstrip()}.")
            for n in seeds]


@pytest.mark.parametrize("scan", [False, True])
def test_names_in_a_column_of_their_own_stand_before_their_speeches(scan: bool) -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(400, 600))
    for page in range(3):
        for row, (name, first, second) in enumerate(columned(page)):
            top = TOP - 26 * row
            for words, x, y in ((name, LEFT, top), (first, LEFT + 90, top), (second, LEFT + 90, top - 13)):
                for word in words.split() if scan else [words]:
                    canvas.setFont("Times-Roman", 10)
                    canvas.drawString(x, y, word)
                    x += canvas.stringWidth(f"{word} ", "Times-Roman", 10)
        canvas.showPage()
    canvas.save()
    text = read_pdf(out.getvalue(), "file.pdf")
    wanted = [f"{name}: {first} {second}" for page in range(3) for name, first, second in columned(page)]
    assert [block.text for block in text.blocks] == wanted
    assert not any(doubt.code.startswith("sheets-") for doubt in text.doubts)


@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("scan", [False, True])
def test_names_in_the_middle_or_at_the_foot_of_their_cells_stand_before_what_is_said(scan: bool, place: float) -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(400, 600))
    wanted = []
    for page in range(2):
        y = TOP
        for row, count in enumerate((3, 1, 2, 4, 2, 1, 3)):
            name = ("QUILL", "A. MARLOW")[row % 2]
            told = [full_line(100 * page + 10 * row + n)[:34].rstrip() for n in range(count)]
            told[0], told[-1] = told[0].capitalize(), f"{told[-1][:20].rstrip()}."
            wanted.append(f"{name}: {' '.join(told)}")
            placed = [(line, LEFT + 90, y - 13 * n) for n, line in enumerate(told)]
            for words, x, height in [(name, LEFT, y - 13 * (count - 1) * place), *placed]:
                for word in words.split() if scan else [words]:
                    canvas.setFont("Times-Roman", 10)
                    canvas.drawString(x, height, word)
                    x += canvas.stringWidth(f"{word} ", "Times-Roman", 10)
            y -= 13 * count + 6
        canvas.showPage()
    canvas.save()
    assert [" ".join(block.text.split()) for block in read_pdf(out.getvalue(), "file.pdf").blocks] == wanted


@pytest.mark.parametrize("new", ["(a voice): Alpha.", "the Keeper: Alpha.", "[OKAPI]: Alpha."])
def test_a_voice_in_brackets_begins_a_paragraph_without_indent(new: str) -> None:
    blocks = read_pdf(make_pdf([Page([*flush("beta."), new, *flush("m" * 24 + ".")])] * 2), "file.pdf").blocks
    assert any(block.text.startswith(new) for block in blocks)


@pytest.mark.parametrize("scan", [False, True])
@pytest.mark.parametrize(("above", "below"), [(3, 2), (2, 3), (4, 1), (1, 3)])
def test_a_page_set_in_columns_of_two_measures(above: int, below: int, scan: bool) -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(600, 600))
    canvas.setFont("Times-Roman", 9)
    names = iter(["Alpha", "Beta", "Gamma", "Delta", "Epsilon"])
    wanted = []
    for top, count in ((540, above), (280, below)):
        step = 520 / count
        for column in range(count):
            name = next(names)
            words = " ".join(full_line(100 * top + 10 * column + i) for i in range(14)).split()
            lines = wrap(f"{name} begins {' '.join(words[: 38 * 5 // count])} {name} ends.", int(100 / count))[:14]
            wanted.append(" ".join(lines))
            for row, line in enumerate(lines):
                x = 40 + column * step + (10 if row == 0 else 0)
                for word in line.split() if scan else [line]:
                    canvas.drawString(x, top - 12 * row, word)
                    x += canvas.stringWidth(f"{word} ", "Times-Roman", 9)
    canvas.showPage()
    canvas.save()
    assert [block.text for block in read_pdf(out.getvalue(), "file.pdf").blocks] == wanted

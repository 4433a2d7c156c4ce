"""Page marks of electronic editions are lifted out and number the text."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from itertools import accumulate

import pytest

from corpus.model.blocks import Block, Format, SourceText
from corpus.model.turns import Mark, Page
from corpus.reading.formats import read
from corpus.reading.html.page import read_html
from corpus.reading.marks.page_marks import lift_pages


def lifted(*texts: str) -> SourceText:
    return lift_pages(read_html("".join(f"<p>{text}</p>" for text in texts), "f.html"))


@pytest.mark.parametrize("form", [
    "[с. {}]", "[стр. {}]", "[p. {}]", "[page {}]", "{{с. {}}}", "|{}|", "{{{}}}", "[ S. {} ]", "&lt;с. {}&gt;",
])
def test_forms(form: str) -> None:
    marks = [form.format(number) for number in (31, 32, 33)]
    source = lifted(marks[0], "one two", f"three {marks[1]} four", f"fi{marks[2]}ve")
    assert [(b.text, b.page.label, b.page.basis) for b in source.blocks] == [
        ("one two", "31", "printed"), ("three four", "31", "printed"), ("five", "32", "printed"),
    ]
    assert source.blocks[1].marks == (Mark("page", 6, 6, "32"),)
    assert source.blocks[2].marks == (Mark("page", 2, 2, "33"),)
    assert [i.kind for i in source.left_out] == ["furniture"] * 3


def test_before_the_first_mark_is_the_page_before_it() -> None:
    source = lifted("one", "[с. 5] two", "[с. 6] three", "[с. 7] four")
    assert [(b.page.label, b.page.basis) for b in source.blocks] == [
        ("4", "sequence"), ("5", "printed"), ("6", "printed"), ("7", "printed"),
    ]
    assert lifted("one [с. 1] a", "[с. 2]", "[с. 3]").blocks[0].page == Page()


@pytest.mark.parametrize("texts", [
    ("one [с. 5] two", "[с. 6]"),
    ("one [с. 5] two", "[с. 4]", "[с. 3]"),
    ("one", "two", "three"),
    ("[1] one", "[2] two", "[3] three"),
])
def test_few_or_falling_numbers_are_no_pages(texts: tuple[str, ...]) -> None:
    raw = "".join(f"<p>{text}</p>" for text in texts)
    source = read_html(raw, "f")
    assert lift_pages(source).blocks == source.blocks


def test_pages_that_are_known_stay() -> None:
    block = Block("one [с. 5] [с. 6] [с. 7]", page=Page("9", "printed"))
    source = SourceText("f", (block,))
    assert lift_pages(source) is source


def test_marks_and_offsets_move_along() -> None:
    source = lifted("a [с. 5] <b>bold [с. 6] type</b> plain [с. 7]")
    (block,) = source.blocks
    assert block.text == "a bold type plain"
    assert [(m.kind, block.text[m.start : m.end]) for m in block.marks if m.kind == "bold"] == [("bold", "bold type")]
    for word in ("a", "bold", "type", "plain"):
        at = block.text.index(word)
        span = block.offsets.span(at, at + len(word))
        assert span
        assert source.raw[slice(*span)] == word
    for item in source.left_out:
        assert item.text == source.raw[item.start or 0 : item.end]


def pages(data: str, form: Format = "html") -> list[tuple[str | None, str]]:
    (text,) = read(data.encode(), form, "file")
    return [(block.page.label, block.text) for block in text.blocks if block.text]


@pytest.mark.parametrize("mark", [
    '<span class="pagenum">[Pg {}]</span>',
    '<span><span class="pagenum ws-pagenum" data-page-number="{}">&#8203;</span></span>',
    '<span epub:type="pagebreak" title="{}"></span>', '<a class="pageno">{}</a>', '<a id="page_{}"></a>',
    '<a name="p{}"></a>', '<a class="x" name=pg{}></a>', '<span id="Page-{}"></span>', '<a id="page{}"/>',
    '<span class="pagenum" id="Page_{}"></span>', '<a id="Page_{0}"></a><span class="pagenum">[{0}]</span>',
])
def test_page_marks_of_web_libraries(mark: str) -> None:
    page = f"<p>{mark.format(31)}The lamp burned in the win{mark.format(32)}dow.</p><p>It was night.</p>" \
           f"<p>{mark.format(33)}The barn stood open.</p>"
    (text,) = read(page.encode(), "html", "file")
    assert [(b.page.label, b.page.end, b.text) for b in text.blocks] == [
        ("31", "32", "The lamp burned in the window."), ("32", "32", "It was night."),
        ("33", "33", "The barn stood open.")]
    assert [(m.start, m.label) for m in text.blocks[0].marks if m.kind == "page"] == [(26, "32")]


def test_numbers_between_dashes_at_the_foot_or_head() -> None:
    texts = ["The lamp burned.", "The barn stood open.", "The mule was gone."]
    foot = "".join(f"<p>{t}</p><p>- {34 + n} -</p>" for n, t in enumerate(texts))
    head = "".join(f"<p>- {34 + n} -</p><p>{t}</p>" for n, t in enumerate(texts))
    assert pages(foot) == pages(head) == [(str(34 + n), t) for n, t in enumerate(texts)]


def test_places_cited_are_no_page_marks() -> None:
    raw = "The lamp [p. 12] burned.\n\nThe barn [p. 87] stood.\n\nThe mule [p. 140] went.\n\nThe end [p. 302] came.\n"
    assert [label for label, _ in pages(raw, "text")] == [None] * 4


def test_marks_of_several_forms_are_one_count() -> None:
    page = (
        '<p>[<a name="p7">7</a>] The lamp burned <span class="pagenum">[Pg 8]</span> all night.</p>'
        '<p><span class="pagenum">9</span>The barn stood open.</p><p>Nobody came.</p><p>The mule was gone.</p>'
        "<p>- 10 -</p><hr><p>It snowed.</p><p>- 11 -</p><hr><p>It thawed.</p><p>- 12 -</p>"
    )
    (text,) = read(page.encode(), "html", "file")
    assert [(b.page.label, b.page.end, b.text) for b in text.blocks if b.text] == [
        ("7", "8", "The lamp burned all night."), ("9", "9", "The barn stood open."), ("9", "9", "Nobody came."),
        ("10", "10", "The mule was gone."), ("11", "11", "It snowed."), ("12", "12", "It thawed."),
    ]
    assert [note.code for note in text.doubts] == ["page-between-marks"]
    for item in text.left_out:
        assert "".join(c for c in item.text if c.isdigit()) in text.raw[item.start or 0 : item.end]


def test_two_forms_in_a_plain_text() -> None:
    raw = "[p. 3] The lamp burned.\n\n[p. 4] The barn stood open.\n\n{5} The mule was gone.\n\n{6} It snowed.\n"
    assert pages(raw, "text") == [("3", "The lamp burned."), ("4", "The barn stood open."), ("5", "The mule was gone."),
                                  ("6", "It snowed.")]


@pytest.mark.parametrize("number", ["- 50 -", "- 2 -"])
def test_a_number_that_does_not_fit_stays_and_is_told(number: str) -> None:
    page = f'<p><span class="pagenum">7</span>The lamp burned.</p><p>{number}</p><hr><p>The barn stood open.</p>'
    (text,) = read(page.encode(), "html", "file")
    assert [(b.page.label, b.text) for b in text.blocks if b.text] == [
        ("7", "The lamp burned."), ("7", number), ("7", "The barn stood open.")]
    assert [(note.code, note.fields["mark"]) for note in text.doubts] == [("page-mark-unfit", number)]


def test_numbered_paragraphs_are_no_pages() -> None:
    page = "".join(f'<p><a name="p{n}">{n}</a> The lamp burned again.</p>' for n in range(1, 9))
    assert {label for label, _ in pages(page)} == {None}


@pytest.mark.parametrize("mark", ["стр. {}", "Стр. {}", "с. {}", "~ {} ~", "* {} *", "• {} •", "p. {}", "Page {}",
                                  "Page {} of 99", "стр. {} из 99", "[{}]", "[ {} ]", "/{}/", "//{}//"])
@pytest.mark.parametrize("at_foot", [False, True], ids=["head", "foot"])
def test_page_numbers_on_lines_of_their_own(mark: str, at_foot: bool) -> None:
    said = "Фонарь горел на причале всю ночь, и никто его не гасил."
    pages = [[said, mark.format(n)] if at_foot else [mark.format(n), said] for n in range(31, 37)]
    [source] = read("\n\n".join(line for page in pages for line in page).encode(), "text", "a.txt")
    assert [(block.text, block.page.label) for block in source.blocks] == [(said, str(n)) for n in range(31, 37)]
    assert [entry.text for entry in source.left_out] == [mark.format(n) for n in range(31, 37)]


@pytest.mark.parametrize("lines", [["- 1", "- 2", "- 3", "- 4"], ["[1]", "[2]", "[3]"], ["/5/", "/5/", "/6/"],
                                   ["стр. 5"] * 3, ["[1936]", "[1937]", "[1938]"]])
def test_numbers_on_lines_that_count_no_pages_stay(lines: list[str]) -> None:
    raw = "\n\n".join(f"{line}\n\nФонарь горел на причале." for line in lines)
    [source] = read(raw.encode(), "text", "a.txt")
    assert not source.left_out
    assert not any(block.page.label for block in source.blocks)


@pytest.mark.parametrize("mark", ["[{}]", "/{}/"])
def test_wrapped_numbers_in_a_page(mark: str) -> None:
    page = "".join(f"<p>{mark.format(n)}</p><p>The lamp burned.</p>" for n in range(31, 35))
    assert pages(page) == [(str(n), "The lamp burned.") for n in range(31, 35)]


def test_numbers_of_notes_behind_a_text_are_no_pages() -> None:
    raw = "The lamp burned.\n\n" + "".join(f"[{n}]\n\nSeen on the quay.\n\n" for n in range(2, 6))
    assert {label for label, _ in pages(raw, "text")} == {None}


@pytest.mark.parametrize("names", [["page1"], ["page4", "page9", "page17"], ["page3", "page2", "page1"],
                                   ["p1", "p2", "p3"], ["page31a", "page32a", "page33a"]])
def test_names_of_anchors_that_count_no_pages(names: list[str]) -> None:
    page = "".join(f'<p><a id="{name}"></a>The lamp burned.</p>' for name in names)
    assert {label for label, _ in pages(page)} == {None}


SAID = [
    "ORLAN: The lamp that stood beside the northern gate was lit by the watchman, who had no other work that night.",
    "VANE: And the barn, was it open at that hour, or was it shut as the clerk of the guild has told us twice?",
    "ORLAN: It was open. The door hung on one hinge, and in the straw behind it lay a sack of salt.",
    "VANE: You were asked about the door and not about the sack. Was the carter with you when it was opened?",
]
ROMAN = dict(enumerate(("ix", "x", "xi", "xii", "xiii", "xiv"), 31))
LINES = ["[{}]", "{{{}}}", "|{}|", "({})", "<{}>", "- {} -", "—{}—", "{}", "{}.", "Стр. {}", "с. {}", "p. {}",
         "Page {}", "[p{}]", "[стр. {}]", "/{}/", '<pb n="{}"/>', "== {} ==", "=== Page {} ===", "-- {} of 60 --"]


def wrapped(mark: str, *, at_foot: bool, pages: int = 6, head: str = "", cut: bool = False) -> tuple[str, list[str]]:
    """Give pages of wrapped lines without blank lines between them, and the page of each paragraph.

    With ``cut`` pages end after five lines, wherever that is; else with a paragraph.
    """
    turns = [f"{said} So much for number {'abcdefghijklmnopqrstuvwx'[n]}." for n, said in enumerate(SAID * pages)]
    lines = [textwrap.wrap(turn, 58) for turn in turns[: 2 * pages]]
    rows, size = [row for own in lines for row in own], 5 if cut else 0
    parts = [rows[i : i + size] for i in range(0, len(rows), size)] if cut else [
        [*lines[n], *lines[n + 1]] for n in range(0, len(lines), 2)]
    begins = [len([row for own in lines[:n] for row in own]) for n in range(len(lines))]
    ends = list(accumulate(map(len, parts)))
    out = []
    for n, part in enumerate(parts, 31):
        number = [mark.format(n), *([head] if head else [])]
        out += [*part, *number] if at_foot else [*number, *part]
    return "\n".join(out), [str(31 + bisect_right(ends, begin)) for begin in begins]


@pytest.mark.parametrize("mark", LINES)
@pytest.mark.parametrize("at_foot", [False, True], ids=["head", "foot"])
@pytest.mark.parametrize("cut", [False, True], ids=["apart", "cut"])
def test_page_numbers_among_lines_without_blank_lines(mark: str, at_foot: bool, cut: bool) -> None:
    raw, wanted = wrapped(mark, at_foot=at_foot, cut=cut)
    [source] = read(raw.encode(), "text", "a.txt")
    assert [block.page.label for block in source.blocks] == wanted
    assert all(block.text.startswith(("ORLAN: ", "VANE: ")) and block.text.endswith(".") for block in source.blocks)
    for block in source.blocks:
        for run in block.offsets.runs:
            assert block.text[run.text : run.text + run.length] == source.raw[run.source : run.source + run.width]


@pytest.mark.parametrize("mark", ["[{}]", "Page {}", "- {} -", "p. {}"])
def test_a_running_head_below_a_number_goes_with_it(mark: str) -> None:
    raw, wanted = wrapped(mark, at_foot=False, head="THE BARN INQUIRY")
    [source] = read(raw.encode(), "text", "a.txt")
    assert [block.page.label for block in source.blocks] == wanted
    assert not any("INQUIRY" in block.text for block in source.blocks)


def test_roman_numbers_on_lines_of_their_own() -> None:
    raw, wanted = wrapped("[{}]", at_foot=False)
    raw = re.sub(r"\[(\d+)\]", lambda m: f"[{ROMAN[int(m.group(1))]}]", raw)
    [source] = read(raw.encode(), "text", "a.txt")
    assert [block.page.label for block in source.blocks] == [ROMAN[int(page)] for page in wanted]


def test_numbers_called_pages_may_leap() -> None:
    raw = "\n".join(f"\nСтр. {n}\n\n{said}" for n, said in zip((31, 35, 36, 52), SAID, strict=True))
    assert [label for label, _ in pages(raw, "text")] == ["31", "35", "36", "52"]


@pytest.mark.parametrize(("first", "labels", "basis"), [
    (32, ["31", "32", "33", "34"], "estimated"), (2, ["1", "2", "3", "4"], "printed")])
def test_numbers_between_signs_with_words_on_both_sides(first: int, labels: list[str], basis: str) -> None:
    """Typists leave the number of page 1 out; in the middle of a text nothing tells head from foot, which is told."""
    numbers = [f"- {n} -" for n in range(first, first + 3)]
    raw = "\n\n".join([SAID[0], numbers[0], SAID[1], numbers[1], SAID[2], numbers[2], SAID[3]])
    [source] = read(raw.encode(), "text", "a.txt")
    assert [block.text for block in source.blocks] == SAID
    assert [block.page.label for block in source.blocks] == labels
    assert source.blocks[1].page.basis == basis
    assert [note.code for note in source.doubts] == (["page-lines-unclear"] if basis == "estimated" else [])


@pytest.mark.parametrize("break_", ["<br>", "</p><p>", "\n"])
@pytest.mark.parametrize("mark", ["[{}]", "- {} -", "Стр. {}", "{{{}}}", "[с. {}]"])
@pytest.mark.parametrize("at_foot", [False, True], ids=["head", "foot"])
def test_page_numbers_on_lines_of_a_page(break_: str, mark: str, at_foot: bool) -> None:
    numbered = [[said, mark.format(n)] if at_foot else [mark.format(n), said] for n, said in enumerate(SAID, 31)]
    tag = "pre" if break_ == "\n" else "p"
    page = f"<html><body><{tag}>{break_.join(line for lines in numbered for line in lines)}</{tag}></body></html>"
    (text,) = read(page.encode(), "html", "file")
    at = {m.start: m.label for b in text.blocks for m in b.marks if m.kind == "page"} if break_ != "</p><p>" else {}
    assert [text.blocks[0].page.label, *at.values()] == [str(31 + n) for n in range(4)] if at else [
        block.page.label for block in text.blocks] == [str(31 + n) for n in range(4)]
    assert " ".join(" ".join(block.text for block in text.blocks).split()) == " ".join(SAID)


def test_marks_behind_the_words_of_their_pages() -> None:
    assert pages("".join(f"<p>{said} [с. {n}]</p>" for n, said in enumerate(SAID, 31))) == [
        (str(n), said) for n, said in enumerate(SAID, 31)]


@pytest.mark.parametrize(
    "mark", ['<div id="page{}">', "<pb n='{}'/>", '<section id="pg_{}">', '<h3 id="page-{}"></h3>'])
def test_elements_that_name_pages(mark: str) -> None:
    page = "".join(f"{mark.format(n)}<p>{said}</p>" for n, said in enumerate(SAID, 31))
    assert pages(page) == [(str(n), said) for n, said in enumerate(SAID, 31)]

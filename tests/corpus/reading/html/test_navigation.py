"""What is navigation: short links in a row; never a sentence, a paragraph inside an anchor, an article's own notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.html.page import read_html

SENTENCE = "On the ninth of June the barn was opened before two witnesses, who counted the lamps and signed."


def texts(page: str) -> list[str]:
    return [block.text for block in read_html(page, "x.htm").blocks]


@pytest.mark.parametrize("page", [
    '<p><a name="p2">The barn stood open.</a></p>',
    '<p><a id="p2">The barn stood open.</a></p>',
    '<p><a name="p2">The barn stood open.</p>',
    '<p><a name=p2></a>The barn stood open.</p>',
    '<p><a>The barn stood open.</a></p>',
])
def test_an_anchor_without_address_is_no_link(page: str) -> None:
    assert texts(page) == ["The barn stood open."]


@pytest.mark.parametrize("text", [SENTENCE, "QUESTION: Who held the key to the barn?", "ОРЛАН: Кто держал ключ?"])
def test_a_sentence_or_speech_linked_to_its_scan_stays(text: str) -> None:
    assert texts(f'<p>Before.</p><p><a href="scan.png">{text}</a></p><p>After.</p>') == ["Before.", text, "After."]


def test_a_menu_stays_out_even_with_an_entry_like_a_sentence() -> None:
    menu = "".join(f'<p><a href="{n}.htm">Part {n}</a></p>' for n in range(5))
    page = read_html(f'<p>Before.</p>{menu}<p><a href="l.htm">{SENTENCE}</a></p><p>After.</p>', "x.htm")
    assert [block.text for block in page.blocks] == ["Before.", "After."]
    assert sum(entry.kind == "navigation" for entry in page.left_out) == 6


def test_linked_paragraphs_before_a_menu_are_no_part_of_it() -> None:
    said = [SENTENCE, "May 4, 1911", "KORVIN: I saw it."]
    linked = "".join(f"<p><a href='{n}.png'>{text}</a></p>" for n, text in enumerate(said))
    menu = "<ul>" + "".join(f"<li><a href='{n}.htm'>Part {n}</a></li>" for n in range(4)) + "</ul>"
    page = read_html(f"<p>Before.</p>{linked}{menu}<p>After.</p>", "x.htm")
    assert [block.text for block in page.blocks] == ["Before.", *said, "After."]
    assert [entry.text for entry in page.left_out] == [f"Part {n}" for n in range(4)]


def test_head_and_foot_of_an_article_are_text_and_those_of_the_page_are_not() -> None:
    page = (
        "<header><p>The site of the barn</p></header><article><header><h1>The lamps</h1><p>By a carter.</p></header>"
        "<p>They burned.</p><footer><p>The sheet is lost.</p></footer></article><footer><p>Imprint</p></footer>"
    )
    assert texts(page) == ["The lamps", "By a carter.", "They burned.", "The sheet is lost."]


WAYS = [
    "Back to top", "Return to the trial index", "Next page", "Print this page", "Top", "↑ Top of document",
    "« Previous", "Next chapter: The Letters", "[Contents]", "Download as PDF", "Show all", "Log in", "Наверх",
    "В начало документа", "Вернуться к оглавлению", "Следующая глава", "Далее →", "На главную",
    "Версия для печати", "Поделиться",
]
SAID = [
    "KORVIN: No.", "ВОПРОС: Где?", "QUESTION:", "May 4, 1911", "4 мая 1911 г.", "CHAPTER ONE", "Chapter 2",
    "A. Korvin", "А. КОРВИН", "THE PRESIDENT", "What did he say?", "Я не видел.", "Yes.", "Протокол допроса",
    "Evening sitting", "Next came Korvin.", "Top secret", "Печать: фонарь", "Next witness: Korvin",
    "Contents of the box", "Korvin",
]


@pytest.mark.parametrize("form", [
    "<p><a href='#top'>{}</a></p>", "<p><a href='x.htm'>{}</a></p>", "<p>[<a href='../index.htm'><b>{}</b></a>]</p>",
])
def test_a_link_alone_leads_about_the_site_or_says_something(form: str) -> None:
    for words in (*WAYS, *SAID):
        page = read_html(f"<p>Before.</p>{form.format(words)}<p>After.</p>", "x.htm")
        assert any(words in block.text for block in page.blocks) == (words in SAID), words
        assert [entry.kind for entry in page.left_out if words in entry.text] == ["navigation"] * (words in WAYS), words


@pytest.mark.parametrize(("last", "stays"), [
    ("He left.", True), ("May 4, 1911", True), ("A. KORVIN", True), ("The Letters", False), ("Chapter 3", False),
])
def test_a_link_behind_the_text_is_text_where_it_says_so(last: str, stays: bool) -> None:
    assert (texts(f"<p>Before.</p><p>It ends.</p><p><a href='3.htm'>{last}</a></p>")[-1] == last) == stays


def test_a_heading_that_is_linked_is_a_heading() -> None:
    assert texts("<h1><a href='x.htm'>The letters</a></h1><p>They burned.</p>") == ["The letters", "They burned."]


@pytest.mark.sources
@pytest.mark.parametrize("name", ["02-anchor-name.html", "02b-anchor-edition.html", "02d-linked-paragraph.html"])
def test_nothing_of_a_page_with_anchors_is_navigation(cases: Path, name: str) -> None:
    page = read_html((cases / name).read_text("utf-8"), name)
    assert {entry.kind for entry in page.left_out} <= {"title"}

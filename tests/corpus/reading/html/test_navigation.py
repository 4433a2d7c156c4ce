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


@pytest.mark.sources
@pytest.mark.parametrize("name", ["02-anchor-name.html", "02b-anchor-edition.html", "02d-linked-paragraph.html"])
def test_nothing_of_a_page_with_anchors_is_navigation(cases: Path, name: str) -> None:
    page = read_html((cases / name).read_text("utf-8"), name)
    assert {entry.kind for entry in page.left_out} <= {"title"}

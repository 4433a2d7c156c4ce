"""What a browser makes of a page before anybody reads it: numbers of lists, quotation marks, drawings, forms."""

from __future__ import annotations

from functools import partial

import pytest
from growth import assert_grows

from corpus.model.blocks import SourceText
from corpus.reading.html.page import read_html


def texts(raw: str) -> list[str]:
    return [block.text for block in read_html(raw, "p").blocks if block.kind != "rule"]


def listed(source: SourceText) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in source.left_out]


@pytest.mark.parametrize(("raw", "printed"), [
    ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
    ("<ol start=3><li>a<li value='7'>b<li>c</ol>", ["3. a", "7. b", "8. c"]),
    ("<ol type=a start=26><li>x</li><li>y</li></ol>", ["z. x", "aa. y"]),
    ("<ol type=A><li>x</ol><ol type=i start=4><li>y</ol><ol type=I><li>z</ol>", ["A. x", "iv. y", "I. z"]),
    ("<ol reversed><li>a<li>b<ul><li>c</ul><li>d</ol>", ["3. a", "2. b", "c", "1. d"]),
    ("<ol reversed start=9><li>a<li>b</ol>", ["9. a", "8. b"]),
    ("<ol start=-1><li>a<li>b<li>c</ol>", ["-1. a", "0. b", "1. c"]),
    ("<ol style='list-style-type: upper-roman'><li>a</ol>", ["I. a"]),
    ("<ol style='list-style: none'><li>1) a</ol>", ["1) a"]),
    ("<ol><li><p>a</p><p>goes on</p></li><li><p>b</p></li></ol>", ["1. a", "goes on", "2. b"]),
    ("<ol><li>a<ol type=a><li>b<li>c</ol><li>d</ol>", ["1. a", "a. b", "b. c", "2. d"]),
    ("<ol><li><ol type=a><li>b<li>c</ol><li>d</ol>", ["1. a. b", "b. c", "2. d"]),
    ("<ol><li></li><li>b</li></ol>", ["2. b"]),
    ("<ol><li value=2000000000>a<li>b</ol>", ["2000000000. a", "2000000000. b"]),
    ("<ol><li type=i>a<li>b</ol>", ["i. a", "2. b"]),
    ("<ul><li>a<li>b</ul><menu><li>c</menu><li>d", ["a", "b", "d"]),
    ("<ol start=many><li value=''>a</ol>", ["1. a"]),
])
def test_items_have_the_numbers_that_a_browser_prints(raw: str, printed: list[str]) -> None:
    assert texts(raw) == printed


def test_a_number_stands_nowhere_in_the_file_and_moves_what_is_marked() -> None:
    raw = "<ol start=12><li>The <b>lamp</b> was out<sup>4</sup></li></ol>"
    (block,) = read_html(raw, "p").blocks
    assert block.text == "12. The lamp was out"
    assert block.offsets.span(0, 4) is None
    span = block.offsets.span(8, 12)
    assert span
    assert raw[slice(*span)] == "lamp"
    assert [(m.kind, block.text[m.start : m.end]) for m in block.marks] == [("bold", "lamp"), ("note", "")]
    assert block.marks[1].start == len(block.text)


def test_the_number_of_a_note_is_no_word_of_it() -> None:
    raw = '<p>Filler.<a href="#a">[7]</a></p><ol start=7><li id=a>Note.</ol>'
    note = read_html(raw, "p").blocks[1]
    assert (note.kind, note.text, note.marks[0].label) == ("note", "Note.", "7")


@pytest.mark.parametrize(("raw", "shown"), [
    ("<p>He said <q>no, <q>never</q></q>.", "He said “no, ‘never’”."),
    ("<html lang=ru><p>Он сказал: <q>нет, <q>никогда</q></q>.", "Он сказал: «нет, „никогда“»."),
    ("<p>Он сказал: <q>нет</q>.", "Он сказал: «нет»."),
    ("<p>Filler <q lang='de-AT'>nein</q> filler", "Filler „nein“ filler"),
    ("<p>Filler</q> <q>open<p>next", "Filler “open next"),
    ("<p><ruby>base<rp>(</rp><rt>small</rt><rp>)</rp></ruby> goes on", "base goes on"),
    ("<p><ruby>ba<rt>small<rb>se<rt>small</ruby> goes on", "base goes on"),
    ("<details><summary>Head</summary>Body <b>text</b></details>", "Head Body text"),
    ("<p>a<textarea>one <b>two</b> &amp; three\nfour</textarea>b", "a one <b>two</b> & three\nfour b"),
    ("<div><template shadowrootmode=open><p>shown</p></template></div>", "shown"),
    ("<p>in<wbr>side in&shy;side", "inside in\u00adside"),
    ("<p>a <del>struck</del> <s>out</s> <ins>put in</ins>", "a struck out put in"),
    ("<table><caption>Head</caption><tr><td>one</table><fieldset><legend>Two</legend>three</fieldset>",
     "Head one Two three"),
])
def test_the_words_are_those_that_a_browser_shows(raw: str, shown: str) -> None:
    assert " ".join(texts(raw)) == shown


def test_a_quotation_mark_stands_where_its_tag_does() -> None:
    raw = "<p>He said <q>no</q>."
    (block,) = read_html(raw, "p").blocks
    span = block.offsets.span(8, 12)
    assert span
    assert raw[slice(*span)] == "<q>no</q>"


@pytest.mark.parametrize(("raw", "left"), [
    ("<select><option>One<option selected>Two</select>", [("navigation", "One"), ("navigation", "Two")]),
    ("<ruby>b<rt>small</rt></ruby>", [("markup", "small")]),
    ("<noscript><p>Turn it <b>on</b></p></noscript>", [("hidden", "Turn it on")]),
    ("<template><p>unseen</p></template>", [("hidden", "unseen")]),
    ("<sdfield type=PAGE subtype=RANDOM format=PAGE>2</sdfield>", [("markup", "2")]),
    ("<video src=x>Your browser is old.</video>", [("markup", "Your browser is old.")]),
    ("<iframe srcdoc='<p>Another &amp;amp; page</p>'></iframe>", [("markup", "Another & page")]),
    ('<iframe srcdoc="&lt;p&gt;Another&lt;/p&gt; page">Old browsers</iframe>',
     [("markup", "Another page"), ("markup", "Old browsers")]),
    ("<math><semantics><mi>x</mi><annotation>\\x</annotation></semantics></math>", [("markup", "\\x")]),
])
def test_what_is_not_shown_is_listed(raw: str, left: list[tuple[str, str]]) -> None:
    assert listed(read_html(f"<p>before {raw} behind</p>", "p")) == left


@pytest.mark.parametrize("written", ["<p>{}</p>", "&lt;p&gt;{}&lt;/p&gt;"])
def test_a_long_page_within_the_page_is_listed_whole_and_ends_where_it_ends(written: str) -> None:
    words = " ".join(f"quagga{n}" for n in range(3_000))
    source = read_html(f'<p>before <iframe srcdoc="{written.format(words)}"></iframe> behind</p>', "p")
    assert [block.text for block in source.blocks] == ["before behind"]
    assert listed(source) == [("markup", words)]


def test_the_words_of_a_drawing_are_paragraphs_and_the_rest_is_listed() -> None:
    raw = ('<p>before</p><svg><title>A plan</title><style>.a{}</style>loose<text x=1>The <tspan>first</tspan>'
           '<tspan x=1 y=2>line</tspan></text><text>Second</text></svg><p>behind</p><title>The page</title>')
    source = read_html(raw, "p")
    assert [block.text for block in source.blocks] == ["before", "The first line", "Second", "behind"]
    assert listed(source) == [("markup", "A plan"), ("markup", ".a{}"), ("markup", "loose"), ("title", "The page")]
    assert source.title == "The page"


def test_a_drawing_left_open_hides_nothing() -> None:
    assert texts("<svg><text>a</text><p>one</p><div>two</div>") == ["a", "one", "two"]


PIECES = {
    "lists": "<ol reversed><li>", "lists closed": "<ol reversed><li>x</ol>", "items": "<ol><li value=9>",
    "quotes": "<q>word ",
    "drawings": "<svg>", "drawn": "<svg><text>x", "windows": "<iframe srcdoc='>", "windows open": '<iframe srcdoc=">x',
    "typed": "<textarea><b>", "ruby": "<ruby>a<rt>b", "choices": "<select><option>x", "articles": "<article><header>x",
    "styles": "<li style='list-style:x'>a",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PIECES)
def test_time_grows_with_size_only(name: str) -> None:
    piece = PIECES[name]
    assert_grows(lambda size: partial(read_html, piece * (size // len(piece)) + "</svg></text></ol>", "p"), 10_000)

"""HTML: every word is kept or accounted for, offsets read back, and no page is too broken."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from growth import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st
from markups import counted, kept

from corpus.language.words import words
from corpus.model.blocks import SourceText
from corpus.reading.html.page import links, read_html
from corpus.reading.html.tokens import tokens


def texts(raw: str) -> list[str]:
    return [block.text for block in read_html(raw, "page.htm").blocks if block.kind != "rule"]


def reads_back(source: SourceText) -> None:
    """Every run gives the characters it says it does, and every word begins and ends where it stands."""
    for block in source.blocks:
        for run in block.offsets.runs:
            if run.length == run.width:
                assert block.text[run.text : run.text + run.length] == source.raw[run.source : run.source + run.width]
            else:
                assert unescape(source.raw[run.source : run.source + run.width]) == block.text[run.text :][: run.length]
        for word in words(block.text):
            span = block.offsets.span(word.start, word.end)
            assert span, word
            first, last = source.raw[span[0]], source.raw[span[1] - 1]
            assert first in ("&", block.text[word.start])
            assert last == block.text[word.end - 1] or "&" in source.raw[slice(*span)]


def test_paragraphs_headings_items_rules() -> None:
    source = read_html("<h2>Title</h2><p>One\n two</p><hr><ul><li>three</ul>four<table><tr><td>a<td>b</table>", "p")
    assert [(b.kind, b.level, b.text) for b in source.blocks] == [
        ("heading", 2, "Title"), ("para", 0, "One two"), ("rule", 0, ""), ("item", 0, "three"), ("para", 0, "four"),
        ("para", 0, "a"), ("para", 0, "b"),
    ]


def test_line_breaks() -> None:
    assert texts("<p>one<br>two<BR/>three<br><br>four</p>") == ["one\ntwo\nthree", "four"]
    assert texts("<pre>one\ntwo\n\nthree</pre>") == ["one\ntwo", "three"]


@pytest.mark.parametrize(("raw", "text"), [
    ("a&nbsp;b&#160;c\u00a0d", "a b c d"),
    ("R&D AT&T; x & y &", "R&D AT&T; x & y &"),
    ("caf&eacute; &#1044;&#x430; &lt;b&gt;", "café Да <b>"),
    ("&unknown; &#99999999999; &copy 1936", "&unknown; \ufffd9999; © 1936"),
    ("a < b and c > d", "a < b and c > d"),
    ("<Вопрос> да", "<Вопрос> да"),
    ("one<!-- no --> two<!> three<!doctype x> four<?php echo ?> five", "one two three four five"),
    ("<b title='a > b'>one</b><i alt=\"x>y\">two</i>", "onetwo"),
    ("one<!-- never closed <b>two</b>", "onetwo"),
    ("one <![if lt IE 9]>two<![endif]>", "one two"),
    ("one<p", "one<p"),
    ("one</>two</ x>three", "one</>two</ x>three"),
    ("wo<wbr>rd wo&shy;rd wo<b>r</b>d", "word wo\u00adrd word"),
])
def test_what_a_reader_of_the_page_sees(raw: str, text: str) -> None:
    assert " ".join(texts(f"<p>{raw}")) == text


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "svg", "iframe", "object", "title"])
def test_what_a_page_does_not_show_is_counted(tag: str) -> None:
    source = read_html(f"<p>one</p><{tag} x=1>if (a) {{ two }}</{tag.upper()}><p>three", "p")
    assert [b.text for b in source.blocks] == ["one", "three"]
    (item,) = source.left_out
    assert item.kind == {"title": "title", "noscript": "hidden", "template": "hidden"}.get(tag, "markup")
    assert source.raw[item.start : item.end] == item.text == "if (a) { two }"


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "svg", "iframe", "object", "title", "sup",
                                 "a href='#n'", "b", "table", "!-- ", "![CDATA["])
def test_an_element_that_is_never_closed_hides_nothing(tag: str) -> None:
    assert "two three" in " ".join(texts(f"<p>one</p><{tag}><p>two three</p>"))


def test_navigation_is_left_out_and_counted() -> None:
    raw = "<p class='toplink'>Up</p><nav><p>Menu <a href=x>a</a></nav><p><a href=y>Next</a></p><p>Text <a href=z>b</a>"
    source = read_html(raw, "p")
    assert [b.text for b in source.blocks] == ["Text b"]
    assert {(i.kind, i.text) for i in source.left_out} == {
        ("navigation", "Up"), ("navigation", "Menu a"), ("navigation", "Next"),
    }
    assert [b.text for b in read_html(raw, "p", navigation=False).blocks] == ["Up", "Menu a", "Next", "Text b"]


def test_note_marks_are_lifted_out() -> None:
    first = "<p>word<sup>12</sup> next<a href='#n2'>[2]</a>, x<sup>th</sup></p>"
    source = read_html(f"{first}<p><a href='#r'>[2]</a> The note", "p")
    one, note = source.blocks
    assert one.text == "word next, xth"
    assert [(m.kind, m.start, m.label) for m in one.marks] == [("note", 4, "12"), ("note", 9, "2")]
    assert (note.kind, note.text) == ("note", "The note")
    assert [i.text for i in source.left_out] == ["12", "[2]", "[2]"]


def test_typography_is_marked() -> None:
    (block,) = read_html("<p><b>a <strong>b</strong> c</b> d <i>e", "p").blocks
    assert [(m.kind, block.text[m.start : m.end]) for m in block.marks] == [("bold", "a b c"), ("italic", "e")]
    one, two = read_html("<b>one<p>two</b>", "p").blocks
    assert [m.kind for m in (*one.marks, *two.marks)] == ["bold", "bold"], "type goes on in the next block"


def test_links() -> None:
    raw = "<a href='a.htm#x'>1</a><A class=k HREF=b.htm>2</a><a name=c>3</a><a href='#top'>4</a>"
    assert links(raw) == ["a.htm", "b.htm"]


PIECES = st.sampled_from([
    "word ", "слово ", "Имя: ", "a", "\n", "\u00a0", "&nbsp;", "&amp;", "&#1040;", "&mdash;", "&shy;", "&", "<", ">",
    "\x00",
    "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<br>", "<hr>", "<h2>", "</h2>", "<sup>", "</sup>", "<a href='#n'>",
    "<a href=x>", "</a>", "<div class='nav'>", "<nav>", "</nav>", "</div>", "<li>", "<!-- c -->", "<!", "<!--",
    "<![CDATA[", "]]>",
    "<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<pre>", "</pre>", "<font", "'",
    '"', "=", "12",
    "*", "<td>", "<?x?>", "\ud7ff", "\U0001f600",
])
PAGES = st.lists(PIECES, max_size=60).map("".join)
SOUND = st.lists(st.sampled_from([
    "word ", "слово ", "don't ", "Имя: ", "\n", "&nbsp;", " &amp; ", "&#1040; ", " &mdash; ", "<p>",
    "</p>", "<b>", "</b> ",
    "<br>", "<hr>", "<h2>", "</h2>", " <sup>3</sup> ", "<a href='#n'>", "<a href=x>", "</a> ",
    "<div class='nav'>", "</div>", "<li>", "<!-- c -->", "<td>", "<font size=2>", "<script>var x</script>",
    "<nav>", "</nav>",
]), max_size=60).map("".join)


@given(PAGES)
@settings(max_examples=300)
def test_offsets_read_back_whatever_the_page(raw: str) -> None:
    reads_back(read_html(raw, "p"))


@given(PAGES)
@settings(max_examples=200)
def test_tokens_follow_each_other_and_lie_in_the_page(raw: str) -> None:
    place = 0
    for token in tokens(raw):
        assert place <= token.at < token.end <= len(raw)
        place = token.end


@given(SOUND)
@settings(max_examples=300)
def test_every_word_is_kept_or_accounted_for(raw: str) -> None:
    assert kept(read_html(raw, "p")) == counted(raw)


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_is_some_page(raw: str) -> None:
    reads_back(read_html(raw, "p"))


HOSTILE = {
    "unclosed tags": "<font size=2>word ",
    "unclosed type": "<b>word<p>",
    "open signs": "<",
    "open tags": "<a ",
    "open quotes": "<a b='",
    "values": "<a=\">",
    "comments": "<!--",
    "declarations": "<![CDATA[",
    "entities": "&#x",
    "end tags": "</p>",
    "script": "<script>x",
    "titles": "<title>x",
    "links": "<a href='#x'>1",
    "marks": "<sup>1</sup>",
    "digits": "&#1" + "1" * 50,
    "NUL": "\x00",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_size_only(name: str) -> None:
    piece = HOSTILE[name]

    def reading(size: int) -> Callable[[], None]:
        raw = piece * (size // len(piece))

        def work() -> None:
            read_html(raw, "p")
            links(raw)

        return work

    assert_grows(reading, 20_000)


def test_deep_nesting() -> None:
    assert texts("<font>" * 5_000 + "word" + "</font>" * 100) == ["word"]
    assert texts("<div>" * 50_000 + "word") == ["word"]


@pytest.mark.parametrize("item", [
    '<li id="fn{n}" role="doc-endnote"><p>Note {n}.<a href="#fnref{n}" class="footnote-back">↩︎</a></p></li>',
    '<li id="fn{n}"><p>Note {n}. <a href="#fnref{n}">↩</a></p></li>',
    '<li id="fn{n}">Note {n}.</li>', '<p id="fn{n}">Note {n}.</p>',
    '<p id="fn{n}"><a href="#fnref{n}">{n}</a> Note {n}.</p>',
])
def test_a_block_that_a_note_mark_leads_to_is_the_note_of_that_number(item: str) -> None:
    marks = "".join(f'<p>Filler {n}.<a href="#fn{n}" id="fnref{n}"><sup>{n}</sup></a></p>' for n in (1, 2))
    listed = "".join(item.format(n=n) for n in (1, 2))
    blocks = read_html(f"<body>{marks}<hr><ol>{listed}</ol><p>The end.</p></body>", "a.html").blocks
    assert [(b.text.strip(), [(m.start, m.label) for m in b.marks]) for b in blocks if b.kind == "note"] == [
        ("Note 1.", [(0, "1")]), ("Note 2.", [(0, "2")])]
    assert blocks[-1].kind == "para"


def test_a_heading_that_a_mark_leads_to_stays_a_heading() -> None:
    blocks = read_html('<p>Filler.<sup><a href="#h">1</a></sup></p><h2 id="h">Notes</h2>', "a.html").blocks
    assert [block.kind for block in blocks] == ["para", "heading"]


def test_what_a_tracked_change_struck_and_hidden_words_are_listed() -> None:
    raw = ('<p>I <del cite="mailto:x" datetime="2020-01-01">never <b>ever</b> </del><ins>once</ins> saw'
           '<span style="mso-hide:all"> secret</span><span style="color:red"> it</span>.</p>'
           "<p><del>Struck</del> by hand.</p><p style='display:none'>Behind a click.</p>"
           '<p>Open <span style="display: none">end<p>Next.</p>')
    text = read_html(raw, "f")
    assert [b.text for b in text.blocks] == [
        "I once saw it.", "Struck by hand.", "Open", "Next."]
    assert [(i.kind, i.text) for i in text.left_out] == [
        ("markup", "never"), ("markup", "ever"), ("hidden", "secret"), ("hidden", "Behind a click."), ("hidden", "end")]


@pytest.mark.parametrize("hidden", [
    '<a style="display:none">secret</a>', '<b hidden>secret</b>', '<span hidden="hidden">secret</span>',
    "<i style='visibility: hidden'>secret</i>", '<sup style="color:red; display: none">secret</sup>',
    '<strong class="x" hidden>secret</strong>', "<small style=display:none>secret</small>",
])
def test_hidden_words_within_a_line_are_no_text_and_listed(hidden: str) -> None:
    text = read_html(f"<p>The lamp {hidden} burned.</p>", "a.html")
    assert [block.text for block in text.blocks] == ["The lamp burned."]
    assert [item.text for item in text.left_out] == ["secret"]


@pytest.mark.parametrize("shown", [
    '<span class="hidden">open</span>', '<b aria-hidden="false">open</b>', '<a title="a hidden door">open</a>',
])
def test_words_that_are_not_hidden_stay(shown: str) -> None:
    text = read_html(f"<p>The door {shown} was seen.</p>", "a.html")
    assert [block.text for block in text.blocks] == ["The door open was seen."]


@pytest.mark.parametrize("address", ["", "https://lamp.example/a?b=1&c=2#top"])
def test_links_of_a_saved_page_to_itself_lead_to_its_notes(address: str) -> None:
    own = "https://lamp.example/a?b=1&amp;c=2"
    said = "" if address else "<!-- saved from url=(0035)https://lamp.example/a?b=1&c=2 -->"
    raw = (f'{said}<html><body><p>The lamp<a href="{own}#n1">1</a> burned.</p><p>See <a href="{own}">this page</a> of '
           f'{own}#x.</p><p id="n1"><a href="{own}#r1">1</a>All night.</p></body></html>')
    source = read_html(raw, "p", address=address)
    assert [(b.kind, b.text) for b in source.blocks] == [
        ("para", "The lamp burned."), ("para", "See this page of https://lamp.example/a?b=1&c=2#x."),
        ("note", "All night.")]
    assert [mark.label for mark in source.blocks[0].marks] == ["1"]
    for block in source.blocks:
        span = block.offsets.span(0, len(block.text))
        assert span and raw[slice(*span)].startswith(block.text[:3])
    reads_back(source)


@pytest.mark.parametrize(("name", "first"), [
    ("leaf{}", None), ("leaf_00{}", None), ("leaf{}v", "fol. 11v"), ("fol{}", "fol. 11"), ("page{}", "11"),
])
def test_pictures_of_a_scan_are_no_leaves(name: str, first: str | None) -> None:
    page = "".join(f'<p><a id="{name.format(n)}"></a>The boat lay there.</p>' for n in range(11, 16))
    text = read_html(page, "a.html")
    assert text.blocks[0].page.label == first
    assert [doubt.code for doubt in text.doubts] == ["scan-numbers"] * (first is None)

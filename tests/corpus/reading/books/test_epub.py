"""E-books as their makers write them: lists of printed pages, notes by links alone, parts beside the way or lost."""

from __future__ import annotations

import pytest
from book_files import packed

from corpus.errors import SourceRefusedError
from corpus.model.blocks import SourceText
from corpus.reading.formats import read, sniff

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
XHTML = "application/xhtml+xml"


def book(chapters: dict[str, str], beside: tuple[str, ...] = (), nav: str = "", ncx: str = "",
         held: dict[str, str] | None = None) -> bytes:
    items = "".join(f'<opf:item id="{name}" href="{name}" media-type="{XHTML}"/>' for name in chapters)
    items += f'<opf:item id="nav" href="nav.xhtml" media-type="{XHTML}" properties="nav"/>' if nav else ""
    items += '<opf:item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>' if ncx else ""
    spine = "".join(f'<opf:itemref idref="{name}"{" linear=" + chr(34) + "no" + chr(34) if name in beside else ""}/>'
                    for name in chapters)
    opf = f"<opf:package><opf:manifest>{items}</opf:manifest><opf:spine>{spine}</opf:spine></opf:package>"
    files: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER, "OPS/book.opf": opf}
    files |= {f"OPS/{name}": f"<html><body>{body}</body></html>" for name, body in (held or chapters).items()}
    files |= {f"OPS/{name}": raw for name, raw in (("nav.xhtml", nav), ("toc.ncx", ncx)) if raw}
    return packed(files)


def taken(data: bytes) -> SourceText:
    (text,) = read(data, sniff(data, "f.epub"), "f.epub")
    return text


def told(text: SourceText) -> list[tuple[str, str, str | None]]:
    return [(block.kind, block.text, block.page.label) for block in text.blocks]


PAGED = {"a.xhtml": '<p id="p31">The porter saw <a id="p32"></a>a barge.</p><p>No lamp.</p>', "b.xhtml": "<p>Dawn.</p>"}


@pytest.mark.parametrize("form", ["nav", "ncx"])
def test_pages_that_a_list_alone_tells(form: str) -> None:
    places = (("31", "a.xhtml#p31"), ("32", "a.xhtml#p32"), ("33", "b.xhtml"))
    nav = ('<html><body><nav epub:type="toc"><a href="a.xhtml">One</a></nav><nav epub:type="page-list"><ol>'
           + "".join(f'<li><a href="{at}">{label}</a></li>' for label, at in places) + "</ol></nav></body></html>")
    ncx = "<ncx><navMap><navPoint><navLabel><text>One</text></navLabel><content src='a.xhtml'/></navPoint></navMap>" + \
        "<pageList>" + "".join(f'<pageTarget value="9"><navLabel><text>{label}</text></navLabel><content src="{at}"/>'
                               "</pageTarget>" for label, at in places) + "</pageList></ncx>"
    text = taken(book(PAGED, **{form: {"nav": nav, "ncx": ncx}[form]}))
    assert told(text) == [
        ("para", "The porter saw a barge.", "31"), ("para", "No lamp.", "32"), ("para", "Dawn.", "33")]
    assert [(m.start, m.label) for m in text.blocks[0].marks] == [(15, "32")]


@pytest.mark.parametrize("mark", [
    '<a href="n.xhtml#n1"><sup>1</sup></a>', '<sup><a href="n.xhtml#n1">1</a></sup>', '<a href="n.xhtml#n1">[1]</a>',
    '<a class="noteref" href="n.xhtml#n1">1</a>', '<a href="n.xhtml#n1">1</a>',
])
@pytest.mark.parametrize("note", [
    '<div id="n1"><h3>1</h3><p>Leaf 9.</p><p>And 10.</p></div>',
    '<ol><li id="n1"><p>Leaf 9.</p><p>And 10.</p></li></ol>',
    '<div id="n1"><p><a href="a.xhtml#r1">1</a>. Leaf 9.</p><p>And 10.</p></div>',
])
def test_notes_that_links_alone_tell(mark: str, note: str) -> None:
    chapters = {"a.xhtml": f'<p id="r1">The porter saw it{mark}.</p><p>He left.</p>',
                "n.xhtml": f"<h2>Notes</h2>{note}<p>The end.</p>"}
    text = taken(book(chapters))
    assert [(b.kind, b.text) for b in text.blocks] == [
        ("para", "The porter saw it."), ("note", "Leaf 9."), ("note", "And 10."), ("para", "He left."),
        ("heading", "Notes"), ("para", "The end.")]
    assert [m.label for m in text.blocks[1].marks] == ["1"]


def test_numbers_that_lead_to_chapters_or_back_are_no_marks_of_notes() -> None:
    chapters = {"toc.xhtml": '<p><a href="a.xhtml#c1">1</a></p><p><a href="a.xhtml#c2">2</a></p>',
                "a.xhtml": '<div id="c1"><h1>One</h1><p>Alpha.</p></div><div id="c2">'
                           '<p>Beta <a href="#c1">1</a>.</p></div>'}
    kinds = [(b.kind, b.text) for b in taken(book(chapters)).blocks]
    assert [kind for kind, words in kinds if words in ("One", "Alpha.")] == ["heading", "para"]
    assert all(kind != "note" for kind, words in kinds if "Beta" in words)


def test_a_note_bears_the_page_that_refers_to_it() -> None:
    page = '<span epub:type="pagebreak" title="{}"/>'
    chapters = {
        "a.xhtml": f'<p>{page.format(4)}One {page.format(5)}two<a epub:type="noteref" href="#f">1</a> three.</p>'
                   f'<p>{page.format(6)}Four<a epub:type="noteref" href="n.xhtml#e">2</a>.</p>'
                   '<aside epub:type="footnote" id="f"><p>Foot.</p></aside>',
        "n.xhtml": '<div epub:type="endnote" id="e"><p>End.</p></div><p>Loose.</p>', "b.xhtml": "<p>Five.</p>"}
    assert told(taken(book(chapters, beside=("n.xhtml",)))) == [
        ("para", "One two three.", "4"), ("note", "Foot.", "5"), ("para", "Four.", "6"), ("note", "End.", "6"),
        ("para", "Loose.", None), ("para", "Five.", "6")]


def test_parts_called_otherwise_are_found_and_lost_ones_named() -> None:
    text = taken(book({"A.xhtml": "", "lost.xhtml": ""}, held={"a.xhtml": "<p>Alpha.</p>"}))
    assert [b.text for b in text.blocks] == ["Alpha."]
    assert [note.fields for note in text.doubts] == [{"name": "OPS/lost.xhtml"}]
    with pytest.raises(SourceRefusedError, match=r"chapters-lacking: .*, OPS/a\.xhtml"):
        taken(book({"a.xhtml": ""}, held={"z.xhtml": "<p>Alpha.</p>"}))

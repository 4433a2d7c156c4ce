"""Notes, pages, types, descriptions and encodings of each format; what is locked, damaged or too large is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from book_files import epub, fb2, html, mhtml, odt, packed, rtf, wxr

from corpus.errors import SourceRefusedError
from corpus.model.blocks import Block, SourceText
from corpus.model.notes import Note
from corpus.model.turns import Mark, Page
from corpus.reading import archive
from corpus.reading.formats import read, sniff
from corpus.reading.worker import Worker

TEXT = (
    Block("The Barge", "heading", 1),
    Block("The watchman saw a barge & no lamp.", marks=(Mark("bold", 4, 12), Mark("italic", 19, 24))),
    Block("Сторож ушёл в шесть; «Чайка» стояла у мола — так и записали."),
)
NOTES = {1: "The log says <two> lamps.", 2: "Запись от 3 мая; ср. лист 9."}
Maker = Callable[[], bytes]
NOTED: dict[str, Maker] = {
    "epub": lambda: epub([TEXT[:2], TEXT[2:]], NOTES), "fb2": lambda: fb2(TEXT, NOTES),
    "fb2 cp1251": lambda: fb2(TEXT, NOTES, "windows-1251"), "odt": lambda: odt(TEXT, NOTES),
    "rtf": lambda: rtf(TEXT, NOTES), "rtf cp1251": lambda: rtf(TEXT, NOTES, "cp1251"),
}


def taken(data: bytes) -> SourceText:
    (text,) = read(data, sniff(data, "file"), "file")
    return text


@pytest.mark.parametrize("form", NOTED)
def test_a_note_stands_behind_its_paragraph_under_its_number(form: str) -> None:
    blocks = taken(NOTED[form]()).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("heading", TEXT[0].text), ("para", TEXT[1].text), ("note", NOTES[1]), ("para", TEXT[2].text),
        ("note", NOTES[2])]
    labels = [[m.label for m in b.marks if m.kind == "note"] for b in blocks]
    assert labels[1] == labels[2]
    assert labels[3] == labels[4]
    assert len(labels[1]) == 1


@pytest.mark.parametrize("form", ["epub", "fb2", "odt"])
def test_type_faces_stay(form: str) -> None:
    marks = [(m.kind, m.start, m.end) for m in taken(NOTED[form]()).blocks[1].marks]
    assert {("bold", 4, 12), ("italic", 19, 24)} <= {*marks}


def test_pages_of_an_ebook() -> None:
    blocks = (
        Block("Before any page."),
        Block("On the first.", page=Page("xii", "printed")),
        Block("Here it turns over.", page=Page("13", "printed", end="14"), marks=(Mark("page", 8, 8, "14"),)),
        Block("Still there.", page=Page("14", "printed")),
    )
    text = taken(epub([blocks]))
    assert [(b.text, b.page.label, b.page.end) for b in text.blocks] == [
        ("Before any page.", None, None), ("On the first.", "xii", "xii"), ("Here it turns over.", "13", "14"),
        ("Still there.", "14", "14")]
    assert [(m.start, m.label) for m in text.blocks[2].marks] == [(8, "14")]


@pytest.mark.parametrize(("break_", "label"), [
    ('<span epub:type="pagebreak" id="page32"></span>', "32"),
    ('<span role="doc-pagebreak" aria-label="xii"/>', "xii"),
    ('<a epub:type="pagebreak" id="b">[Pg 7]</a>', "7"),
    ('<span class="pagenum" data-page-number="33" id="33">&#8203;</span>', "33"),
    ('<hr epub:type="pagebreak" title="9"/>', "9"), ('<p>.</p><span class="pagenum">[Pg 8]</span>', "8"),
])
def test_marks_of_a_page(break_: str, label: str) -> None:
    chapter = f"<html><body>{break_}<p>Alpha beta.</p></body></html>"
    block = [b for b in taken(_with_chapter(chapter)).blocks if b.text][-1]
    assert (block.text, block.page.label, block.page.basis) == ("Alpha beta.", label, "printed")


def test_words_in_a_page_break_stay() -> None:
    text = taken(_with_chapter('<p>Alpha <span epub:type="pagebreak" title="4">the whole chapter</span> beta.</p>'))
    assert text.blocks[0].text == "Alpha the whole chapter beta."


def test_what_is_closed_in_its_own_tag_is_closed() -> None:
    text = taken(_with_chapter('<html><head><title/><script src="a"/></head><body><i/><a id="x" href="#y"/>'
                               "<p>Alpha</p><p>Beta</p></body></html>"))
    assert [(b.text, b.marks) for b in text.blocks] == [("Alpha", ()), ("Beta", ())]


@pytest.mark.parametrize(("said", "title", "author"), [
    ("Unknown Title", "", None), ("Неизвестный", "", None), ("The Unknown", "The Unknown", "The Unknown")])
def test_a_book_without_title_or_author_has_none(said: str, title: str, author: str | None) -> None:
    book = _changed(epub([TEXT], title="x"), "OPS/book.opf", lambda opf: re.sub(
        rb"<dc:title>.*?</dc:title>", f"<dc:title>{said}</dc:title><dc:creator>{said}</dc:creator>".encode(), opf))
    text = taken(book)
    assert (text.title, text.author) == (title, author)


def test_the_order_is_that_of_the_spine_and_missing_parts_are_named() -> None:
    book = epub([[Block("One.")], [Block("Two.")], [Block("Three.")]])
    swapped = _changed(book, "OPS/book.opf", lambda opf: opf.replace(
        b'<itemref idref="i0"/><itemref idref="i1"/>', b'<itemref idref="i1"/><itemref idref="i0"/>'))
    assert [b.text for b in taken(swapped).blocks] == ["Two.", "One.", "Three."]
    lacking = _changed(book, "OPS/text/ch2.xhtml", None)
    text = taken(lacking)
    assert [b.text for b in text.blocks] == ["One.", "Three."]
    assert [(n.code, n.fields) for n in text.doubts] == [("part-missing", {"name": "OPS/text/ch2.xhtml"})]


def test_fb2_says_what_it_is_and_drops_its_pictures() -> None:
    text = taken(fb2(TEXT))
    assert (text.title, text.author) == ("Книга", "Пётр Лодочник")
    assert "9j" not in "".join(b.text for b in text.blocks) + "".join(i.text for i in text.left_out)


def test_verses_lines_and_citations_of_fb2() -> None:
    body = ("<epigraph><p>An old saw.</p></epigraph><section><title><p>I</p><p>The mole</p></title><poem><stanza>"
            "<v>Low water,</v><v>high lamp.</v></stanza></poem><subtitle>***</subtitle><cite><p>Said so.</p></cite>"
            "<p>Plain.</p></section>")
    blocks = taken(f"<FictionBook><body>{body}</body></FictionBook>".encode()).blocks
    assert [(b.kind, b.text, b.quoted) for b in blocks] == [
        ("para", "An old saw.", True), ("heading", "I", False), ("heading", "The mole", False),
        ("para", "Low water,\nhigh lamp.", False), ("heading", "***", False), ("para", "Said so.", True),
        ("para", "Plain.", False)]


def test_an_export_of_a_site_gives_its_published_posts() -> None:
    for classic in (False, True):
        texts = read(wxr([("one", TEXT), ("two", TEXT[1:])], classic=classic), "wxr", "site.xml")
        assert [(t.slug, t.url, t.date, t.title) for t in texts] == [
            ("one", "https://example.org/one/", "2011-02-03 04:05:06", "one"),
            ("two", "https://example.org/two/", "2011-02-03 04:05:06", "two")]
        assert [b.text for b in texts[1].blocks] == ["two", TEXT[1].text, TEXT[2].text]
        told = [note for text in texts for note in text.doubts if note.code == "posts-unpublished"]
        assert [(note.fields["count"], note.fields["titles"]) for note in told] == [(1, ("Draft",))]


@pytest.mark.parametrize(("charset", "cte"), [
    ("utf-8", "quoted-printable"), ("windows-1251", "quoted-printable"), ("utf-8", "8bit"), ("utf-8", "base64")])
def test_saved_pages(charset: str, cte: str) -> None:
    data = mhtml(TEXT, charset, cte)
    text = taken(data)
    assert [b.text for b in text.blocks] == [b.text for b in TEXT]
    assert text.url == "https://example.org/page"
    if cte == "base64":
        assert not any(b.offsets.runs for b in text.blocks)
    else:
        span = text.blocks[1].offsets.span(4, 12)
        assert span
        assert text.raw[slice(*span)].replace("=\n", "") == "watchman"


def test_entities_that_a_file_declares_are_put_in() -> None:
    raw = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
            "<FictionBook><body><section><p>Alpha &b; beta</p></section></body></FictionBook>")
    assert taken(raw.encode()).blocks[0].text == "Alpha hahahaha beta"


@pytest.mark.parametrize(("declared", "named"), [
    ("", "&lamp;"), ('<!DOCTYPE x [<!ENTITY lamp SYSTEM "lamp.xml">]>', "lamp.xml"),
    ('<!DOCTYPE x SYSTEM "book.dtd">', "&lamp;"), ('<!DOCTYPE x [<!ENTITY other "ha">]>', "&lamp;"),
])
def test_what_an_entity_would_bring_and_the_file_does_not_have_is_said_to_be_missing(declared: str, named: str) -> None:
    raw = f'<?xml version="1.0"?>{declared}<FictionBook><body><section><p>A &lamp; &nbsp;b &amp; c</p></section></body>'
    text = taken(f"{raw}</FictionBook>".encode())
    assert text.blocks[0].text == "A &lamp; b & c"
    assert text.doubts == (Note("part-missing", name=named),)


@pytest.mark.parametrize("maker", [lambda: epub([TEXT]), lambda: odt(TEXT), lambda: packed({"b.fb2": fb2(TEXT)})])
def test_bombs_locks_and_damage_are_refused_and_cost_no_worker(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = maker()
    form = sniff(data, "file")
    with Worker() as worker:
        for hurt in (data[: len(data) // 2], data[:200]):
            with pytest.raises(SourceRefusedError):
                worker.read(hurt, form, "file")
        assert worker.read(data, form, "file")[0].blocks
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 100)
    with pytest.raises(SourceRefusedError, match="file-unpacks"):
        read(data, form, "file")


def test_a_book_that_is_locked_is_refused() -> None:
    lock = '<encryption><CipherReference URI="OPS/text/ch1.xhtml"/></encryption>'
    fonts = '<encryption><CipherReference URI="OPS/font.otf"/></encryption>'
    with pytest.raises(SourceRefusedError, match="protected"):
        taken(_changed(epub([TEXT]), "META-INF/encryption.xml", lambda _: lock.encode()))
    assert taken(_changed(epub([TEXT]), "META-INF/encryption.xml", lambda _: fonts.encode())).blocks


def test_names_that_lead_out_of_the_archive_lead_nowhere() -> None:
    book = _changed(epub([TEXT]), "OPS/book.opf", lambda opf: opf.replace(b"text/ch1.xhtml", b"../../../etc/passwd"))
    with pytest.raises(SourceRefusedError, match="chapters-lacking"):
        taken(book)


@pytest.mark.parametrize("data", [
    b"{\\rtf1 ", b"{\\rtf1\\ansi {{{{", b"{\\rtf1{\\footnote x", b"{\\rtf1 \\u}", b"{\\rtf"])
def test_broken_rtf(data: bytes) -> None:
    try:
        assert taken(data)
    except SourceRefusedError as error:
        assert error.advice


def _with_chapter(chapter: str) -> bytes:
    return _changed(epub([TEXT]), "OPS/text/ch1.xhtml", lambda _: chapter.encode())


def _changed(data: bytes, name: str, change: Callable[[bytes], bytes] | None) -> bytes:
    """Give an archive with one file of it changed, added, or taken out."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        if change:
            new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return out.getvalue()


def test_html_is_no_worse() -> None:
    assert [b.text for b in read(html(TEXT).encode(), "html", "f")[0].blocks] == [b.text for b in TEXT]


SAVED = ("From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n"
         "--b\nContent-Type: text/html; charset=utf-8\nContent-Location: http://x/\n\n{}\n"
         "--b\nContent-Type: text/html; charset=utf-8\nContent-Location: http://x/t\n\n{}\n--b--\n")
INNER = "<html><body><p>The porter saw a barge.</p></body></html>"


def test_a_saved_page_of_frames_is_what_they_show() -> None:
    frames = '<html><head><title>Log</title></head><frameset><frame src="http://x/t"></frameset></html>'
    text = taken(SAVED.format(frames, INNER).encode())
    assert (text.title, [b.text for b in text.blocks]) == ("Log", ["The porter saw a barge."])


def test_windows_within_a_saved_page_are_listed() -> None:
    page = '<html><body><p>Alpha.</p><iframe src="cid:t"></iframe></body></html>'
    text = taken(SAVED.format(page, INNER).encode())
    assert [b.text for b in text.blocks] == ["Alpha."]
    assert [(i.kind, i.text) for i in text.left_out] == [("markup", "The porter saw a barge.")]


def test_a_page_saved_in_one_part_is_told_from_a_letter() -> None:
    head = "From: <Saved by IE>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    assert [b.text for b in taken((head + INNER).encode()).blocks] == ["The porter saw a barge."]
    with pytest.raises(SourceRefusedError):
        taken((f"To: somebody@example.org\n{head}{INNER}").encode())


def test_who_wrote_a_book_and_who_did_not() -> None:
    about = ("<description><title-info><author><first-name>Ada</first-name><last-name>Quill</last-name></author>"
             "<author><nickname>Mole</nickname></author><book-title>Dawn</book-title>"
             "<annotation><p>Buy it.</p></annotation>"
             "<translator><middle-name>Q.</middle-name></translator></title-info><document-info><author><nickname>scan"
             "</nickname></author></document-info><publish-info><year>1912</year></publish-info></description>")
    text = taken(f"<FictionBook>{about}<body><section><p>Alpha.</p></section></body></FictionBook>".encode())
    assert (text.title, text.author, text.date) == ("Dawn", "Ada Quill; Mole", "1912")
    assert [(i.kind, i.text) for i in text.left_out] == [("markup", "Buy it.")]


ITEM = ("<item><title>{0}</title><category domain='category'><![CDATA[Logs]]></category>"
        "<category domain='post_tag'>mole</category>"
        "<content:encoded><![CDATA[{1}]]></content:encoded><wp:status>publish</wp:status><wp:post_type>{2}"
        "</wp:post_type></item>")


def exported(*items: str) -> list[SourceText]:
    raw = f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>{"".join(items)}</channel></rss>'
    return read(raw.encode(), sniff(raw.encode(), "f.xml"), "f.xml")


def test_kinds_of_posts_that_a_site_has_of_its_own_are_read() -> None:
    texts = exported(ITEM.format("One", "Alpha.", "dossier"), ITEM.format("Two", "x", "attachment"),
                     ITEM.format("Three", "y", "wp_navigation"))
    assert [(t.title, t.collections, t.tags) for t in texts] == [("One", ("Logs",), ("mole",))]


def test_shortcodes_are_no_text_and_notes_in_them_are_notes() -> None:
    body = ('[caption id="a" align="b"]The barge[/caption]\n\nHe saw[footnote]Leaf 9.[/footnote] it [sic], [нрзб] and '
            "left[fn]Leaf 10.[/fn].\n\n[gallery ids='1,2']\n\n[/odd] [31]")
    (text,) = exported(ITEM.format("One", body, "post"))
    assert [(b.kind, b.text, [m.label for m in b.marks]) for b in text.blocks[1:]] == [
        ("para", "The barge", []), ("para", "He saw it [sic], [нрзб] and left.", ["1", "2"]),
        ("note", "Leaf 9.", ["1"]), ("note", "Leaf 10.", ["2"]), ("para", "[/odd] [31]", [])]
    assert [i.text for i in text.left_out] == [
        '[caption id="a" align="b"]', "[/caption]", "[footnote]", "[/footnote]", "[fn]", "[/fn]", "[gallery ids='1,2']"]
    note = text.blocks[3]
    span = note.offsets.span(0, len(note.text))
    assert span
    assert text.raw[slice(*span)] == "Leaf 9."

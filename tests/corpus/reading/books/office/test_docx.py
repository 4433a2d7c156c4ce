"""Word documents read for checking: text, notes, emphasis, quotations; bombs and damage refused in the worker."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.shared import Cm

from corpus.catalogue.catalogue import load
from corpus.errors import SourceRefusedError
from corpus.ingest.unkept import turns_of_bytes
from corpus.model.blocks import SourceText
from corpus.reading import formats as reading
from corpus.reading.books.office.docx import read_docx
from corpus.reading.worker import Worker

LOREM = "Lorem ipsum dolor sit amet consectetur"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


@pytest.fixture(scope="module")
def chapter() -> bytes:
    document = docx.Document()
    document.add_heading("A Chapter", 1)
    paragraph = document.add_paragraph("Somebody says: “Alpha ")
    paragraph.add_run("beta gamma").bold = True
    paragraph.add_run(" delta * epsilon_zeta [eta] <c.12>” (1936 Trial 41).")
    document.add_paragraph(f"{LOREM}. (1936 Trial 59)", style="Quote")
    set_in = document.add_paragraph("Kappa lambda mu nu xi. (1936 Trial 60)")
    set_in.paragraph_format.left_indent = set_in.paragraph_format.right_indent = Cm(1)
    document.add_table(1, 1).cell(0, 0).text = "1. In a table."
    return saved(document)


def changed(data: bytes, name: str, new: bytes) -> bytes:
    """Give the archive with one file of it replaced or added."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for entry in old.namelist():
            if entry != name:
                packed.writestr(entry, old.read(entry))
        packed.writestr(name, new)
    return out.getvalue()


def test_a_chapter_is_read_as_it_is_written(chapter: bytes) -> None:
    text = read_docx(chapter, "chapter.docx")
    assert [(b.kind, b.quoted) for b in text.blocks] == [
        ("heading", False), ("para", False), ("para", True), ("para", True), ("para", False)]
    assert text.blocks[1].text == (
        "Somebody says: “Alpha beta gamma delta * epsilon_zeta [eta] <c.12>” (1936 Trial 41).")
    assert [text.blocks[1].text[m.start : m.end] for m in text.blocks[1].marks if m.kind == "bold"] == ["beta gamma"]
    assert text.blocks[4].text == "1. In a table."
    assert text.raw == ""


def test_quotations_of_a_chapter_are_set_apart(chapter: bytes) -> None:
    turns = turns_of_bytes(chapter, "chapter.docx", load("main"))
    assert [t.region for t in turns[1:4]] == ["body", "quotation", "quotation"]
    assert all(t.origin.line_start is None for t in turns)


def test_notes_and_tracked_changes(chapter: bytes) -> None:
    body = (f"<w:document {SPACE}><w:body><w:p><w:r><w:t>Alpha</w:t></w:r><w:del><w:r><w:delText>gone</w:delText>"
            "</w:r></w:del><w:ins><w:r><w:t> beta</w:t></w:r></w:ins><w:r><w:footnoteReference w:id=\"2\"/></w:r>"
            "<w:r><w:tab/><w:t>gamma.</w:t></w:r></w:p></w:body></w:document>")
    notes = (f"<w:footnotes {SPACE}><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote"
             " w:id=\"2\"><w:p><w:r><w:t>Miller, 12.</w:t></w:r></w:p></w:footnote></w:footnotes>")
    with ZipFile(BytesIO(chapter)) as packed:
        relations = packed.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = relations.replace("</Relationships>",
                                  f'<Relationship Id="rNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>')
    data = changed(chapter, "word/document.xml", body.encode())
    data = changed(changed(data, "word/footnotes.xml", notes.encode()), "word/_rels/document.xml.rels",
                   relations.encode())
    text = read_docx(data, "notes.docx")
    assert [(b.kind, b.text) for b in text.blocks] == [("para", "Alpha beta gamma."), ("note", "Miller, 12.")]
    assert [m.label for m in text.blocks[0].marks if m.kind == "note"] == ["1"]


def test_bombs_and_damage_are_refused(chapter: bytes, tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(9))
    secret = tmp_path / "secret"
    secret.write_text("secret words of somebody")
    bodies = {
        "laughs": f"<!DOCTYPE w [{laughs}]><w:document {SPACE}><w:body><w:p><w:r><w:t>x &a8;</w:t></w:r></w:p></w:body>"
                  "</w:document>",
        "outside": f'<!DOCTYPE w [<!ENTITY s SYSTEM "{secret.as_uri()}">]><w:document {SPACE}><w:body><w:p><w:r>'
                   "<w:t>x &s;</w:t></w:r></w:p></w:body></w:document>",
        "deep": f"<w:document {SPACE}><w:body>" + "<w:sdt>" * 100_000,
        "no words": f"<w:document {SPACE}><w:body/></w:document>",
        "no xml": "lorem ipsum",
    }
    bad = {name: changed(chapter, "word/document.xml", body.encode()) for name, body in bodies.items()}
    bad["large"] = changed(chapter, "word/media/big.bin", bytes(210 * 1024 * 1024))
    bad["cut"] = chapter[: len(chapter) // 2]
    with Worker() as worker:
        for name, data in bad.items():
            try:
                texts = worker.read(data, "docx", "bad.docx")
            except SourceRefusedError:
                continue
            said = " ".join(block.text for text in texts for block in text.blocks)
            assert name in ("laughs", "outside")
            assert len(said) < 100
            assert "secret words" not in said


def test_a_word_document_is_known_by_its_parts(chapter: bytes) -> None:
    assert reading.sniff(chapter, "chapter.docx") == "docx"
    with pytest.raises(SourceRefusedError):
        reading.sniff(changed(chapter, "a", b"b")[:200], "half.docx")


BOX = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def of_body(chapter: bytes, body: str, **parts: str) -> SourceText:
    """Read a document with this body and these further parts, as ``endnotes``."""
    document = f'<w:document {SPACE} xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    data = changed(chapter, "word/document.xml", document.encode())
    with ZipFile(BytesIO(chapter)) as packed:
        relations = packed.read("word/_rels/document.xml.rels").decode()
    for part, xml in parts.items():
        kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{part}"
        relations = relations.replace(
            "</Relationships>", f'<Relationship Id="r{part}" Type="{kind}" Target="{part}.xml"/></Relationships>')
        data = changed(data, f"word/{part}.xml", xml.encode())
    return read_docx(changed(data, "word/_rels/document.xml.rels", relations.encode()), "f.docx")


def run(words: str, form: str = "") -> str:
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_lines_of_a_paragraph_stay_lines_and_hidden_words_are_listed(chapter: bytes) -> None:
    text = of_body(chapter, f"<w:p>{run('ORSETSKY: When?')}<w:r><w:br/></w:r>{run('KORVIN: At ')}"
                            f"{run('secret ', '<w:vanish/>')}{run('dawn.')}</w:p>")
    assert [b.text for b in text.blocks] == ["ORSETSKY: When?\nKORVIN: At dawn."]
    assert [(item.kind, item.text) for item in text.left_out] == [("hidden", "secret")]


def test_a_box_is_read_once_behind_its_paragraph(chapter: bytes) -> None:
    both = (f"<mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}"
            "</w:pict></mc:Fallback></mc:AlternateContent>")
    text = of_body(chapter, f"<w:p>{run('The porter ')}<w:r>{both}</w:r>{run('saw a barge.')}</w:p>")
    assert [b.text for b in text.blocks] == ["The porter saw a barge.", "In a box."]


def test_a_paragraph_whose_end_was_struck_goes_on_with_the_next(chapter: bytes) -> None:
    text = of_body(chapter, f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('The porter ')}</w:p>"
                            f"<w:p>{run('saw it.')}</w:p><w:p>{run('Then he left.')}</w:p>")
    assert [b.text for b in text.blocks] == ["The porter saw it.", "Then he left."]


def test_notes_bear_the_numbers_that_are_printed_and_stand_behind_their_paragraph(chapter: bytes) -> None:
    def notes(kind: str, *ids: int) -> str:
        inner = "".join(f'<w:{kind} w:id="{n}"><w:p>{run(f"{kind} {n}.")}</w:p></w:{kind}>' for n in ids)
        return f"<w:{kind}s {SPACE}>{inner}</w:{kind}s>"

    body = (f'<w:p>{run("One")}<w:r><w:footnoteReference w:id="21"/></w:r>{run(" two")}<w:r><w:endnoteReference '
            f'w:id="5"/></w:r></w:p><w:p>{run("Three")}<w:r><w:footnoteReference w:id="20"/></w:r>{run(" four")}<w:r>'
            '<w:footnoteReference w:customMarkFollows="1" w:id="22"/><w:t>*</w:t></w:r></w:p>')
    text = of_body(chapter, body, footnotes=notes("footnote", 20, 21, 22, 23), endnotes=notes("endnote", 5))
    assert [(b.kind, b.text, [m.label for m in b.marks]) for b in text.blocks] == [
        ("para", "One two", ["1", "i"]), ("note", "footnote 21.", ["1"]), ("note", "endnote 5.", ["i"]),
        ("para", "Three four", ["2", "*"]), ("note", "footnote 20.", ["2"]), ("note", "footnote 22.", ["*"]),
        ("note", "footnote 23.", [])]


def test_raised_figures_typed_by_hand_are_marks_of_notes(chapter: bytes) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    text = of_body(chapter, f"<w:p>{run('The log')}{run('3', raised)}{run(' says so.')}</w:p>")
    assert [(b.text, [(m.kind, m.start, m.label) for m in b.marks]) for b in text.blocks] == [
        ("The log says so.", [("note", 7, "3")])]


def test_what_looks_like_markdown_is_text(chapter: bytes) -> None:
    lines = ("> 3", "===", "- He left.", "[^1]: x", "# 4", "2*3*4", "1) salt")
    text = of_body(chapter, "".join(f"<w:p>{run(line.replace('>', '&gt;'))}</w:p>" for line in lines))
    assert [(b.kind, b.text) for b in text.blocks] == [("para", line) for line in lines]


def test_running_heads_are_listed(chapter: bytes) -> None:
    head = f"<w:hdr {SPACE}><w:p>{run('Case 9')}</w:p></w:hdr>"
    text = of_body(chapter, f"<w:p>{run('Alpha.')}</w:p>", header=head)
    assert [(item.kind, item.text) for item in text.left_out] == [("furniture", "Case 9")]

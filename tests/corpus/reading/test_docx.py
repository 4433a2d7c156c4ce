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
from corpus.reading import formats as reading
from corpus.reading.docx import read_docx
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
    assert [m.label for m in text.blocks[0].marks if m.kind == "note"] == ["f2"]


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

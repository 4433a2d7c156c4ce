"""OpenDocument texts as LibreOffice writes them: boxes, struck and hidden words, and the flat form in one file."""

from __future__ import annotations

import pytest
from book_files import packed

from corpus.errors import SourceRefusedError
from corpus.model.blocks import SourceText
from corpus.reading.formats import read, sniff

_SPACES = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
           'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')
_STYLES = ('<office:automatic-styles><style:style style:name="T1"><style:text-properties text:display="none"/>'
           "</style:style></office:automatic-styles>")


def content(body: str) -> str:
    return f"<office:body><office:text>{body}</office:text></office:body>"


def flat(body: str) -> SourceText:
    raw = (f'<?xml version="1.0"?>\n<office:document {_SPACES} office:mimetype='
           '"application/vnd.oasis.opendocument.text">'
           "<office:meta><dc:title>The mole</dc:title><meta:initial-creator>Ada Quill</meta:initial-creator>"
           f"</office:meta><office:styles/>{_STYLES}<office:master-styles><text:p>Head</text:p></office:master-styles>"
           f"{content(body)}</office:document>")
    data = raw.encode()
    assert sniff(data, "f.fodt") == "fodt"
    (text,) = read(data, "fodt", "f.fodt")
    for block in text.blocks:
        for run in block.offsets.runs:
            assert block.text[run.text : run.text + run.length] == raw[run.source : run.source + run.width]
    return text


def test_a_flat_document_has_a_title_and_offsets_and_who_typed_it_is_no_author() -> None:
    text = flat('<text:h text:outline-level="2">Night</text:h><text:p>A<text:s text:c="3"/>porter<text:tab/>saw'
                "</text:p>")
    assert (text.title, text.author) == ("The mole", None)
    assert [(b.kind, b.text) for b in text.blocks] == [("heading", "Night"), ("para", "A porter saw")]
    assert all(block.offsets.runs for block in text.blocks)


def test_a_box_stands_behind_its_paragraph_which_goes_on() -> None:
    text = flat("<text:p>The porter <draw:frame><draw:text-box><text:p>In a box.</text:p><text:p>Two.</text:p>"
                "</draw:text-box><svg:title>Shape</svg:title><svg:desc>A lamp</svg:desc></draw:frame>saw a barge."
                "</text:p>"
                "<draw:frame><draw:text-box><text:p>On its own.</text:p></draw:text-box></draw:frame>"
                "<text:p>No <draw:custom-shape><text:p>Three.</text:p></draw:custom-shape>lamp.</text:p>")
    assert [b.text for b in text.blocks] == [
        "The porter saw a barge.", "In a box.", "Two.", "On its own.", "No lamp.", "Three."]


def test_what_was_struck_is_no_text_wherever_it_is_kept() -> None:
    changes = ('<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/>'
               '<text:p>apart</text:p></text:deletion></text:changed-region><text:changed-region text:id="c2">'
               "<text:insertion><office:change-info/></text:insertion></text:changed-region></text:tracked-changes>")
    text = flat(f'{changes}<text:p>I <text:change-start text:change-id="c1"/>never <text:change-end '
                'text:change-id="c1"/><text:change-start text:change-id="c2"/>once <text:change-end '
                'text:change-id="c2"/>saw it</text:p><text:p>and <text:change-start text:change-id="c1"/>so</text:p>'
                '<text:p>on<text:change-end text:change-id="c1"/>wards.</text:p>')
    assert [b.text for b in text.blocks] == ["I once saw it", "and wards."]


def test_hidden_words_are_listed() -> None:
    text = flat('<text:p>Seen <text:span text:style-name="T1">secret</text:span> again</text:p><text:section '
                'text:display="none"><text:p>away</text:p></text:section><text:section text:display="condition">'
                "<text:p>here</text:p></text:section>")
    assert [b.text for b in text.blocks] == ["Seen again", "here"]
    assert [(item.kind, item.text) for item in text.left_out] == [("hidden", "secret"), ("hidden", "away")]


def test_a_document_that_lost_its_type_is_known_by_its_text() -> None:
    data = packed({"content.xml": f"<office:document-content {_SPACES}>{content('<text:p>Alpha.</text:p>')}"
                                  "</office:document-content>"})
    assert sniff(data, "f.odt") == "odt"
    sheet = packed({"content.xml": "<office:document-content><office:body><office:spreadsheet/></office:body>"
                                   "</office:document-content>"})
    with pytest.raises(SourceRefusedError):
        sniff(sheet, "f.ods")


def test_a_paragraph_is_a_heading_where_its_style_is_for_headings() -> None:
    text = flat('<text:p text:style-name="Heading_20_2">Night</text:p><text:p text:style-name="Table_20_Heading">Hour'
                "</text:p>")
    assert [(block.kind, block.level) for block in text.blocks] == [("heading", 2), ("para", 0)]

"""Numbers of lists in documents of word processors: they are made when a document is shown, and stand in no file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
import pytest
from book_files import packed
from docx.oxml import parse_xml

from corpus.model.blocks import SourceText
from corpus.reading.books.office.docx import read_docx
from corpus.reading.books.office.odt import read_odt
from corpus.reading.books.office.rtf import read_rtf
from corpus.reading.list_numbers import numeral

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Line = tuple[str, int | None, int | None]
"""Words of a paragraph, instance, level; None where the paragraph does not state it."""


def told(text: SourceText) -> list[str]:
    return [block.text for block in text.blocks]


def levels(*rows: tuple[str, str] | tuple[str, str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{"".join(more)}<w:lvlText w:val="{text}"/>'
        "</w:lvl>" for n, (form, text, *more) in enumerate(rows))


def word(lines: Sequence[Line], abstract: str, instances: str = "", styles: str = "", style: str = "") -> SourceText:
    """Read a document whose paragraphs are numbered by instance 90 of these levels, or by others given."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    first = numbering.find(f"{_NS}num")
    for number, rows in enumerate([abstract] if "<w:abstractNum" not in abstract else abstract.split("\n"), 90):
        own = f'<w:abstractNum {_W} w:abstractNumId="{number}">{rows}</w:abstractNum>'
        first.addprevious(parse_xml(rows if "<w:abstractNum" in rows else own))
    made = f'<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>{instances}'
    for one in parse_xml(f"<w:x {_W}>{made}</w:x>"):
        numbering.append(one)
    for one in parse_xml(f"<w:x {_W}>{styles}</w:x>"):
        document.styles.element.append(one)
    for words, instance, level in lines:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        if style:
            properties.append(parse_xml(f'<w:pStyle {_W} w:val="{style}"/>'))
        stated = "".join(f'<w:{name} w:val="{value}"/>' for name, value in (("ilvl", level), ("numId", instance))
                         if value is not None)
        if stated:
            properties.append(parse_xml(f"<w:numPr {_W}>{stated}</w:numPr>"))
    out = BytesIO()
    document.save(out)
    return read_docx(out.getvalue(), "x.docx")


def at(*places: tuple[int, int]) -> list[Line]:
    return [(f"p{n}", instance, level) for n, (instance, level) in enumerate(places)]


def test_levels_are_counted_as_they_are_printed() -> None:
    rows = levels(("upperRoman", "%1."), ("decimal", "%1.%2.", "<w:isLgl/>"), ("russianLower", "%3)"))
    places = [(90, 0), (90, 1), (90, 1), (90, 2), (90, 2), (90, 0), (90, 1), (90, 2)]
    assert told(word(at(*places), rows)) == [
        "I. p0", "1.1. p1", "1.2. p2", "а) p3", "б) p4", "II. p5", "2.1. p6", "а) p7"]


def test_a_level_left_out_has_begun_with_what_stands_below_it() -> None:
    rows = levels(("decimal", "%1."), ("decimal", "%1.%2."))
    assert told(word(at((90, 1), (90, 0), (90, 1)), rows)) == ["1.1. p0", "2. p1", "2.1. p2"]


def test_paragraphs_between_and_bullets_do_not_count() -> None:
    rows = levels(("decimal", "Пункт %1"), ("bullet", "\u2022"))
    lines: list[Line] = [("a", 90, 0), ("b", None, None), ("c", 90, 1), ("d", 90, 0), ("e", 0, 0), ("f", 90, 0)]
    text = word(lines, rows)
    assert told(text) == ["Пункт 1 a", "b", "c", "Пункт 2 d", "e", "Пункт 3 f"]
    assert [block.kind for block in text.blocks] == ["item", "para", "item", "item", "para", "item"]


def test_an_instance_begins_anew_where_it_says_so_and_goes_on_where_not() -> None:
    instances = ('<w:num w:numId="91"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0"><w:startOverride '
                 'w:val="5"/></w:lvlOverride></w:num><w:num w:numId="92"><w:abstractNumId w:val="90"/></w:num>')
    places = [(90, 0), (90, 0), (91, 0), (91, 0), (92, 0), (90, 0)]
    assert told(word(at(*places), levels(("decimal", "%1.")), instances)) == [
        "1. p0", "2. p1", "5. p2", "6. p3", "7. p4", "8. p5"]


def test_a_level_may_go_on_below_the_next_of_the_one_above() -> None:
    rows = levels(("decimal", "%1."), ("decimal", "%2)", '<w:lvlRestart w:val="0"/>'))
    assert told(word(at((90, 0), (90, 1), (90, 0), (90, 1)), rows)) == ["1. p0", "1) p1", "2. p2", "2) p3"]


def test_a_style_numbers_its_paragraphs_and_those_based_on_it() -> None:
    styles = ('<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Point"/><w:basedOn w:val="Own"/><w:pPr>'
              '<w:numPr><w:numId w:val="90"/></w:numPr></w:pPr></w:style>'
              '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Base"/></w:style>')
    rows = levels(("decimal", "%1."), ("lowerLetter", "%2.", '<w:pStyle w:val="Base"/>'))
    text = word([("a", None, None), ("b", 90, 0), ("c", None, None), ("d", 0, None)], rows, styles=styles, style="Own")
    assert told(text) == ["a. a", "2. b", "a. c", "d"]


def test_a_heading_bears_its_number() -> None:
    styles = ('<w:style w:type="paragraph" w:styleId="Kopf"><w:name w:val="Kopf"/><w:pPr><w:numPr><w:numId w:val="90"/>'
              '</w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>')
    text = word([("Dawn", None, None)], levels(("decimal", "Глава %1.")), styles=styles, style="Kopf")
    assert [(block.kind, block.text) for block in text.blocks] == [("heading", "Глава 1. Dawn")]


def test_styles_and_lists_that_lead_to_each_other_end() -> None:
    linked = '<w:abstractNum {} w:abstractNumId="{}"><w:numStyleLink w:val="{}"/></w:abstractNum>'
    styles = "".join(f'<w:style w:type="numbering" w:styleId="{a}"><w:name w:val="{a}"/><w:pPr><w:numPr><w:numId '
                     f'w:val="{b}"/></w:numPr></w:pPr></w:style>' for a, b in (("A", 91), ("B", 90)))
    instances = '<w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>'
    abstract = f"{linked.format(_W, 90, 'A')}\n{linked.format(_W, 91, 'B')}"
    assert told(word(at((90, 0)), abstract, instances, styles)) == ["p0"]


@pytest.mark.parametrize("number", ["-5", "x", "99999999999999999999", ""])
def test_numbers_that_are_none_stop_nothing(number: str) -> None:
    rows = levels(("decimal", "%1.")).replace('<w:start w:val="1"/>', f'<w:start w:val="{number}"/>')
    (line,) = told(word([("a", 90, 0)], rows))
    assert line.endswith("a")


_ODT = '<text:list-style style:name="L">{}</text:list-style>'
_LEVEL = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="{}" {}/>'


def odt(body: str, styles: str = "", outline: str = "") -> SourceText:
    content = ("<office:document-content><office:automatic-styles>"
               f"{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
               "</office:document-content>")
    shared = f"<office:document-styles><office:styles>{outline}</office:styles></office:document-styles>"
    return read_odt(packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content,
                            "styles.xml": shared}), "x.odt")


def items(*words: str, more: str = "") -> str:
    return "".join(f"<text:list-item{more}><text:p>{one}</text:p></text:list-item>" for one in words)


STYLE = _ODT.format(_LEVEL.format(1, "1", ".", "") + _LEVEL.format(2, "а, б, .., аа, аб, ... (ru)", ")", "")
                    + _LEVEL.format(3, "i", ".", 'text:display-levels="3" style:num-prefix="§"'))


def test_items_of_open_documents_are_numbered_by_their_style() -> None:
    inner = (f"<text:list>{items('c', 'd')}<text:list-item><text:list>{items('e')}</text:list></text:list-item>"
             "</text:list>")
    body = (f'<text:list text:style-name="L">{items("a")}<text:list-item><text:p>b</text:p><text:p>goes on</text:p>'
            f'{inner}</text:list-item><text:list-header><text:p>head</text:p></text:list-header>{items("f")}</text:list>')
    assert told(odt(body, STYLE)) == ["1. a", "2. b", "goes on", "а) c", "б) d", "§2.б.i. e", "head", "3. f"]


def test_lists_go_on_and_begin_anew_where_they_say_so() -> None:
    one = f'<text:list xml:id="x" text:style-name="L">{items("a", "b")}</text:list><text:p>between</text:p>'
    two = f'<text:list text:style-name="L">{items("c")}</text:list>'
    three = f'<text:list text:continue-list="x" text:style-name="L">{items("d")}</text:list>'
    four = f'<text:list text:continue-numbering="true" text:style-name="L">{items("e")}</text:list>'
    again = ' text:start-value="7"'
    five = f'<text:list text:style-name="L">{items("f", more=again)}</text:list>'
    assert told(odt(one + two + three + four + five, STYLE)) == [
        "1. a", "2. b", "between", "1. c", "3. d", "4. e", "7. f"]


def test_the_pattern_of_a_newer_document_counts_before_its_parts() -> None:
    style = _ODT.format(_LEVEL.format(1, "1", ".", 'loext:num-list-format="Пункт %1%:"'))
    assert told(odt(f'<text:list text:style-name="L">{items("a")}</text:list>', style)) == ["Пункт 1: a"]


def test_headings_are_numbered_by_the_outline_and_lists_in_notes_stand_apart() -> None:
    outline = ('<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" '
               'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" '
               'text:display-levels="2"/>'
               "</text:outline-style>")
    note = (f'<text:note><text:note-citation>1</text:note-citation><text:note-body><text:list text:style-name="L">'
            f'{items("in a note")}</text:list></text:note-body></text:note>')
    body = ('<text:h text:outline-level="1">A</text:h><text:h text:outline-level="2">B</text:h>'
            f'<text:h text:outline-level="1" text:is-list-header="true">C</text:h><text:list text:style-name="L">'
            f'<text:list-item><text:p>d{note}</text:p></text:list-item>{items("e")}</text:list>'
            '<text:h text:outline-level="1">F</text:h>')
    assert told(odt(body, STYLE, outline)) == ["I. A", "I.1 B", "C", "1. d", "1. in a note", "2. e", "II. F"]


def test_a_number_that_the_document_keeps_is_taken_where_no_style_gives_one() -> None:
    kept = '<text:h text:outline-level="1"><text:number>§ 4</text:number>Salt</text:h>'
    assert told(odt(kept)) == ["§ 4 Salt"]


def test_paragraphs_are_numbered_without_a_list_around_them() -> None:
    one = ('<text:numbered-paragraph text:list-id="n" text:level="{}" text:style-name="L"><text:p>{}</text:p>'
           "</text:numbered-paragraph>")
    body = one.format(1, "a") + "<text:p>between</text:p>" + one.format(1, "b") + one.format(2, "c")
    assert told(odt(body, STYLE)) == ["1. a", "between", "2. b", "а) c"]


def test_running_heads_remarks_and_struck_words_are_listed() -> None:
    outline = ('</office:styles><office:master-styles><style:master-page><style:header><text:p>Head</text:p>'
               "</style:header></style:master-page></office:master-styles><office:styles>")
    body = ('<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>X</dc:creator>'
            "</office:change-info><text:p>struck</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            "<text:p>a<office:annotation><dc:creator>X</dc:creator><dc:date>2020</dc:date><text:p>remark</text:p>"
            "</office:annotation>b<text:ruby><text:ruby-base>c</text:ruby-base><text:ruby-text>small</text:ruby-text>"
            "</text:ruby></text:p>")
    text = odt(body, "", outline)
    assert told(text) == ["abc"]
    assert [(item.kind, item.text) for item in text.left_out] == [
        ("furniture", "Head"), ("markup", "struck"), ("markup", "remark"), ("markup", "small")]


def test_numbers_of_rich_text_are_those_that_stand_in_it_whole() -> None:
    def item(number: str, words: str) -> str:
        return rf"{{\listtext\pard\plain {number}\tab}}\pard\ls1 {words}\par"

    body = (item(r"\f0 1{\b .}", "Salt") + item(r"\u1073?)", "Rope") + item(r"\f3 o", "Oil") + item(r"\'b7", "Coal")
            + r"{\pntext II.\tab}\pard Tar\par")
    text = read_rtf(rf"{{\rtf1\ansi\ansicpg1251 {body}}}".encode("latin-1"), "f")
    assert told(text) == ["1. Salt", "б) Rope", "Oil", "Coal", "II. Tar"]
    assert {block.kind for block in text.blocks} == {"item"}


@pytest.mark.parametrize(("value", "form", "printed"), [
    (29, "russian", "я"), (30, "russian", "аа"), (26, "capital", "Z"), (28, "letter", "ab"), (0, "letter", "0"),
    (3999, "roman", "mmmcmxcix"), (4000, "roman", "4000"), (-3, "roman", "-3"), (7, "decimal-zero", "07"),
    (10**9, "letter", f"{10**9}"),
])
def test_numbers_are_printed(value: int, form: str, printed: str) -> None:
    assert numeral(value, form) == printed  # type: ignore[arg-type]

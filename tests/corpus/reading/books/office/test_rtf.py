r"""Rich Text Format as Word and LibreOffice write it: code pages, notes, boxes, fields, struck and hidden words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from book_files import rtf
from hypothesis import given
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_NESTED
from corpus.model.blocks import Block, SourceText
from corpus.reading.books import writer
from corpus.reading.books.office.rtf import read_rtf
from corpus.reading.drafts import Placed

FONTS = (r"{\fonttbl{\f0\froman\fcharset204{\*\panose 02}Times;}{\f1\fcharset238 Times CE;}"
         r"{\f2\fcharset77 Geneva;}{\f3\fcharset84 Geneva Cyr;}{\f4\fcharset78 Osaka;}}")


def bytes_of(text: str, page: str = "cp1251") -> str:
    return "".join(rf"\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode(page))


def taken(body: str, head: str = r"\ansi\ansicpg1252\uc1\deff0") -> SourceText:
    return read_rtf(rf"{{\rtf1{head}{FONTS}{body}}}".encode("latin-1"), "f")


def told(text: SourceText) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in text.blocks]


def test_words_are_in_the_code_page_of_their_font_or_in_unicode() -> None:
    text = taken(rf"\f0 {bytes_of('Сторож')}\f1  {bytes_of('žena', 'cp1250')}\plain \u1089?\u1086\'ee\u-10179?\u-8704?"
                 r"{\uc0\u1072}{\uc2\u1073 xy}z\emdash\_\-\~w\par")
    assert told(text) == [("para", "Сторож ženaсо😀абz—- w")]


def test_fonts_of_the_mac_and_those_without_a_code_page_here() -> None:
    text = taken(rf"\f2 {bytes_of('é', 'mac_roman')}\f3 {bytes_of('Сторож', 'mac_cyrillic')}\f4 {bytes_of('ж')}\par",
                 r"\ansi\ansicpg1251")
    assert told(text) == [("para", "éСторожж")]


def test_what_is_no_word_of_the_text() -> None:
    text = taken(r"{\info{\upr{\title ????}{\*\ud{\title \u1052?\u1086?\u1083?}}}{\author Quill}}{\header Case 9\par}"
                 r"{\*\generator X}Alpha{\v  secret}{\deleted  never}{\*\bkmkstart b}{\pict 0102\bin3 }}}} beta "
                 r"{\field{\*\fldinst LINK x}{\fldrslt gamma}}{\*\annotation remark}{\*\unknown {gone}}{\xe entry}"
                 r".\par")
    assert (text.title, text.author) == ("Мол", None)
    assert told(text) == [("para", "Alpha beta gamma.")]
    assert [(item.kind, item.text) for item in text.left_out] == [
        ("furniture", "Case 9"), ("hidden", "secret"), ("markup", "never"), ("markup", "remark")]


def test_notes_stand_behind_their_paragraph_and_end_with_it() -> None:
    text = taken(r"Alpha{\super \chftn{\footnote\pard{\super\chftn} One.\par Two.}} beta{\super \chftn{\footnote\ftnalt"
                 r" End.}} gamma{\super 7}.\par Delta.\par")
    assert told(text) == [("para", "Alpha beta gamma."), ("note", "One."), ("note", "Two."), ("note", "End."),
                          ("para", "Delta.")]
    assert [m.label for m in text.blocks[0].marks if m.kind == "note"] == ["1", "i", "7"]


def test_boxes_lines_tables_lists_and_headings() -> None:
    styles = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel1 Kopf;}{\s2 heading 3;}{\s3 Quote;}}"
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt In a box.\par}}{\shprslt{\*\do{\dptxbxtext In a box.\par}}}}"
    text = taken(rf"{styles}\pard\s1 Night\par\pard\s2 Dawn\par\pard\outlinelevel0 Day\par\pard\s3 So said.\par\pard "
                 rf"The porter {box}saw\line a barge.\par{{\listtext\tab 1.\tab}}\pard\ls1 Salt\par"
                 r"{\listtext\'b7\tab}Rope\par"
                 r"\pard\trowd\cellx9\intbl KORVIN\cell Yes.\cell\row\pard A{\deleted \par}B\par")
    assert told(text) == [
        ("heading", "Night"), ("heading", "Dawn"), ("heading", "Day"), ("para", "So said."),
        ("para", "The porter saw\na barge."), ("para", "In a box."), ("item", "1. Salt"), ("item", "Rope"),
        ("para", "KORVIN"), ("para", "Yes."), ("para", "AB")]
    assert [block.level for block in text.blocks[:3]] == [2, 3, 1]
    assert [block.quoted for block in text.blocks[2:5]] == [False, True, False]


@pytest.mark.parametrize(("code", "words", "small"), [
    (r'EQ \\* jc3 \\* "Font:Serif" \\* hps12 \\o\\al(\\s\\up 11(khal),Halloran)', "Halloran", "khal"),
    (r"EQ \\o\\ad(\\s\\up 11(}{\'f1\'f2}{);\u1089?\u1090? (2))", "ст (2)", "ст"),
    (r"EQ \\o(\\s\\up 9(a\\,b),c\\)d)", "c)d", "a,b"),
    (r"EQ \\f(1,2)", "", r"EQ \f(1,2)"), ("PAGE", "", ""),
])
def test_words_that_have_others_above_them_stand_in_the_code_of_a_field(code: str, words: str, small: str) -> None:
    text = taken(rf"\ansicpg1251 Before {{\b{{\field{{\*\fldinst {{{code}}}}}{{\fldrslt {{}}}}}}}} after.\par")
    assert told(text) == [("para", " ".join(f"Before {words} after.".split()))]
    bold = [text.blocks[0].text[mark.start : mark.end] for mark in text.blocks[0].marks]
    assert bold == [words][: len(words)]
    assert [(item.kind, item.text) for item in text.left_out] == [("markup", small)][: len(small)]


@pytest.mark.parametrize(("first", "mark", "second", "tables"), [
    ((1000, 5000), "", (1000, 5000), 1), ((1000, 5000), "", (1030, 5050), 1), ((1000, 5000), "", (5000,), 1),
    ((5000,), "", (1000, 5000), 1), ((1000, 5000), "", (700, 2000, 6000), 2),
    ((1000, 5000), r"\lastrow", (1000, 5000), 2),
])
def test_tables_without_words_between_them_are_told_by_their_columns(
    first: Sequence[int], mark: str, second: Sequence[int], tables: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: list[Placed] = []
    monkeypatch.setattr(writer, "with_speaker_cells", lambda given: placed.extend(given) or given)
    rows = [rf"\trowd{mark if n == 1 else ''}" + "".join(rf"\cellx{edge}" for edge in edges)
            + rf"\pard\intbl Lamp {n}\cell" * len(edges) + "\\row\n"
            for n, edges in enumerate([first, first, second, second])]
    taken("".join(rows) + r"\pard End.\par")
    assert len({one.cell.table for one in placed if one.cell}) == tables
    assert len({(one.cell.table, one.cell.row) for one in placed if one.cell}) == 4


def test_type_faces_stay() -> None:
    text = taken(r"He {\b saw \i it}{\i  all}\ul .\ulnone\par")
    assert [(m.kind, text.blocks[0].text[m.start : m.end]) for m in text.blocks[0].marks] == [
        ("bold", "saw it"), ("italic", "it all"), ("underline", ".")]


def test_of_many_paragraphs_none_is_lost() -> None:
    blocks = [Block(f"Сторож {n} ушёл — {n}.") for n in range(2_000)]
    for page in ("", "cp1251"):
        assert [b.text for b in read_rtf(rtf(blocks, None, page), "f").blocks] == [b.text for b in blocks]


LETTERS = st.text(st.characters(codec="cp1251", exclude_categories=["Cc", "Cf"]), min_size=1, max_size=40)


@given(st.lists(LETTERS.filter(str.strip), min_size=1, max_size=6), st.sampled_from(["", "cp1251"]))
def test_every_word_that_another_reader_finds_is_found(lines: list[str], page: str) -> None:
    data = rtf([Block(line) for line in lines], None, page)
    words = rtf_to_text(data.decode("ascii"), encoding="cp1251").split()
    assert " ".join(block.text for block in read_rtf(data, "f").blocks).split() == words


@pytest.mark.parametrize(
    "body", ["{" * (MAX_NESTED + 2) + "x", r"\bin99999999 x", r"{\footnote{\footnote", "}}}}", r"\u"])
def test_harm_is_refused_or_read(body: str) -> None:
    try:
        assert taken(f"Alpha {body}").blocks[0].text.startswith("Alpha")
    except SourceRefusedError as error:
        assert error.advice


def test_a_box_stands_behind_its_paragraph_also_where_it_is_written_before_its_words() -> None:
    text = taken(r"\pard {\shp{\*\shpinst{\shptxt In a box.\par}}}The porter saw.\par Salt.\par")
    assert told(text) == [("para", "The porter saw."), ("para", "In a box."), ("para", "Salt.")]

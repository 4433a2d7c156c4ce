"""From blocks to turns: an invented page with everything that occurs, and the same text in other markups."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from markups import STYLES, counted, read_again, set_again

from corpus.catalogue import catalogue
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.language.words import forms
from corpus.model.notes import Note
from corpus.model.pages import page_of
from corpus.model.turns import Turn
from corpus.reading.html.page import read_html
from corpus.reading.marks.page_marks import lift_pages

SPECIMEN = catalogue.load("specimen")

PAGE = """
<title>The Inquiry: May 4 (morning)</title>
<p class="toplink"><a href="index.htm">Contents</a></p>
<h3>May 4 (morning session)</h3>
<h4>Examination of the Respondent A. Korvin</h4>
<p>The hall was full. Nobody spoke. ORSETSKY: Lorem ipsum?</p>
<p><b>A. KORVIN:</b> Alpha beta. Orsetsky (to the Tribunal): Gamma. Korvin: Delta.</p>
<p><b>The President (to Korvin):</b> Epsilon?</p>
<p>A Korvin: (Remains silent.)</p>
<p>(Laughter in the gallery.)</p>
<p>BRAMM: I asked Gurmalo: is it so? He said to Bramm: no.</p>
<p>Gurmalo: (to Bramm): Zeta <sup>3</sup> eta.</p>
<p>Gurmlao: Theta.Dal-Renin: Iota.</p>
<p>It is a second paragraph.</p>
<p>Members of the Court: kappa. Island: lambda.</p>
<p>Orsetsky: The letter says: "Bramm: yes. Gurmalo: no." Is it true?</p>
<p>Adjournment for 30 minutes.</p>
<p>* * *</p>
<p>COMMANDANT OF THE TRIBUNAL: The Tribunal is entering, please rise.</p>
<h3>May 4 (morning session)</h3>
<p>Tsimlova:</p>
<p>(Stands up.)</p>
<p>THE PRESIDENT:<br>Mu nu.</p>
<p><a href="#r1">[3]</a> A note of the editor.</p>
<p>Xi.</p>
<p class="footer"><a href="next.htm">Next</a></p>
"""

TURNS = [
    ("speech", "orsetsky", "ORSETSKY", "Lorem ipsum?"),
    ("speech", "a-korvin", "A. KORVIN", "Alpha beta."),
    ("speech", "orsetsky", "Orsetsky (to the Tribunal)", "Gamma."),
    ("speech", "a-korvin", "Korvin", "Delta."),
    ("speech", "veldanov", "The President (to Korvin)", "Epsilon?"),
    ("speech", "a-korvin", "A Korvin", "(Remains silent.)"),
    ("direction", None, None, "(Laughter in the gallery.)"),
    ("speech", "bramm", "BRAMM", "I asked Gurmalo: is it so? He said to Bramm: no."),
    ("speech", "gurmalo", "Gurmalo: (to Bramm)", "Zeta eta."),
    ("speech", "gurmalo", "Gurmlao", "Theta."),
    ("speech", "dal-renin", "Dal-Renin",
     "Iota.\nIt is a second paragraph.\nMembers of the Court: kappa. Island: lambda."),
    ("speech", "orsetsky", "Orsetsky",
     'The letter says: "Bramm: yes. Gurmalo: no." Is it true?\nAdjournment for 30 minutes.'),
    ("speech", "commandant", "COMMANDANT OF THE TRIBUNAL", "The Tribunal is entering, please rise."),
    ("speech", "tsimlova", "Tsimlova", "(Stands up.)"),
    ("speech", "veldanov", "THE PRESIDENT", "Mu nu.\nXi."),
    ("note", None, None, "A note of the editor."),
]


def read(page: str, edition: str = "en-specimen", name: str = "page.htm") -> EditionTurns:
    return edition_turns([(read_html(page, name), None)], SPECIMEN.edition(edition), SPECIMEN)


def shown(turns: Sequence[Turn]) -> list[tuple[str, str | None, str | None, str]]:
    return [(turn.kind, turn.speaker, turn.label, turn.text) for turn in turns]


def test_everything_that_occurs_on_a_page() -> None:
    reading = read(PAGE)
    assert shown(reading.turns[:3]) == [
        ("heading", None, None, "May 4 (morning session)"),
        ("heading", None, None, "Examination of the Respondent A. Korvin"),
        ("narration", None, None, "The hall was full. Nobody spoke."),
    ]
    assert shown(reading.turns[3:]) == TURNS
    assert {turn.sitting for turn in reading.turns} == {"1911-05-04-morning"}
    assert [turn.section for turn in reading.turns[1:]] == ["Examination of the Respondent A. Korvin"] * 18
    assert [turn.ref for turn in reading.turns] == [
        f"en-specimen/1911-05-04-morning/{number:04d}" for number in range(1, len(reading.turns) + 1)
    ]
    assert any(doubt.fields.get("label") == "Gurmlao" for doubt in reading.doubts)
    assert any(doubt.code == "label-of-several" for doubt in reading.doubts)


def test_roles_follow_the_sitting() -> None:
    page = "<h2>{}</h2><p>Lyokhtin: Lorem.</p><p>P. Korvin: Ipsum.</p><p>The Secretary: Alpha.</p>"
    first, second = read(page.format("Morning session, May 4")), read(page.format("Evening session, May 5"))
    assert [t.role for t in first.turns if t.label] == ["witness", "witness", "secretary"]
    assert [t.role for t in second.turns if t.label] == ["expert", "defendant", "secretary"]


def test_origins_read_back() -> None:
    reading = read(PAGE)
    for turn in reading.turns:
        if turn.label:
            assert turn.origin.start is not None
            assert PAGE[turn.origin.start :].startswith(turn.label)
            assert PAGE[: turn.origin.start].count("\n") + 1 == turn.origin.line_start
        for run in turn.offsets.runs:
            if run.length == run.width:
                assert turn.text[run.text : run.text + run.length] == PAGE[run.source : run.source + run.width]


def test_every_word_is_in_a_turn_or_left_out() -> None:
    reading = read(PAGE)
    held = sum((counted(t.text) + counted(t.label or "") for t in reading.turns), start=counted(""))
    assert held + sum((counted(i.text) for i in reading.left_out), start=counted("")) == counted(PAGE)


@pytest.mark.parametrize("style", STYLES)
def test_the_same_turns_in_other_markups(style: str) -> None:
    files = [(read_html(PAGE, "page.htm"), None)]
    before, after = read_again(files, SPECIMEN.edition("en-specimen"), SPECIMEN, style)
    assert len(before) == 14
    assert after == before


def test_the_markups_differ_indeed() -> None:
    source = read_html(PAGE, "page.htm")
    turns = read(PAGE).turns
    pages = {style: set_again(source, turns, style) for style in STYLES}
    assert len(set(pages.values())) == len(STYLES)
    assert "<strong>A. KORVIN:</strong>" in pages["strong"]
    assert "<p>TSIMLOVA:" in pages["capitals"]
    assert "<p>Tsimlova:</p>\n<p>(Stands up.)</p>" in pages["own paragraph"]
    assert "Orsetsky (to the Tribunal):<br>" in pages["own line"]
    assert pages["run on"].count("<p>") < pages["plain"].count("<p>")


@pytest.mark.parametrize(("lines", "sitting"), [
    (["СТЕНОГРАММА", "УТРЕННЕГО ЗАСЕДАНИЯ", "4 мая 1911 года."], "1911-05-04-morning"),
    (["ВЕЧЕРНЕЕ ЗАСЕДАНИЕ", "5 мая"], "1911-05-05-evening"),
    (["Утреннее заседание 4 мая"], "1911-05-04-morning"),
])
def test_a_sittings_heading_in_one_line_or_several(lines: list[str], sitting: str) -> None:
    page = "".join(f"<p>{line}</p>" for line in lines) + "<p>БРАММ: Лорем.</p>"
    turns = read(page, "ru-specimen").turns
    assert turns[0].kind == "heading"
    assert turns[0].text == lines[0]
    assert turns[-1].sitting == sitting


def test_a_sitting_known_from_the_title_or_the_first_lines() -> None:
    assert read("<title>The Inquiry: May 5 (evening)</title><p>BRAMM: Lorem.").turns[0].sitting == "1911-05-05-evening"
    glued = "<p>Interrogation of Bramm - Evening Session May 5 BRAMM: Lorem.</p>"
    assert [t.sitting for t in read(glued).turns] == ["1911-05-05-evening"] * 2
    assert read("<p>BRAMM: Lorem.").turns[0].ref == "en-specimen/undated/0001"


@pytest.mark.parametrize("heading", [
    "<p>Examination of the Witness Bramm</p>", "<p><b>EXAMINATION OF THE WITNESS BRAMM</b></p>",
    "<p>EXAMINATION OF THE ACCUSED LOREM</p>", "<h4>Lorem ipsum</h4>",
])
def test_headings_set_in_any_way(heading: str) -> None:
    turns = read(f"<p>GURMALO: Alpha.</p>{heading}<p>BRAMM: Lorem.</p>").turns
    assert [turn.kind for turn in turns] == ["speech", "heading", "speech"]
    assert turns[2].section


@pytest.mark.parametrize("text", [
    "Examination of the witness Bramm follows.", "Examination of the accused", "Lorem ipsum",
])
def test_paragraphs_that_are_no_headings(text: str) -> None:
    assert [t.kind for t in read(f"<p>GURMALO: Alpha.</p><p>{text}</p>").turns] == ["speech"]


def test_a_commandants_call_opens_no_sitting_and_a_repeated_heading_is_furniture() -> None:
    reading = read(PAGE)
    assert [item.text for item in reading.left_out if item.kind == "furniture"] == ["May 4 (morning session)"]
    assert len({turn.sitting for turn in reading.turns}) == 1


def test_sittings_come_in_the_order_of_the_trial() -> None:
    pages = [("b.htm", "1911-05-05-evening"), ("a.htm", "1911-05-04-morning")]
    files = [(read_html("<p>BRAMM: Lorem.", name), sitting) for name, sitting in pages]
    turns = edition_turns(files, SPECIMEN.edition("en-specimen"), SPECIMEN).turns
    assert [turn.origin.file for turn in turns] == ["a.htm", "b.htm"]


def test_one_persons_speech_under_a_heading() -> None:
    page = """<h2>Evening session, May 5</h2><h3>Statement of Counsel Tsimlova</h3>
    <p>Members of the Tribunal! Lorem. Bramm: alpha. Gurmalo: beta.</p><p>Ipsum.</p><h3>Finding</h3><p>Delta.</p>
    <h3>Lorem</h3><p>Narrated.</p>"""
    turns = [turn for turn in read(page).turns if turn.kind != "heading"]
    assert shown(turns) == [
        ("speech", "tsimlova", None, "Members of the Tribunal! Lorem. Bramm: alpha. Gurmalo: beta.\nIpsum."),
        ("speech", "veldanov", None, "Delta."),
        ("narration", None, None, "Narrated."),
    ]
    assert turns[0].inferred == (("speaker", Note("section-heading")),)
    assert (turns[0].role, turns[2].inferred) == ("counsel", ())


def test_a_speech_that_goes_on_in_the_next_file() -> None:
    files = [(read_html("<p>BRAMM: Lorem", "1.htm"), "1911-05-04-morning"), (read_html("<p>ipsum.", "2.htm"), None)]
    first, second = edition_turns(files, SPECIMEN.edition("en-specimen"), SPECIMEN).turns
    assert (second.speaker, second.label, second.inferred) == (
        "bramm", None, (("speaker", Note("file-before")),),
    )
    summary = edition_turns(files, SPECIMEN.edition("en-specimen-summary"), SPECIMEN).turns
    assert (first.speaker, summary[1].kind) == ("bramm", "narration")


def test_a_list_of_the_court_is_no_speech() -> None:
    page = "<p>ПРЕДСЕДАТЕЛЬ:</p><p>Портовый судья М. Велданов,</p><p>ПРЕДСЕДАТЕЛЬ: Лорем ипсум.</p>"
    turns = read(page, "ru-specimen").turns
    assert [(t.kind, t.label) for t in turns] == [("narration", None), ("speech", "ПРЕДСЕДАТЕЛЬ")]
    assert turns[0].text == "ПРЕДСЕДАТЕЛЬ:\nПортовый судья М. Велданов,"


def test_namesakes_are_told_by_the_section_or_by_who_spoke_last() -> None:
    section = "<h2>Evening session, May 5</h2><h3>Examination of the Witness P. Korvin</h3>"
    assert [t.speaker for t in read(f"{section}<p>Korvin: Lorem.").turns if t.label] == ["p-korvin"]
    talk = "<p>P. Korvin: Alpha.</p><p>Bramm: Beta.</p><p>Korvin: Lorem.</p>"
    assert [t.speaker for t in read(talk).turns] == ["p-korvin", "bramm", "p-korvin"]
    assert [(t.speaker, t.label) for t in read("<p>Korvin: Lorem.</p>").turns] == [(None, "Korvin")]


def test_a_page_of_nothing_and_a_page_of_furniture() -> None:
    assert read("").turns == ()
    assert read("<p>* * *</p><hr><p> . . . </p>").turns == ()
    assert forms(read("<p>1</p>").turns[0].text) == ["1"]


def test_pages_that_begin_with_a_paragraph_are_marked_in_a_speech_as_those_within_one() -> None:
    texts = ("[p. 31] ORSETSKY: The alba stood.", "[p. 32] The beto stood.", "[p. 33] The caru [p. 34] stood.")
    text = lift_pages(read_html("".join(f"<p>{text}</p>" for text in texts), "a.html"))
    [turn] = edition_turns([(text, None)], SPECIMEN.edition("en-specimen"), SPECIMEN).turns
    places = {word: turn.text.index(word) for word in ("alba", "beto", "caru")}
    found = {word: page_of(turn, at, at + 4).label for word, at in places.items()}
    assert found == {"alba": "31", "beto": "32", "caru": "33"}
    assert (turn.page.label, turn.page.end) == ("31", "34")

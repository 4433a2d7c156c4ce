"""What stands in the files of an edition and is not of it: page titles, headings run in, later editors, closings."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.model.turns import Turn
from corpus.model.voice import inferred, narration
from corpus.reading import formats

SPECIMEN = load("specimen")
HEAD = "<h3>May 4 (morning session)</h3><h4>Examination of the Respondent A. Korvin</h4>"
ASKED = "<p>ORSETSKY: Where was the lamp?</p><p>A. KORVIN: On the quay.</p>"


TITLE = "The Harbour Case - Examination of A. Korvin, May 4"


def made(body: str, lang: str = "en", title: str = TITLE) -> EditionTurns:
    data = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    [source] = formats.read(data, formats.sniff(data, "page.html"), "page.html")
    return edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)


def record(result: EditionTurns) -> list[tuple[str, str]]:
    return [(turn.kind, turn.text) for turn in result.turns if turn.kind != "heading"]


def left(result: EditionTurns, kind: str) -> list[str]:
    return [item.text for item in result.left_out if item.kind == kind and item.text != "Contents"]


SAID = [("speech", "Where was the lamp?"), ("speech", "On the quay.")]
TITLES = {
    "before the first label": "<p>Old Trials. The Harbour Case Examination of A. Korvin - May 4 "
                              "ORSETSKY: Where was the lamp?</p><p>A. KORVIN: On the quay.</p>",
    "a paragraph of its own": f"<p>The Harbour Case - Examination of A. Korvin, May 4</p>{ASKED}",
    "with the name of the inquiry":
        f"<p>Tarnholm Harbour Inquiry. The Harbour Case: Examination of A. Korvin</p>{ASKED}",
    "at the end of the page": f"{ASKED}<p>The Harbour Case - Examination of A. Korvin, May 4</p>",
    "in the middle, word for word": ASKED.replace("</p><p>", "</p><p>The Harbour Case - Examination of A. Korvin, "
                                                             "May 4</p><p>"),
}


@pytest.mark.parametrize("body", TITLES.values(), ids=TITLES)
def test_the_title_of_a_page_is_left_out(body: str) -> None:
    result = made(HEAD + body)
    assert record(result) == SAID
    assert any("Harbour Case" in text for text in left(result, "title")[-1:])
    assert {turn.sitting for turn in result.turns} == {"1911-05-04-morning"}


def test_a_title_with_the_name_of_the_site_behind_it() -> None:
    title = "The Harbour Case - Examination of A. Korvin | Library of Old Trials and Inquiries of the Northern Islands"
    result = made(f"{HEAD}<p>The Harbour Case - Examination of A. Korvin</p>{ASKED}", title=title)
    assert record(result) == SAID


def test_what_is_left_out_is_where_it_says() -> None:
    body = HEAD + TITLES["before the first label"]
    data = f"<html><head><title>The Harbour Case - Examination of A. Korvin, May 4</title></head><body>{body}</body>"
    [source] = formats.read(data.encode(), "html", "page.html")
    result = edition_turns([(source, None)], SPECIMEN.edition("en-specimen"), SPECIMEN)
    item = result.left_out[-1]
    assert data[item.start : item.end] == item.text == "Old Trials. The Harbour Case Examination of A. Korvin - May 4"
    for turn in result.turns:
        span = turn.offsets.span(0, len(turn.text))
        assert span and data[slice(*span)] == turn.text


KEPT = (
    "The Tribunal proceeds to the examination of A. Korvin.",
    "The hearing of May 4 begins with the examination of A. Korvin, who came late.",
    "Examination of A. Korvin was to begin at ten, the respondent was absent",
    "The lamp burned on the quay through the night of May 4",
)


@pytest.mark.parametrize("sentence", KEPT)
def test_narration_about_what_the_title_says_stays(sentence: str) -> None:
    assert record(made(f"{HEAD}<p>{sentence}</p>{ASKED}")) == [("narration", sentence), *SAID]


def test_a_title_that_alone_tells_the_sitting_stays() -> None:
    result = made("<p>The Harbour Case. Examination of A. Korvin, May 4, evening session ORSETSKY: Where was the lamp?"
                  "</p><p>A. KORVIN: On the quay.</p>", title="The Harbour Case. Examination of A. Korvin")
    assert {turn.sitting for turn in result.turns} == {"1911-05-04-evening"}


RUN_IN = {
    "the same words": ("Examination of the Respondent A. Korvin", "The hall was full."),
    "in capitals": ("EXAMINATION OF THE RESPONDENT A. KORVIN", "The hall was full."),
    "in capitals, with a stop": ("EXAMINATION OF THE RESPONDENT A. KORVIN.", "The hall was full."),
    "before a quotation": ("Examination of the Respondent A. Korvin", "“The hall was full.”"),
}


@pytest.mark.parametrize(("heading", "rest"), RUN_IN.values(), ids=RUN_IN)
def test_a_heading_run_into_its_paragraph_is_left_out(heading: str, rest: str) -> None:
    result = made(f"{HEAD}<p>{heading} {rest}</p>{ASKED}")
    assert record(result) == [("narration", rest), *SAID]
    assert left(result, "duplicate") == [heading]
    *_, last = [turn.text for turn in result.turns if turn.kind == "heading"]
    assert last == "Examination of the Respondent A. Korvin"


@pytest.mark.parametrize(("lang", "heading", "before", "after"), [
    ("en", "The Verdict", "The President reads.", "In the name of the Tribunal"),
    ("en", "Last Plea of A. Korvin before the Tribunal", "The floor is given.", "I shall be brief"),
    ("ru", "Приговор", "Председатель читает.", "Именем суда"),
])
def test_a_heading_in_capitals_between_sentences_is_left_out(lang: str, heading: str, before: str, after: str) -> None:
    capitals = " ".join(heading.upper().split()[:5])
    result = made(f"<h4>{heading}</h4><p>{before} {capitals} {after}</p>", lang)
    assert record(result) == [("narration", f"{before} {after}")]
    assert left(result, "duplicate") == [capitals]


@pytest.mark.parametrize("text", [
    "The Verdict is read by the President.", "The Verdict. It is read by the President.", "THE VERDICT of the harbour",
    "He asks for THE VERDICT and sits down.", "The lamp. THE LAMP Was lit.",
])
def test_words_of_a_heading_in_a_sentence_stay(text: str) -> None:
    assert record(made(f"<h4>The Verdict</h4><p>{text}</p>")) == [("narration", text)]


def flagged(turn: Turn) -> list[str]:
    return [turn.text[start:end] for start, end in narration(turn)]


LATER = {
    "life and office": "Ivan Orsetsky (1860-1931), prosecutor, sat in the harbour board 1925-29.",
    "a year alone": "The tower was pulled down in 1954.",
    "a bracket": "The tower (pulled down in 1954) stood on the quay.",
    "a Russian year": "Башню снесли в 1954 году.",
    "a day": "It was published on May 4, 1999.",
}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_a_sentence_later_than_the_print_is_told_and_nobodys(later: str) -> None:
    result = made(f"{HEAD}<p>ORSETSKY: Where was the lamp?</p><p>A. KORVIN: On the quay. {later} I saw it.</p>"
                  f"<p>THE PRESIDENT: Sit down.</p>")
    [turn] = [turn for turn in result.turns if turn.speaker == "a-korvin"]
    assert flagged(turn) == [later]
    assert inferred(turn)["words"].code == "later-than-print"
    assert [doubt.code for doubt in result.doubts] == ["later-than-print"]
    [told] = [t for t in made(f"{HEAD}<p>The hall was full. {later}</p>{ASKED}").turns if t.kind == "narration"]
    assert not told.marks and inferred(told)["words"].code == "later-than-print"


@pytest.mark.parametrize("later", ["The pier is to be built by 1915.", "Причал построят к 1915 году."])
def test_a_year_that_people_still_speak_of_is_told_and_theirs(later: str) -> None:
    result = made(f"{HEAD}<p>A. KORVIN: On the quay. {later}</p>")
    assert [doubt.code for doubt in result.doubts] == ["later-than-print"]
    assert not any(turn.marks for turn in result.turns)


@pytest.mark.parametrize("sentence", [
    "It was in 1905.", "There were 1954 sacks.", "He had 1,954 sacks in 1,999 days.", "No. 1954 was a barge.",
    "In 1911 it burned.", "Volume XXIX, p. 1954.", "From 1890-95 he was a clerk.",
])
def test_numbers_and_years_of_the_record_are_not_told(sentence: str) -> None:
    result = made(f"{HEAD}<p>A. KORVIN: On the quay. {sentence}</p>")
    assert not result.doubts and not any(turn.marks for turn in result.turns)


@pytest.mark.parametrize(("lang", "note"), [
    ("en", "[Editor’s note: the tower is meant.]"), ("en", "The tower is meant. — Ed."),
    ("en", "Transcribed by a reader of the harbour library."), ("ru", "[Прим. ред.: имеется в виду башня.]"),
    ("ru", "(Имеется в виду башня. — Ред.)"),
])
def test_a_note_that_an_editor_signs_is_nobodys(lang: str, note: str) -> None:
    label = "A. KORVIN" if lang == "en" else "А. КОРВИН"
    result = made(f"<p>{label}: {'On the quay' if lang == 'en' else 'На причале'}. {note}</p>", lang)
    [turn] = [turn for turn in result.turns if turn.speaker]
    assert flagged(turn) == [note] and inferred(turn)["words"].code == "words-of-editor"


@pytest.mark.parametrize("closing", [
    "[Signed] V. BRAMM Clerk of the Tribunal", "(Подпись) В. БРАММ",
])
def test_a_signature_run_on_behind_the_last_speech_is_nobodys(closing: str) -> None:
    [*_, last] = made(f"{HEAD}{ASKED}<p>THE PRESIDENT: The Tribunal is adjourned. {closing}</p>").turns
    assert flagged(last) == [closing] and inferred(last)["narration"].code == "narration-closing"


@pytest.mark.parametrize("closing", ["Signed: V. Bramm, clerk", "14 May 1911", "Published: Harbour Notes, 1911, p. 5."])
def test_closing_lines_of_a_page_are_nobodys(closing: str) -> None:
    [*_, last] = made(f"{HEAD}{ASKED}<p>{closing}</p>").turns
    assert (last.kind, last.speaker, last.text) == ("narration", None, closing)


def test_a_signature_that_is_read_out_is_the_speakers() -> None:
    text = "Signed: V. Bramm, clerk of the Tribunal. The sitting is closed."
    [*_, last] = made(f"{HEAD}{ASKED}<p>THE PRESIDENT: I read.</p><p>{text}</p>").turns
    assert (last.speaker, last.text) == ("veldanov", f"I read.\n{text}")

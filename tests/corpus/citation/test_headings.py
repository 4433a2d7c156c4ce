"""Headings in notes: normal case, names as names, and nothing that the note says already."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lantern import BOOKS, CASES, CATALOGUE

from corpus.citation.headings import heading_of, in_normal_case
from corpus.citation.styles import cite

MORNING = "1931-05-04-morning"


def known(word: str) -> bool:
    return word in ("ослана", "вейл", "фонаря")


@pytest.mark.parametrize(("heading", "wanted"), [
    ("EXAMINATION OF ACCUSED OSLAN", "Examination of Accused Oslan"),
    ("EXAMINATION OF THE ACCUSED OSLAN T.R.", "Examination of the Accused Oslan T.R."),
    ("SPEECH OF THE ATTORNEY OF THE U.S.S.R.: PART III", "Speech of the Attorney of the U.S.S.R.: Part III"),
    ("THE LAMP-KEEPERS AND THE OGPU-NKVD", "The Lamp-Keepers and the OGPU-NKVD"),
    ("OSLAN'S REPLY", "Oslan's Reply"), ("NOTES", "Notes"), ("VI", "VI"), ("A. B.", "A. B."),
    ("Last Pleas of OSLAN", "Last Pleas of OSLAN"),
])
def test_english_capitals(heading: str, wanted: str) -> None:
    assert in_normal_case(heading, "en", known) == wanted


@pytest.mark.parametrize(("heading", "wanted"), [
    ("ДОПРОС ПОДСУДИМОГО ОСЛАНА", "Допрос подсудимого Ослана"),
    ("РЕЧЬ ПРОКУРОРА СОЮЗА ССР Т. Р. ОСЛАНА", "Речь прокурора Союза ССР Т. Р. Ослана"),
    ("ФОНАРНО-ПОРТОВЫЙ ЦЕНТР В МОСКВЕ И НКВД", "Фонарно-портовый центр в Москве и НКВД"),
    ("«ДЕЛО О ЛАМПАХ»", "«Дело о лампах»"), ("ПОКАЗАНИЯ БРУМЗЕЛЯ", "Показания Брумзеля"),
    ("Допрос ОСЛАНА", "Допрос ОСЛАНА"),
])
def test_russian_capitals(heading: str, wanted: str) -> None:
    assert in_normal_case(heading, "ru", known) == wanted


def test_other_languages_stay() -> None:
    assert in_normal_case("DER BERICHT DER KAMMER", "de", known) == "DER BERICHT DER KAMMER"


@pytest.mark.parametrize(("heading", "wanted"), [
    ("Questioning of Oslan, Morning Session, May 4, 1931.", "Questioning of Oslan"),
    ("Questioning of Oslan (morning session of May 4th)", "Questioning of Oslan"),
    ("Morning Session, May 4, 1931: Questioning of Oslan", "Questioning of Oslan"),
    ("Morning Session, May 4", ""), ("May 4 (Morning)", ""), ("УТРЕННЕЕ ЗАСЕДАНИЕ 4 МАЯ 1931 Г.", ""),
    ("Допрос Ослана. Утреннее заседание 4 мая 1931 г.", "Допрос Ослана"),
    ("Questioning of Oslan, Morning Session, May 5, 1931", "Questioning of Oslan, Morning Session, May 5, 1931"),
    ("Questioning of Oslan, Evening Session, May 4", "Questioning of Oslan, Evening Session"),
    ("The Board, 1931", "The Board, 1931"), ("III. Morning", "III. Morning"), ("Session: A Study", "Session: A Study"),
])
def test_the_sitting_is_not_said_twice(heading: str, wanted: str) -> None:
    lang = "ru" if "засед" in heading.lower() else "en"
    assert heading_of(heading, lang, MORNING, known) == wanted
    assert heading_of(heading.rstrip("."), lang, None, str.isnumeric).casefold() == heading.rstrip(".").casefold()


@given(st.text(alphabet="ABC ОСЛАНА.,:()-–'4May", max_size=60), st.sampled_from(["en", "ru"]))
def test_no_heading_breaks_it_and_letters_stay(heading: str, lang: str) -> None:
    line = " ".join(heading.split())
    assert in_normal_case(line, lang, known).casefold() == line.casefold()
    assert heading_of(heading, lang, MORNING, known).casefold().strip() in line.casefold()


def test_notes_have_headings_in_normal_case() -> None:
    passage = replace(CASES["en-none"], section="EXAMINATION OF ACCUSED OSLAN, MORNING SESSION, MAY 4")
    for style in ("chicago", "gost", "bibtex", "ris", "csl-json", "text"):
        said = cite(passage, BOOKS["en-lantern"], CATALOGUE, style).plain
        assert "xamination of Accused Oslan" in said and "ACCUSED" not in said
        assert said.count("orning session, May 4") <= (2 if style in ("bibtex", "csl-json") else 1)

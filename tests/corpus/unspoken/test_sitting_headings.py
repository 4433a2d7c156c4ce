"""Headings that name a sitting, in every form of the sources."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import catalogue
from corpus.unspoken.sitting_headings import is_only_sitting, opens_section, sitting_of

HEADINGS = [
    ("1937", "MORNING SESSION, JANUARY 23", "1937-01-23-morning", True),
    ("1937", "Evening Session, January 23, 1937", "1937-01-23-evening", True),
    ("1936", "Moscow Trials: August 19 (morning)", "1936-08-19-morning", False),
    ("1936", "August 19 (morning session)", "1936-08-19-morning", True),
    ("1936", "August 21 (evening session)", "1936-08-21-evening", True),
    ("1938", "Interrogation of accused Bukharin - Evening Session March 5", "1938-03-05-evening", False),
    ("1938", "Утреннее заседание 9 марта", "1938-03-09-morning", True),
    ("1938", "Вечернее заседание 5 марта 1938 года", "1938-03-05-evening", True),
    ("1936", "19 АВГУСТА – УТРЕННЕЕ ЗАСЕДАНИЕ", "1936-08-19-morning", True),
    ("1936", "СТЕНОГРАММА УТРЕННЕГО ЗАСЕДАНИЯ ВОЕННОЙ КОЛЛЕГИИ ВЕРХОВНОГО СУДА СОЮЗА ССР 19 августа 1936 года.",
     "1936-08-19-morning", True),
    ("1938", "VORMITTAGSSITZUNG VOM 2. MÄRZ 1938", "1938-03-02-morning", True),
    ("1938", "ABENDSITZUNG VOM 5. MÄRZ 1938", "1938-03-05-evening", True),
    ("1936", "MORGENSITZUNG VOM 20. AUGUST", "1936-08-20-morning", True),
    ("1937", "MORNING SESSION, JANUARY 24 (continued)", "1937-01-24-morning", True),
    ("specimen", "Утреннее заседание 4 мая", "1911-05-04-morning", True),
    ("specimen", "EVENING SESSION, MAY 5", "1911-05-05-evening", True),
    # the only sitting of a day needs no part of the day
    ("specimen", "Sitting of May 5", "1911-05-05-evening", True),
    # of several it names the whole day
    ("1937", "Заседание 25 января", "1937-01-25-day", True),
    # a sitting the catalogue does not list is named by its date and part
    ("specimen", "Evening session, May 4", "1911-05-04-evening", True),
]

NONE = [
    ("1936", "EXAMINATION OF THE ACCUSED DREITZER"),
    ("1938", "ДОПРОС ПОДСУДИМОГО ЧЕРНОВА"),
    ("1936", "The Court is coming, please rise"),
    ("1936", "Суд идет, прошу встать"),
    ("1936", "Morning session"),
    ("1936", "August 19"),
    ("1936", "Morning session, August 30"),
    ("1936", "Morning session, February 31"),
    ("1936", "Morning session, January 23"),
    ("1936", "may 45 session"),
    ("1936", ""),
    ("1936", "On the morning of August 19 " + "lorem " * 60),
]


def trial(name: str) -> catalogue.Trial:
    return catalogue.load("specimen" if name == "specimen" else "main").trial(name)


@pytest.mark.parametrize(("name", "text", "sitting", "only"), HEADINGS)
def test_headings(name: str, text: str, sitting: str, only: bool) -> None:
    assert sitting_of(text, trial(name)) == sitting
    assert is_only_sitting(text) is only
    assert sitting_of(text.upper(), trial(name)) == sitting


@pytest.mark.parametrize(("name", "text"), NONE)
def test_what_names_no_sitting_of_the_trial(name: str, text: str) -> None:
    assert sitting_of(text, trial(name)) is None


@pytest.mark.parametrize("name", ["1936", "1937", "1938", "specimen"])
def test_every_sitting_is_found_by_its_date_in_three_languages(name: str) -> None:
    parts = {"morning": ("morning session", "утреннее заседание", "Vormittagssitzung vom"),
             "evening": ("evening session", "вечернее заседание", "Abendsitzung vom")}
    months = {1: ("January", "января", "Januar"), 3: ("March", "марта", "März"), 5: ("May", "мая", "Mai"),
              8: ("August", "августа", "August")}
    found = 0
    for sitting in trial(name).sittings:
        for part, month in zip(parts.get(sitting.part, ()), months.get(sitting.date.month, ()), strict=False):
            assert sitting_of(f"{part} {sitting.date.day} {month}", trial(name)) == sitting.id
            found += 1
    assert found >= 6


@given(st.text(max_size=80), st.integers(0, 99))
def test_any_text_names_a_day_of_the_trial_or_none(text: str, day: int) -> None:
    one = trial("1936")
    found = sitting_of(f"{text} session August {day}", one)
    assert found is None or one.start <= date.fromisoformat(found[:10]) <= one.end


def test_a_sentence_that_begins_like_a_heading_opens_no_section() -> None:
    assert opens_section("Examination of the Respondent Bramm")
    assert not opens_section("Examination of the respondent Bramm began " + "and went on and on " * 4)

"""Titles in the manner of archives, of invented people: kind, day, author, addressee, person questioned of each.

A line of ``tests/golden/titles/archives.txt`` is a title and what it says, parted by strokes; several names by
semicolons.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.description.days import day_of_title, days_in, without_days
from corpus.description.title import read_title
from corpus.model.description import Named
from corpus.names.table import name_table

_TITLES = Path(__file__).parents[2] / "golden" / "titles" / "archives.txt"


def names(people: tuple[Named, ...]) -> str:
    return ";".join(one.name for one in people)


@pytest.mark.parametrize("row", _TITLES.read_text(encoding="utf-8").splitlines())
def test_titles(row: str) -> None:
    title, *expected = row.split("|")
    found, day = read_title(title, name_table()), day_of_title(title)
    assert [found.doctype or "", day.first.isoformat() if day else "", names(found.authors), names(found.addressees),
            names(found.questioned)] == expected


@pytest.mark.parametrize(("title", "day"), [
    ("Спецсообщение С.А. Бурина о митинге 3 мая 1935 г.", None),
    ("Спецсообщение С.А. Бурина о маяке от 3 мая 1935 г.", "1935-05-03"),
    ("Список лиц, осужденных по приговору суда от 3 мая 1935 г.", None),
    ("Спецсообщение С.А. Бурина с приложением письма П.К. Лампина от 3 мая 1935 г.", None),
    ("Спецсообщение С.А. Бурина с приложением письма П.К. Лампина. 3 мая 1935 г.", "1935-05-03"),
    ("Спецсообщение С.А. Бурина с приложением письма П.К. Лампина [3 мая 1935 г.]", "1935-05-03"),
    ("Report on the meeting of 3 May 1935", None), ("Report of 3 May 1935 on the meeting", "1935-05-03"),
    ("Interrogation of S. A. Burin on May 3, 1935", "1935-05-03"),
])
def test_the_day_of_another_thing_is_not_that_of_the_document(title: str, day: str | None) -> None:
    found = day_of_title(title)
    assert (found.first.isoformat() if found else None) == day


@pytest.mark.parametrize(("text", "first", "last", "bound"), [
    ("[не ранее 5 января 1935 г.]", "1935-01-05", "1935-01-05", "from"),
    ("[Не позднее 5 января 1935 г.]", "1935-01-05", "1935-01-05", "until"),
    ("до 5 января 1935 г.", "1935-01-05", "1935-01-05", "until"),
    ("после 5 января 1935 г.", "1935-01-05", "1935-01-05", "from"),
    ("[около 5 января 1935 г.]", "1935-01-05", "1935-01-05", "about"),
    ("not before 5 January 1935", "1935-01-05", "1935-01-05", "from"),
    ("5 января [1935 г.]", "1935-01-05", "1935-01-05", None),
    ("30 декабря 1934 г. – 2 января 1935 г.", "1934-12-30", "1935-01-02", None),
    ("с 3 по 5 мая 1935 г.", "1935-05-03", "1935-05-05", None), ("May 3–5, 1935", "1935-05-03", "1935-05-05", None),
    ("7.VI.1935", "1935-06-07", "1935-06-07", None), ("3/I-35 г.", "1935-01-03", "1935-01-03", None),
    ("03.05.35 г.", "1935-05-03", "1935-05-03", None), ("1935-01-05", "1935-01-05", "1935-01-05", None),
    ("5 янв. 1935", "1935-01-05", "1935-01-05", None), ("5th January 1935", "1935-01-05", "1935-01-05", None),
    ("[январь 1935 г.]", "1935-01-01", "1935-01-31", None),
    ("Письма. Январь–март 1935 г.", "1935-01-01", "1935-03-31", None),
    ("[не ранее января 1935 г.]", "1935-01-01", "1935-01-31", "from"),
    ("Letters, May 1935", "1935-05-01", "1935-05-31", None),
    ("[Май] 1935 г.", "1935-05-01", "1935-05-31", None),
    ("не ранее 3 – не позднее 7 мая 1935 г.", "1935-05-03", "1935-05-07", "between"),
    ("не ранее 30 апреля и не позднее 2 мая 1935 г.", "1935-04-30", "1935-05-02", "between"),
    ("between 3 and 7 May 1935", "1935-05-03", "1935-05-07", "between"),
    ("no later than May 3, 1935", "1935-05-03", "1935-05-03", "until"),
    ("ca. 3 May 1935", "1935-05-03", "1935-05-03", "about"),
    ("18 (31) января 1915 г.", "1915-01-31", "1915-01-31", None),
    ("18/31 января 1915 г.", "1915-01-31", "1915-01-31", None),
    ("31 января (13 февраля) 1915 г.", "1915-02-13", "1915-02-13", None),
    ("night of 3/4 May 1935", "1935-05-03", "1935-05-04", None),
    ("в ночь с 3 на 4 мая 1935 г.", "1935-05-03", "1935-05-04", None),
    ("3, 4, 5 мая 1935 г.", "1935-05-03", "1935-05-05", None),
    ("3–7 мая и 9 июня 1935 г.", "1935-05-03", "1935-06-09", None),
    ("30/IV–2/V 1935 г.", "1935-04-30", "1935-05-02", None),
    ("April 30 – May 2, 1935", "1935-04-30", "1935-05-02", None),
    ("1935 г. мая мес. 3 дня", "1935-05-03", "1935-05-03", None), ("1935 г. 3 мая", "1935-05-03", "1935-05-03", None),
    ("мая 3 дня 1935 г.", "1935-05-03", "1935-05-03", None), ("May 3rd 1935", "1935-05-03", "1935-05-03", None),
    ("[3] мая 1935 г.", "1935-05-03", "1935-05-03", None), ("3rd of May 1935", "1935-05-03", "1935-05-03", None),
    ("весна 1936 г.", "1936-03-01", "1936-05-31", "between"), ("[Лето 1936 г.]", "1936-06-01", "1936-08-31", "between"),
    ("весна–лето 1936 г.", "1936-03-01", "1936-08-31", None), ("Autumn 1936", "1936-09-01", "1936-11-30", "between"),
    ("зима 1935–1936 гг.", "1935-12-01", "1936-02-29", "between"),
    ("winter 1935–36", "1935-12-01", "1936-02-29", "between"),
    ("зима 1936 г.", "1936-01-01", "1936-12-31", "between"), ("[1936 г.]", "1936-01-01", "1936-12-31", "between"),
    ("Письма (1935–1936)", "1935-01-01", "1936-12-31", None),
    ("не ранее лета 1936 г.", "1936-06-01", "1936-08-31", "from"),
    ("28 декабря – 3 января 1937 г.", "1936-12-28", "1937-01-03", "about"),
    ("5 марта (20 февраля) 1917 г.", "1917-03-05", "1917-03-05", None),
    ("май 1935 – июнь 1936 г.", "1935-05-01", "1936-06-30", None),
    ("осень 1935 — весна 1936 г.", "1935-09-01", "1936-05-31", None),
    ("1936.06.05", "1936-06-05", "1936-06-05", None), ("1936 June 5", "1936-06-05", "1936-06-05", None),
    ("1936, 5 июня.", "1936-06-05", "1936-06-05", None), ("7.07.36", "1936-07-07", "1936-07-07", None),
    ("1/III–1935 г.", "1935-03-01", "1935-03-01", None), ("13/5/1935", "1935-05-13", "1935-05-13", None),
])
def test_days_and_how_exactly_they_are_known(text: str, first: str, last: str, bound: str | None) -> None:
    (found,) = days_in(text)
    assert (found.first.isoformat(), found.last.isoformat(), found.bound) == (first, last, bound)


@pytest.mark.parametrize("text", [
    "5/3/1935", "3 мая", "№ 3/5 1935", "31 июня 1935 г.", "May 3", "3 июня – 4 мая 1936 г.", "June 3 – May 4, 1936",
    "3 июня и 4 мая 1936", "8–5 марта 1936 г.", "5 марта (1 февраля) 1917 г.",
    "об урожае 1936 г.", "осень–весна 1936 г.",
])
def test_what_may_be_several_days_is_none(text: str) -> None:
    assert list(days_in(text)) == []


@pytest.mark.parametrize(("line", "rest"), [
    ("[не ранее 5 января 1935 г.] Письмо", "Письмо"), ("Письмо от 3 мая 1935 г. о маяке", "Письмо о маяке"),
    ("Письмо о маяке", "Письмо о маяке"),
])
def test_a_line_without_its_days(line: str, rest: str) -> None:
    assert without_days(line) == rest

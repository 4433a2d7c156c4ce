"""Titles of documents: kind, author, addressee, person questioned, in every case form; nobody is guessed."""

from __future__ import annotations

import pytest

from corpus.description.nominative import Case, nominative
from corpus.description.title import read_title
from corpus.model.description import Named
from corpus.names.table import name_table

TABLE = name_table("main")


def names(people: tuple[Named, ...]) -> list[str]:
    return [one.name for one in people]


@pytest.mark.parametrize(("form", "case", "expected"), [
    ("Лампадина", "genitive", "Лампадин"), ("Лампадиной", "genitive", "Лампадина"), ("Ветровой", "dative", "Ветрова"),
    ("Озёрского", "genitive", "Озёрский"), ("Озёрской", "genitive", "Озёрская"), ("Лугового", "genitive", "Луговой"),
    ("Свечинскому", "dative", "Свечинский"), ("Фитилю", "dative", "Фитиль"), ("Фитиля", "genitive", "Фитиль"),
    ("Соловья", "genitive", "Соловей"), ("Гая", "genitive", "Гай"), ("Кубышке", "dative", "Кубышка"),
    ("Мельницы", "genitive", "Мельница"), ("Шварца", "genitive", "Шварц"), ("Кравца", "genitive", "Кравец"),
    ("Ромазом", "instrumental", "Ромаз"),
    ("Грачем", "instrumental", "Грач"), ("Лампадиным", "instrumental", "Лампадин"),
    ("Лампой", "instrumental", "Лампа"), ("Гелидзе", "dative", "Гелидзе"), ("Фонаренко", "genitive", "Фонаренко"),
    ("Светлых", "genitive", "Светлых"), ("Вермель", "genitive", "Вермель"),
    ("Сухого", "genitive", "Сухой"), ("Чёрного", "genitive", "Чёрный"), ("Черного", "genitive", "Черный"),
    ("Золотому", "dative", "Золотой"), ("Молотка", "genitive", "Молоток"), ("Зайцу", "dative", "Заяц"),
    ("Корка", "genitive", "Корк"), ("Воробьём", "instrumental", "Воробей"), ("Ковалём", "instrumental", "Коваль"),
    ("Рудника", "genitive", "Рудник"), ("Дюма", "genitive", "Дюма"), ("Мамед-оглы", "genitive", "Мамед-оглы"),
    ("Ветровой-Озёрской", "genitive", "Ветрова-Озёрская"), ("Тер-Ламяна", "genitive", "Тер-Ламян"),
])
def test_from_a_case_to_the_nominative(form: str, case: Case, expected: str) -> None:
    assert nominative(form, case) == expected


@pytest.mark.parametrize(("title", "doctype", "authors", "addressees", "questioned"), [
    ("Протокол допроса П.К. Лампадина", "interrogation-protocol", [], [], ["П. К. Лампадин"]),
    ("ПРОТОКОЛ ДОПРОСА П. К. Лампадина", "interrogation-protocol", [], [], ["П. К. Лампадин"]),
    ("Протокол допроса обвиняемой О.В. Фитилёвой (в качестве свидетеля)", "interrogation-protocol", [], [],
     ["О. В. Фитилёва"]),
    ("Допрос П. Лампадина 3 мая 1931", "interrogation-protocol", [], [], ["П. Лампадин"]),
    ("Протокол очной ставки между П.К. Лампадиным и О.В. Фитилёвой", "confrontation-protocol", [], [],
     ["П. К. Лампадин", "О. В. Фитилёва"]),
    ("Собственноручные показания П.К. Лампадина о маяке", "testimony", ["П. К. Лампадин"], [], ["П. К. Лампадин"]),
    ("Письмо П.К. Лампадина О.В. Фитилёвой", "letter", ["П. К. Лампадин"], ["О. В. Фитилёва"], []),
    ("Письмо жены П.К. Лампадина О.В. Фитилёвой", "letter", ["жена П. К. Лампадина"], ["О. В. Фитилёва"], []),
    ("Письмо О.В. Фитилёвой", "letter", ["О. В. Фитилёва"], [], []),
    ("Письмо П.К. Лампадину", "letter", [], ["П. К. Лампадин"], []),
    ("П.К. Лампадин – О.В. Фитилёвой", "letter", ["П. К. Лампадин"], ["О. В. Фитилёва"], []),
    ("П.К. Лампадин – О.В. Фитилёвой (телеграмма)", "telegram", ["П. К. Лампадин"], ["О. В. Фитилёва"], []),
    ("Заявление П.К. Лампадина, И.И. Ветрова и О.В. Фитилёвой К.К. Гелидзе о маяке", "statement",
     ["П. К. Лампадин", "И. И. Ветров", "О. В. Фитилёва"], ["К. К. Гелидзе"], []),
    ("Заявление П.К. Лампадина в КПЛ и О.В. Фитилёвой", "statement", ["П. К. Лампадин"], ["КПЛ", "О. В. Фитилёва"], []),
    ("Заявление П.К. Лампадина в МЛ и УМЛ", "statement", ["П. К. Лампадин"], ["МЛ", "УМЛ"], []),
    ("Письмо П.К. Лампадина смотрителю маяка О.В. Фитилёвой", "letter", ["П. К. Лампадин"], ["О. В. Фитилёва"], []),
    ("Письмо П.К. Лампадина членам Совета и О.В. Фитилёвой", "letter", ["П. К. Лампадин"],
     ["члены Совета", "О. В. Фитилёва"], []),
    ("Спецсообщение П.К. Лампадина О.В. Фитилёвой с приложением протокола допроса И.И. Ветрова", "special-report",
     ["П. К. Лампадин"], ["О. В. Фитилёва"], ["И. И. Ветров"]),
    ("Спецсообщение П.К. Лампадина О.В. Фитилёвой с приложением письма И.И. Ветрова", "special-report",
     ["П. К. Лампадин"], ["О. В. Фитилёва"], []),
    ("Спецсообщение П.К. Лампадина О.В. Фитилёвой с приложением протокола очной ставки между И.И. Ветровым и "
     "К.К. Озёрской", "special-report", ["П. К. Лампадин"], ["О. В. Фитилёва"], ["И. И. Ветров", "К. К. Озёрская"]),
    ("Спецсообщение П.К. Лампадина об аресте И.И. Ветрова", "special-report", ["П. К. Лампадин"], [], []),
    ("Переписка П.К. Лампадина и О.В. Фитилёвой", "correspondence", ["П. К. Лампадин", "О. В. Фитилёва"],
     ["П. К. Лампадин", "О. В. Фитилёва"], []),
    ("Проект статьи П.К. Лампадина о маяке", "draft-project", ["П. К. Лампадин"], [], []),
    ("Справка по делу П.К. Лампадина", "reference-note", [], [], []),
    ("ПРИГОВОР", "verdict-or-sentence", [], [], []),
    ("24 ЯНВАРЯ – УТРЕННЕЕ ЗАСЕДАНИЕ", "session-transcript", [], [], []),
    ("Interrogation of the keeper of a lighthouse", "interrogation-protocol", [], [], []),
    ("О маяках", None, [], [], []),
    ("", None, [], [], []),
])
def test_titles(
    title: str, doctype: str | None, authors: list[str], addressees: list[str], questioned: list[str]
) -> None:
    found = read_title(title, TABLE)
    assert found.doctype == doctype
    assert (names(found.authors), names(found.addressees), names(found.questioned)) == (authors, addressees, questioned)


@pytest.mark.parametrize(("title", "doctype", "authors", "addressees", "questioned"), [
    ("Письмо Лампина Павла Петровича Гаванину Сергею Андреевичу", "letter", ["П. П. Лампин"], ["С. А. Гаванин"], []),
    ("Письмо Павла Петровича Лампина Сергею Андреевичу Гаванину", "letter", ["П. П. Лампин"], ["С. А. Гаванин"], []),
    ("Протокол допроса Бурина Василия Федоровича", "interrogation-protocol", [], [], ["В. Ф. Бурин"]),
    ("Протокол допроса Марии Петровны Лампиной от 3/I-1935 г.", "interrogation-protocol", [], [], ["М. П. Лампина"]),
    ("Протокол допроса Петрова-Лампина Ивана Кузьмича", "interrogation-protocol", [], [], ["И. К. Петров-Лампин"]),
    ("Стенограмма допроса П.П. Лампина", "interrogation-protocol", [], [], ["П. П. Лампин"]),
    ("Очная ставка П.П. Лампина с В.Ф. Буриным", "confrontation-protocol", [], [], ["П. П. Лампин", "В. Ф. Бурин"]),
    ("Заявление П.П. Лампина на имя С.А. Гаванина", "statement", ["П. П. Лампин"], ["С. А. Гаванин"], []),
    ("Протокол обыска у В.Ф. Бурина", "administrative-report", [], [], []),
])
def test_titles_of_other_archives(
    title: str, doctype: str, authors: list[str], addressees: list[str], questioned: list[str]
) -> None:
    found = read_title(title, name_table())
    assert (found.doctype, names(found.authors), names(found.addressees), names(found.questioned)) == (
        doctype, authors, addressees, questioned)


@pytest.mark.parametrize(("title", "person"), [
    ("Протокол допроса Г.Е. Зиновьева", "zinoviev"), ("Протокол допроса Г. Зиновьева", "zinoviev"),
    ("Протокол допроса Фрица Давида", "fritz-david"), ("Протокол допроса В.А. Тер-Ваганяна", "ter-vaganyan"),
    ("Протокол допроса И.Д. Турока", "turok"), ("Протокол допроса И.Т. Смилги", "smilga"),
    # other people of the same surname
    ("Протокол допроса Р.М. Радек", None), ("Протокол допроса О.Ж. Зиновьевой", None),
    ("Протокол допроса А.Е. Зиновьева", None), ("Протокол допроса Я.Ж. Смирнова", None),
])
def test_a_person_of_the_catalogue_is_told_by_initials(title: str, person: str | None) -> None:
    (found,) = read_title(title, TABLE).questioned
    assert found.person == person


def test_a_person_of_an_english_title_is_named_as_it_prints() -> None:
    (found,) = read_title("Interrogation of G. E. Zinoviev, 3 January 1935", TABLE).questioned
    assert found == Named("G. E. Zinoviev", "zinoviev")


def test_without_initials_nobody_of_several_is_chosen() -> None:
    (found,) = read_title("Протокол допроса Лурье", TABLE).questioned
    assert found == Named("Лурье")


def test_another_catalogue_knows_others() -> None:
    specimen = name_table("specimen")
    (found,) = read_title("Протокол допроса Б.Б. Каменева", specimen).questioned
    assert found.person is None

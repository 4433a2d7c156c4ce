"""Case forms of surnames: whole paradigms written out by hand."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.names.case_forms import case_forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Велданов", "велданов велданова велданову велдановым велданове"),
        ("Каменев", "каменев каменева каменеву каменевым каменеве"),
        ("Юрин", "юрин юрина юрину юриным юрине"),
        ("Орсецкий", "орсецкий орсецкого орсецкому орсецким орсецком"),
        ("Толстой", "толстой толстого толстому толстым толстом"),
        ("Радек", "радек радека радеку радеком радеке"),
        ("Ольберг", "ольберг ольберга ольбергу ольбергом ольберге"),
        ("Гольц", "гольц гольца гольцу гольцем гольце"),
        ("Пикель", "пикель пикеля пикелю пикелем пикеле"),
        ("Ягода", "ягода ягоды ягоде ягоду ягодой"),
        ("Гринько", "гринько гриньке гриньку"),
        ("Лурье", "лурье"),
        ("Тер-Ваганян", "тер-ваганян тер-ваганяна тер-ваганяну тер-ваганяном тер-ваганяне"),
        ("Берман-Юрин", "берман-юрин бермана-юрина берман-юрина берману-юрину берманом-юриным"),
        ("Даль-Ренин", "даль-ренин даля-ренина"),
        ("Плетнёв", "плетнев плетнева плетневым"),
    ],
)
def test_masculine(name: str, forms: str) -> None:
    assert set(forms.split()) <= case_forms(name)


@pytest.mark.parametrize(
    ("name", "forms", "never"),
    [
        ("Цимлова", "цимлова цимловой цимлову", "цимловым"),
        ("Сафонова", "сафонова сафоновой сафонову", "сафоновым"),
        ("Крупская", "крупская крупской крупскую", "крупским"),
        ("Брамм", "брамм", "брамма"),
    ],
)
def test_feminine(name: str, forms: str, never: str) -> None:
    made = case_forms(name, feminine=True)
    assert set(forms.split()) <= made
    assert never not in made


def test_a_name_is_not_a_word_like_it() -> None:
    assert "каменеет" not in case_forms("Каменев")
    assert "камень" not in case_forms("Каменев")


def test_every_person_has_a_nominative_among_few_forms() -> None:
    for person in load("main").persons.values():
        if person.name_ru and not person.office:
            made = case_forms(person.name_ru)
            assert 1 <= len(made) <= 40, person.id
            assert person.name_ru.lower().replace("ё", "е") in made, person.id

"""The key of names over alphabets and spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.sound_keys import consonant_key

SPELLINGS = [
    "Пятаков Пятакова Pyatakov Piatakov Piatakoff Pjatakow",
    "Вышинский Vyshinsky Vyshinskii Vyshinski Wyschinski",
    "Троцкий Trotsky Trotzky Trotskii",
    "Гольцман Holtzman Gol'tsman Gol’tsman",
    "Хрущёв Хрущев Khrushchev Khrushchyov Hrushchev",
    "Розенгольц Rosengoltz Rosengolts",
    "Зиновьев Zinoviev Zinov'ev Sinowjew",
    "Орджоникидзе Orjonikidze Ordzhonikidze",
    "Тухачевский Tukhachevsky",
    "Щербаков Shcherbakov",
    "Чернов Chernov Tschernow",
    "Александр Alexander Aleksandr",
    "Даль-Ренин Dal-Renin DAL-RENIN",
    "Пикель Pickel Pikel",
    "Фриц Fritz",
]


@pytest.mark.parametrize("row", SPELLINGS)
def test_spellings_of_one_name_have_one_key(row: str) -> None:
    keys = {consonant_key(word)[:4] for word in row.split()}
    assert len(keys) == 1 and keys != {""}


def test_other_names_have_other_keys() -> None:
    names = ["Рыков", "Радек", "Раковский", "Каменев", "Крестинский", "Розенгольц", "Иванов", "Чернов", "Шарангович"]
    assert len({consonant_key(name) for name in names}) == len(names)


@given(st.text(max_size=20))
def test_any_text_has_a_key_of_capital_letters(word: str) -> None:
    key = consonant_key(word)
    assert not key or (key.isascii() and key.isalpha() and key.isupper())
    assert consonant_key(word.upper().lower()) == consonant_key(word.lower())


def test_no_consonants_no_key() -> None:
    assert consonant_key("Ая") == consonant_key("123") == consonant_key("") == ""

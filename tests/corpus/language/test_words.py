"""The one tokeniser: what is a word, and which words are equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.words import capitalised, elisions, fold, forms, words

EQUAL = [
    ("Ещё", "еще"), ("ЁЛКА", "елка"), ("don't", "don’t"), ("dont", "don't"), ("Zinov'ev", "Zinovev"),
    ("со\u00adбака", "собака"), ("за\u0301мок", "замок"), ("Cталин", "Сталин"), ("Ягodu", "Ягоду"), ("ДѢЛО", "дело"),
    ("o’clock", "oclock"), ("объём", "объем"), ("e\u0301te\u0301", "ete"),
    ("L’Humanité", "lhumanite"), ("Œuvre", "oeuvre"), ("Łódź", "lodz"),
    ("Straße", "strasse"),
    ("йод", "йод"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_spellings_that_are_one_word(one: str, other: str) -> None:
    assert forms(one) == forms(other)
    assert len(forms(one)) == 1


@pytest.mark.parametrize(("text", "expected"), [
    ("Yes, no.", ["yes", "no"]),
    ("counter-revolutionary", ["counter", "revolutionary"]),
    ("Trotsky's", ["trotsky", "s"]),
    ("the boys' cap", ["the", "boys", "cap"]),
    ("word¹² next", ["word", "next"]),
    ("58-8, 19 and 58-11", ["58", "8", "19", "and", "58", "11"]),
    ("'quoted'", ["quoted"]),
    ("snake_case", ["snake", "case"]),
    ("— … «» ()", []),
    ("", []),
    ("Да.Нет", ["да", "нет"]),
    ("a\u00a0b\nc\td", ["a", "b", "c", "d"]),
])
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(("one", "other"), [("not", "no"), ("не", "ни"), ("house", "houses"), ("е", "э")])
def test_words_that_differ(one: str, other: str) -> None:
    assert forms(one) != forms(other)


@given(st.text(max_size=200))
def test_places_and_order(text: str) -> None:
    place = 0
    for word in words(text):
        assert place <= word.start < word.end <= len(text)
        assert word.form == fold(text[word.start : word.end])
        place = word.end
    assert forms(text) == [word.form for word in words(text)]


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_do_not_reach_over_a_space(one: str, other: str) -> None:
    assert forms(f"{one} {other}") == forms(one) + forms(other)


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=20))
def test_case_never_matters(word: str) -> None:
    assert fold(word.upper()) == fold(word) == fold(fold(word))


@given(st.text(alphabet="aB Жж'’⁸1.\u0301\u00ad_-"))
def test_forms_and_capitals_are_those_of_the_words(text: str) -> None:
    found = words(text)
    assert forms(text) == [word.form for word in found] == [fold(text[word.start : word.end]) for word in found]
    assert capitalised(text, found) == [at for at, word in enumerate(found) if text[word.start].isupper()]


@pytest.mark.parametrize(("text", "expected"), [
    ("d'Humanité", [("dhumanite", "humanite")]),
    ("said L’Action, qu'elle", [("laction", "action"), ("quelle", "elle")]),
    ("Qu'il D'Orsay", [("quil", "il"), ("dorsay", "orsay")]),
    ("and'Humanité x'd'Orsay squ'elle l'b l'a", []),
])
def test_articles_without_their_vowel_stand_at_the_beginning_of_a_word(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert list(elisions(text)) == expected

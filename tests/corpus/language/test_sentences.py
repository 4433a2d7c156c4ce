"""Sentences told apart by marks and abbreviations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.sentences import sentences


def _texts(text: str, lang: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, lang)]


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ["Mr. Brumel of No. 5 came at 10 a.m. with Dr. Okern.", "He left."]),
        ("en", ["Did he?", "“No.”", "He did not!", "(Noise.)"]),
        ("en", ["It ended at 4 p.m.", "The hall was empty."]),
        ("en", ["No.", "Not at all."]),
        ("en", ["J. B. Selman signed it. (Ledger 4, 12)", "Nobody read it."]),
        ("en", ["... and so on, etc., to the end...", "Then nothing."]),
        ("en", ["1. The first point.", "2. The second."]),
        ("en", ["It cost 4.50 crowns.", "5 of them were false."]),
        ("ru", ["Тов. Брумель и гр. Окерн, т. е. двое, жили на ул. Портовой, д. 5.", "Все ушли."]),
        ("ru", ["Это было в 1931 г.", "Потом в Тарвике стало тихо."]),
        ("ru", ["В 1931 г. Брумель уехал."]),
        ("ru", ["Это было летом 1931 г.", "В Тарвике стало тихо и т. д.", "Он уехал."]),
        ("ru", ["Л. Д. Окерн, И.И. Брумель и др. свидетели сидели на стр. 4.", "Да."]),
        ("ru", ["Да?", "— Нет.", "«Лампа!»", "Он ответил: «Да!» — и сел."]),
        ("ru", ["Завод им. Окерна стоял.", "Говорил я им.", "И ушёл."]),
    ],
)
def test_sentences(lang: str, parts: list[str]) -> None:
    assert _texts(" ".join(parts), lang) == parts


def test_a_paragraph_ends_a_sentence() -> None:
    assert _texts("One and\ntwo\n\nthree. ", "en") == ["One and", "two", "three."]


def test_nothing_has_no_sentences() -> None:
    assert sentences("", "ru") == sentences(" \n ", "en") == []


@given(st.text(alphabet="аЯbZ19 .?!…\n«»()\"—", max_size=60), st.sampled_from(["ru", "en", "fr"]))
def test_sentences_hold_all_that_is_no_space(text: str, lang: str) -> None:
    found = sentences(text, lang)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(a < b for a, b in found)
    assert [x for span in found for x in span] == sorted(x for span in found for x in span)

"""Schemes of transliteration, both ways, and the key under which spellings are equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.words import fold
from corpus.names.romanization import latin_key, schemes, spellings
from corpus.names.table import name_table


@pytest.mark.parametrize(
    ("scheme", "russian", "latin"),
    [
        ("loc", "Щукин", "shchukin"), ("loc", "Ягода", "iagoda"), ("bgn", "Ежов", "yezhov"),
        ("bgn", "Бакаев", "bakayev"), ("report", "Троцкий", "trotsky"), ("iso9", "Шестов", "šestov"),
        ("gost", "Цыпин", "czypin"),
        ("icao", "Юрьев", "iurev"), ("german", "Зиновьев", "sinowjew"), ("german", "Ждащев", "shdaschtschew"),
        ("french", "Бухарин", "boukharine"), ("dutch", "Бухарин", "boecharin"), ("scholarly", "Чернов", "černov"),
    ],
)
def test_a_scheme_writes_names_its_way(scheme: str, russian: str, latin: str) -> None:
    assert latin in schemes()[scheme].spellings(russian)
    assert fold(latin) in spellings(russian)


@pytest.mark.parametrize("scheme", ["loc", "bgn", "gost", "icao", "iso9"])
def test_a_scheme_is_read_backwards(scheme: str) -> None:
    for name in ("Радек", "Муралов", "Шестов", "Чернов", "Рыков", "Каганович", "Жданов"):
        assert schemes()[scheme].cyrillic(schemes()[scheme].spellings(name)[0]) == name.lower()


@pytest.mark.parametrize(
    "row",
    [
        "Pyatakov Piatakov Piatakoff Pjatakow Pyatakoff", "Bukharin Boukharine Boukharin", "Trotsky Trotzky Trotskii",
        "Zinoviev Zinov'ev Zinovieff Zinovyev", "Kamenev Kameneff Kamenew Kaménev", "Shcherbakov Schtscherbakow",
    ],
)
def test_spellings_of_one_name_have_one_key(row: str) -> None:
    assert len({latin_key(word) for word in row.split()}) == 1


def test_different_names_keep_different_keys() -> None:
    shared = {key: found for key, found in name_table().latin_keys().items() if len(found) > 1}
    assert len(shared) <= 2, shared


@given(st.text(max_size=30))
def test_any_text_has_a_key(text: str) -> None:
    assert latin_key(text) == "" or latin_key(text).isascii()

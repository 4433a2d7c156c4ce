"""One answer to the question in which script a text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.script import is_cyrillic, script_language, script_of


@pytest.mark.parametrize(("text", "script"), [
    ("", None),
    ("12, 13!", None),
    ("the lantern", "other"),
    ("фонарь", "cyrillic"),
    ("the word «фонарь» of an English sentence", "other"),
    ("в русской фразе стоит lamp", "cyrillic"),
    ("абв abc", "cyrillic"),
    ("ѣ", "cyrillic"),
    ("λύχνος", "other"),
])
def test_most_letters_tell_the_script(text: str, script: str | None) -> None:
    assert script_of(text) == script
    assert is_cyrillic(text) == (script == "cyrillic")
    assert script_language(text) == ("ru" if script == "cyrillic" else "en")


@pytest.mark.parametrize("word", ["Cтaлин", "Ягodu", "tоwn"])
def test_of_a_word_one_letter_tells(word: str) -> None:
    assert is_cyrillic(word, one_letter=True)
    assert script_of(word, one_letter=True) == "cyrillic"
    assert not is_cyrillic("town", one_letter=True)


@given(st.text())
def test_the_quick_way_says_the_same(text: str) -> None:
    for one_letter in (False, True):
        assert is_cyrillic(text, one_letter=one_letter) == (script_of(text, one_letter=one_letter) == "cyrillic")

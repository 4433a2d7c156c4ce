"""Finding persons by what a user types."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.catalogue.people import persons_named
from corpus.errors import UnknownNameError


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vyshinsky", ("vyshinsky",)), ("Vyshinsky", ("vyshinsky",)), ("Вышинский", ("vyshinsky",)),
        ("ВЫШИНСКИЙ", ("vyshinsky",)), ("Vyshinskii", ("vyshinsky",)), ("Pjatakow", ("pyatakov",)),
        ("Lurye", ("m-lurye", "n-lurye")), ("Лурье", ("m-lurye", "n-lurye")), ("N. Lurye", ("n-lurye",)),
        ("Fritz David", ("fritz-david",)), ("Тер-Ваганян", ("ter-vaganyan",)), ("ulrich", ("ulrich",)),
    ],
)
def test_any_spelling_in_either_alphabet(typed: str, found: tuple[str, ...]) -> None:
    assert sorted(persons_named(load(), typed)) == sorted(found)


@pytest.mark.parametrize("typed", ["", "Nobody At All", "и", "42", "Ша"])
def test_nobody(typed: str) -> None:
    with pytest.raises(UnknownNameError):
        persons_named(load(), typed)


def test_the_nearest_are_named() -> None:
    with pytest.raises(UnknownNameError) as caught:
        persons_named(load(), "Mrachkovskiyev")
    assert "mrachkovsky" in caught.value.advice

"""Which documents are proposed as a text and its translation: wrong proposals are worse than none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.description.twins import likely_twins
from corpus.model.description import Description, Named
from corpus.model.turns import TextInfo
from corpus.names.table import name_table

ONE, OTHER, THIRD = Named("L. Light", "light"), Named("M. Mole", "mole"), Named("P. Pier", "pier")
LETTER = Description("letter", "1911-05-06", "1911-05-06", authors=(ONE,), addressees=(OTHER,))
RUSSIAN = TextInfo("ru-letter", "cited", "ru", "Письмо", words=200, description=LETTER)
ENGLISH = TextInfo("en-letter", "cited", "en", "Letter", words=260, description=LETTER)


def proposed(*texts: TextInfo) -> list[tuple[str, str]]:
    return [(one.left.id, one.right.id) for one in likely_twins(texts, name_table())]


def english(words: int = 260, id_: str = "en-letter", **about: object) -> TextInfo:
    return replace(ENGLISH, id=id_, words=words, description=replace(LETTER, **about))


def test_a_letter_and_its_translation_are_proposed() -> None:
    assert proposed(ENGLISH, RUSSIAN) == [("ru-letter", "en-letter")]


@pytest.mark.parametrize("other", [
    english(authors=(OTHER,), addressees=(ONE,)), english(addressees=(THIRD,)), english(authors=(THIRD,)),
    english(until="1911-05-31"), english(bound="about"), english(doctype="telegram"), english(words=60),
    english(words=900), replace(ENGLISH, lang="ru"),
], ids=["answer", "to another", "by another", "month", "about", "telegram", "excerpt", "longer", "one language"])
def test_what_is_no_translation_is_not_proposed(other: TextInfo) -> None:
    assert proposed(RUSSIAN, other) == []


def test_days_that_are_not_exact_propose_nothing_however_alike() -> None:
    for about in (replace(LETTER, bound="between", until="1911-12-31"), replace(LETTER, until="1911-05-31")):
        assert proposed(replace(RUSSIAN, description=about), replace(ENGLISH, description=about)) == []
    days = replace(LETTER, until="1911-05-08")
    assert len(proposed(replace(RUSSIAN, description=days), replace(ENGLISH, description=days))) == 1


@pytest.mark.parametrize(("lengths", "pairs"), [
    ((200, 260, 90, 118), [("ru-0", "en-0"), ("ru-1", "en-1")]), ((200, 260, 190, 250), []),
])
def test_of_two_letters_of_one_day_to_one_man_those_of_like_length_are_meant(
    lengths: tuple[int, int, int, int], pairs: list[tuple[str, str]]
) -> None:
    texts = [text for at in (0, 1) for text in (replace(RUSSIAN, id=f"ru-{at}", words=lengths[2 * at]),
                                                english(lengths[2 * at + 1], f"en-{at}"))]
    assert proposed(*texts) == pairs


def test_two_translations_of_one_letter_are_proposed_only_where_one_fits() -> None:
    assert proposed(RUSSIAN, ENGLISH, english(262, "en-too")) == []
    assert proposed(RUSSIAN, ENGLISH, english(420, "en-too")) == [("ru-letter", "en-letter")]

"""The people that texts name, and who is meant where they do."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.language.words import capitalised, words
from corpus.model.turns import Turn
from corpus.names.mentions import MentionReader
from corpus.names.table import name_table


def named(text: str, reader: MentionReader | None = None, **fields) -> list[tuple[str, tuple[str, ...]]]:
    """Give the words and the persons of each mention."""
    turn = Turn(**{"ref": "", "text_id": "", "ordinal": 1, "kind": "speech", "text": text, "lang": "en", **fields})
    found = words(text)
    return [
        (text[found[m.first].start : found[m.end - 1].end], m.persons)
        for m in (reader or MentionReader(name_table(), None)).mentions(turn, found, capitalised(turn.text, found))
    ]


def test_everyone_of_the_catalogue_is_in_the_table() -> None:
    table = name_table()
    for person in load("main").persons.values():
        if not person.office:
            assert person.id in table.persons
            for keys in table.persons[person.id].surnames:
                assert all(person.id in table.surnames[key].persons for key in keys)
    assert len(table.persons) > 200


def test_entries_say_who_and_whence() -> None:
    table = name_table()
    assert all(person.source for person in table.persons.values())
    others = [person for person in table.persons.values() if person.id not in load("main").persons]
    assert all(person.note and len(person.note) < 100 for person in others)
    assert all(other in table.persons for person in others for other in person.company)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("троцкого", "троцкий"), ("trotskogo", "троцкий"), ("trotskys", "троцкий"), ("bukharinym", "бухарин"),
        ("yakovleva", "яковлева"), ("yakovlev", "яковлев"), ("rozengoltsa", "розенгольц"),
        ("kruglyansky", "круглянский"), ("vaganyanu", "ваганян"),
    ],
)
def test_words_of_names(word: str, key: str) -> None:
    assert name_table().keys(word) == (key,)


@pytest.mark.parametrize("word", ["andrew", "kameneva", "levy", "tomsk", "lorem", "камень", "каменеть", "троица", ""])
def test_words_that_are_no_names(word: str) -> None:
    assert name_table().keys(word) == ()


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("lorem N. Lurye", "n-lurye"), ("Moissei Lurye", "m-lurye"), ("Лурье Моисей", None),
        ("Лурье, Моисей", "m-lurye"), ("Лурье Н. Л.", "n-lurye"), ("к Н. Лурье", "n-lurye"), ("P. Lurye", None),
        ("lorem Lurye", None),
        ("Ter-Vaganyan", "ter-vaganyan"), ("Fritz David", "fritz-david"), ("David", None), ("Berman", None),
        ("Efim Evdokimov", "e-evdokimov"), ("G. E. Evdokimov", "evdokimov"), ("I. N. Smirnov", "smirnov"),
        ("Alexander Smirnov", "a-smirnov"), ("О Ягоде", "yagoda"), ("ягода", None), ("Yu. L. Pyatakov", "pyatakov"),
        ("Dan", None), ("F. Dan", "dan"), ("Boris Sokolnikov", None), ("I Radek", "radek"),
    ],
)
def test_who_is_meant(text: str, person: str | None) -> None:
    found = [persons for _, persons in named(text)]
    assert found == ([(person,)] if person else found[:0] or [()] * len(found))


def test_initials_belong_to_the_mention() -> None:
    assert named("lorem N. I. Bukharin ipsum") == [("N. I. Bukharin", ("bukharin",))]


def test_the_last_one_named_in_full_is_meant() -> None:
    reader = MentionReader(name_table(), None)
    assert named("Lurye", reader) == [("Lurye", ())]
    assert named("N. Lurye", reader) == [("N. Lurye", ("n-lurye",))]
    assert named("Lurye and Lurye", reader)[1] == ("Lurye", ("n-lurye",))
    named("A. Radek", reader)
    assert named("Radek", reader) == [("Radek", ())]
    assert named("Radek", MentionReader(name_table(), "1937")) == [("Radek", ("radek",))]


def test_a_statement_tells_whom_it_means() -> None:
    reader = MentionReader(name_table(), None)
    named("Lorem Frinovsky stated:", reader)
    assert named("lorem ipsum dolor sit Evdokimov", reader, region="quotation")[0][1] == ("e-evdokimov",)
    named("Translated:", reader)
    assert named("lorem ipsum dolor sit Evdokimov", reader, region="quotation")[0][1] == ("e-evdokimov",)
    assert named("lorem ipsum dolor sit Evdokimov", reader)[0][1] == ()
    assert named("Zinoviev, Kamenev, Evdokimov", reader)[2][1] == ("evdokimov",)


@pytest.mark.parametrize(("text", "persons"), [
    ("Kamenev, Zinoviev, I. N. Smirnov and others", ["kamenev", "zinoviev", "smirnov"]),
    ("Zinoviev, I.N. Smirnov, Natan Lur'e", ["zinoviev", "smirnov", "n-lurye"]),
    ("Зиновьев Г. Е., Каменев Л. Б., Смирнов И. Н.", ["zinoviev", "kamenev", "smirnov"]),
    ("Smirnov, I. N., Lurye, Nathan", ["smirnov", "n-lurye"]),
])
def test_in_a_list_forenames_belong_to_one_name(text: str, persons: list[str]) -> None:
    assert [found for _, found in named(text)] == [(person,) for person in persons]


def test_a_note_does_not_say_whom_the_text_means_next() -> None:
    reader = MentionReader(name_table(), None)
    named("Lev Sedov lorem.", reader)
    assert named("Sergei Sedov. Ipsum.", reader, kind="note") == [("Sergei Sedov", ("s-sedov",))]
    assert named("Sedov dolor.", reader) == [("Sedov", ("sedov",))]


def test_texts_of_the_trials_name_nobody_of_a_later_time() -> None:
    assert named("Medvedev lorem.", MentionReader(name_table(), "1936")) == [("Medvedev", ())]
    assert named("Medvedev lorem.") == [("Medvedev", ("r-medvedev",))]


def test_a_small_word_is_no_initial() -> None:
    assert named("If Smirnov lorem", MentionReader(name_table(), "1936")) == [("Smirnov", ("smirnov",))]


# Ordinary words that habits of spelling, case forms or the sound alone would make of surnames.
ORDINARY = (
    "Ferry", "Ferries", "Furry", "Guess", "Routine", "Waits", "Bills", "Sect", "Sects", "Herring", "Tammy", "Roily",
    "Dane", "Dans", "Stena", "Turku", "Teri", "Putnam",
)


@pytest.mark.parametrize("word", ORDINARY)
def test_an_ordinary_word_is_no_name(word: str) -> None:
    table = name_table()
    held = {name for key in table.keys(word.lower()) for name in table.surnames[key].persons}
    assert not held, (word, held)
    assert not any(persons for _, persons in named(f"Lorem {word} ipsum. {word} alpha beta."))


def test_a_foreign_name_keeps_its_own_spelling() -> None:
    for text, person in (("Furr", "furr"), ("Furr's", "furr"), ("Фурра", "furr"), ("Гесс", "hess"), ("Hess", "hess"),
                         ("Goering", "goering"), ("Gering", "goering"), ("Vaits", "f-weitz"), ("Holzman", "holtzman"),
                         ("Koena", "cohen-s"), ("Berii", "beria"), ("Kamenevym", "kamenev")):
        table = name_table()
        keys = [key for word in words(text) for key in table.keys(word.form)]
        assert person in {name for key in keys for name in table.surnames[key].persons}, text

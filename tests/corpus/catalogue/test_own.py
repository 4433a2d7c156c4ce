"""A user's own catalogue is laid over the bundled one, held to the same checks, and refused with file and key."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_play import EDITIONS, PERSONS, TRIALS, write_catalogue

from corpus.catalogue.catalogue import Catalogue, load
from corpus.catalogue.own import FILES, OWN_SOURCE, own_catalogue, own_mark
from corpus.errors import HomeError, TrialsError


def laid(folder: Path, **files: str) -> Catalogue:
    """Write files of a catalogue and give it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return own_catalogue("main", folder)


def test_without_a_folder_it_is_the_bundled_one(tmp_path: Path) -> None:
    assert own_catalogue("main", tmp_path / "catalogue") is load("main")
    (tmp_path / "catalogue").mkdir()
    assert own_catalogue("main", tmp_path / "catalogue") is load("main")


def test_a_new_trial_stands_beside_the_bundled_ones(tmp_path: Path) -> None:
    found = own_catalogue("main", write_catalogue(tmp_path))
    assert list(found.trials) == [*load("main").trials, "clock"]
    assert found.trial("clock").start == found.trial("clock").end == found.trial("clock").sittings[0].date
    assert found.trial("clock").source == found.person("renn").source == OWN_SOURCE
    assert found.edition("en-clock").short_title == "The Clock of Velna"
    assert found.role("clock", "varga") == "prosecutor"
    assert own_catalogue("main", tmp_path / "catalogue") is found, "it is read once"


def test_an_entry_changes_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    found = laid(tmp_path, editions="[en-1936]\npages = 181\n", persons='[ulrich]\nforms_en = ["Oulrich"]\n')
    before = load("main")
    assert found.edition("en-1936").pages == 181
    assert found.edition("en-1936").title == before.edition("en-1936").title
    assert [form.text for form in found.person("ulrich").forms_en] == ["Oulrich"]
    assert found.person("ulrich").initials_ru == before.person("ulrich").initials_ru


def test_what_one_language_says_serves_the_other(tmp_path: Path) -> None:
    persons = PERSONS.replace('name_ru = "Ренн"\n', "")
    assert laid(tmp_path, trials=TRIALS, persons=persons, editions=EDITIONS).person("renn").name_ru == "Renn"


def test_sources_are_added_and_their_edition_says_the_rest(tmp_path: Path) -> None:
    text = '[[source]]\nurl = "https://example.org/clock/page-{1}.html"\nedition = "en-clock"\nfetch = true\n'
    found = laid(tmp_path, trials=TRIALS, persons=PERSONS, editions=EDITIONS, sources=text)
    own = found.sources[-1]
    assert (own.trial, own.lang, own.certainty, own.host) == ("clock", "en", "high", "example.org")
    assert len(found.sources) == len(load("main").sources) + 1


def test_a_changed_file_changes_the_mark(tmp_path: Path) -> None:
    folder = write_catalogue(tmp_path)
    before = own_mark(folder)
    (folder / "editions.toml").write_text(EDITIONS.replace("1903", "1905"), "utf-8")
    assert own_mark(folder) != before
    assert own_catalogue("main", folder).edition("en-clock").year == 1905
    (folder / "editions.toml~").write_text("left by an editor", "utf-8")
    (folder / ".hidden").write_text("left by an editor", "utf-8")
    assert own_catalogue("main", folder).edition("en-clock").year == 1905


@pytest.mark.parametrize(("file", "old", "new", "told"), [
    ("editions", 'trial = "clock"', 'trial = "klock"', "editions.toml at en-clock.trial: there is no trial 'klock'"),
    ("editions", "[en-clock]", "[clock]", "editions.toml at clock: an identifier is of small Latin letters"),
    ("editions", 'lang = "en"', 'lang = "English"', "editions.toml at en-clock.lang: 'English' is not a language"),
    ("editions", 'record = "verbatim"', 'record = "novel"', r"editions.toml cannot be read at en-clock.record"),
    ("persons", "[renn]", "[tobias-renn]", "trials.toml at clock.roles: there is no person 'renn'"),
    ("persons", "[renn]", "[renn]\nshoe_size = 43", "persons.toml cannot be read at renn.shoe_size"),
    ("persons", 'name_en = "Osk"', 'name_en = "Holt"', "list them as namesakes"),
    ("persons", 'name_en = "Osk"\nname_ru = "Оск"', "", "persons.toml cannot be read at osk.name_en: the key is miss"),
    ("trials", '{ person = "osk", role = "counsel" },', "", "persons.toml at osk: no trial gives this person a role"),
    ("trials", 'role = "counsel"', 'role = "judge"', "trials.toml cannot be read at clock.roles.*'judge' is none of"),
    ("trials", "1902-10-07", '"7 October"', "trials.toml cannot be read at clock"),
    ("trials", "[clock]", "[clock]\nend = 1902-10-01", "trials.toml at clock.end: it is before the start"),
    ("trials", "[clock]", "[clock", r"trials.toml cannot be read"),
])
def test_what_is_wrong_is_told_with_file_and_key(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    files = {"trials": TRIALS, "persons": PERSONS, "editions": EDITIONS}
    assert old in files[file]
    with pytest.raises(TrialsError, match=told) as met:
        laid(tmp_path, **{**files, file: files[file].replace(old, new)})
    assert met.value.advice == "Correct the file." or met.value.advice == "Correct the files."


@pytest.mark.parametrize(("text", "told"), [
    ('[[source]]\nurl = "ftp://example.org/x"\nedition = "en-clock"\nfetch = true\n', "is no address of a page"),
    ('[[source]]\nurl = "https://example.org/x"\nedition = "en-clock"\n', "say fetch = true, or give a reason"),
    ('[[source]]\nurl = "https://example.org/x"\nedition = "en-clock"\nfetch = true\ncertainty = "low"\n',
     "only what is certain is fetched"),
    ('[[source]]\nurl = "https://example.org/x"\nlang = "en"\nedition = "en-clok"\nfetch = true\n',
     "'en-clok' is no edition of the trial"),
])
def test_a_source_that_does_not_hold_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(TrialsError, match=told):
        laid(tmp_path, trials=TRIALS, persons=PERSONS, editions=EDITIONS, sources=text)


def test_a_file_of_another_name_is_refused_and_the_names_are_told(tmp_path: Path) -> None:
    with pytest.raises(TrialsError, match=r"person\.toml is no file of a catalogue") as met:
        laid(tmp_path, person=PERSONS)
    assert all(name in met.value.advice for name in FILES)


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalogue").write_text("a file", "utf-8")
    with pytest.raises(HomeError, match="cannot be read"):
        own_catalogue("main", tmp_path / "catalogue")

"""The catalogue holds together: nothing dangles, nothing doubtful is fetched, every entry has its source."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import catalogue
from corpus.catalogue.catalogue import Catalogue, Trial
from corpus.catalogue.checks import faults
from corpus.errors import TrialsError, UnknownNameError
from corpus.names.table import outsiders

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ROLES = {"defendant", "president", "member", "reserve", "secretary", "prosecutor", "counsel", "witness",
         "expert", "commandant", "interrogator", "answerer"}


@pytest.fixture(scope="module", params=sorted(catalogue.names()))
def any_catalogue(request: pytest.FixtureRequest) -> Catalogue:
    """Each catalogue that comes with the program."""
    return catalogue.load(request.param)


@pytest.fixture(scope="module")
def main() -> Catalogue:
    return catalogue.load()


def test_it_holds_together(any_catalogue: Catalogue) -> None:
    assert faults(any_catalogue) == []


def test_what_is_bundled_is_whole(any_catalogue: Catalogue) -> None:
    """More than a user's own catalogue must have: notes in both languages, and the pages of what is fetched."""
    for edition in any_catalogue.editions.values():
        assert edition.note_en and edition.note_ru
        assert edition.lang in {"en", "ru", "de"}
    for source in any_catalogue.sources:
        assert "." in source.host, source.url
        assert source.pages or not source.fetch, source.url


def test_what_is_said_in_english_is_said_in_russian_too(any_catalogue: Catalogue) -> None:
    said = {value for e in any_catalogue.editions.values() for value in (e.rights, e.source) if value}
    said |= {value for s in any_catalogue.sources for value in (s.kind, s.holds, s.rights, s.reason) if value}
    said |= {form.note for p in any_catalogue.persons.values() for form in p.forms_en + p.forms_ru if form.note}
    others = outsiders(any_catalogue) if any_catalogue.name == "main" else ()
    said |= {person.source for person in (*any_catalogue.persons.values(), *others)}
    said |= {entry.note for trial in any_catalogue.trials.values() for entry in trial.roles if entry.note}
    assert set(any_catalogue.russian) == said


def test_main_has_the_three_trials_and_all_their_defendants(main: Catalogue) -> None:
    assert list(main.trials) == ["1936", "1937", "1938"]
    defendants = {trial: list(main.roles(trial).values()).count("defendant") for trial in main.trials}
    assert defendants == {"1936": 16, "1937": 17, "1938": 21}
    assert main.trial("1938").start == date(1938, 3, 2)
    assert {t: len(main.trial(t).sittings) for t in main.trials} == {"1936": 11, "1937": 16, "1938": 19}


def test_main_fetches_four_sources_and_all_their_pages(main: Catalogue) -> None:
    fetched = {source.edition: source for source in main.sources if source.fetch}
    assert {name: len(source.pages) for name, source in fetched.items()} == {
        "en-1936": 35, "en-1938": 3, "ru-1936-stenogram": 10, "ru-1937-stenogram": 14}
    assert fetched["en-1936"].host == "marxists.org"
    assert fetched["en-1936"].pages[-1].sitting == "1936-08-24-verdict"
    first = fetched["ru-1936-stenogram"].pages[0]
    slug = "utro-19-avgusta-1936"
    assert first.url == f"http://showtrials.ru/wp-json/wp/v2/posts?slug={slug}"
    assert first.link == f"http://showtrials.ru/{slug}/"
    shared = next(page for page in fetched["ru-1937-stenogram"].pages if page.through)
    assert (shared.sitting, shared.through) == ("1937-01-28-day", "1937-01-28-evening")


def test_main_gives_the_prosecution_speech_to_the_prosecutor(main: Catalogue) -> None:
    spoken = [s for s in main.edition("en-1936").contents if s.speaker]
    assert {s.speaker for s in spoken} == {main.holder("1936", "prosecutor")}
    assert {s.sitting for s in spoken} == {"1936-08-22-morning"} and len(spoken) == 8


def test_one_person_has_roles_in_several_trials(main: Catalogue) -> None:
    for trial in main.trials:
        assert main.holder(trial, "president") == "ulrich"
        assert main.holder(trial, "prosecutor") == "vyshinsky"
        assert main.holder(trial, "commandant") == "commandant"
        assert main.holder(trial, "member") is None
        assert main.holder(trial, "interrogator") is None
    assert main.person("commandant").office


@pytest.mark.parametrize(("name", "lang", "shown"), [
    ("vyshinsky", "en", "A. Y. Vyshinsky"),
    ("vyshinsky", "ru", "А. Я. Вышинский"),
    ("n-lurye", "en", "N. L. Lurye"),
    ("fritz-david", "ru", "Фриц Давид"),
    ("commandant", "de", "Commandant of the Court"),
])
def test_display(main: Catalogue, name: str, lang: str, shown: str) -> None:
    assert main.person(name).display(lang) == shown


def test_unknown_names_are_met_with_the_nearest_ones(main: Catalogue) -> None:
    with pytest.raises(UnknownNameError, match="vyshinsky"):
        main.person("Vyshinski")
    with pytest.raises(UnknownNameError, match="en-1936"):
        main.edition("en1936")
    with pytest.raises(UnknownNameError, match="1936, 1937, 1938"):
        main.trial("zzzzzz")
    with pytest.raises(UnknownNameError, match="main"):
        catalogue.load("../main")


def test_a_role_limited_to_a_sitting_holds_there(main: Catalogue) -> None:
    roles = (catalogue.RoleEntry("stein", "expert"), catalogue.RoleEntry("stein", "witness", sittings=("b",)))
    trial: Trial = replace(main.trial("1937"), roles=roles)
    held = replace(main, trials={"1937": trial})
    assert held.role("1937", "stein", "b") == "witness"
    assert held.role("1937", "stein", "a") == held.role("1937", "stein") == "expert"
    assert held.role("1937", "nobody") is None
    assert held.roles("1937") == {"stein": "expert"}


def write_catalogue(folder: Path, **files: str) -> Path:
    for name in ("trials", "persons", "editions"):
        (folder / f"{name}.toml").write_text(files.get(name, ""), "utf-8")
    return folder


@pytest.mark.parametrize(("file", "text"), [
    ("trials", "this is no table"),
    ("trials", '[t]\ntitle_en = "x"\n'),
    ("persons", '[p]\nname_en = "X"\nname_ru = "Х"\nsource = "s"\nshoe_size = 43\n'),
    ("persons", 'name_en = "outside of any table"\n'),
    ("editions", "[e]\ncontents = [{ heading = 1 }]\n"),
])
def test_a_broken_file_is_named(tmp_path: Path, file: str, text: str) -> None:
    with pytest.raises(TrialsError, match=f"{file}.toml"):
        catalogue.read_folder(write_catalogue(tmp_path, **{file: text}))


def test_a_missing_file_is_named_but_sources_are_optional(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    assert catalogue.read_folder(tmp_path).sources == ()
    assert catalogue.read_folder(tmp_path).russian == {}
    (tmp_path / "persons.toml").unlink()
    with pytest.raises(TrialsError, match=r"persons\.toml"):
        catalogue.read_folder(tmp_path)


def test_loaded_once() -> None:
    assert catalogue.load("main") is catalogue.load("main")

"""The catalogue holds together: nothing dangles, nothing doubtful is fetched, every entry has its source."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest

from corpus.catalogue import catalogue
from corpus.catalogue import entries as catalogue_entries
from corpus.catalogue.catalogue import Catalogue, Person, Trial
from corpus.errors import TrialsError, UnknownNameError

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


def sitting_ids(held: Catalogue, trial: str | None = None) -> set[str]:
    return {s.id for t in held.trials.values() if trial in (None, t.id) for s in t.sittings}


def spellings(person: Person) -> set[str]:
    return {person.name_en, person.name_ru, *(form.text for form in person.forms_en + person.forms_ru)}


def test_identifiers_are_lower_case_words(any_catalogue: Catalogue) -> None:
    for table in (any_catalogue.trials, any_catalogue.persons, any_catalogue.editions):
        for name, entry in table.items():
            assert ID.fullmatch(name), name
            assert entry.id == name


def test_every_entry_has_a_source(any_catalogue: Catalogue) -> None:
    entries = [*any_catalogue.trials.values(), *any_catalogue.persons.values(),
               *any_catalogue.editions.values(), *any_catalogue.sources, *any_catalogue.offices]
    assert all(entry.source.strip() for entry in entries)


def test_what_is_said_in_english_is_said_in_russian_too(any_catalogue: Catalogue) -> None:
    said = {value for e in any_catalogue.editions.values() for value in (e.rights, e.source) if value}
    said |= {value for s in any_catalogue.sources for value in (s.kind, s.holds, s.rights, s.reason) if value}
    said |= {form.note for p in any_catalogue.persons.values() for form in p.forms_en + p.forms_ru if form.note}
    said |= {entry.note for trial in any_catalogue.trials.values() for entry in trial.roles if entry.note}
    assert set(any_catalogue.russian) == said


def test_sittings_are_unique_in_order_and_inside_their_trial(any_catalogue: Catalogue) -> None:
    parts = get_args(catalogue_entries.Part)
    for trial in any_catalogue.trials.values():
        assert trial.start <= trial.end
        ids = [s.id for s in trial.sittings]
        assert len(set(ids)) == len(ids)
        places = [(s.date, parts.index(s.part)) for s in trial.sittings]
        assert places == sorted(places)
        assert all(trial.start <= s.date <= trial.end for s in trial.sittings)
    assert len(sitting_ids(any_catalogue)) == sum(len(t.sittings) for t in any_catalogue.trials.values())


def test_roles_name_known_persons_and_sittings(any_catalogue: Catalogue) -> None:
    for trial in any_catalogue.trials.values():
        for entry in trial.roles:
            assert entry.person in any_catalogue.persons
            assert entry.role in ROLES
            assert set(entry.sittings) <= sitting_ids(any_catalogue, trial.id)
        assert {name for group in trial.namesakes for name in group} <= set(any_catalogue.roles(trial.id))


def test_every_person_takes_part_somewhere(any_catalogue: Catalogue) -> None:
    taking_part = {entry.person for trial in any_catalogue.trials.values() for entry in trial.roles}
    assert set(any_catalogue.persons) == taking_part


def test_editions_name_known_trials_sittings_and_speakers(any_catalogue: Catalogue) -> None:
    for edition in any_catalogue.editions.values():
        held = sitting_ids(any_catalogue, edition.trial)
        assert edition.trial in any_catalogue.trials
        assert edition.facsimile_of is None or edition.facsimile_of in any_catalogue.editions
        assert edition.note_en and edition.note_ru
        for section in edition.contents:
            assert {section.sitting, section.through} - {None} <= held
            assert section.speaker is None or section.speaker in any_catalogue.persons
        files = {section.file for section in edition.contents}
        assert all(anchor.file in files for anchor in edition.anchors)


def test_pages_and_sittings_of_contents_never_go_back(any_catalogue: Catalogue) -> None:
    for edition in any_catalogue.editions.values():
        order = [s.id for s in any_catalogue.trial(edition.trial).sittings]
        pages = [int(s.page) for s in edition.contents if s.page and s.page.isdigit()]
        guesses = [s.page_estimate for s in edition.contents if s.page_estimate is not None]
        sittings = [order.index(s.sitting) for s in edition.contents if s.sitting]
        for values in (pages, guesses, sittings):
            assert values == sorted(values), edition.id


def test_sources_name_known_editions_and_trials(any_catalogue: Catalogue) -> None:
    for source in any_catalogue.sources:
        assert source.trial is None or source.trial in any_catalogue.trials
        if source.edition:
            assert any_catalogue.edition(source.edition).trial == source.trial
        for page in source.pages:
            assert {page.sitting, page.through} - {None} <= sitting_ids(any_catalogue, source.trial)


def test_addresses_are_well_formed(any_catalogue: Catalogue) -> None:
    addresses = [source.url for source in any_catalogue.sources]
    addresses += [url for s in any_catalogue.sources for page in s.pages for url in (page.url, page.link)]
    for address in addresses:
        parts = urlsplit(address)
        assert parts.scheme in {"http", "https"}, address
        assert parts.hostname and "." in parts.hostname, address
        assert not set(address) & set(' {}<>"'), address
    fetched = [page.url for s in any_catalogue.sources for page in s.pages]
    assert len(set(fetched)) == len(fetched)


def test_nothing_uncertain_is_fetched(any_catalogue: Catalogue) -> None:
    for source in any_catalogue.sources:
        assert source.certainty in get_args(catalogue_entries.Certainty)
        assert source.fetch == (not source.reason), source.url
        if source.fetch:
            assert source.certainty == "high"
            assert source.edition and source.pages


def test_names_are_unique_in_a_trial_but_for_namesakes(any_catalogue: Catalogue) -> None:
    for trial in any_catalogue.trials.values():
        people = [any_catalogue.person(name) for name in any_catalogue.roles(trial.id)]
        for one, other in combinations(people, 2):
            if any({one.id, other.id} <= set(group) for group in trial.namesakes):
                continue
            assert not spellings(one) & spellings(other), (trial.id, one.id, other.id)


def test_namesakes_share_their_surname(any_catalogue: Catalogue) -> None:
    for trial in any_catalogue.trials.values():
        for group in trial.namesakes:
            people = [any_catalogue.person(name) for name in group]
            assert len({p.name_en for p in people}) == len({p.name_ru for p in people}) == 1
            for lang in ("en", "ru"):
                assert len({p.display(lang) for p in people}) == len(group)


def test_forms_do_not_repeat_themselves(any_catalogue: Catalogue) -> None:
    for person in any_catalogue.persons.values():
        for forms, name in ((person.forms_en, person.name_en), (person.forms_ru, person.name_ru)):
            texts = [form.text for form in forms]
            assert len(set(texts)) == len(texts) and name not in texts, person.id


def test_records_and_certainties_are_of_the_known_kinds(any_catalogue: Catalogue) -> None:
    for edition in any_catalogue.editions.values():
        assert edition.record in get_args(catalogue_entries.Record)
        assert edition.certainty in get_args(catalogue_entries.Certainty)
        assert edition.lang in {"en", "ru", "de"}


def test_offices_are_unique_and_of_known_roles(any_catalogue: Catalogue) -> None:
    keys = [(office.text, office.lang, office.trial) for office in any_catalogue.offices]
    assert len(set(keys)) == len(keys)
    assert {office.role for office in any_catalogue.offices} <= ROLES


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

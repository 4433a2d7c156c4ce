"""A surname or an office alone names nobody of the catalogue in a document that tells of no trial or time of it."""

from __future__ import annotations

import pytest
from records import made_record

from corpus.catalogue.catalogue import load
from corpus.ingest.texts import documents
from corpus.reading import formats
from corpus.storage.sources import SourceFile

LOREM = "Лорем ипсум долор сит амет."
LABELS = {"СМИРНОВ": "smirnov", "ИВАНОВ": "ivanov", "ПРЕДСЕДАТЕЛЬ": "ulrich"}
RECORD = "\n\n".join(f"{label}: {LOREM}" for label in (*LABELS, "ЛАМПИН", "СМИРНОВ"))


def spoken(text: str) -> dict[str | None, str | None]:
    made = made_record(text, ext="txt")
    told = {doubt.fields["label"] for doubt in made.doubts if doubt.code == "label-of-namesake"}
    said = {turn.label: turn.speaker for turn in made.turns if turn.label in LABELS}
    assert told == {label for label, speaker in said.items() if speaker is None}
    return said


@pytest.mark.parametrize("head", [
    "Собрание артели грузчиков, 4 июня 1911 года", "Протокол заседания правления", "Смирнов, Иванов",
    "Об ульях", "Лорем Радек ипсум",
])
def test_a_meeting_of_anybody(head: str) -> None:
    assert spoken(f"{head}\n\n{RECORD}") == dict.fromkeys(LABELS)


@pytest.mark.parametrize("head", [
    "Допрос И. Н. Смирнова", "Смирнов Иван Никитич и другие", "Из дела В. И. Иванова", "Выписка: В. В. Ульрих",
    "Зиновьев, Каменев, Радек и Бухарин", "О Троцком, Зиновьеве и Каменеве",
])
def test_a_record_of_the_time(head: str) -> None:
    assert spoken(f"{head}\n\n{RECORD}") == LABELS


def test_a_text_that_cites_a_trial_names_its_people() -> None:
    """Of a trial with few people no text has four names; one that cites it shows by that whom it means."""
    text = "ORSETSKY: Lorem ipsum (Report, p. 12).\n\nORSETSKY: Dolor sit amet (Report, p. 13).\n"
    [source] = formats.read(text.encode(), "text", "a.txt")
    speakers = []
    for kind in ("citing", "cited"):
        file = SourceFile("a.txt", "", len(text), "text", "added", document="a", kind=kind)
        [made] = documents("a", [(file, source)], load("specimen"))
        speakers.append({turn.speaker for turn in made.turns if turn.label})
    assert speakers == [{"orsetsky"}, {None}]


def test_an_initial_is_all_that_is_known_of_some() -> None:
    text = "P. KORVIN: Lorem ipsum.\n\nORSETSKY: Dolor sit amet.\n"
    [source] = formats.read(text.encode(), "text", "a.txt")
    file = SourceFile("a.txt", "", len(text), "text", "added", document="a", kind="cited")
    [made] = documents("a", [(file, source)], load("specimen"))
    assert [turn.speaker for turn in made.turns] == ["p-korvin", "orsetsky"]


def test_initials_of_somebody_else_are_no_proof() -> None:
    assert spoken(f"Протокол: К. П. Смирнов\n\n{RECORD}") == dict.fromkeys(LABELS)


def test_an_english_record() -> None:
    record = "\n\n".join(f"{label}: Lorem ipsum dolor." for label in ("LEVIN", "ARNOLD", "THE PRESIDENT", "LEVIN"))
    turns = made_record(f"Meeting of the porters, 4 June 1911\n\n{record}", ext="txt").turns
    assert {turn.speaker for turn in turns} == {None}
    assert [turn.label for turn in turns if turn.label] == ["LEVIN", "ARNOLD", "THE PRESIDENT", "LEVIN"]


def test_labels_of_nobody_known_make_a_short_record_one() -> None:
    """Two names come back as labels; whoever else begins a line before a colon does not go on as one of them."""
    said = [("Orsetsky", "Is that your letter?"), ("Korvin", "Yes."), ("Orsetsky", "To whom did you write it?"),
            ("Korvin", "To Halloran, the carter."), ("President (to Korvin)", "Speak louder."),
            ("Korvin", "To Halloran."), ("Halloran (from his seat)", "It is a lie!"),
            ("President", "Sit down, accused."), ("Orsetsky", "I object.")]
    made = made_record("The salt\n\n" + "\n".join(f"{label}: {text}" for label, text in said), ext="txt")
    assert [(turn.label, turn.text) for turn in made.turns if turn.label] == said

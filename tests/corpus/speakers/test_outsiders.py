"""Labels in documents of persons who have no part in any trial."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.names.table import outsiders
from corpus.speakers.labels import LabelVocabulary


@pytest.fixture(scope="module")
def vocabulary() -> LabelVocabulary:
    return LabelVocabulary.of_documents(load("main"))


def test_every_outsider_is_known_by_a_label_in_both_scripts(vocabulary: LabelVocabulary) -> None:
    catalogue = load("main")
    shared = {person.name_en for person in catalogue.persons.values()}
    missed = []
    for person in outsiders(catalogue):
        for name, initials in ((person.name_en, person.initials_en), (person.name_ru, person.initials_ru)):
            full = f"{initials} {name}" if initials and person.name_en in shared else name
            speakers, exact = vocabulary.candidates(full.upper())
            if not exact or person.id not in {speaker.person for speaker in speakers}:
                missed.append((person.id, full))
    assert not missed


def test_a_shared_surname_means_the_one_of_the_trials(vocabulary: LabelVocabulary) -> None:
    speaker = vocabulary.lookup("EVDOKIMOV")
    assert speaker is not None and speaker.person == "evdokimov" and speaker.role == "defendant"


def test_nobody_speaks_under_an_ordinary_word(vocabulary: LabelVocabulary) -> None:
    assert vocabulary.lookup("Note") is None and vocabulary.lookup("Итак") is None

"""Finding a person by what a user types: an identifier or any printed form, in either script."""

from __future__ import annotations

from corpus.catalogue.catalogue import Catalogue, Person
from corpus.errors import UnknownNameError
from corpus.language.words import forms


def persons_named(catalogue: Catalogue, typed: str) -> tuple[str, ...]:
    """Give the identifiers of everyone ``typed`` may mean: several where namesakes share the form.

    A printed form counts first, then a spelling that differs by transliteration only. Raises UnknownNameError
    with the nearest names where nobody is called so.
    """
    if typed.lower() in catalogue.persons:
        return (typed.lower(),)
    wanted = forms(typed)
    persons = catalogue.persons.values()
    found = tuple(p.id for p in persons if any(forms(name) == wanted for name in _names(p)))
    return found or _spelt_otherwise(catalogue, typed) or _unknown(catalogue, typed)


def _names(person: Person) -> tuple[str, ...]:
    return (
        person.name_en, person.name_ru, person.display("en"), person.display("ru"),
        *(form.text for form in person.forms_en), *(form.text for form in person.forms_ru),
    )


def _spelt_otherwise(catalogue: Catalogue, typed: str) -> tuple[str, ...]:
    """Give those whose name sounds as the typed one; a key of few consonants would mean half of the catalogue."""
    from corpus.language.sound_keys import MIN_KEY_LETTERS, consonant_key

    key = consonant_key(typed)
    if len(key) < MIN_KEY_LETTERS:
        return ()
    return tuple(
        person.id for person in catalogue.persons.values()
        if not person.office and key in {consonant_key(person.name_en), consonant_key(person.name_ru)}
    )


def _unknown(catalogue: Catalogue, typed: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    called = {name.lower(): person.id for person in catalogue.persons.values() for name in (person.id, *_names(person))}
    near = dict.fromkeys(called[name] for name in get_close_matches(typed.lower(), called, n=5))
    advice = f"Did you mean {', '.join(near)}?" if near else "The speakers are named in the results of a search."
    raise UnknownNameError(f"Nobody in the catalogue is called {typed!r}.", advice)

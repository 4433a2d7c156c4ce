"""Finding a person by what a user types: an identifier or any printed form, in either script."""

from __future__ import annotations

from corpus.catalogue import Catalogue
from corpus.errors import UnknownNameError
from corpus.words import forms


def persons_named(catalogue: Catalogue, typed: str) -> tuple[str, ...]:
    """Give the identifiers of everyone ``typed`` may mean: several where namesakes share the form.

    Raises UnknownNameError with the nearest names where nobody is called so.
    """
    if typed.lower() in catalogue.persons:
        return (typed.lower(),)
    key = forms(typed)
    found = tuple(
        person.id
        for person in catalogue.persons.values()
        if any(
            forms(form) == key
            for form in (
                person.name_en, person.name_ru, person.display("en"), person.display("ru"),
                *(f.text for f in person.forms_en), *(f.text for f in person.forms_ru),
            )
        )
    )
    if found:
        return found
    from difflib import get_close_matches

    near = get_close_matches(typed.lower(), catalogue.persons, n=3)
    advice = f"Did you mean {', '.join(near)}?" if near else "See the speakers with `trials search WORDS --json`."
    raise UnknownNameError(f"Nobody in the catalogue is called {typed!r}.", advice)

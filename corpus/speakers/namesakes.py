"""How two persons of one surname are told apart by their labels: the initial, the section, or who spoke last.

A label with an initial names one person only; :func:`one_of` is for the surname alone. In running text other things
stand around a name; whom it means there is told in :mod:`corpus.names.mentions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.catalogue.catalogue import Catalogue, Person, RoleEntry
from corpus.language.words import forms


def share_surname(person: Person, roles: Iterable[RoleEntry], catalogue: Catalogue) -> bool:
    """Say whether somebody else with a role in the trial has the surname, so that alone it is a label of both."""
    return any(role.person != person.id and catalogue.person(role.person).name_en == person.name_en for role in roles)


def one_of(people: Sequence[Person], section: str | None, latest: Iterable[str]) -> Person | None:
    """Give whom of several a surname means; None where nothing tells.

    ``section`` is the heading it stands under, ``latest`` who spoke there, the last first. The heading comes first: it
    says whose examination it is, while the other may have put in a word just before.
    """
    title = f" {' '.join(forms(section or ''))} "
    for person in people:
        if any(f" {name} " in title for name in _with_initial(person)):
            return person
    return next((person for spoken in latest for person in people if person.id == spoken), None)


def _with_initial(person: Person) -> Iterator[str]:
    """Give a person's surname with the first initial before it, folded, in both languages.

    Of the Russian surname the stem: a title has it in the genitive.
    """
    for initials, name in ((person.initials_en, person.name_en), (person.initials_ru, person.name_ru)):
        if initials and name:
            yield " ".join(forms(f"{initials.split()[0]} {name}"))

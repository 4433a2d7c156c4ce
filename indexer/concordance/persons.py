"""Persons by what a user types, and who is spoken to by what a label says.

``persons.json`` holds the persons of :mod:`corpus.names.table`, so that no catalogue is read to answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.language.words import forms
from corpus.limits import MAX_NAME_WORDS
from corpus.names.person import NamedPerson, fits_forenames

if TYPE_CHECKING:
    from corpus.names.table import NameTable

KEPT_WORDS = 4_096
"""Words whose keys as names are kept."""

_OFFICES = {"president": "president", "председател": "president", "prosecutor": "prosecutor",
            "procurator": "prosecutor", "прокурор": "prosecutor", "обвинител": "prosecutor"}
"""The roles that the beginnings of words for offices name."""


def save_persons(place: Path, table: NameTable) -> None:
    """Write the persons."""
    rows = {
        identifier: {**asdict(person), "trials": sorted(person.trials), "company": sorted(person.company)}
        for identifier, person in table.persons.items()
    }
    (place / "persons.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


class Persons:
    """The persons of a generation; ``keys`` gives the keys of a surname in any spelling, ``keys_like`` of a slip."""

    def __init__(
        self, place: Path, keys: Callable[[str], tuple[str, ...]], keys_like: Callable[[str], Iterable[str]]
    ) -> None:
        self._data = (place / "persons.json").read_bytes()
        # Each page of results asks whether its words are a name, and most words are asked for again and again.
        self._keys = lru_cache(KEPT_WORDS)(keys)
        self._keys_like = keys_like

    @cached_property
    def by_id(self) -> dict[str, NamedPerson]:
        """All persons by identifier."""
        return {
            identifier: NamedPerson(**{
                **row,
                "surnames": tuple(tuple(name) for name in row["surnames"]),
                "given": tuple(row["given"]),
                "initials": tuple(tuple(one) for one in row["initials"]),
                "trials": frozenset(row["trials"]),
                "company": frozenset(row["company"]),
            })
            for identifier, row in json.loads(self._data).items()
        }

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        """The identifiers of persons by each part of each of their surnames."""
        found: dict[str, list[str]] = {}
        for person in self.by_id.values():
            for part in {part for name in person.surnames for part in name}:
                found.setdefault(part, []).append(person.id)
        return found

    @cached_property
    def _order(self) -> dict[str, int]:
        return {identifier: at for at, identifier in enumerate(self.by_id)}

    def persons_named(self, typed: str) -> tuple[str, ...]:
        """Give the identifiers of everyone a name in any spelling may mean; initials and given names narrow it."""
        if typed.casefold() in self.by_id:
            return (typed.casefold(),)
        words = forms(typed)
        return self._bearers(words, [frozenset(self._keys(word)) for word in words])

    def persons_like(self, typed: str) -> tuple[str, ...]:
        """Give the identifiers of everyone whose name in any spelling is like one that is misspelt.

        Nobody for more words than a name has: each is held against all surnames.
        """
        words = forms(typed)
        if len(words) > MAX_NAME_WORDS:
            return ()
        return self._bearers(words, [frozenset(self._keys(word) or self._keys_like(word)) for word in words])

    def surnames(self, key: str) -> tuple[str, ...]:
        """Give the surname of this key as the catalogue has it in both languages, folded."""
        bearers = (self.by_id[one] for one in self._by_part.get(key, ()))
        called = (word for person in bearers for name in (person.name_en, person.name_ru) for word in forms(name))
        return tuple(dict.fromkeys(word for word in called if key in self._keys(word)))

    def _bearers(self, words: Sequence[str], keys: Sequence[frozenset[str]]) -> tuple[str, ...]:
        """Give the identifiers of those who have a surname of these keys; the other words narrow it."""
        found = []
        possible = {person for part in frozenset().union(*keys) for person in self._by_part.get(part, ())}
        for person in (self.by_id[one] for one in sorted(possible, key=self._order.__getitem__)):
            used = _used_of(person, keys)
            if used is None:
                continue
            others = [word for at, word in enumerate(words) if at not in used]
            if fits_forenames(person, others):
                found.append(person.id)
        return tuple(found)


def _used(name: tuple[str, ...], keys: Sequence[frozenset[str]]) -> frozenset[int] | None:
    """Give the places of the words that are the parts of a surname, None where one is missing."""
    at = [next((place for place, held in enumerate(keys) if part in held), None) for part in name]
    return frozenset(place for place in at if place is not None) if None not in at else None


def names_addressee(label: str | None) -> bool:
    """Say whether a label says whom its speaker turns to."""
    return _addressed(label) is not None


def addressee(label: str | None, table: NameTable, trial: str | None) -> str | None:
    """Give who is spoken to as a label says it: a person, or a role; None where it does not say, or names several."""
    said = forms(_addressed(label) or "")
    keys = [frozenset(table.keys(word)) for word in said]
    here = [person for person in table.persons.values() if trial in person.trials]
    used = {person: at for person in here if (at := _used_of(person, keys)) is not None}
    if used:
        named = [person for person, at in used.items() if len(used) == 1 or _fits_initials(person, said, at)]
        return named[0].id if len(named) == 1 and len(set(used.values())) == 1 else None
    roles = {role for word in said for office, role in _OFFICES.items() if word.startswith(office)}
    return roles.pop() if len(roles) == 1 else None


def _used_of(person: NamedPerson, keys: Sequence[frozenset[str]]) -> frozenset[int] | None:
    """Give the places of the words that are a surname of a person, None where there is none."""
    return next((at for name in person.surnames if (at := _used(name, keys))), None)


def _fits_initials(person: NamedPerson, said: list[str], surname: frozenset[int]) -> bool:
    """Say whether the initials beside a surname are a person's."""
    return fits_forenames(person, [word for at, word in enumerate(said) if at not in surname and len(word) == 1])


def _addressed(label: str | None) -> str | None:
    """Give the words of a label that say whom its speaker turns to."""
    if not label:
        return None
    from corpus.speakers.addressees import addressed  # what labels are made of is no part of most answers

    return addressed(label)

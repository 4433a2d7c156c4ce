"""Whom a name in any case form means, and how the name is written in the nominative.

A surname that the table of names knows with these initials is that person's; any other is led back by its ending
(``data/nominative.toml``), and nobody is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.data_files import load_data
from corpus.language.russian import given_name, is_given_name, is_known, man_nominative
from corpus.language.words import fold, forms
from corpus.model.description import Named
from corpus.names.person import NamedPerson
from corpus.names.table import NameTable

Case = Literal["nominative", "genitive", "dative", "instrumental"]

_FALLEN = re.compile(r"[бвгджзклмнпрстфхцчшщйь](?:к|ц|л|н)(?:а|я|у|ю|ом|ем)$")
"""The end of a word in which a vowel of the nominative may have fallen out."""
_HYPHEN = re.compile(r"(-)")


@dataclass(frozen=True, slots=True)
class _Endings:
    """The data file: rows of an ending and what it stands for in the nominative."""

    unchanged: tuple[str, ...]
    genitive: tuple[tuple[str, str], ...]
    dative: tuple[tuple[str, str], ...]
    instrumental: tuple[tuple[str, str], ...]
    agreeing: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    of_surnames: tuple[str, ...]


def nominative(surname: str, case: Case) -> str:
    """Give the nominative of a surname in ``case``, each part of a double one by itself; ``Зиновьева`` → ``Зиновьев``.

    One that changes by no known rule, as a woman's in a consonant, is given as it is.
    """
    return "".join(part if part == "-" else _part(part, case) for part in _HYPHEN.split(surname))


def _part(word: str, case: Case) -> str:
    """Give the nominative of one word of a name by its ending; what has none of the case stays as it is."""
    endings = load_data("nominative.toml", _Endings)
    folded = word.lower()
    if case == "nominative" or folded.endswith(endings.unchanged):
        return word
    if found := _of_dictionary(folded, case):
        return found.capitalize()
    rows = {"genitive": endings.genitive, "dative": endings.dative, "instrumental": endings.instrumental}[case]
    for ending, stands_for in rows:
        # Two letters of a stem at least: a shorter word is no case form.
        if folded.endswith(ending) and len(word) - len(ending) + len(stands_for) > 1:
            return word[: len(word) - len(ending)] + stands_for
    return word


def _of_dictionary(word: str, case: Case) -> str | None:
    """Give the nominative where no ending tells it, as the dictionary has it: ``сухого`` and ``молотка``, ``зайцу``.

    So it is with surnames like adjectives (-ой, -ый) and with vowels that fall out before the last consonant.
    """
    adjective = word.endswith(("ого", "его", "ому", "ему"))
    return man_nominative(word, case) if adjective or _FALLEN.search(word) else None


def may_be_dative(surname: str) -> bool:
    """Whether a surname ends as a dative does that is no genitive."""
    return surname.lower().endswith(("у", "ю", "е")) and not surname.lower().endswith("дзе")


def is_unchanged(surname: str) -> bool:
    """Whether a surname has one form for all cases."""
    return surname.lower().endswith(load_data("nominative.toml", _Endings).unchanged)


def person_named(initials: str, surname: str, case: Case, table: NameTable) -> Named:
    """Give whom initials and a surname in ``case`` mean, with the name in the nominative."""
    written = spaced(initials)
    known = known_person(surname, table, initials)
    if known:
        return Named(f"{written} {known.name_ru}".strip(), known.id)
    return Named(f"{written} {nominative(surname, case)}".strip())


def agree(given: str, surname: str) -> bool:
    """Whether two words with capitals are a given name and a surname in one case, and not the names of two people."""
    first, second = given.lower(), surname.lower()
    endings = load_data("nominative.toml", _Endings)
    alike = any(first.endswith(ours) and second.endswith(theirs) for ours, theirs in endings.agreeing)
    # A word of the dictionary that is no given name is an office (``Прокурора Союза``).
    return alike and (is_given_name(first) or not (is_known(first) or first.endswith(endings.of_surnames)))


def given_and_surname(given: str, surname: str, case: Case, table: NameTable) -> Named:
    """Give whom a given name and a surname in ``case`` mean, both in the nominative."""
    known = known_person(surname, table, f"{given[0]}.")
    if known:
        return Named(f"{_given(given, case)} {known.name_ru}", known.id)
    return Named(f"{_given(given, case)} {nominative(surname, case)}")


def _given(word: str, case: Case) -> str:
    """Give the nominative of a given name: the dictionary's, or for one that it does not have that of a surname."""
    found = None if case == "nominative" else given_name(word.lower(), case)
    return found.capitalize() if found else nominative(word, case)


def spaced(initials: str) -> str:
    """Give initials with a space behind each stop, as citations have them."""
    return " ".join(f"{letter}." for letter in initials.replace(" ", "").split(".") if letter)


def known_person(surname: str, table: NameTable, initials: str = "") -> NamedPerson | None:
    """Give the one person who bears a surname, in any case form, with these initials, if any are given."""
    letters = forms(initials)
    parts = [set(table.keys(fold(part))) for part in re.split(r"[-\s]", surname)]
    found = [
        person for person in table.persons.values()
        if any(len(name) == len(parts) and all(k in held for k, held in zip(name, parts, strict=True))
               for name in person.surnames)
        and _fits(letters, person)
    ] if all(parts) else []
    return found[0] if len(found) == 1 else None


def _fits(letters: list[str], person: NamedPerson) -> bool:
    """Whether initials are those of a person, letter by letter; without any, whether nobody has to be told apart."""
    own = [tuple(word[:1] for word in initials) for initials in person.initials]
    ours = tuple(letter[:1] for letter in letters)
    return not ours or any(one[: len(ours)] == ours[: len(one)] for one in own if one)

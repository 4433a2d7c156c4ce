"""The people that texts name: those who take part in a trial, from the catalogue, and others, from ``names.toml``.

A surname is known by its key, its folded Russian nominative; a surname of several parts has one key for each. The
table gives the key of a word in any case form, any script and any spelling that a scheme of transliteration makes
(:mod:`corpus.names.romanization`), and the persons who bear the surname. Which of several namesakes a text means is
told by :mod:`corpus.names.mentions`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from corpus.catalogue.catalogue import Catalogue, Person, load
from corpus.catalogue.toml_files import read_entries
from corpus.data_files import DATA
from corpus.language.script import is_cyrillic
from corpus.language.words import fold, forms
from corpus.names.case_forms import case_forms
from corpus.names.person import NamedPerson
from corpus.names.romanization import latin_key, spellings, transliterations
from corpus.names.surname_words import surname_words

MIN_KEY_CHARS = 4
"""Letters of a Latin key at least, for a spelling that no scheme makes to be taken for a name."""

MIN_CASE_CHARS = 5
"""Letters at least of a case form in Latin letters, and one more where it loses some of the nominative's; shorter ones
are often other words."""

MIN_PLURAL_CHARS = 5
"""Letters at least of a plural in -s, for the same reason."""

TABLES_KEPT = 8
"""Catalogues of which the tables are kept: the bundled ones, and the states of a user's own one in one run."""

_VARIANT = 60
"""Likeness in percent from which a listed form is a spelling of the surname; below it is another name, an alias."""

_SHORTEST = 4
"""Letters at most of surnames that have one spelling beside those of libraries, if they are one syllable."""

_VOWEL = re.compile("[аеёиоуыэюя]")


@dataclass(frozen=True, slots=True)
class Outsider(Person):
    """Somebody who does not speak in the trials (``data/names.toml``, where the further fields are explained)."""

    feminine: bool | None = None
    trial: str | None = None
    company: tuple[str, ...] = ()
    later: bool = False
    case: bool = False
    note: str = ""


_NOTHING_MORE = Outsider(id="", name_en="", name_ru="", source="")
"""What is known beyond the catalogue of a person who is in it."""


@dataclass(slots=True)
class Surname:
    """A part of a surname: all its words, by script, and who bears it.

    ``cases`` are its case forms that titles may have in Latin letters. A ``foreign`` surname was Latin before it was
    Russian and has one spelling: that from the Russian which libraries use counts beside it, but no habit of
    newspapers and no sound, which would make words of it that it is not (Ferry of Furr, guess of Hess).
    """

    key: str
    russian: set[str] = field(default_factory=set)
    latin: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    foreign: bool = False
    persons: list[str] = field(default_factory=list)


class NameTable:
    """The names of persons. Words are given folded, as :func:`corpus.language.words.fold` does."""

    def __init__(self) -> None:
        self.persons: dict[str, NamedPerson] = {}
        self.surnames: dict[str, Surname] = {}
        self.given: set[str] = set()
        self._words: dict[str, set[str]] = defaultdict(set)
        self._latin: dict[str, set[str]] = defaultdict(set)

    @classmethod
    def of_catalogue(cls, catalogue: Catalogue) -> NameTable:
        """Make the table of a catalogue's persons and of the others that the program knows."""
        table = cls()
        trials: dict[str, set[str]] = defaultdict(set)
        for trial in catalogue.trials.values():
            for entry in trial.roles:
                trials[entry.person].add(trial.id)
        known = [*catalogue.persons.values(), *_others()]
        table.given = {word for person in known for word in _given(person)}
        for person in known:
            if not person.office and person.id not in table.persons:
                table._add(person, trials[person.id])
        table._close()
        return table

    def keys(self, word: str) -> tuple[str, ...]:
        """Give the keys of the surnames that a word is a form or spelling of, sorted; none where it is no name."""
        found = self._words.get(word)
        if not found and not is_cyrillic(word, one_letter=True):
            plural = self._words.get(word[:-1], ()) if word.endswith("s") and len(word) >= MIN_PLURAL_CHARS else ()
            found = {key for key in plural if word[:-1] in self.surnames[key].latin} or self._spelt(word)
        return tuple(sorted(found or ()))

    def words(self) -> Mapping[str, set[str]]:
        """Give all words of the table with the keys of each."""
        return self._words

    def latin_keys(self) -> Mapping[str, set[str]]:
        """Give the keys of spelling (:func:`corpus.names.romanization.latin_key`) with the surnames of each."""
        return self._latin

    def _spelt(self, word: str) -> set[str] | None:
        key = latin_key(word)
        found = self._latin.get(key, set()) if len(key) >= MIN_KEY_CHARS else set()
        return found if len(found) == 1 else None

    def _add(self, person: Person, trials: Iterable[str]) -> None:
        """Take in a person: the surname with all its forms, then what further forms add, an alias or a spelling."""
        more = person if isinstance(person, Outsider) else _NOTHING_MORE
        by_ending = person.name_ru.endswith(surname_words().feminine)
        feminine = by_ending if more.feminine is None else more.feminine
        main = _parts(person.name_ru)
        names = [main]
        english = _parts(person.name_en)
        for part, printed in zip(main, _parts(person.name_ru, plain=False), strict=True):
            foreign = len(main) == 1 and _is_foreign(printed, english)
            surname = self._surname(part, printed, feminine=feminine, cased=more.case, foreign=foreign)
            if foreign and len(english) == 1:
                surname.latin.add(english[0])
        for form in person.forms_ru:
            names += self._further(_name_words(form.text, self.given), main, feminine)
        for text in (person.name_en, *(form.text for form in person.forms_en)):
            names += self._further(_name_words(text, self.given), main, feminine)
        self.persons[person.id] = NamedPerson(
            id=person.id,
            name_en=person.name_en,
            name_ru=person.name_ru,
            surnames=tuple(dict.fromkeys(tuple(name) for name in names)),
            given=_given(person),
            initials=_initials(person),
            trials=frozenset({*trials, *filter(None, [more.trial])}),
            company=frozenset(more.company),
            cased=more.case,
            later=more.later,
            note=more.note,
            source=person.source,
        )
        for name in names:
            for part in name:
                if person.id not in self.surnames[part].persons:
                    self.surnames[part].persons.append(person.id)

    def _surname(
        self, key: str, printed: str, *, feminine: bool = False, cased: bool = False, foreign: bool = False
    ) -> Surname:
        """Add a printed form of a surname with its case forms and spellings in the other script."""
        surname = self.surnames.setdefault(key, Surname(key, foreign=foreign))
        surname.foreign &= foreign
        if is_cyrillic(key, one_letter=True):
            surname.russian |= {key} if cased else case_forms(key, feminine=feminine)
            surname.latin |= transliterations(printed) if foreign else spellings(printed)
            if not (cased or _is_short(printed)):
                surname.cases |= case_forms(key, feminine=feminine, plural=False) - {key}
        else:
            surname.latin.add(key)
        return surname

    def _further(self, words: list[str], main: list[str], feminine: bool) -> list[list[str]]:
        """Take in a further form of a name; give the surnames that it adds: one where it is an alias."""
        aligned = zip(words, main, strict=True) if len(words) == len(main) else (
            (word, max(main, key=lambda part: _likeness(word, self.surnames[part]))) for word in words)
        aliases = []
        for word, part in aligned:
            surname = self.surnames[part]
            if _likeness(word, surname) < _VARIANT:
                aliases.append(word)
            elif is_cyrillic(word, one_letter=True):
                surname.russian |= case_forms(word, feminine=feminine)
                surname.latin |= transliterations(word) if surname.foreign else spellings(word)
            else:
                surname.latin.add(word)
        return [[self._alias(aliases[-1], main)]] if aliases and len(words) <= len(main) else []

    def _alias(self, word: str, main: list[str]) -> str:
        same = [key for key, surname in self.surnames.items() if key not in main and word in surname.latin]
        key = same[0] if same else word
        self._surname(key, key)
        return key

    def _close(self) -> None:
        """List which surnames each word may be; a case form of one is none where the word is another's own."""
        for key, surname in self.surnames.items():
            for word in surname.russian | surname.latin:
                self._words[word].add(key)
            for word in surname.latin if not surname.foreign else ():
                self._latin[latin_key(word)].add(key)
        for key, surname in self.surnames.items():
            for form in surname.cases:
                # A woman's name is not to be taken for the genitive of a man's (Kameneva).
                for word in transliterations(form) if not form.endswith(surname_words().feminine) else ():
                    least = MIN_CASE_CHARS + (not form.startswith(key[:-1]))
                    if len(word) >= least and self._words.get(word, {key}) == {key}:
                        self._words[word].add(key)


@lru_cache(TABLES_KEPT)
def outsiders(catalogue: Catalogue) -> tuple[Person, ...]:
    """Give the persons of ``names.toml`` who are not in the catalogue and whose surname is no ordinary word."""
    return tuple(
        person for person in _others()
        if person.id not in catalogue.persons and not person.case
    )


def name_table(catalogue: str = "main") -> NameTable:
    """Give the table for the bundled catalogue of this name."""
    return table_of(load(catalogue))


@lru_cache(TABLES_KEPT)
def table_of(catalogue: Catalogue) -> NameTable:
    """Give the table of a catalogue; it is made once for each."""
    return NameTable.of_catalogue(catalogue)


@cache
def _others() -> tuple[Outsider, ...]:
    return tuple(read_entries(DATA / "names.toml", Outsider).values())


def _is_short(printed: str) -> bool:
    return len(printed) <= _SHORTEST and len(_VOWEL.findall(printed)) == 1


def _is_foreign(printed: str, english: Iterable[str]) -> bool:
    """Whether the English name is not written from the Russian: no scheme makes it, nor one that sounds like it.

    Names of one short syllable count as such, as habits make ordinary words of them.
    """
    if printed.endswith(surname_words().home):
        return False
    if _is_short(printed):
        return True
    made = spellings(printed)
    keys = {latin_key(word) for word in made}
    return not any(word in made or (len(key := latin_key(word)) > MIN_KEY_CHARS and key in keys) for word in english)


def _parts(name: str, plain: bool = True) -> list[str]:
    """Give the parts of a surname, folded, or as printed in lower case."""
    found = [word for word in re.split(r"[\s-]+", name.lower()) if word]
    return [fold(word) for word in found] if plain else found


def _name_words(text: str, given: set[str]) -> list[str]:
    """Give the words of a form that belong to the surname: no initials, titles or given names."""
    found = [word for word in forms(text) if len(word) > 2]
    return [word for word in found if word not in given] if len(found) > 1 else found


def _given(person: Person) -> tuple[str, ...]:
    return tuple(word for text in (person.given_en, person.given_ru) for word in forms(text or "") if len(word) > 1)


def _initials(person: Person) -> tuple[tuple[str, ...], ...]:
    texts = [person.initials_en, person.initials_ru]
    found = [tuple(forms(text)) for text in texts if text]
    found += [tuple(word[0] for word in forms(text)) for text in (person.given_en, person.given_ru) if text]
    return tuple(dict.fromkeys(found))


def _likeness(word: str, surname: Surname) -> float:
    from rapidfuzz.fuzz import ratio

    held = surname.russian if is_cyrillic(word, one_letter=True) else surname.latin
    return max((ratio(word, one) for one in held), default=0.0)

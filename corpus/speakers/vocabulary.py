"""The closed list of labels of a trial: names of persons and offices, and what may stand around them.

Words and bounds are data (``data/labels.toml``, ``data/offices.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import chain

from corpus.catalogue.catalogue import Catalogue, Office, Person, Trial
from corpus.data_files import load_data
from corpus.language.words import fold, forms
from corpus.speakers.namesakes import share_surname


@dataclass(frozen=True, slots=True)
class LabelSpeaker:
    """Who a label names: a person of the catalogue, or None for an office without a person there."""

    person: str | None
    role: str | None
    name: str


@dataclass(frozen=True, slots=True)
class LabelWords:
    """The words that decide whether a name is a label, as ``data/labels.toml`` explains them."""

    titles: tuple[str, ...]
    before_prose: frozenset[str]
    never: frozenset[str]
    inside: frozenset[str]
    ignored: frozenset[str]
    voices: frozenset[str]
    question: frozenset[str]
    answer: frozenset[str]
    sides: frozenset[str]
    utterances: frozenset[str]
    people: frozenset[str]
    before_people: frozenset[str]
    beside_voices: frozenset[str]
    addressed: frozenset[str]
    prose: frozenset[str]
    pronouns: frozenset[str]
    saying: frozenset[str]
    asking: frozenset[str]
    qualities: frozenset[str]
    polite: frozenset[str]
    joining: frozenset[str]
    called_out: re.Pattern[str]
    address: re.Pattern[str]


MIN_INITIALS = 2
"""Initials that a name may have beside its surname; of these the catalogue may know the first alone."""


def label_words() -> LabelWords:
    """Give the words of the data file."""
    return load_data("labels.toml", LabelWords)


class LabelVocabulary:
    """The closed list of labels of one trial, or of all trials where ``trial`` is None.

    ``interrogation`` adds the anonymous labels of interrogation records (QUESTION, ВОПРОС …), ``others`` persons
    of no trial; a surname that they share with someone of the list means that one.
    """

    def __init__(
        self, catalogue: Catalogue, trial: str | None, *, interrogation: bool = False, others: Iterable[Person] = ()
    ) -> None:
        self._exact: dict[str, list[LabelSpeaker]] = {}
        self._near: dict[str, str | None] = {}
        self._printed: list[str] = []
        self._offices: set[str] = set()
        trials = [catalogue.trial(trial)] if trial else list(catalogue.trials.values())
        for one in trials:
            for entry in one.roles:
                person = catalogue.person(entry.person)
                for form in _printed_forms(person, shared=share_surname(person, one.roles, catalogue)):
                    self._add(form, LabelSpeaker(person.id, entry.role, person.name_en))
        for office in catalogue.offices:
            holders = self._holders(office, trials, catalogue)
            if office.role in {"interrogator", "answerer"}:
                if interrogation:
                    self._add(office.text, LabelSpeaker(None, office.role, office.text))
            elif holders:
                person_id = holders.pop() if len(holders) == 1 else None
                self._add(office.text, LabelSpeaker(person_id, office.role, office.text))
                self._offices.add(" ".join(forms(office.text)))
        taken = frozenset(self._exact)
        for person in others:
            for form in _printed_forms(person, shared=False):
                if " ".join(forms(form)) not in taken:
                    self._add(form, LabelSpeaker(person.id, None, person.name_en))
        self.persons = _persons(self._exact)
        self._by_size: dict[int, list[str]] = {}
        self._closed: dict[str, list[str]] = {}
        for form in self._exact:
            self._by_size.setdefault(len(form), []).append(form)
            self._closed.setdefault(form.replace(" ", ""), []).append(form)
        self._titles = sorted((tuple(forms(t)) for t in label_words().titles), key=len, reverse=True)
        self._never = label_words().never
        self.small = label_words().inside.union(*self._titles)
        self.small |= {word for form in self._printed for word in form.split() if word.islower()}
        self._ignored = label_words().ignored

    @classmethod
    def of_documents(cls, catalogue: Catalogue) -> LabelVocabulary:
        """Give the list for documents: all trials, the labels of interrogations, and whom else the texts name."""
        from corpus.names.table import outsiders

        return cls(catalogue, None, interrogation=True, others=outsiders(catalogue))

    @staticmethod
    def _holders(office: Office, trials: Iterable[Trial], catalogue: Catalogue) -> set[str | None]:
        """Give who held an office in each trial that it belongs to, None for several; trials without it say nothing."""
        own = [one for one in trials if office.trial in (None, one.id)]
        having = [one for one in own if any(entry.role == office.role for entry in one.roles)]
        return {catalogue.holder(one.id, office.role) for one in having or own}

    def _add(self, form: str, speaker: LabelSpeaker) -> None:
        self._printed.append(form)
        held = self._exact.setdefault(" ".join(forms(form)), [])
        known = [s for s in held if s.person == speaker.person and s.person is not None]
        if not known and speaker not in held:
            held.append(speaker)
        elif known and known[0].role != speaker.role:
            held[held.index(known[0])] = LabelSpeaker(speaker.person, None, speaker.name)

    def with_people(self, people: Iterable[tuple[str, str]]) -> LabelVocabulary:
        """Give the list with people of one text, each as who speaks and the name, ``И. О. Фамилия``, who answer in it.

        Whoever the list has already stays who it is.
        """
        more = copy(self)
        more._exact = dict(self._exact)
        for speaker, name in people:
            *first, surname = name.split()
            initials = " ".join(first)
            for form in {surname, name, f"{surname} {initials}"}:
                more._exact.setdefault(" ".join(forms(form)), [LabelSpeaker(speaker, "answerer", name)])
        return more

    def lookup(self, form: str, *, tolerant: bool = True) -> LabelSpeaker | None:
        """Give the speaker a printed form names, or None where it names none or several."""
        found, _ = self.candidates(form, tolerant=tolerant)
        return found[0] if len(found) == 1 else None

    def is_office(self, form: str) -> bool:
        """Say whether a form is the name of an office, without a person's."""
        return " ".join(forms(form)) in self._offices

    def holds(self, form: str) -> bool:
        """Say whether a form is in the list just so: no titles before it, no error in it."""
        return " ".join(forms(form)) in self._exact

    def candidates(self, form: str, *, tolerant: bool = True) -> tuple[tuple[LabelSpeaker, ...], bool]:
        """Give everyone a printed form may name, and whether it was spelt as the vocabulary has it."""
        key = self._key(form)
        if key in self._exact:
            return tuple(self._exact[key]), True
        if named := self._behind_office(key):
            return tuple(self._exact[named]), True
        if (fewer := self._with_one_initial(key)) in self._exact:
            return tuple(self._exact[fewer]), False
        if tolerant:
            if key not in self._near:  # a label stands in a text many times
                self._near[key] = self._nearest(key)
            if near := self._near[key]:
                return tuple(self._exact[near]), False
        return (), False

    def _key(self, form: str) -> str:
        """Give the folded form without the titles before it: one may follow another."""
        parts = tuple(w for w in forms(form) if w not in self._ignored)
        while " ".join(parts) not in self._exact:
            title = next((t for t in self._titles if parts[: len(t)] == t and len(parts) > len(t)), None)
            if title is None:
                break
            parts = parts[len(title) :]
        return " ".join(parts)

    def _behind_office(self, key: str) -> str | None:
        """Give the name that stands behind an office: ``Председательствующий Велданов``."""
        offices = (office for office in self._offices if key.startswith(f"{office} "))
        rests = (key[len(office) + 1 :] for office in offices)
        return next((rest for rest in rests if rest in self._exact and rest not in self._offices), None)

    @staticmethod
    def _with_one_initial(key: str) -> str:
        """Give a name without its second initial, before the surname or behind it: the catalogue may have one."""
        words = key.split()
        if len(words) > MIN_INITIALS and len(words[0]) == len(words[1]) == 1:
            return " ".join([words[0], *words[2:]])
        if len(words) > MIN_INITIALS and len(words[-1]) == len(words[-2]) == 1:
            return " ".join(words[:-1])
        return ""

    def _nearest(self, key: str) -> str | None:
        """Give the one form within one error (two from nine letters up), if there is just one."""
        bound = 0 if len(key) < 5 or key in self._never else 2 if len(key) >= 9 else 1
        if not bound:
            return None
        scored = sorted(
            (distance, form) for form in self._like(key, bound) if (distance := _errors(key, form, bound)) <= bound
        )
        if not scored or (len(scored) > 1 and self._differ(scored, scored[0][0])):
            return None
        return scored[0][1]

    def _like(self, key: str, bound: int) -> set[str]:
        """Give the forms that may be within ``bound`` errors: over the whole form there are not more than word by
        word, unless its spaces stand elsewhere."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found = {form for form in self._closed.get(key.replace(" ", ""), ()) if abs(len(form) - len(key)) <= bound}
        for size in range(len(key) - bound, len(key) + bound + 1):
            same = self._by_size.get(size, ())
            found |= {form for form, _, _ in extract(key, same, scorer=OSA.distance, score_cutoff=bound, limit=None)}
        return found

    def _differ(self, scored: list[tuple[int, str]], best: int) -> bool:
        """Say whether the forms nearest to a word name different people."""
        named = {tuple(s.person for s in self._exact[form]) for distance, form in scored if distance == best}
        return len(named) > 1


def _persons(exact: Mapping[str, Sequence[LabelSpeaker]]) -> dict[str, str]:
    """Give the persons of a list, each with the name by which the list first has them: names stand before offices."""
    found: dict[str, str] = {}
    for speaker in chain.from_iterable(exact.values()):
        if speaker.person:
            found.setdefault(speaker.person, speaker.name)
    return found


def _errors(key: str, form: str, bound: int) -> int:
    """Count the errors that make ``key`` of ``form``; more than ``bound`` where it is no misprint of it.

    Errors are within words of some length: an initial is right or another's. A space too many is one error.
    """
    from rapidfuzz.distance import OSA

    pairs = list(zip(key.split(), form.split(), strict=False))
    if key.count(" ") != form.count(" "):
        return 1 if key.replace(" ", "") == form.replace(" ", "") else bound + 1
    if any(a != b and min(len(a), len(b)) < 4 for a, b in pairs):
        return bound + 1
    return sum(OSA.distance(a, b, score_cutoff=bound) for a, b in pairs)


def _printed_forms(person: Person, *, shared: bool) -> Iterator[str]:
    """Give every printed form of a person: surname alone, with initials, with given names, variants."""
    for name, initials, given in (
        (person.name_en, person.initials_en, person.given_en),
        (person.name_ru, person.initials_ru, person.given_ru),
    ):
        if not name:
            continue
        yield name
        if person.office:
            continue
        first = (initials or "").split()
        if first:
            yield f"{first[0]} {name}"
            yield f"{initials} {name}"
            yield f"{name} {initials}"
        if given:
            yield f"{given.split()[0]} {name}"
    for form in (*person.forms_en, *person.forms_ru):
        if not (shared and len(forms(form.text)) == 1 and fold(form.text) == fold(person.name_en)):
            yield form.text

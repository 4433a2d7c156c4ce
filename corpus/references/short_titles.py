"""Trials named otherwise than by title: by a part of it, by an accused, by who published the report and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from corpus.catalogue.catalogue import Catalogue
from corpus.language.script import script_language
from corpus.language.words import forms
from corpus.references.named import NamedTrial
from corpus.references.rules import rules

MIN_WORDS = 2
"""Words that a shortened title has at least, without articles and prepositions: one alone names much else."""

Key = tuple[str, ...]


class ShortTitles:
    """Reads titles of which words are left out."""

    def __init__(self, catalogue: Catalogue, titles: Iterable[Key], trials: Mapping[Key, set[str]]) -> None:
        self._titles = {tuple(w for w in forms(" ".join(key)) if w != "the"): trials[key] for key in titles}
        accused: dict[str, set[str]] = {}
        for trial in catalogue.trials.values():
            for entry in trial.roles:
                if entry.role == "defendant":
                    person = catalogue.persons[entry.person]
                    names = (person.name_en, person.name_ru, *(form.text for form in person.forms_en))
                    for name in names:
                        accused.setdefault(forms(name)[-1], set()).add(trial.id)
        self._accused = {name: trials_ for name, trials_ in accused.items() if len(trials_) == 1}

    def read(self, work: str) -> NamedTrial | None:
        """Give the trial whose title the words are part of, in their order; None where they are of none, or too few."""
        words = [word for word in forms(work) if word != "the"]
        telling = [word for word in words if word not in rules().imprint.small]
        if len(telling) < MIN_WORDS:
            return None
        whole = [trials for title, trials in self._titles.items() if title[: len(words)] == tuple(words)]
        found = set().union(*(whole or self._in_part(words)))
        found = found or self._of_accused(telling)
        return NamedTrial(0, len(work), tuple(sorted(found)), script_language(work), True) if found else None

    def _in_part(self, words: list[str]) -> list[set[str]]:
        return [trials for title, trials in self._titles.items() if _in_order(words, title)]

    def _of_accused(self, telling: list[str]) -> set[str]:
        """Give the trial of an accused: “Orsetsky trial”, «процесс Орсетского»."""
        if len(telling) != MIN_WORDS or not any(word in rules().imprint.trial for word in telling):
            return set()
        return set().union(*(self._accused.get(word, set()) for word in telling))


def _in_order(words: Iterable[str], title: Key) -> bool:
    rest = iter(title)
    return all(word in rest for word in words)


class Publishers:
    """Finds editions that are named by their publisher and year, as APA does for an office."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._editions: dict[tuple[Key, int], list[tuple[str, str]]] = {}
        spelled: dict[str, None] = {}
        for edition in catalogue.editions.values():
            for name in _names(edition.publisher or ""):
                spelled[r"\W{1,3}".join(re.escape(word) for word in re.findall(r"\w+", name))] = None
                if edition.year:
                    key = tuple(re.findall(r"\w+", name.lower())), edition.year
                    self._editions.setdefault(key, []).append((edition.trial, edition.id))
        names = "|".join(sorted(spelled, key=len, reverse=True)) or r"(?!)"
        self._search = re.compile(rf"(?<!\w)(?P<name>{names})\.?,?(?P<gap>\s*\(?)(?P<year>\d{{4}})\)?", re.IGNORECASE)
        self._named = re.compile(rf"(?<!\w)(?:{names})", re.IGNORECASE)

    def find(self, text: str) -> Iterator[NamedTrial]:
        """Give the editions that a text names so; of one publisher and year they may be of several trials."""
        for match in self._search.finditer(text):
            key = tuple(re.findall(r"\w+", match["name"].lower())), int(match["year"])
            found = self._editions.get(key, [])
            if found:
                trials = tuple(sorted({trial for trial, _ in found}))
                yield NamedTrial(match.start(), match.end(), trials, script_language(match["name"]), False,
                                 tuple(edition for _, edition in found) if len(trials) == 1 else (), published=True)

    def is_named_in(self, text: str) -> bool:
        """Say whether a text names a publisher."""
        return bool(self._named.search(text))


def _names(publisher: str) -> Iterator[str]:
    """Give the spellings of a publisher: as the catalogue has it, its office alone, and the state's name in letters."""
    parts = (publisher, *(part.strip() for part in publisher.split(",")))
    for name in (part for part in parts if len(part.split()) > MIN_WORDS):
        yield name
        for dotted, plain in rules().imprint.states:
            if dotted in name:
                yield name.replace(dotted, plain)

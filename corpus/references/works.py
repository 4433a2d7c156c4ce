"""What a citation names: a trial in one of its editions, or another work. Names of trials come from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.catalogue.catalogue import Catalogue, Edition
from corpus.language.script import script_language
from corpus.language.words import forms
from corpus.references.named import NamedTrial
from corpus.references.page_numbers import LIST
from corpus.references.rules import Work, rules
from corpus.references.short_titles import Publishers, ShortTitles

TITLED = ("verbatim", "summary", "stenogram", "abridged")
"""Records whose titles name the trial itself; excerpts and accounts are works of their own."""

_CUT = re.compile(r"[:(]")


@cache
def works() -> tuple[tuple[re.Pattern[str], Work], ...]:
    """Give the works that are known by name, each with the pattern that finds it."""
    return tuple((re.compile("(?<![^\\W_])(?:" + "|".join(work.names) + ")"), work) for work in rules().works)


@dataclass(frozen=True, slots=True)
class KnownWork:
    """A work found by name at text[start:end]."""

    work: Work
    start: int
    end: int


def work_in(text: str) -> KnownWork | None:
    """Give the work a text names first."""
    hits = [KnownWork(w, m.start(), m.end()) for pattern, w in works() if (m := pattern.search(text))]
    return min(hits, key=lambda hit: hit.start, default=None)


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name that a text gives to an edition of a trial; ``edition`` is empty where none is meant in particular."""

    name: str
    trial: str
    edition: str


class TrialNames:
    """Finds the names of a catalogue's trials in running text, and those that the text itself gives them."""

    def __init__(self, catalogue: Catalogue, own: Sequence[OwnName] = ()) -> None:
        self.catalogue = catalogue
        self._trials: dict[tuple[str, ...], set[str]] = {}
        self._titles: set[tuple[str, ...]] = set()
        self._editions: dict[tuple[str, ...], set[str]] = {}
        for trial in catalogue.trials.values():
            for name in (*trial.short_names, *_years(trial.id)):
                self._put(name, trial.id, title=False)
            case = trial.title_ru.removeprefix("Дело ")
            cases = (form.replace("CASE", case) for form in rules().names.by_case)
            for title in (trial.title_en.removeprefix("The "), trial.title_ru, *cases):
                self._put(title, trial.id, title=True)
        for edition in catalogue.editions.values():
            if edition.record in TITLED:
                for title in (edition.title, edition.short_title):
                    self._put(title, edition.trial, title=True, edition=edition.id)
                    self._put(_CUT.split(title)[0], edition.trial, title=True, edition=edition.id)
        self._share_beginnings()
        for given in own:
            self._put(given.name, given.trial, title=False, edition=given.edition)
        ordered = sorted(self._trials, key=len, reverse=True)
        self.pattern = "|".join(_spelled(key) for key in ordered)
        self.prose = prose_patterns(self.pattern)
        self._search = re.compile(rf"(?<![^\W_])(?:{self.pattern})(?![^\W_])")
        self._publishers = Publishers(catalogue)
        self._short = ShortTitles(catalogue, self._titles, self._trials)

    def _put(self, name: str, trial: str, *, title: bool, edition: str | None = None) -> None:
        key = tuple(w for w in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name) if w.lower() != "the")
        if key and (len(key) > 1 or not title):
            self._trials.setdefault(key, set()).add(trial)
            if title:
                self._titles.add(key)
            if title or edition:
                self._editions.setdefault(key, set()).add(edition or "")

    def _share_beginnings(self) -> None:
        """Let a title that begins other titles stand for all of their trials."""
        for key in self._titles:
            for other in self._titles:
                if other[: len(key)] == key:
                    self._trials[key] |= self._trials[other]

    def find(self, text: str, start: int = 0) -> NamedTrial | None:
        """Give the first name of a trial in text[start:]."""
        match = self._search.search(text, start)
        return self._trial_named(match) if match else None

    def all(self, text: str) -> list[NamedTrial]:
        """Give all names of trials in a text, those by publisher and year too."""
        found = [self._trial_named(match) for match in self._search.finditer(text)]
        return sorted([*found, *self._publishers.find(text)], key=lambda named: named.start)

    def publishes(self, text: str) -> bool:
        """Say whether a text names a publisher of an edition."""
        return self._publishers.is_named_in(text)

    def shortened(self, work: str) -> NamedTrial | None:
        """Read a title of which words are left out (“Bloc of Rights and Trotskyites”), or a trial named by an accused.

        None where it could be no title of a trial. ``start`` and ``end`` are those of all of ``work``.
        """
        return self._short.read(work)

    def _trial_named(self, match: re.Match[str]) -> NamedTrial:
        key = tuple(w for w in forms(match.group()) if w != "the")
        for known, trials in self._trials.items():
            if tuple(w for w in forms(" ".join(known)) if w != "the") == key:
                lang = script_language(match.group())
                editions = self._editions.get(known, {""}) if len(trials) == 1 else {""}
                return NamedTrial(match.start(), match.end(), tuple(sorted(trials)), lang, known in self._titles,
                                  () if "" in editions else tuple(sorted(editions)))
        return NamedTrial(match.start(), match.end(), (), "en", False)

    def edition(self, trial: str, lang: str, named: Sequence[str] = ()) -> Edition | None:
        """Give the published report of a trial in a language that citations mean: the one listed first.

        ``named`` are the editions whose title is given; the first of these is meant, where any is of that trial.
        """
        fitting = [
            e for e in self.catalogue.editions.values()
            if e.trial == trial and e.lang == lang and e.record in TITLED and not e.facsimile_of
        ]
        titled = [e for e in self.catalogue.editions.values() if e.id in named and e.trial == trial]
        chosen = [e for e in titled if e in fitting] or titled or fitting
        return chosen[0] if chosen else None


def _years(trial: str) -> tuple[str, ...]:
    if not re.fullmatch(r"\d{4}", trial):
        return ()
    return tuple(form.replace("YEAR", trial).replace("SHORT", trial[2:]) for form in rules().names.by_year)


def _spelled(key: tuple[str, ...]) -> str:
    return r"(?:\W{1,3}[Tt]he)?\W{1,4}".join(_letters(word) for word in key)


def _letters(word: str) -> str:
    return re.sub("[её]", "[её]", re.escape(word)).replace("'", "['’]")


@cache
def edition_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the patterns that name an edition by its language, with the language."""
    return tuple(
        (re.compile(rf"(?:the )?(?:{'|'.join(patterns)})"), lang) for lang, patterns in rules().editions.items()
    )


def prose_patterns(names: str) -> list[tuple[re.Pattern[str], bool]]:
    """Give the patterns of citations in prose, and whether each names a trial; ``names`` is a pattern of those."""
    out = []
    for patterns, is_trial in ((rules().prose.trial, True), (rules().prose.other, False)):
        for pattern in patterns:
            filled = pattern.replace("PAGES", f"(?P<pages>{LIST})").replace("TRIAL", f"(?P<trial>{names})")
            out.append((re.compile(filled), is_trial))
    return out

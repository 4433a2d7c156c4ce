"""Speakers' labels: found in running text by a closed vocabulary for each trial.

A label is a name or office of the vocabulary before a colon, with or without a direction in brackets:
``Vyshinsky:``, ``THE PRESIDENT (to X):``, ``N. Lurye:``. Typing errors are tolerated within bounds. Mark-up plays
no part, so that the same words give the same labels however they are set. Words and bounds are data
(``data/labels.toml``, ``data/offices.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from corpus.catalogue import Catalogue, Person
from corpus.words import fold, forms

MAX_LABEL_WORDS = 6
MAX_DIRECTION_CHARS = 120
_DIRECTION = re.compile(rf"\s*\([^()]{{1,{MAX_DIRECTION_CHARS}}}\)$")
_SEMICOLON = re.compile(r";(?=\s+[^\W\d_a-zа-яё])")
_SECOND_COLON = re.compile(rf"\s*\([^()]{{1,{MAX_DIRECTION_CHARS}}}\)\s*:")
_STOPPED_DIRECTION = re.compile(rf"\s*\([^()]{{1,{MAX_DIRECTION_CHARS}}}\)\s*\.")
_TOKEN = re.compile(r"(?:[^\W\d_][\w'’\u00ad-]*)\.?")
_GAP = re.compile(r"[ \u00a0]*")
_SENTENCE_END = re.compile(r"[.?!…:;)\]\"'”’»*–—|]$")
_OPENING = "\"'“„«‘(["


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a label names: a person of the catalogue, or None for an office without a person there."""

    person: str | None
    role: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label at text[start:end] (colon or stop included), as printed in ``text`` without its colon.

    ``speakers`` has one entry, or several where namesakes share the printed form.
    ``exact`` is False where a typing error was allowed for.
    """

    start: int
    end: int
    text: str
    speakers: tuple[Speaker, ...]
    exact: bool


@cache
def _words() -> dict[str, Any]:
    data = resources.files("corpus").joinpath("data/labels.toml").read_text("utf-8")
    return tomllib.loads(data)


class Vocabulary:
    """The closed list of labels of one trial, or of all trials where ``trial`` is None.

    ``interrogation`` adds the anonymous labels of interrogation records (QUESTION, ВОПРОС …).
    """

    def __init__(self, catalogue: Catalogue, trial: str | None, *, interrogation: bool = False) -> None:
        self._exact: dict[str, list[Speaker]] = {}
        self._printed: list[str] = []
        trials = [catalogue.trial(trial)] if trial else list(catalogue.trials.values())
        for one in trials:
            for entry in one.roles:
                person = catalogue.person(entry.person)
                for form in _printed_forms(person, shared=_namesakes(catalogue, one.roles, person)):
                    self._add(form, Speaker(person.id, entry.role, person.name_en))
        for office in catalogue.offices:
            holders = {catalogue.holder(one.id, office.role) for one in trials if office.trial in (None, one.id)}
            if office.role in {"interrogator", "answerer"}:
                if interrogation:
                    self._add(office.text, Speaker(None, office.role, office.text))
            elif holders:
                person_id = holders.pop() if len(holders) == 1 else None
                self._add(office.text, Speaker(person_id, office.role, office.text))
        self._titles = sorted((tuple(forms(t)) for t in _words()["titles"]), key=len, reverse=True)
        self._never = frozenset(_words()["never"])
        self.small = frozenset(w for form in self._printed for w in form.split() if w.islower()) | set(_words()["inside"])
        self._ignored = frozenset(_words()["ignored"])

    def _add(self, form: str, speaker: Speaker) -> None:
        self._printed.append(form)
        held = self._exact.setdefault(" ".join(forms(form)), [])
        known = [s for s in held if s.person == speaker.person and s.person is not None]
        if not known and speaker not in held:
            held.append(speaker)
        elif known and known[0].role != speaker.role:
            held[held.index(known[0])] = Speaker(speaker.person, None, speaker.name)

    def lookup(self, form: str, *, tolerant: bool = True) -> Speaker | None:
        """Give the speaker a printed form names, or None where it names none or several."""
        found, _ = self.candidates(form, tolerant=tolerant)
        return found[0] if len(found) == 1 else None

    def candidates(self, form: str, *, tolerant: bool = True) -> tuple[tuple[Speaker, ...], bool]:
        """Give everyone a printed form may name, and whether it was spelt as the vocabulary has it."""
        key = self._key(form)
        if key in self._exact:
            return tuple(self._exact[key]), True
        if tolerant and (near := self._nearest(key)):
            return tuple(self._exact[near]), False
        return (), False

    def _key(self, form: str) -> str:
        parts = tuple(w for w in forms(form) if w not in self._ignored)
        for title in self._titles:
            if parts[: len(title)] == title and len(parts) > len(title) and " ".join(parts) not in self._exact:
                parts = parts[len(title) :]
        return " ".join(parts)

    def _nearest(self, key: str) -> str | None:
        """Give the one form within one error (two from nine letters up), if there is just one."""
        from rapidfuzz.distance import OSA

        bound = 0 if len(key) < 5 or key in self._never else 2 if len(key) >= 9 else 1
        if not bound:
            return None
        scored = sorted(
            (distance, form)
            for form in self._exact
            if abs(len(form) - len(key)) <= bound
            and (distance := OSA.distance(key, form, score_cutoff=bound)) <= bound
        )
        if not scored or (len(scored) > 1 and self._differ(scored, scored[0][0])):
            return None
        return scored[0][1]

    def _differ(self, scored: list[tuple[int, str]], best: int) -> bool:
        named = {tuple(s.person for s in self._exact[form]) for distance, form in scored if distance == best}
        return len(named) > 1


def _namesakes(catalogue: Catalogue, roles: Iterable[Any], person: Person) -> bool:
    return any(r.person != person.id and catalogue.person(r.person).name_en == person.name_en for r in roles)


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


def find_labels(text: str, vocabulary: Vocabulary, *, stops: bool = False) -> list[Label]:
    """Find the labels of ``text`` in order.

    With ``stops`` a name and a full stop at the beginning of a line are a label too (the Russian book of 1938).
    """
    found: list[Label] = []
    floor = 0
    for colon in re.finditer(":", text):
        if colon.start() < floor:
            continue
        label = _label_before(text, floor, colon.start(), vocabulary)
        if label is None:
            continue
        second = _SECOND_COLON.match(text, colon.end())
        end = second.end() if second else colon.end()
        printed = text[label.start : end].rstrip(": ") if second else label.text
        found.append(Label(label.start, end, printed, label.speakers, label.exact))
        floor = end
    if stops:
        found = sorted([*found, *_stopped(text, vocabulary, found)], key=lambda item: item.start)
    return found


def misprinted_label(text: str, vocabulary: Vocabulary) -> int | None:
    """Give where a name with a semicolon begins a sentence before another: a label misprinted, most likely."""
    for sign in _SEMICOLON.finditer(text):
        label = _label_before(text, 0, sign.start(), vocabulary)
        if label and label.start and label.exact and _begins(text, label.start):
            return label.start
    return None


def _label_before(text: str, floor: int, colon: int, vocabulary: Vocabulary) -> Label | None:
    window = text[floor:colon].rstrip()
    direction = _DIRECTION.search(window[-MAX_DIRECTION_CHARS - 4 :])
    name_end = len(window) - len(direction.group()) if direction else len(window)
    for start in _starts(window, name_end):
        form = window[start:name_end]
        if not _is_name(form, vocabulary):
            continue
        strong = _begins(text, floor + start)
        speakers, exact = vocabulary.candidates(form, tolerant=strong or bool(direction))
        if not speakers:
            continue
        if strong or _runs_on(text, floor + start, form, direction is not None):
            return Label(floor + start, colon + 1, text[floor + start : colon].rstrip(), speakers, exact)
        return None
    return None


def _starts(window: str, end: int) -> list[int]:
    """Give where a label that ends at ``end`` may begin: the longest candidate first."""
    tail = window[:end][-160:]
    base = end - len(tail)
    tokens = [m.span() for m in _TOKEN.finditer(tail)]
    if not tokens or tokens[-1][1] != len(tail):
        return []
    out: list[int] = []
    upper = len(tail)
    for start, stop in reversed(tokens[-MAX_LABEL_WORDS:]):
        if out and not _GAP.fullmatch(tail[stop:upper]):
            break
        out.append(base + start)
        upper = start
    return out[::-1]


def _is_name(form: str, vocabulary: Vocabulary) -> bool:
    """Say whether a form is set like a name: capitals, with small words of the vocabulary only inside."""
    tokens = [m.group() for m in _TOKEN.finditer(form)]
    return bool(tokens) and tokens[0][0].isupper() and all(_fits(token, vocabulary) for token in tokens)


def _fits(token: str, vocabulary: Vocabulary) -> bool:
    return token[0].isupper() or fold(token) in vocabulary.small


def _begins(text: str, start: int) -> bool:
    """Say whether a sentence, line or text begins here. A name behind an opening quotation mark is quoted."""
    before = text[:start]
    if not before.strip() or before.rstrip(" \u00a0").endswith("\n"):
        return True
    if before[-1] in _OPENING:
        return before[-1] in "\"'" and not before[-2:-1].isspace() and len(before) > 1
    return bool(_SENTENCE_END.search(before.rstrip()))


def _runs_on(text: str, start: int, form: str, directed: bool) -> bool:
    """Say whether a name inside a sentence is a label after all: the stop before it was lost in print."""
    before = text[:start].rstrip()
    if before[-1:] in _OPENING or before[-1:] in ",-":
        return False
    last = _TOKEN.findall(before[-60:])
    if not last or fold(last[-1].rstrip(".")) in _words()["before_prose"]:
        return False
    return directed or form.isupper() or not before[-1:].isdigit()


def _stopped(text: str, vocabulary: Vocabulary, taken: list[Label]) -> Iterator[Label]:
    for line in re.finditer(r"^[ \u00a0]*", text, re.M):
        if not any(item.start <= line.end() < item.end for item in taken):
            yield from _stopped_label(text, line.end(), vocabulary)


def _stopped_label(text: str, start: int, vocabulary: Vocabulary) -> Iterator[Label]:
    """Give the label that begins the line at ``start`` and ends with a full stop, the shortest that fits."""
    end = start
    for _ in range(MAX_LABEL_WORDS):
        token = _TOKEN.match(text, end)
        if token is None or not _fits(token.group(), vocabulary):
            return
        direction = _STOPPED_DIRECTION.match(text, token.end())
        if token.group().endswith(".") or direction:
            speakers, exact = vocabulary.candidates(text[start : token.end()], tolerant=False)
            if speakers:
                stop = direction.end() if direction else token.end()
                yield Label(start, stop, text[start:stop].rstrip(". "), speakers, exact)
                return
        gap = _GAP.match(text, token.end())
        end = gap.end() if gap else token.end()

"""Who is meant where a text gives a name.

A surname is taken for a name where it is capitalised. Namesakes are told apart by what stands with the surname
(initials or given names, before it or after it); where it stands alone, by whose statement it is, by the trial, by
those named beside it, by the last one of that surname whom the text named in full. Where none of these decides, nobody
in particular is meant: a name is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.language.sound_keys import consonant_key
from corpus.language.words import Word
from corpus.model.turns import Turn
from corpus.names.person import GIVEN_LETTERS, NamedPerson, fits_forenames
from corpus.names.surname_words import surname_words
from corpus.names.table import NameTable

BESIDE = 3
"""Words between a name and another one of the same list at most."""

_SHORT = 4
"""Words of a turn that only introduces (“Translated:”) at most."""

_FORENAMES = 3
"""Words before a surname that may be initials or given names at most."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words first … end - 1 of a turn name one of ``persons``: one where that is known, none where it is open."""

    first: int
    end: int
    persons: tuple[str, ...]


@dataclass(slots=True)
class _FoundSurname:
    first: int
    end: int
    key: tuple[str, ...]
    named: list[NamedPerson]
    bare: bool = True
    persons: list[NamedPerson] = field(default_factory=list)


class MentionReader:
    """Finds mentions turn by turn; one reader for each text, as what was named before decides what is meant."""

    def __init__(self, table: NameTable, trial: str | None) -> None:
        self._table = table
        self._trial = trial
        self._last: dict[tuple[str, ...], list[NamedPerson]] = {}
        self._lead: frozenset[str] = frozenset()
        self._introduced = False
        # Few names are most of a text's; what is remembered ends with the text.
        self._keys: dict[str, tuple[str, ...]] = {}
        self._named: dict[tuple[str, ...], list[tuple[tuple[str, ...], NamedPerson]]] = {}
        self._given: dict[str, bool] = {}

    def mentions(self, turn: Turn, words: Sequence[Word], capitals: Sequence[int]) -> list[Mention]:
        """Give the mentions of a turn in order; ``words`` are those of its text, ``capitals`` the capitalised ones."""
        found = self._surnames(words, capitals)
        if turn.region != "quotation" and not self._introduced and len(words) > _SHORT:
            self._lead = frozenset()
        for one in found:
            self._with_forenames(one, turn.text, words)
        for one in found:
            if one.bare:
                one.persons = self._alone(one, found, turn)
            elif turn.kind != "note":
                # A note names whom a title or a source names, and the text goes on about somebody else.
                self._last[one.key] = one.persons
        self._introduce(turn, found)
        return [
            Mention(one.first, one.end, tuple(person.id for person in one.persons if len(one.persons) == 1))
            for one in found
        ]

    def _surnames(self, words: Sequence[Word], capitals: Sequence[int]) -> list[_FoundSurname]:
        """Give the surnames of a turn with all who bear them, the longest first at each place."""
        found: list[_FoundSurname] = []
        keys = {at: held for at in capitals if (held := self._known(words[at].form))}
        for at in keys:
            if found and at < found[-1].end:
                continue
            best: dict[tuple[str, ...], list[NamedPerson]] = {}
            for name, person in self._bearers(keys[at]):
                if len(name) == 1 or _stands(name, keys, at):
                    best.setdefault(name, []).append(person)
            if best:
                name = max(best, key=len)
                found.append(_FoundSurname(at, at + len(name), name, best[name]))
        return found

    def _bearers(self, keys: tuple[str, ...]) -> list[tuple[tuple[str, ...], NamedPerson]]:
        """Give the names that begin with one of the keys, with who bears each."""
        held = self._named.get(keys)
        if held is None:
            persons = [self._table.persons[one] for key in keys for one in self._table.surnames[key].persons]
            held = self._named[keys] = [
                (name, person) for person in persons for name in person.surnames if name and name[0] in keys
            ]
        return held

    def _known(self, word: str) -> tuple[str, ...]:
        """Give the keys of a word as the table does."""
        held = self._keys.get(word)
        if held is None:
            held = self._keys[word] = self._table.keys(word)
        return held

    def _with_forenames(self, one: _FoundSurname, text: str, words: Sequence[Word]) -> None:
        """Narrow the persons of a surname by the forenames and initials beside it, which become part of the mention."""
        before = _forenames_before(one.first, text, words)
        fore = before or self._forenames_after(one.end, text, words)
        known = [word for word in fore if len(word) <= 2 or self._is_given(word) or self._is_theirs(word, one.named)]
        one.persons = one.named
        if not known:
            return
        one.bare = False
        fitting = [person for person in one.named if fits_forenames(person, known)]
        # Lev is a form of Lvovich too.
        fitting = [person for person in fitting if set(known) & set(person.given)] or fitting
        one.persons = fitting
        if before and fitting:
            one.first -= len(before)

    def _forenames_after(self, end: int, text: str, words: Sequence[Word]) -> list[str]:
        """Give the forenames behind a surname, unless they are those of the next name in a list."""
        found = _forenames_after(end, text, words)
        after = end + len(found)
        if found and after < len(words) and self._known(words[after].form) and text[words[after].start].isupper():
            gap = text[words[after - 1].end : words[after].start].strip(" \u00a0")
            return [] if gap in ("", ".") else found
        return [] if any(self._known(word) for word in found) else found

    def _alone(self, one: _FoundSurname, found: Sequence[_FoundSurname], turn: Turn) -> list[NamedPerson]:
        """Decide who is meant by a surname that stands alone; nobody where no sign leaves just one person.

        The signs are asked from the strongest down: whose statement it is says more than the trial, the trial more
        than the neighbours in a list, and these more than whom the text named last.
        """
        candidates = [person for person in one.named if not person.cased and not (person.later and self._trial)]
        last = self._last.get(one.key)
        if len(candidates) < 2:
            here = any(self._trial in person.trials for person in candidates)
            return candidates if here or last is None else last
        near = self._lead | {turn.speaker or ""}
        beside = _trials_beside(one, found)
        for chosen in (
            [person for person in candidates if person.company & near],
            [person for person in candidates if self._trial in person.trials],
            [person for person in candidates if person.trials & beside],
            last or [],
        ):
            if len(chosen) == 1:
                return chosen
        return []

    def _is_given(self, word: str) -> bool:
        known = self._given.get(word)
        if known is None:
            known = self._given[word] = word in self._table.given or any(
                word.startswith(name[:-1]) and len(word) - len(name) < 3 for name in self._table.given
                if len(name) > GIVEN_LETTERS and name[0] == word[0]
            )
        return known

    def _is_theirs(self, word: str, persons: Sequence[NamedPerson]) -> bool:
        """Whether a word is a given name of one of several persons in a spelling of its own (Natan, Nathan)."""
        key = consonant_key(word)
        return len(key) > 1 and any(key == consonant_key(name) for person in persons for name in person.given)

    def _introduce(self, turn: Turn, found: Sequence[_FoundSurname]) -> None:
        """Keep who is said to speak in what follows (“X stated:”)."""
        named = frozenset(person.id for one in found for person in one.persons if len(one.persons) == 1)
        self._introduced = turn.text.rstrip().endswith(":")
        if self._introduced and named:
            self._lead = named


def _trials_beside(one: _FoundSurname, found: Sequence[_FoundSurname]) -> set[str]:
    """Give the trials of those who are named close to a surname and have no namesakes."""
    near = (other for other in found if other is not one and abs(other.first - one.first) <= BESIDE)
    return {trial for other in near if len(other.named) == 1 for trial in other.named[0].trials}


def _stands(name: Sequence[str], keys: Mapping[int, tuple[str, ...]], at: int) -> bool:
    return all(key in keys.get(at + i, ()) for i, key in enumerate(name))


def _forenames_before(first: int, text: str, words: Sequence[Word]) -> list[str]:
    """Give the initials and capitalised words that stand directly before a surname, in order."""
    out: list[str] = []
    at = first - 1
    while at >= 0 and len(out) < _FORENAMES:
        word = words[at]
        gap = text[word.end : words[at + 1].start]
        if not text[word.start].isupper() or gap.strip(" \u00a0") not in ("", ".") or "\n" in gap:
            break
        if len(word.form) > 2:
            if gap.strip() == ".":
                break
        elif gap.strip() != "." and (len(word.form) > 1 or word.form in surname_words().short_words):
            break
        out.insert(0, word.form)
        at -= 1
    return out


def _forenames_after(end: int, text: str, words: Sequence[Word]) -> list[str]:
    """Give the initials, or after a comma the given name, that stand directly after a surname."""
    out: list[str] = []
    for at in range(end, min(end + 2, len(words))):
        word = words[at]
        gap = text[words[at - 1].end : word.start].strip(" \u00a0")
        initial = len(word.form) <= 2 and text[word.end : word.end + 1] == "."
        listed = at == end and gap == "," and len(word.form) >= GIVEN_LETTERS
        if not text[word.start].isupper() or not (listed or (initial and gap in ("", ",", "."))):
            break
        if at == end and gap == ".":
            break
        out.append(word.form)
    return out

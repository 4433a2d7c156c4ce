"""Labels by which a document names somebody of the catalogue with a surname or an office alone.

``The President`` speaks in the record of any court, and ``Smirnov`` in that of any meeting. In an edition the trial is
known; a document has to tell: by the person's initials or given name, or by other names of the catalogue. Where it does
not, nobody is named, and the label is told with who it may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.language.words import Word, words
from corpus.model.lines import located
from corpus.model.notes import Note
from corpus.model.turns import Turn
from corpus.names.person import NamedPerson, fits_forenames
from corpus.names.table import NameTable
from corpus.speakers.vocabulary import LabelVocabulary

FEWEST_NAMED = 4
"""Persons of the catalogue whose surnames a document has, from which on it is about the trials or their time: a
few surnames may be other people's, common ones sooner."""
BESIDE = 2
"""Words before a surname or behind it that may be initials or given names, at most."""
LONGEST_INITIAL = 2
"""Letters of an initial, at most (``Дж.``): longer words are given names."""


def with_namesakes_open(
    turns: Sequence[Turn], title: str, vocabulary: LabelVocabulary, table: NameTable
) -> tuple[list[Turn], list[Note]]:
    """Give the turns of a document without speakers whom only a surname or an office names, and a doubt for each label.

    A document that has several names of the catalogue, or one of them in full, keeps all.
    """
    said = {turn.label: vocabulary.persons[turn.speaker] for turn in turns
            if turn.label and turn.speaker in vocabulary.persons}
    if not said or _is_of_the_time(turns, title, table):
        return list(turns), []
    out = [replace(turn, speaker=None) if turn.label in said else turn for turn in turns]
    doubts = {located(Note("label-of-namesake", label=turn.label, name=said[turn.label]), turn.origin): None
              for turn in turns if turn.label in said}
    return out, [*doubts]


def _is_of_the_time(turns: Iterable[Turn], title: str, table: NameTable) -> bool:
    """Say whether a document names several persons of the catalogue, or one with initials or given name."""
    named: set[str] = set()
    for text in _texts(turns, title):
        all_words = words(text)
        for number, word in enumerate(all_words):
            bearers = _bearers(word, text, table)
            if any(_is_named_in_full(text, all_words, number, person, table) for person in bearers):
                return True
            named.update(person.id for person in bearers[:1])
            if len(named) >= FEWEST_NAMED:
                return True
    return False


def _texts(turns: Iterable[Turn], title: str) -> Iterator[str]:
    yield title
    for turn in turns:
        if turn.label:
            yield turn.label
        yield turn.text


def _bearers(word: Word, text: str, table: NameTable) -> list[NamedPerson]:
    """Give the persons whose surname a word with a capital may be."""
    if not text[word.start].isupper():
        return []
    return [table.persons[one] for key in table.keys(word.form) for one in table.surnames[key].persons]


def _is_named_in_full(
    text: str, all_words: Sequence[Word], number: int, person: NamedPerson, table: NameTable
) -> bool:
    """Say whether initials or a given name of a person, with capitals, stand beside the surname; no other surname."""
    forms = [word.form if text[word.start].isupper() and not table.keys(word.form) else "" for word in
             all_words[max(0, number - BESIDE) : number + 1 + BESIDE]]
    at = min(number, BESIDE)
    before, behind = forms[:at], forms[at + 1 :]
    return any(_names(person, fore) for fore in (before, before[-1:], behind, behind[:1]))


def _names(person: NamedPerson, fore: Sequence[str]) -> bool:
    """Say whether words are all the initials of a person, as many as are known, or a given name."""
    if not all(fore):
        return False
    known = min((len(own) for own in person.initials), default=0)
    initials = 0 < min(known, BESIDE) <= len(fore) and all(len(word) == 1 for word in fore)
    given = bool(fore) and bool(person.given) and any(len(word) > LONGEST_INITIAL for word in fore)
    return (initials or given) and fits_forenames(person, fore)

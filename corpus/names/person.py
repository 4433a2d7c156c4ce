"""A person as texts name them, and whether initials and given names are theirs, in either script."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.frozen import frozen
from corpus.language.script import is_cyrillic
from corpus.language.sound_keys import consonant_key

GIVEN_LETTERS = 3
"""Letters in which a given name and a form of it agree at least."""


@frozen
class NamedPerson:
    """A person as texts name them.

    ``surnames`` are the names the person goes by, each as the keys of its parts. ``given`` are the folded given
    names in both languages, ``initials`` the initials in each. ``trials`` are those in whose texts the surname
    alone means this person; ``company`` whose statements mean this one of several namesakes. ``later`` is true of a
    person of a later time, whom no text of the trials names.
    """

    id: str
    name_en: str
    name_ru: str
    surnames: tuple[tuple[str, ...], ...]
    given: tuple[str, ...] = ()
    initials: tuple[tuple[str, ...], ...] = ()
    trials: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    cased: bool = False
    later: bool = False
    note: str = ""
    source: str = ""


def fits_forenames(person: NamedPerson, fore: Sequence[str]) -> bool:
    """Whether initials and given names (folded words) are those of a person, as far as known; in any script."""
    letters = [_initial(word) if len(word) <= 2 else "" for word in fore]
    if any(letters) and person.initials and not any(
        all(letter in ("", _initial(own)) for letter, own in zip(letters, initials, strict=False))
        for initials in person.initials
    ):
        return False
    names = [word for word in fore if len(word) > 2]
    return not names or not person.given or any(_same_given(word, name) for word in names for name in person.given)


def _initial(letter: str) -> str:
    """Give what is the same for an initial in both scripts; those that begin with a vowel are one."""
    return consonant_key(letter)[:1] or "*"


def _same_given(word: str, name: str) -> bool:
    same_script = is_cyrillic(word, one_letter=True) == is_cyrillic(name, one_letter=True)
    if same_script and word[:GIVEN_LETTERS] == name[:GIVEN_LETTERS]:
        return True
    ours, theirs = consonant_key(word), consonant_key(name)
    return len(ours) > 1 and ours[:2] == theirs[:2] and _initial(word[0]) == _initial(name[0])

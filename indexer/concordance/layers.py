"""Layers: tables that say which words of the index belong together.

A layer gives each word one or more keys; words that share a key stand for each other where the layer is asked
for. On disk a layer ``NAME`` is the list of its keys (``NAME.keys``), the keys of each word (``NAME.of``) and
the words of each key (``NAME.words``). The layer ``lemma`` joins the forms of a word; the layer ``names`` joins the
forms and spellings of a surname in both scripts, and its slips of recognition. For words that are typed and not in the
index, ``names.spelt`` lists all spellings of all names (their keys in ``names.spelt.of``), and ``names.sound`` their
keys of spelling (:func:`corpus.names.romanization.latin_key`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus.language.script import is_cyrillic
from indexer.arrays.files import Lists, Places, save_lists
from indexer.concordance.forms import lemma_keys
from indexer.concordance.lexicon import Lexicon, save_words

LEMMA, NAMES = "lemma", "names"

NAME_MARK = "@"
"""Stands before the key of a name, so that it is no lemma's."""

MIN_SOUND_CHARS = 4
"""Letters of a key of spelling at least, for a word that is typed to be taken for a name by it."""

LIKE = 75.0
"""Percent of likeness from which a word is taken to be meant by one that is not there."""

CONSIDERED, ABOUT = 24, 10.0
"""Words considered as meant for one that is not there, and the percent by which they are about as like as the best:
one letter more or less in a word of six changes so much."""

LETTERS_A_SLIP = 4
"""Letters of a misspelt name on which one may be wrong."""

Keyed = Sequence[Sequence[str]]


def save_layer(place: Path, name: str, keyed: Keyed, further: Sequence[str] = ()) -> list[str]:
    """Write a table: the keys of each word of the index, in order of the words. ``further`` are keys without words.

    Gives all keys in their order.
    """
    names = sorted({key for keys in keyed for key in keys}.union(further))
    numbers = {key: number for number, key in enumerate(names)}
    words: list[list[int]] = [[] for _ in names]
    for word, keys in enumerate(keyed):
        for key in keys:
            words[numbers[key]].append(word)
    save_words(place, f"{name}.keys", names)
    save_lists(place, f"{name}.of", [[numbers[key] for key in keys] for keys in keyed])
    save_lists(place, f"{name}.words", words)
    return names


def save_spellings(place: Path, name: str, spelt: Mapping[str, Sequence[str]], keys: Sequence[str]) -> None:
    """Write a list of words with the keys of each; ``keys`` are all there are, in order."""
    numbers = {key: number for number, key in enumerate(keys)}
    ordered = sorted(spelt)
    save_words(place, name, ordered)
    save_lists(place, f"{name}.of", [sorted(numbers[key] for key in spelt[word]) for word in ordered])


class LayerTable:
    """The table of one layer as written by :func:`save_layer`."""

    def __init__(self, place: Path, name: str) -> None:
        self._keys = Lexicon.load(place, f"{name}.keys")
        self._of = Lists.load(place, f"{name}.of")
        self._words = Lists.load(place, f"{name}.words")

    def keys(self, form: str, number: int | None) -> tuple[str, ...]:
        """Give the keys of a word that are in the table; ``number`` is its number, None where it has none."""
        return tuple(self._keys.word(key) for key in self._numbers(form, number))

    def joined(self, form: str, number: int | None) -> set[int]:
        """Give the numbers of the words that share a key with this one."""
        return {int(word) for word in self._words.join(self._numbers(form, number))}

    def typed(self, form: str) -> list[int]:
        """Give the numbers of the keys of a word that is not in the index."""
        found = (self._keys.find(key) for key in lemma_keys(form))
        return [key for key in found if key is not None]

    def words_of(self, key: str) -> list[int]:
        """Give the numbers of the words that have this key."""
        number = self._keys.find(key)
        return [] if number is None else [int(word) for word in self._words[number]]

    @property
    def size(self) -> int:
        """Number of keys."""
        return len(self._keys)

    def last_keys(self) -> Places:
        """Give the number of the last key of each word of the index, -1 where it has none; 64 bits."""
        has = np.diff(self._of.at) > 0
        out = np.full(len(has), -1, dtype=np.int64)
        out[has] = self._of.values[self._of.at[1:][has] - 1]
        return out

    def key_counts(self) -> Places:
        """Give how many keys each word of the index has."""
        return np.diff(self._of.at)

    def _numbers(self, form: str, number: int | None) -> list[int]:
        return self.typed(form) if number is None else [int(key) for key in self._of[number]]


class NamesTable(LayerTable):
    """The table of the names."""

    def __init__(self, place: Path) -> None:
        super().__init__(place, NAMES)
        self._spelt, self._spelt_of = Lexicon.load(place, "names.spelt"), Lists.load(place, "names.spelt.of")
        self._sound, self._sound_of = Lexicon.load(place, "names.sound"), Lists.load(place, "names.sound.of")

    def typed(self, form: str) -> list[int]:
        """Give the numbers of the keys of a word in any spelling."""
        number = self._spelt.find(form)
        if number is None and form.endswith("s"):
            number = self._spelt.find(form[:-1])
        if number is not None:
            return [int(key) for key in self._spelt_of[number]]
        if is_cyrillic(form, one_letter=True):
            return []
        from corpus.names.romanization import latin_key

        sound = latin_key(form)
        number = self._sound.find(sound) if len(sound) >= MIN_SOUND_CHARS else None
        found = [int(key) for key in self._sound_of[number]] if number is not None else []
        return found if len(found) == 1 else []

    @cached_property
    def spellings(self) -> list[str]:
        """All spellings of all names, in both scripts."""
        return [self._spelt.word(number) for number in range(len(self._spelt))]

    def keys_like(self, form: str) -> dict[str, float]:
        """Give the keys of surnames with a spelling like a word, without their mark, and how like in percent.

        None where the likeness is below :data:`LIKE` or more than :data:`ABOUT` percent below the best, nor where
        letters are wrong beyond one, or one in :data:`LETTERS_A_SLIP`: short names are parts of many words.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extract

        slips = max(1, len(form) // LETTERS_A_SLIP)
        found = [near for near in extract(form, self.spellings, scorer=ratio, score_cutoff=LIKE, limit=CONSIDERED)
                 if OSA.distance(form, near[0]) <= slips]
        best = max((like for _, like, _ in found), default=0.0)
        likest: dict[str, float] = {}
        for _, like, number in found:
            for key in self._spelt_of[number] if like >= best - ABOUT else ():
                likest.setdefault(self._keys.word(int(key)).removeprefix(NAME_MARK), like)
        return likest

    def keys_of(self, form: str) -> tuple[str, ...]:
        """Give the keys of a surname in any spelling, whether the index has it or not, without their mark."""
        return tuple(self._keys.word(key).removeprefix(NAME_MARK) for key in self.typed(form))

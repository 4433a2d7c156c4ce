"""Which words of an index are names, which forms of words: the two layers as they are built.

A word is taken for a name where the index has it capitalised. A word that is always capitalised and a name is no form
of any other word («Каменев» is none of «каменеть»). A slip of recognition is a word that is always capitalised, much
rarer than the name, no word of the dictionary, and within one error (two in long words) of the forms of one surname
only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.language.script import is_cyrillic
from corpus.names.table import NameTable
from indexer.concordance.forms import is_known, is_proper
from indexer.concordance.layers import LEMMA, NAME_MARK, NAMES, save_layer, save_spellings

MAX_SLIP_COUNT = 6
"""Occurrences of a slip at most."""

_MIN_SLIP, _MIN_NAME, _LONG, _ALIKE = 5, 6, 10, 3
"""Letters of a slip and of the surname it stands for at least: shorter words are alike by chance. Letters from which
two errors are one slip, and at the beginning of such a word that must be right all the same."""
_RARER = 3
"""Times that a surname must be commoner than its slip: a name as rare as the word beside it may be another name."""


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The words of an index in order, how often each occurs, and how often with a capital letter."""

    words: Sequence[str]
    counts: Sequence[int]
    capitals: Sequence[int]


@dataclass(frozen=True, slots=True)
class Layers:
    """The keys of each word in each layer; ``slips`` are the words that are names by a slip only."""

    lemma: list[tuple[str, ...]]
    names: list[tuple[str, ...]]
    slips: frozenset[int]

    def keys(self, word: int) -> tuple[str, ...]:
        """Give the keys of a word in all layers."""
        return self.lemma[word] + self.names[word]


LemmaKeys = Callable[[str], tuple[str, ...]]
"""Gives the keys of the forms of a word."""


def layers_of(vocabulary: WordCounts, table: NameTable, lemma_keys: LemmaKeys) -> Layers:
    """Decide the keys of all words."""
    names = [
        table.keys(word) if capitals else ()
        for word, capitals in zip(vocabulary.words, vocabulary.capitals, strict=True)
    ]
    slips = dict(_slips(vocabulary, names, table, lemma_keys))
    lemma = []
    for number, word in enumerate(vocabulary.words):
        found = lemma_keys(word)
        if number in slips:
            names[number], found = (slips[number],), ()
        elif names[number] and vocabulary.capitals[number] == vocabulary.counts[number]:
            found = tuple(key for key in found if key in names[number])
        lemma.append(found)
    marked = [tuple(NAME_MARK + key for key in keys) for keys in names]
    return Layers(lemma, marked, frozenset(slips))


def save_layers(place: Path, layers: Layers, table: NameTable) -> None:
    """Write the tables of both layers."""
    save_layer(place, LEMMA, layers.lemma)
    keys = save_layer(place, NAMES, layers.names, [NAME_MARK + key for key in table.surnames])
    for name, spelt in (("names.spelt", table.words()), ("names.sound", table.latin_keys())):
        save_spellings(place, name, {
            word: [NAME_MARK + key for key in found] for word, found in spelt.items() if word
        }, keys)


def _slips(
    vocabulary: WordCounts, names: Sequence[tuple[str, ...]], table: NameTable, lemma_keys: LemmaKeys
) -> Iterator[tuple[int, str]]:
    """Give the words that are slips for a surname, with its key."""
    seen: dict[str, int] = defaultdict(int)
    for number, keys in enumerate(names):
        for key in keys:
            seen[key] += vocabulary.counts[number]
    surnames = _Neighbours(
        word for surname in table.surnames.values() for word in (*surname.russian, *surname.latin)
        if len(word) >= _MIN_NAME
    )
    others, ordinary = _other_words(vocabulary, names, lemma_keys)
    for number, word in enumerate(vocabulary.words):
        if names[number] or not _may_be_slip(vocabulary, number, table) or ordinary & set(lemma_keys(word)):
            continue
        near = surnames.near(word)
        meant = {key for name in near for key in table.keys(name)}
        key = min(meant, default="")
        if len(meant) != 1 or seen[key] < _RARER * vocabulary.counts[number] or _is_relative(word, table):
            continue
        least = min(near.values())
        if not any(errors <= least and other != word for other, errors in others.near(word).items()):
            yield number, key


def _other_words(
    vocabulary: WordCounts, names: Sequence[tuple[str, ...]], lemma_keys: LemmaKeys
) -> tuple[_Neighbours, set[str]]:
    """Give the words that seem to be other names, always written with a capital, and the keys of ordinary words."""
    others = _Neighbours(
        word for number, word in enumerate(vocabulary.words)
        if not names[number] and 1 < vocabulary.counts[number] == vocabulary.capitals[number]
    )
    ordinary = {
        key
        for number, word in enumerate(vocabulary.words)
        if vocabulary.capitals[number] < vocabulary.counts[number]
        for key in lemma_keys(word)
    }
    return others, ordinary


class _Neighbours:
    """Words by first letter and length, to find those that differ little from one."""

    def __init__(self, words: Iterable[str]) -> None:
        self._held: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in words:
            self._held[word[0], len(word)].append(word)

    def near(self, word: str) -> dict[str, int]:
        """Give the words within one error, or two in long words that begin and end alike, with their errors."""
        from rapidfuzz.distance import OSA

        bound = 1 if len(word) < _LONG else 2
        found = {}
        for length in (len(word) - 1, len(word), len(word) + 1):
            for other in self._held.get((word[0], length), ()):
                errors = OSA.distance(word, other, score_cutoff=bound)
                alike = other[:_ALIKE] == word[:_ALIKE] and other[-1] == word[-1]
                if errors <= bound and (errors < 2 or alike):
                    found[other] = errors
        return found


def _may_be_slip(vocabulary: WordCounts, number: int, table: NameTable) -> bool:
    word, count = vocabulary.words[number], vocabulary.counts[number]
    return (
        count <= MAX_SLIP_COUNT
        and count == vocabulary.capitals[number]
        and len(word) >= _MIN_SLIP
        and word.isalpha()
        and word not in table.given
    )


def _is_relative(word: str, table: NameTable) -> bool:
    """Whether a word is another name or word, made of the surname or known to the dictionary: Kameneva, Tomsk."""
    if word[-1] in "aа" and table.keys(word[:-1]):
        return True
    if is_cyrillic(word, one_letter=True):
        return is_known(word)
    return any(is_proper(form) for form in _russian(word))


def _russian(word: str) -> Iterator[str]:
    """Give what a Latin word may be in Russian letters."""
    from corpus.names.romanization import schemes

    for scheme in ("bgn", "loc"):
        form = schemes()[scheme].cyrillic(word)
        yield form
        for sign in "лнтс":
            yield form.replace(sign, sign + "ь")
        yield form.replace("ий", "ый")

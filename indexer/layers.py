"""Layers: tables that say which words of the index belong together.

A layer gives each word one or more keys; words that share a key stand for each other where the layer is asked
for. On disk a layer ``NAME`` is the list of its keys (``NAME.keys``), the keys of each word (``NAME.of``) and
the words of each key (``NAME.words``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.arrays import Lists, save_lists
from indexer.forms import lemma_keys
from indexer.lexicon import Lexicon, save_words


@dataclass(frozen=True, slots=True)
class Layer:
    """A way to join words: ``keys`` gives the keys of a folded word."""

    name: str
    keys: Callable[[str], tuple[str, ...]]


LAYERS = (Layer("lemma", lemma_keys),)
"""The layers that are built, each over the whole vocabulary."""


def save_layer(place: Path, layer: Layer, vocabulary: Sequence[str]) -> None:
    """Write the table of a layer for these words, which are numbered in this order."""
    keyed = [layer.keys(word) for word in vocabulary]
    names = sorted({key for keys in keyed for key in keys})
    numbers = {name: number for number, name in enumerate(names)}
    words: list[list[int]] = [[] for _ in names]
    for word, keys in enumerate(keyed):
        for key in keys:
            words[numbers[key]].append(word)
    save_words(place, f"{layer.name}.keys", names)
    save_lists(place, f"{layer.name}.of", [[numbers[key] for key in keys] for keys in keyed])
    save_lists(place, f"{layer.name}.words", words)


class LayerTable:
    """The table of one layer as written by :func:`save_layer`."""

    def __init__(self, place: Path, layer: Layer) -> None:
        self._layer = layer
        self._keys = Lexicon.load(place, f"{layer.name}.keys")
        self._of = Lists.load(place, f"{layer.name}.of")
        self._words = Lists.load(place, f"{layer.name}.words")

    def keys(self, form: str, number: int | None) -> tuple[str, ...]:
        """Give the keys of a word that are in the table; ``number`` is its number, None where it has none."""
        return tuple(self._keys.word(key) for key in self._numbers(form, number))

    def joined(self, form: str, number: int | None) -> set[int]:
        """Give the numbers of the words that share a key with this one."""
        return {int(word) for word in self._words.join(self._numbers(form, number))}

    def _numbers(self, form: str, number: int | None) -> list[int]:
        if number is not None:
            return [int(key) for key in self._of[number]]
        found = (self._keys.find(key) for key in self._layer.keys(form))
        return [key for key in found if key is not None]

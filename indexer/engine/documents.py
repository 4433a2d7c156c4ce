"""Passages as the engine is to have them: arrays, as the build has them at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.arrays.files import Ints, Places


@dataclass(frozen=True, slots=True)
class Values:
    """A field of values: the passages ``passages[n]`` have the value ``values[codes[n]]``, in any order."""

    values: Sequence[str]
    codes: Places
    passages: Places


@dataclass(frozen=True, slots=True)
class Documents:
    """Passages 0 … n - 1, each a document of that number.

    ``refs`` are their references and paragraphs; ``words`` are folded and in the order of code points, ``keys`` the
    keys of the forms of each; word n stands ``often`` times in ``passages``, both from ``at[n]`` to ``at[n + 1]``,
    passages in order; ``fields`` are the values by name.
    """

    refs: Sequence[str]
    words: Sequence[str]
    keys: Sequence[tuple[str, ...]]
    at: Places
    passages: Places
    often: Ints
    fields: Mapping[str, Values]

"""A plug for an aligner by meaning: whoever has a multilingual model may add it; nothing here needs one.

A package of the user's names a function under the entry point group ``trials.embedder``: it takes texts of either
language and gives one row of numbers for each. Texts that say the same must point the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points

import numpy as np

from corpus.alignment.band import Band, Values

Embedder = Callable[[Sequence[str]], Values]
"""From n texts to an array of n rows."""

GROUP = "trials.embedder"

GAIN = 8.0
NEUTRAL = 0.5
"""Cost taken off for each unit of cosine above the figure at which it says nothing."""

_AT_ONCE = 100_000


def installed() -> Embedder | None:
    """Give the user's embedder, or None where no package names one; of several the first by name."""
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return found[0].load() if found else None


def meaning_costs(left: Sequence[str], right: Sequence[str], cells: Band, embed: Embedder) -> Values:
    """Weigh the last pair of each cell by what its texts mean; 0 at the cells without a pair."""
    here, there = (_unit(embed(side)) for side in (left, right))
    out = np.zeros(len(cells), np.float32)
    for start in range(0, len(cells), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        i, j = cells.rows[part] - 1, cells.columns[part] - 1
        cosine = np.einsum("ij,ij->i", here[i], there[j])
        out[part] = np.where((i < 0) | (j < 0), 0.0, -GAIN * (cosine - NEUTRAL))
    return out


def _unit(rows: Values) -> Values:
    sizes = np.linalg.norm(rows, axis=1, keepdims=True)
    out: Values = rows / np.where(sizes == 0, 1, sizes)
    return out

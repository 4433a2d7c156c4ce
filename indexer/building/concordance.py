"""Writing the concordance of a generation: merged texts to arrays."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.arrays.columns import COLUMNS
from indexer.arrays.files import Ints, Places, in_32_bits, least_kind, narrow, ranges, save, save_joined, starts
from indexer.building.collected import LABEL, MENTION, CollectedText
from indexer.building.merging import MergedTexts
from indexer.building.naming import save_layers
from indexer.concordance.lexicon import save_words
from indexer.concordance.persons import save_persons
from indexer.concordance.postings import WordPostings, inverted, save_postings

_NONE = np.zeros(0, dtype=np.int32)


def write_concordance(place: Path, merged: MergedTexts) -> list[WordPostings]:
    """Write all arrays of the concordance; give the postings of each text, by its own words and passages."""
    save_words(place, "words", merged.words)
    every = range(len(merged.texts))
    save_joined(place, "tokens", (merged.numbered(text, "tokens") for text in every), least_kind(len(merged.words) - 1))
    for name in ("token.start", "token.length"):
        most = max((int(values.max(initial=0)) for values in merged.each(name)), default=0)
        save_joined(place, name, merged.each(name), least_kind(most))
    _write_columns(place, merged)
    for name in LABEL[2:]:
        save_joined(place, f"label.{name}", merged.each(f"label.{name}"), np.int32)
    save_joined(place, "label.word", (merged.numbered(text, "label.word") for text in every), np.int32)
    save_joined(place, "label.passage", merged.moved("label.passage", merged.passage_starts), np.int32)
    save_layers(place, merged.layers, merged.table)
    save_persons(place, merged.table)
    found = [inverted(text.arrays["tokens"], _owners(text), len(text.words)) for text in merged.texts]
    save_postings(place, _joined_postings(merged, found))
    positions, at = _positions(merged)
    save(place, "positions", positions)
    save(place, "positions.at", at)
    _write_mentions(place, merged, positions, at)
    values = {name: codes.values for name, codes in merged.codes.items()}
    (place / "values.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    return found


def _owners(text: CollectedText) -> Ints:
    """Give the passage of each word of a text."""
    return np.arange(text.passages, dtype=np.int32).repeat(text.arrays["passage.words"])


def _write_columns(place: Path, merged: MergedTexts) -> None:
    """Write what is known of each passage and turn."""
    every = range(len(merged.texts))
    save(place, "passage.tokens", starts(np.concatenate([_NONE, *merged.each("passage.words")])))
    save(place, "turn.passages", starts(np.concatenate([_NONE, *merged.each("turn.passages")])))
    save_joined(place, "glosses", merged.moved("glosses", merged.token_starts), np.int32)
    for name in COLUMNS:
        save_joined(place, f"passage.{name}", (merged.coded(text, f"passage.{name}", name) for text in every), np.int32)
    for name in ("date", "start", "end"):
        save_joined(place, f"passage.{name}", merged.each(f"passage.{name}"), np.int32)
    save_joined(place, "passage.turn", merged.moved("passage.turn", merged.turn_starts), np.int32)
    # A text begins a paragraph of its own.
    held = [int(values[-1]) + 1 if len(values) else 0 for values in merged.each("passage.paragraph")]
    paragraphs = starts(np.array(held, dtype=np.int64))
    save_joined(place, "passage.paragraph", merged.moved("passage.paragraph", paragraphs), np.int32)
    save_joined(place, "passage.pages", (merged.coded(text, "pages", "page") for text in every), np.int32)
    save(place, "passage.pages.at", in_32_bits(starts(np.concatenate([_NONE, *merged.each("pages.each")]))))


def _joined_postings(merged: MergedTexts, found: list[WordPostings]) -> WordPostings:
    """Give the postings of all texts; those of one word in the order of the texts."""
    counts = np.zeros(len(merged.words), dtype=np.int64)
    for numbers, one in zip(merged.numbers, found, strict=True):
        counts[numbers] += np.diff(one.at)
    at = starts(counts)
    most = max((int(one.often.max(initial=0)) for one in found), default=0)
    passages, often = np.empty(int(at[-1]), np.int32), np.empty(int(at[-1]), least_kind(most))
    free = at[:-1].copy()
    for numbers, one, first in zip(merged.numbers, found, merged.passage_starts.tolist(), strict=False):
        slots = _slots(free, numbers, np.diff(one.at))
        passages[slots], often[slots] = one.passages + first, one.often
    return WordPostings(at, passages, often)


def _positions(merged: MergedTexts) -> tuple[Ints, Places]:
    """Give the tokens of all words laid end to end, and where those of each word start."""
    counts = np.zeros(len(merged.words), dtype=np.int64)
    each = [np.bincount(text.arrays["tokens"], minlength=len(text.words)) for text in merged.texts]
    for numbers, held in zip(merged.numbers, each, strict=True):
        counts[numbers] += held
    at = starts(counts)
    positions = np.empty(int(at[-1]), np.int32)
    free = at[:-1].copy()
    for text, (first, _) in enumerate(pairwise(merged.token_starts.tolist())):
        order = merged.texts[text].arrays["tokens"].argsort(kind="stable")
        positions[_slots(free, merged.numbers[text], each[text])] = order + first
    return positions, at


def _slots(free: Places, numbers: Ints, counts: Places) -> Places:
    """Take the next free places of words: ``counts[n]`` of those of word ``numbers[n]``, in order of the words."""
    first = free[numbers]
    free[numbers] += counts
    return ranges(first, first + counts)


def _write_mentions(place: Path, merged: MergedTexts, positions: Ints, at: Places) -> None:
    """Write who is named where; a slip names the one bearer of its surname."""
    every = range(len(merged.texts))
    rows: list[NDArray[Any]] = [np.stack([
        np.concatenate([_NONE, *merged.moved("mention.first", merged.token_starts)]),
        np.concatenate([_NONE, *merged.moved("mention.end", merged.token_starts)]),
        np.concatenate([_NONE, *(merged.coded(text, "mention.person", "person") for text in every)]),
    ])]
    layers, table = merged.layers, merged.table
    for word in sorted(layers.slips):
        bearers = table.surnames[layers.names[word][0][1:]].persons
        if len(bearers) == 1 and len(table.persons[bearers[0]].surnames[0]) == 1:
            tokens = positions[at[word] : at[word + 1]]
            person = np.full(len(tokens), merged.codes["person"].code(bearers[0]))
            rows.append(np.stack([tokens, tokens + 1, person]))
    found = np.concatenate(rows, axis=1)
    order = np.lexsort(found[::-1])
    for column, name in zip(found, MENTION, strict=True):
        save(place, f"mention.{name}", narrow(column[order]) if name == "person" else column[order].astype(np.int32))

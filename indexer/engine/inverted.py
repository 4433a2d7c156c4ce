"""Passages turned round: for each field its terms, and for each term the passages that have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, compress

import numpy as np

from indexer.arrays.files import Places, ranges, starts
from indexer.engine.documents import Documents, Values


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """The postings of a field.

    ``terms`` are in the order of their bytes; term n stands ``often`` times in ``passages``, both from ``at[n]`` to
    ``at[n + 1]``, passages in order. ``lengths`` are the entries of the field in each passage, None where it is not
    ranked by.
    """

    name: str
    terms: Sequence[bytes]
    at: Places
    passages: Places
    often: Places
    lengths: Places | None = None


def inverted(documents: Documents) -> Iterator[FieldPostings]:
    """Give the fields in the order of their names; those that no passage has are left out."""
    for name in sorted([*documents.fields, "forms", "text"]):
        if name == "forms":
            field = _forms(documents)
        elif name == "text":
            field = _text(documents)
        else:
            field = _values(name, documents.fields[name], len(documents.refs))
        if field.terms:
            yield field


def _text(documents: Documents) -> FieldPostings:
    """Give the words; the order of code points is that of their bytes."""
    has = np.diff(documents.at) > 0
    terms = [word.encode() for word in compress(documents.words, has.tolist())]
    at = np.append(documents.at[:-1][has], documents.at[-1])
    lengths = np.bincount(documents.passages, documents.often, len(documents.refs)).astype(np.int64)
    return FieldPostings("text", terms, at, documents.passages, documents.often, lengths)


def _forms(documents: Documents) -> FieldPostings:
    """Give the keys of word forms: where a key stands is where its words stand."""
    held = np.diff(documents.at)
    each = np.fromiter(map(len, documents.keys), np.int64, len(documents.keys))
    words = np.arange(len(held)).repeat(each)
    flat = list(chain.from_iterable(documents.keys))
    names = sorted(set(flat))
    numbers = {name: number for number, name in enumerate(names)}
    keys = np.fromiter(map(numbers.__getitem__, flat), np.int64, len(flat)).repeat(held[words])
    places = ranges(documents.at[words], documents.at[words + 1])
    passages, often = documents.passages[places], documents.often[places]
    lengths = np.bincount(passages, often, len(documents.refs)).astype(np.int64)
    return _grouped("forms", [name.encode() for name in names], keys, passages, often, lengths, len(documents.refs))


def _values(name: str, field: Values, size: int) -> FieldPostings:
    """Give a field of values in the order of their bytes."""
    coded = [value.encode() for value in field.values]
    order = sorted(range(len(coded)), key=coded.__getitem__)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    once = np.ones(len(field.codes), dtype=np.int64)
    return _grouped(name, [coded[number] for number in order], ranks[field.codes], field.passages, once, None, size)


def _grouped(
    name: str, terms: Sequence[bytes], numbers: Places, passages: Places, often: Places, lengths: Places | None,
    size: int,
) -> FieldPostings:
    """Give a field of which term ``numbers[n]`` stands ``often[n]`` times in passage ``passages[n]`` of ``size``."""
    keys = numbers * size + passages
    order = keys.argsort(kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    keys = keys[first]
    counts = np.bincount(keys // max(size, 1), minlength=len(terms))
    has = counts > 0
    times = np.add.reduceat(often[order], first) if len(first) else often
    kept = list(compress(terms, has.tolist()))
    return FieldPostings(name, kept, starts(counts[has]), keys % max(size, 1), times, lengths)

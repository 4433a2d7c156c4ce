"""Passages turned round: for each field its terms, and for each term the passages that have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from indexer.arrays.files import Places, firsts, parted, ranges, starts
from indexer.engine.documents import Documents, Values

AT_ONCE = 400_000
"""Postings that are turned round at once, unless a single term has more."""


@dataclass(frozen=True, slots=True)
class TermPostings:
    """Some terms of a field that follow each other.

    ``terms`` are in the order of their bytes; term n stands ``often`` times in ``passages``, both from ``at[n]`` to
    ``at[n + 1]``, passages in order; there is no term without a passage. All numbers have 64 bits.
    """

    terms: Sequence[bytes]
    at: Places
    passages: Places
    often: Places


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """A field, its postings part by part.

    ``lengths`` are its entries in each passage, None where it is not ranked by.
    """

    name: str
    parts: Iterator[TermPostings]
    lengths: Places | None = None


def inverted(documents: Documents) -> Iterator[FieldPostings]:
    """Give the fields in the order of their names; those that no passage has are left out."""
    size = len(documents.refs)
    for name in sorted([*documents.fields, "forms", "text"]):
        if name == "forms":
            keys = _keys(documents)
            if len(keys.words):
                each = np.fromiter(map(len, documents.keys), np.int64, len(documents.keys))
                yield FieldPostings(name, _forms(documents, keys), _lengths(documents, each))
        elif name == "text":
            if documents.at[-1]:
                once = np.ones(len(documents.words), dtype=np.int64)
                yield FieldPostings(name, _text(documents), _lengths(documents, once))
        elif len(documents.fields[name].codes):
            yield FieldPostings(name, iter([_values(documents.fields[name], size)]))


def _lengths(documents: Documents, each: Places) -> Places:
    """Give the entries of a field in each passage, of which each word makes so many."""
    out = np.zeros(len(documents.refs), dtype=np.int64)
    for low, high in parted(documents.at, AT_ONCE):
        first, last = documents.at[low], documents.at[high]
        weights = documents.often[first:last] * each[low:high].repeat(np.diff(documents.at[low : high + 1]))
        out += np.bincount(documents.passages[first:last], weights, len(out)).astype(np.int64)
    return out


def _text(documents: Documents) -> Iterator[TermPostings]:
    """Give the words; the order of code points is that of their bytes."""
    has = np.flatnonzero(np.diff(documents.at))
    at = np.append(documents.at[has], documents.at[-1])
    for low, high in parted(at, AT_ONCE):
        terms = [documents.words[word].encode() for word in has[low:high].tolist()]
        first, last = at[low], at[high]
        passages, often = (values[first:last].astype(np.int64) for values in (documents.passages, documents.often))
        yield TermPostings(terms, at[low : high + 1] - first, passages, often)


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of word forms that stand in a passage, in their order; key n is one of ``words[at[n] : at[n + 1]]``."""

    names: Sequence[str]
    at: Places
    words: Places


def _keys(documents: Documents) -> _Keys:
    has = (np.diff(documents.at) > 0).tolist()
    words = [word for word, keys in enumerate(documents.keys) if has[word] for _ in keys]
    flat = list(chain.from_iterable(keys for word, keys in enumerate(documents.keys) if has[word]))
    names = sorted(set(flat))
    numbers = {name: number for number, name in enumerate(names)}
    keys = np.fromiter(map(numbers.__getitem__, flat), np.int64, len(flat))
    order = keys.argsort(kind="stable")
    return _Keys(names, starts(np.bincount(keys, minlength=len(names))), np.array(words, dtype=np.int64)[order])


def _forms(documents: Documents, keys: _Keys) -> Iterator[TermPostings]:
    """Give the keys of word forms: where a key stands is where its words stand."""
    held = np.diff(documents.at)[keys.words]
    entries = starts(held)[keys.at]
    for low, high in parted(entries, AT_ONCE):
        words = keys.words[keys.at[low] : keys.at[high]]
        numbers = np.arange(high - low).repeat(np.diff(entries[low : high + 1]))
        places = ranges(documents.at[words], documents.at[words + 1])
        names = [name.encode() for name in keys.names[low:high]]
        yield _grouped(names, numbers, documents.passages[places], documents.often[places], len(documents.refs))


def _values(field: Values, size: int) -> TermPostings:
    """Give a field of values in the order of their bytes, of which no more than has a passage."""
    coded = [value.encode() for value in field.values]
    used = np.unique(field.codes)
    order = sorted(used.tolist(), key=coded.__getitem__)
    ranks = np.empty(len(coded), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    once = np.ones(len(field.codes), dtype=np.int64)
    return _grouped([coded[number] for number in order], ranks[field.codes], field.passages, once, size)


def _grouped(terms: Sequence[bytes], numbers: Places, passages: Places, often: Places, size: int) -> TermPostings:
    """Give postings of which term ``numbers[n]`` stands ``often[n]`` times in passage ``passages[n]`` of ``size``.

    Each term stands somewhere.
    """
    keys = numbers * size + passages
    order = keys.argsort(kind="stable")
    keys = keys[order]
    first = np.flatnonzero(firsts(keys))
    keys = keys[first]
    times = np.add.reduceat(often[order], first, dtype=np.int64)
    return TermPostings(terms, starts(np.bincount(keys // size, minlength=len(terms))), keys % size, times)

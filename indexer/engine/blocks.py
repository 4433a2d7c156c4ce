"""Postings laid down in the format of Whoosh, a block at a time instead of a posting at a time.

The format is that of ``whoosh.codec.whoosh3`` of Whoosh 2.7.4 (``W3PostingsWriter``, ``W3TermInfo``): the postings of a
term are a mark and blocks of up to :data:`BLOCK`; a block is its length (negative for the last), a pickle of its
statistics, and a pickle, mostly compressed, of passages (each as its distance from the one before), weights and values.
The codec's own field writer keeps the files and the table of terms.
"""

# Whoosh has no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from pickle import dumps
from struct import Struct
from zlib import compress

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3FieldWriter
from whoosh.fields import FieldType
from whoosh.system import pack_ushort
from whoosh.util.numeric import byte_to_length

from indexer.arrays.files import Places, ranges, starts
from indexer.engine.inverted import FieldPostings, TermPostings

BLOCK = 128
"""Postings in a block at most, as Whoosh has it."""

COMPRESSION = 6
"""Level of compression of a block; Whoosh has 3, of which the files are two hundredths larger and no sooner written."""

SMALL = 64
"""Bytes up to which a block is not compressed: that takes longer than all the rest and gains nothing."""

_PROTOCOL = 2
_SIZE = Struct("!i").pack
_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)])
_TERM = np.dtype([
    ("inlined", ">u1"), ("weight", ">f4"), ("passages", ">u4"), ("shortest", ">u1"), ("longest", ">u1"),
    ("heaviest", ">f4"), ("first", ">u4"), ("last", ">u4"), ("offset", ">i8"), ("length", ">i4"),
])
"""What is kept of a term; lengths of passages are rounded to a byte."""


def write_field(writer: W3FieldWriter, kind: FieldType, field: FieldPostings) -> None:
    """Write all postings of a field, part by part: Python's numbers take many times their room."""
    writer.start_field(field.name, kind)
    valued = kind.format.fixed_value_size() != 0
    lengths = None if field.lengths is None else _rounded(field.lengths)
    for part in field.parts:
        _write_terms(writer, part, lengths, valued)
    writer.finish_field()


def _write_terms(writer: W3FieldWriter, field: TermPostings, lengths: Places | None, valued: bool) -> None:
    """Write terms with their statistics and where their blocks lie, in the codec's own order."""
    counts = np.diff(field.at)
    blocks = -(-counts // BLOCK)
    at = starts(blocks)
    first = field.at[:-1].repeat(blocks) + BLOCK * ranges(np.zeros_like(blocks), blocks)
    heaviest = np.maximum.reduceat(field.often, first)
    shortest = longest = np.zeros(len(first), dtype=np.int64)
    if lengths is not None:
        held = lengths[field.passages]
        shortest, longest = np.minimum.reduceat(held, first), np.maximum.reduceat(held, first)
    statistics = [np.minimum.reduceat(field.often, first), heaviest, shortest, longest]
    laid, ends = _laid_down(field, first, at, statistics, valued)
    terms = np.zeros(len(counts), dtype=_TERM)
    terms["weight"] = np.add.reduceat(field.often, field.at[:-1])
    terms["passages"] = counts
    terms["shortest"] = np.minimum.reduceat(shortest, at[:-1])
    terms["longest"] = np.maximum.reduceat(longest, at[:-1])
    terms["heaviest"] = np.maximum.reduceat(heaviest, at[:-1])
    terms["first"], terms["last"] = field.passages[field.at[:-1]], field.passages[field.at[1:] - 1]
    terms["offset"] = writer._postfile.tell() + np.array([0, *ends[:-1]])
    terms["length"] = np.diff(ends, prepend=0)
    writer._postfile.write(laid)
    rows, size, prefix = terms.tobytes(), _TERM.itemsize, pack_ushort(writer._fieldid)
    for number, term in enumerate(field.terms):
        writer._tindex.add(prefix + term, rows[number * size : (number + 1) * size])


def _laid_down(
    field: TermPostings, first: Places, at: Places, statistics: list[Places], valued: bool
) -> tuple[bytes, list[int]]:
    """Give the blocks of all terms, and where those of each term end.

    ``first`` is where the postings of each block start, ``at`` where the blocks of each term; ``statistics`` are for
    each block the least and the greatest weight, the shortest and the longest passage.
    """
    deltas = np.diff(field.passages, prepend=0)
    deltas[first] = field.passages[first]
    last = np.append(first[1:], field.at[-1])
    final = np.zeros(len(first), dtype=np.bool_)
    final[at[1:] - 1] = True
    distances, weights = deltas.tolist(), field.often.astype(np.float64).tolist()
    values = field.often.astype(">u4").tobytes()
    columns = (first, last, *statistics, field.passages[last - 1], final)
    out, ends = bytearray(WHOOSH3_HEADER_MAGIC), []
    for low, high, least, most, short, long, passage, closes in zip(*(c.tolist() for c in columns), strict=True):
        weight = None if most == 1 else float(most) if least == most else tuple(weights[low:high])
        data = dumps((tuple(distances[low:high]), weight, values[4 * low : 4 * high] if valued else None), _PROTOCOL)
        level = COMPRESSION if len(data) > SMALL else 0
        if level:
            data = compress(data, level)
        about = dumps((high - low, passage, float(most), level, short, long), _PROTOCOL)
        size = len(about) + len(data)
        out += _SIZE(-size if closes else size)
        out += about
        out += data
        if closes:
            ends.append(len(out))
            out += WHOOSH3_HEADER_MAGIC
    return bytes(out[: ends[-1]]), ends


def _rounded(lengths: Places) -> NDArray[np.int64]:
    """Give lengths as the byte that Whoosh keeps of them (``whoosh.util.numeric.length_to_byte``)."""
    return np.minimum(np.searchsorted(_LENGTHS, lengths), 255)

"""The Whoosh index of a generation, as segments of one text or a few: those of which nothing changed are copied.

A segment is named by what it is made of: its texts, and the keys of their words, on which other texts have a say. Few
texts more so make few segments anew, and a build from nothing gives the same files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from corpus.errors import IndexDamagedError
from corpus.storage import generations
from indexer.arrays.files import starts
from indexer.building.merging import MergedTexts
from indexer.concordance.postings import WordPostings
from indexer.engine.documents import Documents, Values
from indexer.engine.schema import COLUMNS, field_name
from indexer.engine.whoosh_writer import EngineWriter, segment_file

FOLDER = "whoosh"
"""The directory of the index in a generation."""

LARGE = 50_000
"""Words from which a text has a segment of its own: a segment repeats the words it has, so fewer take less room."""

TOGETHER = 8
"""Smaller texts that share a segment, on average."""


def grouped(ids: Sequence[str], words: Sequence[int]) -> Iterator[range]:
    """Give the texts of each segment, as numbers that follow each other; ``words`` says how many each text has.

    A text's own id decides whether a segment ends with it, so that one text more changes no segment but its own.
    """
    first = 0
    for number, (text_id, size) in enumerate(zip(ids, words, strict=True)):
        if size >= LARGE and first < number:
            yield range(first, number)
            first = number
        ends = hashlib.sha256(text_id.encode()).digest()[0] % TOGETHER == 0
        if size >= LARGE or ends or number + 1 == len(ids):
            yield range(first, number + 1)
            first = number + 1


def write_engine(
    place: Path, merged: MergedTexts, made_of: Mapping[str, str], found: Sequence[WordPostings], index: Path | None
) -> None:
    """Write the index into a new directory ``place``.

    ``made_of`` gives for each text, in their order by id, what it was collected of; ``found`` are the postings of each.
    Segments are taken from the generations in ``index``, none where that is None.
    """
    writer = EngineWriter(place)
    keys = [merged.layers.keys(word) for word in range(len(merged.words))]
    counts = np.array([len(held) for held in keys], dtype=np.int64)
    names = list(made_of.values())
    for texts in grouped(list(made_of), [len(text.arrays["tokens"]) for text in merged.texts]):
        used = np.unique(np.concatenate([merged.numbers[text] for text in texts])).tolist()
        words, keyed = [merged.words[word] for word in used], [keys[word] for word in used]
        name = _name([names[text] for text in texts], words, keyed)
        tokens = np.concatenate([merged.numbered(text, "tokens") for text in texts])
        totals = {"text": len(tokens), "forms": int(counts[tokens].sum())}
        passages = sum(merged.texts[text].passages for text in texts)
        if not any(writer.take(name, *kept, passages, totals) for kept in _kept(index, name)):
            writer.add(name, _documents(merged, texts, used, words, keyed, found))
    writer.commit()


def _name(texts: Sequence[str], words: Sequence[str], keys: Sequence[Sequence[str]]) -> str:
    rows = (" ".join((word, *held)) for word, held in zip(words, keys, strict=True))
    return hashlib.sha256("\n".join((*texts, *rows)).encode()).hexdigest()[:32]


def _kept(index: Path | None, name: str) -> Iterator[tuple[Path, str]]:
    """Give the files that are to be this segment, the newest first, each with the checksum it must have."""
    for place in reversed(generations.generations(index) if index else []):
        with suppress(IndexDamagedError):
            known = generations.manifest(place)["files"].get(f"{FOLDER}/{segment_file(name)}")
            if known:
                yield place / FOLDER / segment_file(name), known["sha256"]


def _documents(
    merged: MergedTexts, texts: range, used: Sequence[int], words: Sequence[str], keys: Sequence[tuple[str, ...]],
    found: Sequence[WordPostings],
) -> Documents:
    """Give the passages of some texts; ``words`` are theirs, of the numbers ``used``, with their ``keys``."""
    before = starts(np.array([merged.texts[text].passages for text in texts], dtype=np.int64)).tolist()
    numbers = [np.searchsorted(used, merged.numbers[text]).repeat(np.diff(found[text].at)) for text in texts]
    order = np.concatenate(numbers).argsort(kind="stable")
    at = starts(np.bincount(np.concatenate(numbers), minlength=len(used)))
    passages = np.concatenate([found[text].passages + first for text, first in zip(texts, before, strict=False)])
    often = np.concatenate([found[text].often for text in texts])
    fields = {}
    for column in COLUMNS:
        codes = np.concatenate([merged.coded(text, f"passage.{column}", column) for text in texts])
        held = np.flatnonzero(codes)
        fields[field_name(column)] = Values(merged.codes[column].values, codes[held] - 1, held)
    codes = np.concatenate([merged.coded(text, "pages", "page") for text in texts])
    owners = np.arange(before[-1]).repeat(np.concatenate([merged.texts[text].arrays["pages.each"] for text in texts]))
    fields["page"] = Values(merged.codes["page"].values, codes - 1, owners)
    refs = [ref for text in texts for ref in merged.texts[text].passage_refs]
    return Documents(refs, words, keys, at, passages[order], often[order], fields)

"""The Whoosh index of a generation, as segments of one text or a few: those of which nothing changed are copied.

A segment is named by what it is made of: its texts, and the keys of their words, on which other texts have a say. Few
texts more so make few segments anew, and a build from nothing gives the same files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from corpus.errors import IndexDamagedError
from corpus.storage import generations
from indexer.arrays.files import Ints, least_kind
from indexer.building.merging import MergedTexts
from indexer.building.word_lists import WordLists
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
    place: Path, merged: MergedTexts, made_of: Mapping[str, str], index: Path | None
) -> None:
    """Write the index into a new directory ``place``.

    ``made_of`` gives for each text, in their order by id, what it was collected of. Segments are taken from the
    generations in ``index``, none where that is None.
    """
    writer = EngineWriter(place)
    keys = [merged.layers.keys(word) for word in range(len(merged.words))]
    counts = np.array([len(held) for held in keys], dtype=np.int64)
    names = list(made_of.values())
    for texts in grouped(list(made_of), np.diff(merged.token_starts).tolist()):
        used = np.unique(np.concatenate([merged.numbers[text] for text in texts]))
        words, keyed = [merged.words[word] for word in used.tolist()], [keys[word] for word in used.tolist()]
        name = _name([names[text] for text in texts], words, keyed)
        numbers = [np.searchsorted(used, merged.numbers[text]).astype(np.int32) for text in texts]
        tokens = np.diff(WordLists(merged, texts, numbers, len(used), "positions").at)
        totals = {"text": int(tokens.sum()), "forms": int((tokens * counts[used]).sum())}
        passages = int(merged.passage_starts[texts.stop] - merged.passage_starts[texts.start])
        if not any(writer.take(name, *kept, passages, totals) for kept in _kept(index, name)):
            writer.add(name, _documents(merged, texts, numbers, words, keyed))
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
    merged: MergedTexts, texts: range, numbers: Sequence[Ints], words: Sequence[str], keys: Sequence[tuple[str, ...]]
) -> Documents:
    """Give the passages of some texts; ``words`` are theirs, with their ``keys``, ``numbers`` those of each text."""
    before = (merged.passage_starts[texts.start : texts.stop + 1] - merged.passage_starts[texts.start]).tolist()
    postings = WordLists(merged, texts, numbers, len(words), "postings")
    kind = least_kind(merged.most["postings.often"])
    passages = _joined(postings, "postings", before[:-1], np.int32)
    often = _joined(postings, "postings.often", [0] * len(texts), kind)
    held = [merged.text(text) for text in texts]
    fields = {}
    for column in COLUMNS:
        codes = np.concatenate([merged.codes_of(text, column)[text[f"passage.{column}"]] for text in held])
        known = np.flatnonzero(codes)
        fields[field_name(column)] = Values(merged.codes[column].values, codes[known] - 1, known)
    codes = np.concatenate([merged.codes_of(text, "page")[text["pages"]] for text in held])
    owners = np.arange(before[-1]).repeat(np.concatenate([text["pages.each"] for text in held]))
    fields["page"] = Values(merged.codes["page"].values, codes - 1, owners)
    refs = [ref for text in held for ref in text.passage_refs]
    return Documents(refs, words, keys, postings.at, passages, often, fields)


def _joined(lists: WordLists, name: str, moved: Sequence[int], kind: DTypeLike) -> NDArray[Any]:
    """Give an array of lists as a whole."""
    out = np.empty(int(lists.at[-1]), kind)
    at = 0
    for part in lists.parts(name, moved, kind):
        out[at : at + len(part)] = part
        at += len(part)
    return out

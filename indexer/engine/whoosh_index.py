"""The Whoosh index of a generation: fields, terms, boolean queries, ranking. The only module that knows Whoosh.

Each passage is a document whose number is the number of the passage. Fields: ``ref`` (``REF#PARAGRAPH``,
stored), ``text`` (every word, folded, with positions; no stop words), ``forms`` (the keys of its word forms),
``speaker``, ``role``, ``trial``, ``edition`` (the text's id), ``lang``, ``sitting``, ``kind``, ``region`` and
``page`` (all labels it may stand on). Texts are given and asked for as words; Whoosh analyses nothing.
"""

# Whoosh has no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import errno
import math
import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.filedb.filestore import FileStorage, Storage
from whoosh.filedb.structfile import StructFile
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.query import And, Every, Not, NullQuery, Or, Phrase, Term
from whoosh.query import Query as EngineQuery
from whoosh.reading import TermNotFound
from whoosh.scoring import BM25F, bm25

from indexer.arrays.files import Numbers, Places
from indexer.query.tree import And as AndNode
from indexer.query.tree import Field, Near, Node, QueryWord, Side
from indexer.query.tree import Not as NotNode
from indexer.query.tree import Or as OrNode
from indexer.query.tree import Phrase as PhraseNode

if TYPE_CHECKING:
    from indexer.engine.entry import Entry

MEMORY_MB = 256
"""Postings held by the writer before it spills to disk: below that it is up to half slower."""

KEPT_TERMS = 512
"""Terms whose passages are kept at hand; few of them stand in many, as those are ranked without Whoosh."""

_RANKING = BM25F()
_FIELDS = {"text": "edition"}
_CONCORDANCE_ONLY = frozenset({"section", "to"})


def schema() -> Schema:
    """Give the fields of the index."""
    plain = SpaceSeparatedTokenizer()
    return Schema(
        ref=ID(stored=True),
        text=TEXT(analyzer=plain, phrase=True),
        forms=TEXT(analyzer=plain, phrase=False),
        speaker=ID(),
        role=ID(),
        trial=ID(),
        edition=ID(),
        lang=ID(),
        sitting=ID(),
        kind=ID(),
        region=ID(),
        page=KEYWORD(),
    )


class EngineWriter:
    """Writes the index of a new generation; :meth:`cancel` must follow any failure."""

    def __init__(self, place: Path) -> None:
        place.mkdir()
        self._place = place
        storage = FileStorage(str(place))
        try:
            self._writer = storage.create_index(schema()).writer(limitmb=MEMORY_MB)
        except EmptyIndexError as error:
            # Whoosh takes a folder that cannot be listed for an empty one.
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(place)) from error

    def add(self, entry: Entry) -> None:
        """Add the next passage."""
        values = {
            _FIELDS.get(name, name): [value]
            for name, value in entry.values.items() if value is not None and name not in _CONCORDANCE_ONLY
        }
        self._writer.add_document(ref=entry.ref, text=entry.forms, forms=entry.keys, page=list(entry.pages), **values)

    def commit(self) -> None:
        """Write it all as one segment."""
        self._writer.commit(optimize=True)
        # The lock is a file of its own, of no use to readers.
        for lock in self._place.glob("*LOCK"):
            lock.unlink()

    def cancel(self) -> None:
        """Give up; the files are the caller's to remove. Nothing where all was written or given up already."""
        if not self._writer.is_closed:
            self._writer.cancel()


class _Held(Storage):  # type: ignore[misc, unused-ignore]
    """Files that are open already, so that they can be read after their names are gone."""

    def __init__(self, files: dict[str, int]) -> None:
        self._files = files

    def list(self) -> list[str]:
        return list(self._files)

    def file_exists(self, name: str) -> bool:
        return name in self._files

    def file_length(self, name: str) -> int:
        return os.fstat(self._files[name]).st_size

    def open_file(self, name: str, **options: Any) -> StructFile:
        handle = os.dup(self._files[name])
        os.lseek(handle, 0, os.SEEK_SET)
        return StructFile(os.fdopen(handle, "rb"), name=name, **options)

    def lock(self, name: str) -> Any:
        return Lock()


class Engine:
    """Answers from the Whoosh index. One question at a time: Whoosh's searchers are not for threads."""

    def __init__(self, files: dict[str, int], keys: Callable[[str], tuple[str, ...]],
                 expand: Callable[[QueryWord], Iterable[str]], lengths: Sequence[int]) -> None:
        """Open the index in ``files``, open descriptors by name.

        ``keys`` gives the keys of a word's forms, ``expand`` the words an item stands for; ``lengths`` are the words
        of each passage.
        """
        self._searcher = searcher = FileIndex(_Held(files), schema=schema()).searcher(weighting=_RANKING)
        self._lengths = lengths
        self._keys = keys
        self._expand = expand
        self._lock = Lock()
        # What is remembered may not lead back to the engine, which else would live until the collector comes.
        self._postings = lru_cache(KEPT_TERMS)(partial(_postings, searcher.reader(), self._lock))
        self._mean = cache(lambda field: searcher.avg_field_length(field) or 1)

    @cached_property
    def passages(self) -> int:
        """Number of documents."""
        count: int = self._searcher.doc_count_all()
        return count

    def documents(self, node: Node) -> set[int]:
        """Give the passages that answer a query without proximity; a phrase within one passage only."""
        with self._lock:
            return set(self._searcher.docs_for_query(self._query(node)))

    def scores(self, phrases: Iterable[PhraseNode], wanted: Places) -> Numbers:
        """Give the BM25 score of each of the passages ``wanted`` for the words of these phrases; float64, one each.

        It is the score that a search of Whoosh gives, without what the search does beside that.
        """
        terms = {term for phrase in phrases for item in phrase.items for term in self._terms(item)}
        scores = dict.fromkeys(wanted.tolist(), 0.0)
        for field, text in sorted(terms):
            found = self._postings(field, text)
            rarity = math.log(self.passages / (len(found) + 1)) + 1
            for number, often in found:
                if number in scores:
                    length, mean = self._lengths[number], self._mean(field)
                    scores[number] += bm25(rarity, often, length, mean, _RANKING.B, _RANKING.K1)
        return np.array(list(scores.values()))

    def close(self) -> None:
        """Let go of the files."""
        self._searcher.close()

    def _query(self, node: Node) -> EngineQuery:
        """Give Whoosh's query for a node. Raises TypeError for what the concordance answers."""
        match node:
            case PhraseNode():
                return self._phrase(node)
            case Field():
                return Term(_FIELDS.get(node.name, node.name), node.value)
            case NotNode():
                return And([Every(), Not(self._query(node.part))])
            case AndNode():
                return And([self._query(part) for part in node.parts])
            case OrNode():
                return Or([self._query(part) for part in node.parts])
            case Near() | Side():
                raise TypeError("proximity and counterparts are answered by the concordance")

    def _phrase(self, node: PhraseNode) -> EngineQuery:
        if len(node.items) == 1:
            return Or([Term(*term) for term in self._terms(node.items[0])]) or NullQuery
        if node.slop or any(item.how != "exact" for item in node.items):
            raise TypeError("phrases of forms or patterns are answered by the concordance")
        return Phrase("text", [item.form for item in node.items])

    def _terms(self, item: QueryWord) -> list[tuple[str, str]]:
        if item.how == "exact":
            return [("text", item.form)]
        if item.how == "forms" and not item.off:
            return [("forms", key) for key in self._keys(item.form)]
        return [("text", word) for word in self._expand(item)]


def _postings(reader: Any, lock: Lock, field: str, text: str) -> list[tuple[int, float]]:
    """Give the passages that have a term, and how often."""
    out: list[tuple[int, float]] = []
    with lock:
        try:
            matcher = reader.postings(field, text)
        except TermNotFound:
            return out
        while matcher.is_active():
            out.append((matcher.id(), matcher.weight()))
            matcher.next()
    return out

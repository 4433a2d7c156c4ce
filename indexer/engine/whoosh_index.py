"""The Whoosh index of a generation, opened and asked: fields, terms, boolean queries."""

# Whoosh has no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from threading import Lock
from typing import Any

from whoosh.classify import Bo1Model, Expander
from whoosh.filedb.filestore import Storage
from whoosh.filedb.structfile import StructFile
from whoosh.index import FileIndex
from whoosh.query import And, Every, Not, NullQuery, Or, Term
from whoosh.query import Query as EngineQuery

from indexer.engine.schema import field_name, schema
from indexer.query.tree import And as AndNode
from indexer.query.tree import Field, Near, Node, QueryWord, Side
from indexer.query.tree import Not as NotNode
from indexer.query.tree import Or as OrNode
from indexer.query.tree import Phrase as PhraseNode


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
                 expand: Callable[[QueryWord], Iterable[str]]) -> None:
        """Open the index in ``files``, open descriptors by name.

        ``keys`` gives the keys of a word's forms, ``expand`` the words an item stands for.
        """
        self._searcher = FileIndex(_Held(files), schema=schema()).searcher()
        self._keys = keys
        self._expand = expand
        self._lock = Lock()

    @cached_property
    def passages(self) -> int:
        """Number of documents."""
        count: int = self._searcher.doc_count_all()
        return count

    def documents(self, node: Node) -> set[int]:
        """Give the passages that answer a query of words, fields and their combinations.

        Raises TypeError for one of phrases or proximity, as Whoosh has no positions of words here.
        """
        with self._lock:
            return set(self._searcher.docs_for_query(self._query(node)))

    def similar(
        self, keys: Mapping[str, int], apart: AbstractSet[int], terms: int, most: int
    ) -> tuple[list[str], list[int]]:
        """Give the ``terms`` weightiest of the keys of word forms, and the passages that have most of them.

        ``keys`` says how often each stands in what is looked for; passages in ``apart`` are left out. At most ``most``
        passages, the best first.
        """
        with self._lock:
            expander = Expander(self._searcher.reader(), "forms", Bo1Model)
            expander.add(keys.items())
            weighed = expander.expanded_terms(terms)
            query = Or([Term("forms", term, boost=weight) for term, weight in weighed])
            found = self._searcher.search(query, limit=most, mask=set(apart)) if weighed else []
            return [term for term, _ in weighed], [hit.docnum for hit in found]

    def close(self) -> None:
        """Let go of the files."""
        self._searcher.close()

    def _query(self, node: Node) -> EngineQuery:
        """Give Whoosh's query for a node. Raises TypeError for what the concordance answers."""
        match node:
            case PhraseNode():
                return self._phrase(node)
            case Field():
                return Term(field_name(node.name), node.value)
            case NotNode():
                return And([Every(), Not(self._query(node.part))])
            case AndNode():
                return And([self._query(part) for part in node.parts])
            case OrNode():
                return Or([self._query(part) for part in node.parts])
            case Near() | Side():
                raise TypeError("proximity and counterparts are answered by the concordance")

    def _phrase(self, node: PhraseNode) -> EngineQuery:
        if len(node.items) > 1:
            raise TypeError("phrases are answered by the concordance")
        return Or([Term(*term) for term in self._terms(node.items[0])]) or NullQuery

    def _terms(self, item: QueryWord) -> list[tuple[str, str]]:
        if item.how == "exact":
            return [("text", item.form)]
        if item.how == "forms" and not item.off:
            return [("forms", key) for key in self._keys(item.form)]
        return [("text", word) for word in self._expand(item)]

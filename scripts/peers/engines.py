"""The engines that others would choose, each with its own index over the same passages.

They get the words as we fold them, so that all count the same, and answer with the same things: how many passages,
the first twenty with their words marked, and how many passages each value of each column has; of a column that is
filtered, how many it would have if that filter were not set, as who chooses among its values wants to know.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from peers.queries import Ask, Passage

COLUMNS = ("trial", "edition", "lang", "speaker", "role", "sitting", "kind", "page")
Counts = dict[str, dict[str, int]]


class Peer(Protocol):
    """An engine under measurement."""

    name: str

    def build(self, place: Path, passages: Sequence[Passage]) -> None:
        """Index the passages."""

    def open(self, place: Path) -> None:
        """Open what was built."""

    def ask(self, ask: Ask) -> tuple[int, Counts] | None:
        """Answer in full: give the total and the counts, having made the snippets; None for a kind it has not."""

    def lines(self, word: str, shown: int) -> int:
        """Make a concordance of a word sorted by the right context; give how many lines it has."""


class Fts5:
    """SQLite's full-text search, its columns in a table beside it."""

    name = "FTS5"

    def build(self, place: Path, passages: Sequence[Passage]) -> None:
        """Index the passages in one transaction, merged to one segment."""
        base = sqlite3.connect(place / "fts.db")
        base.executescript(
            "PRAGMA journal_mode=off; PRAGMA synchronous=off;"
            "CREATE VIRTUAL TABLE passages USING fts5(text, tokenize=\"unicode61 remove_diacritics 0\", prefix='3 4');"
            f"CREATE TABLE facts (id INTEGER PRIMARY KEY, {', '.join(f'{name} TEXT' for name in COLUMNS)});"
        )
        base.executemany("INSERT INTO passages (rowid, text) VALUES (?, ?)",
                         ((number, " ".join(passage.words)) for number, passage in enumerate(passages)))
        marks = ", ".join("?" for _ in COLUMNS)
        base.executemany(f"INSERT INTO facts VALUES (?, {marks})",  # noqa: S608
                         ((number, *(p.values.get(name) for name in COLUMNS)) for number, p in enumerate(passages)))
        base.executescript(
            "CREATE INDEX by_speaker ON facts (speaker, trial); INSERT INTO passages (passages) VALUES ('optimize');"
        )
        base.commit()
        base.close()

    def open(self, place: Path) -> None:
        """Open the database and read a row."""
        self._base = sqlite3.connect(place / "fts.db")
        self._base.execute("PRAGMA mmap_size=2000000000")
        self._base.execute("PRAGMA cache_size=-200000")
        self._base.execute("SELECT count(*) FROM passages WHERE passages MATCH 'a'").fetchone()

    def ask(self, ask: Ask) -> tuple[int, Counts] | None:
        """Answer by a statement for the first twenty, one for the counts, and one for those of each filter."""
        if ask.fuzzy:
            return None
        if ask.shown:
            self.first(ask)
        total, counts = self._counts(ask, [name for name in COLUMNS if name not in ask.filters])
        for name in ask.filters:
            counts |= self._counts(ask.without(name), [name])[1]
        return total, counts

    def first(self, ask: Ask) -> list[tuple[int, str]]:
        """Give the first twenty passages, each as its number and its text with the words found in brackets."""
        where, values = self._where(ask)
        order = "rank" if ask.ranked else "passages.rowid"
        return self._base.execute(
            "SELECT passages.rowid, snippet(passages, 0, '[', ']', '…', 64) FROM passages "  # noqa: S608
            f"{'JOIN facts ON facts.id = passages.rowid ' if where else ''}"
            f"WHERE passages MATCH ?{where} ORDER BY {order} LIMIT 20", values
        ).fetchall()

    def _counts(self, ask: Ask, columns: Sequence[str]) -> tuple[int, Counts]:
        where, values = self._where(ask)
        counted = " ".join(f"UNION ALL SELECT '{name}', {name}, count(*) FROM kept GROUP BY {name}" for name in columns)  # noqa: S608
        rows = self._base.execute(
            "WITH kept AS MATERIALIZED (SELECT facts.* FROM passages JOIN facts ON facts.id = passages.rowid "  # noqa: S608
            f"WHERE passages MATCH ?{where}) SELECT '', '', count(*) FROM kept {counted}", values
        ).fetchall()
        counts: Counts = {}
        for name, value, number in rows[1:]:
            counts.setdefault(name, {})[value or "unknown"] = number
        return rows[0][2], counts

    def _where(self, ask: Ask) -> tuple[str, tuple[str, ...]]:
        return "".join(f" AND facts.{name} = ?" for name in ask.filters), (self._match(ask), *ask.filters.values())

    def lines(self, word: str, shown: int) -> int:
        """Read every passage that has the word, and cut and sort the lines here."""
        found = self._base.execute("SELECT text FROM passages WHERE passages MATCH ? ORDER BY rowid", (f'"{word}"',))
        return cut_lines((text for text, in found), word, shown)

    def _match(self, ask: Ask) -> str:
        if ask.prefix:
            return f'"{ask.prefix}"*'
        joined = (" OR " if ask.any_part else " AND ").join(f'"{" ".join(part)}"' for part in ask.parts)
        return f'({joined}) NOT "{" ".join(ask.absent)}"' if ask.absent else joined


class Tantivy:
    """The library behind several search servers, by its Python bindings."""

    name = "tantivy"

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="spaces", index_option="position")
        builder.add_integer_field("number", fast=True, stored=False, indexed=False)
        for name in COLUMNS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        return builder.build()

    def _index(self, place: Path) -> Any:
        import tantivy

        folder = place / "tantivy"
        folder.mkdir(exist_ok=True)
        index = tantivy.Index(self._schema(), path=str(folder))
        index.register_tokenizer("spaces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        return index

    def build(self, place: Path, passages: Sequence[Passage]) -> None:
        """Index the passages with one thread, as one segment."""
        import tantivy

        writer = self._index(place).writer(heap_size=500_000_000, num_threads=1)
        for number, passage in enumerate(passages):
            values = {name: passage.values.get(name, "unknown") for name in COLUMNS}
            writer.add_document(tantivy.Document(text=" ".join(passage.words), number=number, **values))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, place: Path) -> None:
        """Open the index."""
        self._opened = self._index(place)
        self._opened.reload()
        self._schema_ = self._opened.schema
        self._searcher = self._opened.searcher()

    def ask(self, ask: Ask) -> tuple[int, Counts] | None:
        """Answer by a search with snippets, an aggregation, and one for each filter."""
        import tantivy

        query = self._query(ask)
        if not ask.shown:
            found = self._searcher.search(query, 1, count=True)
        elif ask.ranked:
            found = self._searcher.search(query, 20, count=True)
        else:
            found = self._searcher.search(query, 20, count=True, order_by_field="number", order=tantivy.Order.Asc)
        maker = tantivy.SnippetGenerator.create(self._searcher, query, self._schema_, "text")
        for _, address in found.hits[: ask.shown]:
            snippet = maker.snippet_from_doc(self._searcher.doc(address))
            _ = (snippet.fragment(), [(mark.start, mark.end) for mark in snippet.highlighted()])
        counts = self._counts(query, [name for name in COLUMNS if name not in ask.filters])
        for name in ask.filters:
            counts |= self._counts(self._query(ask.without(name)), [name])
        return found.count, counts

    def _counts(self, query: Any, columns: Sequence[str]) -> Counts:
        asked = {name: {"terms": {"field": name, "size": 100_000}} for name in columns}
        data = self._searcher.aggregate(query, asked)
        held = json.loads(data) if isinstance(data, str) else data
        return {name: {row["key"]: row["doc_count"] for row in held[name]["buckets"]} for name in columns}

    def lines(self, word: str, shown: int) -> int:
        """Read every passage that has the word, and cut and sort the lines here."""
        import tantivy

        query = tantivy.Query.term_query(self._schema_, "text", word)
        found = self._searcher.search(query, self._searcher.num_docs, order_by_field="number", order=tantivy.Order.Asc)
        return cut_lines((self._searcher.doc(at)["text"][0] for _, at in found.hits), word, shown)

    def _query(self, ask: Ask) -> Any:
        from tantivy import Occur, Query

        schema = self._schema_
        parts = [self._phrase(part) for part in ask.parts]
        if ask.prefix:
            parts = [Query.regex_query(schema, "text", f"{ask.prefix}.*")]
        if ask.fuzzy:
            parts = [Query.fuzzy_term_query(schema, "text", ask.fuzzy, 1)]
        how = Occur.Should if ask.any_part else Occur.Must
        query = parts[0] if len(parts) == 1 else Query.boolean_query([(how, part) for part in parts])
        if not ask.absent and not ask.filters:
            return query
        more = [(Occur.MustNot, self._phrase(ask.absent))] if ask.absent else []
        more += [(Occur.Must, Query.const_score_query(Query.term_query(schema, name, value, "basic"), 0.0))
                 for name, value in ask.filters.items()]
        return Query.boolean_query([(Occur.Must, query), *more])

    def _phrase(self, words: Sequence[str]) -> Any:
        from tantivy import Query

        if len(words) == 1:
            return Query.term_query(self._schema_, "text", words[0])
        return Query.phrase_query(self._schema_, "text", list(words))


def cut_lines(texts: Iterator[str], word: str, shown: int) -> int:
    """Cut a line for each occurrence, sort by what follows, and make the first ones; give how many there are."""
    lines: list[tuple[list[str], list[str]]] = []
    for text in texts:
        found = text.split(" ")
        lines += [(found[max(0, at - 10) : at], found[at + 1 : at + 11]) for at, w in enumerate(found) if w == word]
    lines.sort(key=lambda line: line[1][:3])
    for left, right in lines[:shown]:
        _ = (" ".join(left), word, " ".join(right))
    return len(lines)

"""Segments made of arrays are those that stock Whoosh makes of the same passages, a document at a time."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.index import create_in, open_dir
from whoosh.query import And, Not, Or, Term

from indexer.arrays.files import ints
from indexer.concordance.postings import inverted, positions
from indexer.engine import blocks
from indexer.engine import inverted as turning
from indexer.engine.documents import Documents, Values
from indexer.engine.schema import COLUMNS, field_name, schema
from indexer.engine.whoosh_writer import EngineWriter

FIELDS = tuple(field_name(column) for column in COLUMNS)


@dataclass(frozen=True)
class Given:
    """A passage as Whoosh is given it."""

    words: list[str]
    values: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)


def keys_of(word: str) -> tuple[str, ...]:
    """Some words have no key, some share one, some have two."""
    return tuple(sorted({word[:1], word[:2]} if word[0] in "lп" else {word[:3]} - {"amb"}))


def stock(place: Path, passages: Sequence[Given]) -> None:
    """Write passages in Whoosh's own way."""
    place.mkdir()
    writer = create_in(str(place), schema()).writer()
    for number, passage in enumerate(passages):
        keys = [key for word in passage.words for key in keys_of(word)]
        values = {name: [value] for name, value in passage.values.items()}
        writer.add_document(ref=f"t/{number}#1", text=passage.words, forms=keys, page=passage.pages, **values)
    writer.commit(optimize=True)


def documents(passages: Sequence[Given], first: int = 0) -> Documents:
    """Give passages as the build has them."""
    words = sorted({word for passage in passages for word in passage.words} | {"never"})
    tokens = ints(words.index(word) for passage in passages for word in passage.words)
    owners = np.arange(len(passages), dtype=np.int32).repeat([len(passage.words) for passage in passages])
    found = inverted(positions(tokens, len(words)), owners)
    rows = {name: [[p.values[name]] if name in p.values else [] for p in passages] for name in FIELDS}
    fields = {name: values(held) for name, held in {**rows, "page": [p.pages for p in passages]}.items()}
    refs = [f"t/{first + number}#1" for number in range(len(passages))]
    return Documents(refs, words, [keys_of(word) for word in words], found.at, found.passages, found.often, fields)


def values(rows: Sequence[Sequence[str]]) -> Values:
    known = list(dict.fromkeys(chain.from_iterable(rows)))
    codes = ints(known.index(value) for value in chain.from_iterable(rows))
    return Values(known, codes, np.arange(len(rows)).repeat([len(row) for row in rows]))


def ours(place: Path, *parts: Sequence[Given]) -> None:
    """Write passages from arrays, each part a segment."""
    writer = EngineWriter(place)
    first = 0
    for number, part in enumerate(parts):
        writer.add(f"part{number}", documents(part, first))
        first += len(part)
    writer.commit()


def held(place: Path) -> dict[tuple[str, bytes], Any]:
    """Give all that one segment holds: for each term its statistics and blocks; lengths and stored fields."""
    reader = open_dir(str(place)).reader()
    out: dict[Any, Any] = {}
    for name, term in reader.all_terms():
        about = reader._terms.term_info(name, term)
        matcher = W3LeafMatcher(reader._terms._postfile, *about.extent(), reader.schema[name].format)
        rows = []
        while matcher.is_active():
            matcher._read_data()
            kept = ("_blocklength", "_maxid", "_maxweight", "_minlength", "_maxlength", "_data")
            rows.append(tuple(getattr(matcher, one) for one in kept))
            matcher._next_block()
        known = ("_weight", "_df", "_minlength", "_maxlength", "_maxweight", "_minid", "_maxid")
        out[name, term] = [getattr(about, one) for one in known], rows
    numbers = range(reader.doc_count_all())
    out["lengths"] = [(n, name, reader.doc_field_length(n, name)) for n in numbers for name in ("text", "forms")]
    out["totals"] = {name: reader.field_length(name) for name in reader.schema.names()}
    out["stored"] = [reader.stored_fields(number) for number in numbers]
    return out


def scores(place: Path, query: Any) -> dict[int, float]:
    with open_dir(str(place)).searcher() as searcher:
        return {hit.docnum: hit.score for hit in searcher.search(query, limit=None)}


QUERIES = (
    Term("text", "lorem"),
    Or([Term("text", "lorem"), Term("forms", "lo"), Term("text", "не")]),
    And([Term("forms", "l"), Term("page", "7")]),
    And([Or([Term("speaker", "amber"), Term("role", "expert")]), Not(Term("text", "ipsum"))]),
)
WORDS = ("lorem", "loremus", "ipsum", "не", "признаю", "amber", "a", "№", "12", "𝔞", "é")
VALUES = ("amber", "expert", "Зорин", "", "a b")
PASSAGE = st.builds(
    Given,
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(VALUES), max_size=3),
    st.lists(st.sampled_from(["7", "8", "xii", "10"]), max_size=3, unique=True),
)


def compare(passages: Sequence[Given]) -> None:
    with TemporaryDirectory() as folder:
        theirs, mine = Path(folder, "stock"), Path(folder, "ours")
        stock(theirs, passages)
        ours(mine, passages)
        assert held(mine) == held(theirs)
        for query in QUERIES:
            assert scores(mine, query) == scores(theirs, query)


@pytest.mark.slow
@given(st.lists(PASSAGE, min_size=1, max_size=9))
@settings(max_examples=60, deadline=None)
def test_a_segment_is_what_whoosh_writes(passages: list[Given]) -> None:
    compare(passages)


@pytest.mark.parametrize("size", [blocks.BLOCK - 1, blocks.BLOCK, blocks.BLOCK + 1, 3 * blocks.BLOCK])
def test_terms_of_several_blocks(size: int) -> None:
    """Blocks of equal and of different weights, full ones and ones that hold a single posting."""
    odd = [Given(["lorem"] * (1 + n % 3) + ["ipsum", f"w{n}"], {"speaker": "amber"}) for n in range(size)]
    long = Given(["lorem"] * 40_000 + ["ipsum"], {"role": "expert"}, ["7", "8"])
    compare([*odd, long])


def test_a_field_is_written_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turning, "AT_ONCE", 3)
    compare([Given([*WORDS, "lorem"], {"lang": "en"}, ["7"]) for _ in range(5)])


@given(st.lists(st.lists(PASSAGE, min_size=1, max_size=4), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None)
def test_several_segments_answer_as_one(parts: list[list[Given]]) -> None:
    with TemporaryDirectory() as folder:
        one, several = Path(folder, "one"), Path(folder, "several")
        ours(one, [passage for part in parts for passage in part])
        ours(several, *parts)
        for query in QUERIES:
            assert scores(several, query) == pytest.approx(scores(one, query))
        with open_dir(str(one)).searcher() as a, open_dir(str(several)).searcher() as b:
            assert [a.stored_fields(n) for n in range(a.doc_count_all())] == [
                b.stored_fields(n) for n in range(b.doc_count_all())]


def test_the_same_passages_give_the_same_bytes(tmp_path: Path) -> None:
    passages = [Given(["lorem", "ipsum"], {"lang": "en"}, ["7"]), Given([])]
    for name in ("first", "second"):
        ours(tmp_path / name, passages, passages)
    files = [{p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("first", "second")]
    assert files[0] == files[1]
    assert {Path(name).suffix for name in files[0]} == {".seg", ".toc"}


def test_a_folder_that_the_disk_does_not_list_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = EngineWriter(tmp_path / "built")

    def fails(*_: object) -> list[str]:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "listdir", fails)
    monkeypatch.setattr(os, "scandir", fails)  # which Python asks from 3.13 on
    with pytest.raises(OSError, match="Input/output error"):
        writer.add("a1", documents([Given(["lamp", "post"])]))

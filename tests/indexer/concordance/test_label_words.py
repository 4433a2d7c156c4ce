"""Names in the labels of quoted speech: occurrences in books, not in editions or records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from indexer.generation.index import Index, open_index
from indexer.results import Request, Result
from indexer.statistics.shares import shares


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path: Path = tmp_path_factory.mktemp("labels")
    said = [
        tiny_turn("Lorem ipsum alpha.", label="ROSENGOLTZ", speaker="rosengoltz"),
        tiny_turn("Beta Rosengoltz gamma.", label="VYSHINSKY (to Rosengoltz)", speaker="vyshinsky"),
        tiny_turn("Delta.", label="QUESTION", role="interrogator"),
        tiny_turn("Эпсилон.", label="РОЗЕНГОЛЬЦ", lang="ru"),
        tiny_turn("Zeta.", label="TER-VAGANYAN", speaker="ter-vaganyan"),
    ]
    texts = [
        tiny_text("essay", said, kind="citing"),
        tiny_text("en-1938", said, trial="1938"),
        tiny_text("protocol", said, kind="cited"),
    ]
    with open_index(tiny_home(path, texts)) as opened:
        yield opened


def ask(index: Index, query: str, **filters: str) -> Result:
    return index.search(Request(query, {name: (value,) for name, value in filters.items()}, sort="record"))


def test_in_a_book_a_name_is_found_in_labels_too(index: Index) -> None:
    found = ask(index, "Rosengoltz", document="essay")
    assert (found.hits_total, found.passages_total) == (4, 3)
    assert [hit.label_matches for hit in found.hits] == [((0, 10),), ((14, 24),), ((0, 10),)]
    assert [hit.matches for hit in found.hits] == [(), ((5, 15),), ()]
    assert ask(index, '"vyshinsky"', document="essay").hits_total == 1
    assert ask(index, "Ter-Vaganyan", document="essay").hits[0].label_matches == ((0, 12),)


def test_elsewhere_a_label_says_who_speaks(index: Index) -> None:
    for text in ({"edition": "en-1938"}, {"document": "protocol"}):
        assert ask(index, "Rosengoltz", **text).hits_total == 1


@pytest.mark.parametrize(("query", "hits", "passages"), [
    ("question", 0, 0), ('"vyshinsky beta"', 0, 0), ("Rosengoltz OR Розенгольц", 4, 3), ("delta OR Rosengoltz", 5, 4),
    ("alpha -Rosengoltz", 0, 0), ("delta -Rosengoltz", 1, 1), ("alpha Rosengoltz", 2, 1),
    ("Rosengoltz -form:rosengoltz", 1, 1), ("Ter-Vaganyan", 1, 1), ("Тер-Ваганян", 1, 1), ('"ter vaganyan"', 1, 1),
    ('"rosengoltz ter"', 0, 0), ('"vaganyan ter"', 0, 0), ('"ter vaganyan"~2', 0, 0),
])
def test_labels_in_longer_queries(index: Index, query: str, hits: int, passages: int) -> None:
    found = ask(index, query, document="essay")
    assert (found.hits_total, found.passages_total) == (hits, passages)


def test_labels_are_counted_and_kept_out_of_lines(index: Index) -> None:
    request = Request("Rosengoltz", {"document": ("essay",)})
    assert sum(row.hits for row in shares(index.searcher, request, "speaker").rows) == 4
    assert index.concordance(request).hits_total == 1

"""A leaf is found however its number and side are written, in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from indexer.generation.index import open_index
from indexer.results import Request


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], int]]:
    leaves = ("л. 12", "л. 12 об.", "л. 13")
    russian = tiny_text("ru-1936", [tiny_turn("Лист.", page=label) for label in leaves], lang="ru")
    english = tiny_text("en-1936", [tiny_turn("Leaf.", page=label) for label in ("fol. 12r", "fol. 12v", "12", "ix")])
    home = tiny_home(tmp_path_factory.mktemp("leaves"), [russian, english], [])
    with open_index(home) as index:
        yield lambda query: index.search(Request(query)).passages_total


@pytest.mark.parametrize(("written", "passages"), [
    ("fol. 12v", 2), ("л. 12 об.", 2), ("л.12об", 2), ("f. 12v", 2), ("folio 12 verso", 2), ("12v", 2), ("12 об", 2),
    ("Л. 12 ОБ.", 2), ("лист 12 оборот", 2), ("fol. 12r", 3), ("л.13", 1), ("fol. 13", 1), ("IX", 1), ("p. ix", 1),
    ("12 or so", 0), ("л. 14 об.", 0),
])
def test_a_leaf_however_it_is_written(found: Callable[[str], int], written: str, passages: int) -> None:
    assert found(f'page:"{written}"') == passages

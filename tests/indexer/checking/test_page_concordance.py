"""Pages of editions that answer each other: by alignment, by citations, and who cites them through the other side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.errors import UnknownNameError
from corpus.model.turns import Pair
from indexer.checking.cited_by import CitedBy
from indexer.checking.page_concordance import PageConcordance
from indexer.generation.index import open_index

LOREM = "lorem ipsum dolor sit amet consectetur adipiscing elit"
ALPHA = "альфа бета гамма дельта эпсилон дзета эта тета"
SITTING = "1911-05-04-morning"


def turns(text: str, pages: list[str]) -> list[object]:
    return [tiny_turn(f"{text} {n}", page=page, sitting=SITTING) for n, page in enumerate(pages)]


@pytest.fixture(scope="module")
def by(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CitedBy]:
    en = tiny_text("en-specimen", turns(LOREM, ["12", "12", "13", "13", "13"]), trial="specimen", paged="printed")
    ru = tiny_text("ru-specimen", turns(ALPHA, ["35", "35", "36", "36", "57"]), trial="specimen", lang="ru",
                   paged="printed")
    essay = tiny_text("essay", [
        tiny_turn(f"“{LOREM} 0” (Inquiry 12; Russian ed. 35)", kind="narration"),
        tiny_turn(f"“{ALPHA} 2” (Дело о пароме, с. 36)", kind="narration"),
    ], kind="citing")
    pairs = [Pair((f"ru-specimen/{SITTING}/{n:04d}",), (f"en-specimen/{SITTING}/{n:04d}",), ("ru", "en"), "turn", 0.9)
             for n in range(1, 6)]
    with open_index(tiny_home(tmp_path_factory.mktemp("pages"), [en, ru, essay], pairs)) as index:
        yield CitedBy(index, load("specimen"))


def test_pages_are_tied_by_alignment_and_by_citation(by: CitedBy) -> None:
    found = {(p.left_pages, p.basis): p for p in by.pages.table("en-specimen")}
    assert found[("12",), "cited together"].right_pages == ("35",)
    assert found[("12",), "aligned"].right_pages == ("35",)
    far = found[("13",), "aligned"]
    assert (far.right_pages, far.passages, far.margin) == (("36",), 3, 0.0)
    back = by.pages.of_page("ru-specimen", "36")
    assert [(p.left, p.right, p.right_pages) for p in back] == [("ru-specimen", "en-specimen", ("13",))]
    with pytest.raises(UnknownNameError):
        by.pages.table("nowhere")


def test_a_citation_of_the_other_edition_concerns_the_page_too(by: CitedBy) -> None:
    found = by.of_place("en-specimen:13")
    assert [(c.reference.edition, c.reference.pages, c.through and c.through.basis) for c in found] == [
        ("ru-specimen", ("36",), "aligned")]
    assert found[0].to_json()["through"]["right"] == {"edition": "ru-specimen", "pages": ["36"]}
    assert [c.through for c in by.of_place("en-specimen:12")] == [None]


@pytest.mark.parametrize(("page", "held"), [("60", True), ("xii", True), ("99999", False), ("abc", False), ("", False)])
def test_a_facsimile_has_the_pages_that_the_book_may_have(by: CitedBy, page: str, held: bool) -> None:
    found = PageConcordance(by.index, load("main"), ()).of_page("en-1937", page)
    assert [pair.right_pages for pair in found] == ([(page,)] if held else [])

"""Printed pages of real books without page numbers, held against the books' own indexes. Floors only rise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.catalogue import catalogue
from corpus.documents.bookpages.clues import IndexedName, index_references, text_runs
from corpus.documents.bookpages.pages import book_pages
from corpus.documents.turns import document_turns
from corpus.model.turns import Turn
from corpus.reading.markdown.reader import read_markdown
from corpus.speakers.labels import LabelVocabulary

WITHIN_ONE = 0.985
EXACT = {0: 0.9, 1: 0.9, None: 0.89}
"""Share of the references that are exactly on their page, by which half of the index's names is asked, of which the
other half was evidence; with None all are asked, and contents and page ends are the only evidence."""

Books = dict[str, tuple[str, list[Turn]]]
pytestmark = pytest.mark.sources


@pytest.fixture(scope="module")
def books(sources: Path) -> Books:
    names = LabelVocabulary(catalogue.load(), None, interrogation=True)
    out: Books = {}
    for path in sorted(sources.glob("*.txt")):
        source = read_markdown(path.read_text("utf-8"), path.name)
        turns = document_turns(source, path.stem, "citing", None, names)[0]
        if any(turn.region == "index" for turn in turns):
            out[path.name] = source.raw, turns
    if not out:
        pytest.skip("no book with an index among the real texts")
    return out


def half(listed: Sequence[IndexedName], which: int) -> list[IndexedName]:
    """Give the references of every second name of an index, so that no name is both evidence and asked."""
    names = {offsets: number for number, offsets in enumerate(dict.fromkeys(item.offsets for item in listed))}
    return [item for item in listed if names[item.offsets] % 2 == which]


@pytest.mark.parametrize("asked", EXACT)
def test_pages_agree_with_what_the_index_says_elsewhere(books: Books, asked: int | None) -> None:
    for name, (raw, turns) in books.items():
        pages = book_pages(turns, raw, lambda listed: () if asked is None else half(listed, 1 - asked))
        assert pages is not None, name
        off = []
        listed = index_references(turns, text_runs(turns), raw)
        for item in listed if asked is None else half(listed, asked):
            found = [place[0] for offset in item.offsets if (place := pages.page_at(offset))]
            off.append(min((abs(page - item.page) for page in found), default=None))
        exact = sum(value == 0 for value in off) / len(off)
        near = sum(value is not None and value <= 1 for value in off) / len(off)
        figures = f"{name}: {len(off)} references, {exact:.3f} on the page, {near:.3f} within one"
        assert exact >= EXACT[asked] and near >= WITHIN_ONE, figures


def test_every_paragraph_between_the_first_chapter_and_the_index_has_a_page(books: Books) -> None:
    for name, (_, turns) in books.items():
        body = [turn for turn in turns if turn.region in ("body", "quotation", "footnote", "heading")]
        assert all(turn.page.basis == "estimated" for turn in body), name
        labels = [int(turn.page.label or 0) for turn in body if turn.kind != "note"]
        assert labels == sorted(labels), name
        assert sum(turn.page.margin == 1 for turn in body) >= 0.98 * len(body), name

"""Printed pages of real books without page numbers, held against the books' own indexes. Floors only rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue import catalogue
from corpus.documents.bookpages.clues import index_references, text_runs
from corpus.documents.bookpages.pages import book_pages
from corpus.documents.turns import document_turns
from corpus.model.turns import Turn
from corpus.reading.markdown.reader import read_markdown
from corpus.speakers.labels import LabelVocabulary

WITHIN_ONE = 0.985
EXACT = {True: 0.94, False: 0.89}
"""With the index as evidence, and from contents and page ends alone."""

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


@pytest.mark.parametrize("with_index", [True, False])
def test_pages_agree_with_the_index(books: Books, with_index: bool) -> None:
    for name, (raw, turns) in books.items():
        pages = book_pages(turns, raw, with_index=with_index)
        assert pages is not None, name
        off = []
        for item in index_references(turns, text_runs(turns), raw):
            found = [place[0] for offset in item.offsets if (place := pages.page_at(offset))]
            off.append(min((abs(page - item.page) for page in found), default=None))
        exact = sum(value == 0 for value in off) / len(off)
        near = sum(value is not None and value <= 1 for value in off) / len(off)
        figures = f"{name}: {len(off)} references, {exact:.3f} on the page, {near:.3f} within one"
        assert exact >= EXACT[with_index] and near >= WITHIN_ONE, figures


def test_every_paragraph_between_the_first_chapter_and_the_index_has_a_page(books: Books) -> None:
    for name, (_, turns) in books.items():
        body = [turn for turn in turns if turn.region in ("body", "quotation", "footnote", "heading")]
        assert all(turn.page.basis == "estimated" for turn in body), name
        labels = [int(turn.page.label or 0) for turn in body if turn.kind != "note"]
        assert labels == sorted(labels), name
        assert sum(turn.page.margin == 1 for turn in body) >= 0.98 * len(body), name

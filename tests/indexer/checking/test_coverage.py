"""Which sections of a book may hold a page, by contents that are printed or estimated."""

from __future__ import annotations

import pytest

from corpus.catalogue.entries import Edition, Section
from indexer.checking.coverage import sections_at


def book(*starts: int, printed: bool) -> Edition:
    """Give an edition whose sections begin on these pages."""
    contents = tuple(
        Section(f"part {n}", page=str(page) if printed else None, page_estimate=None if printed else page)
        for n, page in enumerate(starts)
    )
    return Edition("a", "t", "en", "A", "A", "report", "", "", "", contents=contents)


@pytest.mark.parametrize(("page", "printed", "estimated"), [
    ("9", [], [0]),
    ("10", [0], [0]),
    ("26", [0], [0]),
    ("27", [0], [0, 1]),
    ("30", [0, 1], [0, 1]),
    ("33", [1], [0, 1]),
    ("34", [1], [1]),
    ("xii", [], []),
])
def test_estimated_contents_may_be_wrong_by_a_few_pages(page: str, printed: list[int], estimated: list[int]) -> None:
    for contents_printed, wanted in ((True, printed), (False, estimated)):
        found = sections_at(book(10, 30, printed=contents_printed), page)
        assert [section.title for section in found] == [f"part {n}" for n in wanted]

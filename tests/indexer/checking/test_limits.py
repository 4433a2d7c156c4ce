"""What is near enough: pages that are estimated, quotations that are terms, paragraphs that retell."""

from __future__ import annotations

import pytest

from corpus.model.turns import Page
from corpus.references.quotations import Quotation, QuotedPart
from corpus.references.reference import Reference
from indexer.checking.coverage import page_fits
from indexer.checking.document import kept, worth_checking
from indexer.checking.verdict import Searched, Verdict

CITED = Reference("book/0001", 1, "(1936 Trial 41)", 30, 45, "inline", "work", "trial", trial="1936")


def quotation(words: int, *, cited: bool = False, marked: bool = True) -> Quotation:
    text = " ".join(f"word{number}" for number in range(words))
    part = QuotedPart("book/0001", 0, len(text), text)
    return Quotation((part,), "en", 1, 1, CITED if cited else None, marked)


@pytest.mark.parametrize(("cited", "fits"), [("36", True), ("34", True), ("38", True), ("33", False), ("39", False)])
def test_an_estimated_page_may_miss_the_cited_one_by_its_margin_and_one_more(cited: str, fits: bool) -> None:
    page = Page("36", "estimated", 1.0)
    assert page_fits(page, page, [cited]) == fits
    printed = Page("36", "printed")
    assert page_fits(printed, printed, [cited]) == (cited == "36")


@pytest.mark.parametrize(("words", "cited", "worth"), [
    (1, True, False), (2, True, True), (2, False, False), (5, False, False), (6, False, True),
])
def test_a_term_in_quotation_marks_is_no_quotation_unless_it_is_cited(words: int, cited: bool, worth: bool) -> None:
    assert worth_checking(quotation(words, cited=cited)) == worth


@pytest.mark.parametrize(("marked", "verdict", "score", "stays"), [
    (True, "absent", 0.0, True), (False, "exact", 1.0, True), (False, "near", 0.8, True), (False, "near", 0.65, False),
    (False, "absent", 0.0, False),
])
def test_a_paragraph_without_marks_is_a_quotation_only_where_most_of_it_is_found(
    marked: bool, verdict: str, score: float, stays: bool
) -> None:
    found = Verdict("words", verdict, Searched((), ()), score=score, quotation=quotation(9, marked=marked))  # type: ignore[arg-type]
    assert kept(found) == stays

"""The citations that the program writes, with a right and a wrong page, as notes and in brackets, in three formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from chapters import FORMS, Cited, excerpts

from corpus.catalogue.catalogue import Catalogue, load
from corpus.citation.styles import cite
from corpus.ingest.unkept import turns_of_bytes
from corpus.model.turns import Page, Turn
from corpus.storage.home import Home
from indexer.checking.checker import Checker
from indexer.checking.document import check_document
from indexer.checking.verdict import Verdict
from indexer.generation.index import Index, open_index

STYLES = ("chicago", "chicago-short", "chicago-18", "mla", "apa", "bluebook", "gost", "gost-repeated")
OFF = 30
"""Pages by which the wrong citation is off: no section of a day is as long, no estimate as doubtful."""


@pytest.fixture(scope="module")
def specimen(specimen_home: Home) -> Iterator[Checker]:
    with open_index(specimen_home) as index:
        yield Checker(index, load("specimen"))


def literal(turn: Turn, page: str, style: str, index: Index, catalogue: Catalogue) -> str:
    """Give the citation of a turn on a page."""
    placed = replace(turn, page=Page(page, "printed", None, None))
    return cite(placed, index.text(turn.text_id), catalogue, style).plain.rstrip(".")


def chapter(checker: Checker, edition: str, form: str, off: int) -> list[Cited]:
    """Give a sentence for each style: a quotation of an edition, cited ``off`` pages from where it stands."""
    out = []
    found = [(turn, quoted) for turn, quoted in excerpts(checker.index.turns(edition), 9) if page_of(checker, turn)]
    for style, (turn, quoted) in zip(STYLES, found[:: max(1, len(found) // len(STYLES))], strict=False):
        page = page_of(checker, turn) or 0
        cited = literal(turn, str(page + off), style, checker.index, checker.catalogue)
        out.append(Cited("Filler says", quoted, ".", f"{cited}.") if form == "note"
                   else Cited("Filler says", quoted, f" ({cited})."))
    return out


def page_of(checker: Checker, turn: Turn) -> int | None:
    """Give the page of a turn, or the first that its section has by the contents of the book."""
    label = turn.page.label
    if label is None:
        expected = checker.coverage.pages_expected(turn)
        label = expected[0] if expected else None
    return int(label) if label and label.isdigit() else None


def checked(checker: Checker, edition: str, form: str, file: str, off: int) -> list[Verdict]:
    """Check a chapter of such sentences, set as a file, and give the verdict on each."""
    sentences = chapter(checker, edition, form, off)
    turns = turns_of_bytes(FORMS[file](sentences), file, checker.catalogue)
    verdicts = check_document(turns, checker)
    found = {verdict.quote: verdict for verdict in verdicts}
    return [found[sentence.quote] for sentence in sentences]


@pytest.mark.slow
@pytest.mark.parametrize("file", FORMS)
@pytest.mark.parametrize("form", ["note", "bracket"])
@pytest.mark.parametrize("edition", ["en-specimen", "ru-specimen"])
def test_a_wrong_page_is_seen_in_every_style(specimen: Checker, edition: str, form: str, file: str) -> None:
    wrong = checked(specimen, edition, form, file, OFF)
    assert len(wrong) == len(STYLES)
    assert [(v.verdict, "other-page" in v.flags) for v in wrong] == [("exact", True)] * len(STYLES)
    assert all(reason.fields["first"] for v in wrong for reason in v.reasons if reason.code == "other-page")
    right = checked(specimen, edition, form, file, 0)
    assert [(v.verdict, v.flags, v.page_check) for v in right] == [("exact", (), "agrees")] * len(STYLES)


@pytest.mark.sources
@pytest.mark.parametrize("file", FORMS)
@pytest.mark.parametrize("form", ["note", "bracket"])
@pytest.mark.parametrize("edition", ["en-1936", "en-1938"])
def test_a_wrong_page_is_seen_on_real_texts(real_home: Home, edition: str, form: str, file: str) -> None:
    with open_index(real_home) as index:
        checker = Checker(index, load("main"))
        wrong = checked(checker, edition, form, file, OFF)
        assert [(v.verdict, "other-page" in v.flags) for v in wrong] == [("exact", True)] * len(STYLES)
        right = checked(checker, edition, form, file, 0)
        # The first words of a turn may end before its negation.
        flags = [{*v.flags} - {"negation-outside"} for v in right]
        assert [(v.verdict, f) for v, f in zip(right, flags, strict=True)] == [("exact", set())] * len(STYLES)

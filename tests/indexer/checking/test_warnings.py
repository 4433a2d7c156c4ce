"""Citations that contradict each other, pages that cannot be, and archival documents under two numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue import catalogue
from corpus.ingest.unkept import turns_of_text
from corpus.model.notes import Note
from corpus.references.archives import numbered, two_numbers
from corpus.references.finding import find_references
from corpus.storage.home import Home
from indexer.checking.cited_by import CitedBy
from indexer.checking.comparing.quote import read_quote
from indexer.checking.document import check_document
from indexer.checking.warnings import reason_json, wordings
from indexer.generation.index import open_index

MAIN = catalogue.load("main")
LOREM = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two essays that quote one passage of a book that is not here, and one that is."""
    held = tiny_text("en-1936", ["Alpha beta gamma delta."], trial="1936")
    one = tiny_text("one", [
        tiny_turn(f"Somebody says “{LOREM}” (1937 Trial 87).", kind="narration"),
        tiny_turn("Further “alpha beta gamma delta epsilon zeta” (1937 Trial 900).", kind="narration"),
    ], kind="citing")
    other = tiny_text("other", [
        tiny_turn(f"We read “{LOREM.replace('amet', 'omet')}” (1937 Trial 86-7).", kind="narration"),
        tiny_turn("And “lorem ipsum dolor [sit] ... adipiscing elit sed do eiusmod tempor” (1937 Trial 87).",
                  kind="narration"),
    ], kind="citing")
    return tiny_home(tmp_path_factory.mktemp("warned"), [held, one, other])


@pytest.fixture
def by(home: Home) -> Iterator[CitedBy]:
    with open_index(home) as index:
        yield CitedBy(index, MAIN)


def test_two_documents_quote_one_passage_differently(by: CitedBy) -> None:
    first = by.of_document("one")[0]
    assert first.flags == ("quoted-differently",)
    (other,) = first.others
    assert (other.document, other.literal, other.differences) == ("other", "(1937 Trial 86-7)", (("amet", "omet"),))
    back = by.of_document("other")
    assert back[0].others[0].differences == (("omet", "amet"),)
    # What stands in brackets or is left out with a mark is no other wording.
    assert not any(o.document == "one" for o in back[1].others)
    data = first.to_json()
    assert data["others"][0]["differences"] == [{"quote": "amet", "other": "omet"}]


def test_a_page_beyond_the_book_is_explained(by: CitedBy) -> None:
    (reason,) = by.of_document("one")[1].reasons
    assert reason == Note("page-beyond-book", edition="en-1937", page="900", last="586")
    said = reason_json(reason)
    assert said.pop("said") == reason
    assert said == {"flag": "page-beyond-book", "edition": "en-1937", "page": "900", "section": None, "first": None,
                    "last": "586"}
    assert by.of_document("one")[1].flags == ("page-beyond-book",)


def test_a_chapter_is_compared_with_the_documents_here(by: CitedBy) -> None:
    turns = turns_of_text(f"We say “{LOREM.replace('elit', 'alit')}” (1937 Trial 87).", MAIN)
    (verdict,) = check_document(turns, by.checker, beside=list(by.documents.values()))
    assert verdict.flags[-1] == "quoted-differently"
    assert {o.document for o in verdict.others} == {"one", "other"}
    (citation,) = by.of_turns(turns)
    assert "quoted-differently" in citation.flags


@pytest.mark.parametrize(("one", "other", "differ"), [
    (LOREM, LOREM, []),
    (LOREM, LOREM.replace("dolor sit", "dolor [that is] sit"), []),
    (LOREM, LOREM.replace("sit amet ", "... "), []),
    (LOREM, LOREM.replace("sit amet ", ""), [("sit amet", "")]),
    (LOREM, "alpha beta " + LOREM.replace("elit", "not elit") + " gamma", [("", "not")]),
    (LOREM, "lorem ipsum dolor sit gamma delta", []),
])
def test_wordings_of_the_stretch_in_common(one: str, other: str, differ: list[tuple[str, str]]) -> None:
    assert wordings(read_quote(one), read_quote(other)) == differ


WORDS = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu"


@pytest.mark.parametrize(("shared", "beside", "told"), [(9, False, False), (10, False, True), (3, True, False),
                                                        (4, True, True)])
def test_words_in_common_that_make_one_passage_of_two(shared: int, beside: bool, told: bool) -> None:
    same = WORDS.split()[:shared]
    at = shared - (2 if beside else 3)
    one, other = (" ".join([*same[:at], odd, *same[at:]]) for odd in ("quagga", "okapi"))
    found = wordings(read_quote(one), read_quote(other), beside=beside)
    assert found == ([("quagga", "okapi")] if told else [])


@pytest.mark.parametrize(("others", "told"), [(2, True), (4, False)])
def test_quotations_of_one_page_have_most_words_in_common(others: int, told: bool) -> None:
    ours, theirs = WORDS.split()[2 : 2 + others], WORDS.split()[6 : 6 + others]
    one, other = (" ".join(["quagga", "okapi", *mid, "tapir", "eland"]) for mid in (ours, theirs))
    assert bool(wordings(read_quote(one), read_quote(other), beside=True)) is told


def test_contents_of_the_facsimile_are_those_of_the_book(by: CitedBy) -> None:
    coverage = by.checker.coverage
    reason = coverage.cannot_speak("1937", "en-1937", ["80"], ["radek"])
    assert reason is not None
    assert (reason.fields["first"], reason.fields["last"]) == ("77", "81")
    assert coverage.page_beyond("en-1937-redstar", ["587"]) is not None
    assert coverage.page_beyond("en-1937", ["586"]) is None
    assert coverage.page_beyond("en-1936-inprecorr", ["1036"]) is None


LETTERS = [
    ("A letter (Miller Letters 12) is Harvard 4857.",
     "So (Miller Letters 11-12) of the Trotsky Archive, document n. 4875.", True),
    ("A letter of May 3, 1935 (TA 4857).", "The letter of May 3, 1935 is #4657.", True),
    ("A letter of May 3, 1935 (TA 4857).", "The letter of May 4, 1935 is #4657.", False),
    ("A letter of May 3, 1935 (TA 4857).", "The letter of May 3, 1935 is #4692.", False),
    ("A letter of May 3, 1935 (TA 4857).", "The letter of May 3, 1935 is No. 4857 of the Trotsky Archive.", False),
    ("A letter of May 3, 1935 (TA 4857).", "In the Trotsky Archive 1934 and 1935 are missing, May 3, 1935.", False),
]


@pytest.mark.parametrize(("one", "other", "same"), LETTERS)
def test_one_letter_under_two_numbers(one: str, other: str, same: bool) -> None:
    _, turns = tiny_text("essay", [tiny_turn(text, kind="narration") for text in (one, other)], kind="citing")
    found = numbered(turns, find_references(turns, MAIN))
    assert bool(two_numbers(found)) == same


def test_two_numbers_are_flagged_on_both_citations(tmp_path: Path) -> None:
    essay = tiny_text("essay", [
        tiny_turn(text, kind="narration") for text in (LETTERS[1][0], "Nothing here.", LETTERS[1][1])
    ], kind="citing")
    with open_index(tiny_home(tmp_path / "home", [tiny_text("en-1936", [LOREM], trial="1936"), essay])) as index:
        found = CitedBy(index, MAIN).of_document("essay")
        assert [(c.reference.issue, c.flags) for c in found] == [
            ("4857", ("two-numbers",)), ("4657", ("two-numbers",))]
        assert [c.reference.issue for c in CitedBy(index, MAIN).of_place("TA:4857")] == ["4857"]

"""Estimated pages: anchors from quotations, interpolation, margins, and where none is given."""

from __future__ import annotations

import random

import pytest
from related import anchors, paged
from tiny import tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.model.turns import TextInfo, Turn
from corpus.pages.anchors import Anchor, consistent
from corpus.pages.correspondence import PagePair, checked, interpolated, page_pairs
from corpus.pages.estimate import Estimator, estimator
from corpus.references.finding import find_references

SYLLABLES = [consonant + vowel for consonant in "bdlmnr" for vowel in "aeiou"]
FIRST, PAGES, PAGE_WORDS = 9, 60, 300
Text = tuple[TextInfo, tuple[Turn, ...]]


def word(number: int) -> str:
    """Give an invented word; each number has its own."""
    out = ""
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        out += SYLLABLES[rest]
        if not number:
            return out.ljust(5, "x")


@pytest.fixture(scope="module")
def book() -> list[list[str]]:
    """Pages of an invented book."""
    return [[word(1000 + page * PAGE_WORDS + i) for i in range(PAGE_WORDS)] for page in range(PAGES)]


def edition(book: list[list[str]]) -> Text:
    flat = [w for page in book for w in page]
    turns = [tiny_turn(" ".join(flat[i : i + 70]), kind="narration") for i in range(0, len(flat), 70)]
    info, made = tiny_text("en-1936", turns, trial="1936")
    return info, tuple(made)


def citing(book: list[list[str]], pages: list[int], shift: int = 0) -> Text:
    chance = random.Random(5)  # noqa: S311 - the same sample each time
    turns = []
    for page in pages:
        start = chance.randint(0, PAGE_WORDS - 20)
        words = " ".join(book[page - FIRST][start : start + 20])
        turns.append(tiny_turn(f"“{words}” (1936 Trial {page + shift})", kind="narration", region="quotation"))
    info, made = tiny_text("critic", turns, kind="citing")
    return info, tuple(made)


def true_page(turn: Turn) -> int:
    return FIRST + (turn.ordinal - 1) * 70 // PAGE_WORDS


def test_pages_are_estimated_between_quotations(book: list[list[str]]) -> None:
    given = [edition(book), citing(book, list(range(10, 66, 4)))]
    (info, turns), _ = paged(given, load("main"))
    assert info.paged == "estimated"
    placed = [t for t in turns if t.page.basis == "estimated"]
    assert len(placed) > 0.9 * len(turns)
    errors = [abs(int(t.page.label or 0) - true_page(t)) for t in placed]
    assert max(errors) <= 1
    assert sum(errors) / len(errors) <= 0.3
    assert all(e <= (t.page.margin or 0) for e, t in zip(errors, placed, strict=True))
    marked = [t for t in placed if any(m.kind == "page" for m in t.marks)]
    assert {t.page.end for t in marked} == {str(int(t.page.label or 0) + 1) for t in marked}
    assert all(t.text[m.start - 1] == " " for t in marked for m in t.marks)
    why = dict(placed[9].inferred)["page"]
    assert (why.code, why.fields["count"]) == ("page-estimated", len(why.fields["neighbours"]))
    assert paged(given, load("main"))[0] == (info, turns)


def test_none_is_given_where_no_anchor_is_near(book: list[list[str]]) -> None:
    (_, turns), _ = paged([edition(book), citing(book, [10, 14, 18, 22, 60, 64])], load("main"))
    bare = {true_page(t) for t in turns if t.page.basis == "none"}
    assert set(range(25, 58)) <= bare
    assert not bare & set(range(11, 22))


def test_a_wrong_page_is_left_out(book: list[list[str]]) -> None:
    right, wrong = citing(book, list(range(10, 66, 4))), citing(book, [30], shift=17)
    both = right[0], (*right[1], *wrong[1])
    (_, turns), _ = paged([edition(book), both], load("main"))
    errors = [abs(int(t.page.label or 0) - true_page(t)) for t in turns if t.page.basis == "estimated"]
    assert max(errors) <= 1


def test_printed_pages_and_other_texts_are_not_touched(book: list[list[str]]) -> None:
    info, made = tiny_text("en-1936", [tiny_turn(" ".join(book[3]), page="12")], trial="1936", paged="printed")
    given = [(info, tuple(made)), citing(book, [12, 13])]
    assert paged(given, load("main")) == given
    alone = [edition(book)]
    assert paged(alone, load("main")) == alone


def test_a_quotation_in_two_places_is_no_anchor(book: list[list[str]]) -> None:
    twice = [*book[:20], book[1], *book[21:]]
    _, turns = edition(twice)
    _, document = citing(book, [10])
    assert anchors("en-1936", turns, [document], load("main")) == []


def anchor(start: int, first: int, last: int | None = None) -> Anchor:
    return Anchor(start, start + 200, first, last or first, "critic", 1, str(first))


def test_order_decides_between_anchors_that_contradict_each_other() -> None:
    four = [anchor(1_000, 1), anchor(5_000, 3), anchor(9_000, 40), anchor(13_000, 7)]
    assert [a.first for a in consistent(four)] == [1, 3, 7]
    assert consistent([]) == []


def test_ranges_place_the_end_of_the_page_inside_the_quotation() -> None:
    found = estimator([anchor(1_000, 1), anchor(9_900, 5, 6), anchor(17_000, 9)])
    assert isinstance(found, Estimator)
    place = found.page_at(10_000)
    assert place is not None
    assert place[0] in (5, 6)
    assert estimator([anchor(1_000, 1)]) is None


def test_page_pairs_from_citations_of_two_editions() -> None:
    _, made = tiny_text("critic", [tiny_turn("“Lorem ipsum.” (1937 Trial 86-7/ Russian ed. 52)")], kind="citing")
    (pair,) = page_pairs(("critic", r) for r in find_references(made, load("main")))
    assert (pair.left, pair.left_pages) == ("en-1937", ("86", "87"))
    assert (pair.right, pair.right_pages) == ("ru-1937-book", ("52",))
    assert pair.to_json()["basis"] == "cited together"


def test_a_newspaper_in_the_same_bracket_is_tied_too() -> None:
    cite = "(1936 Trial 41; Russian original: Pravda, August 20, 1936, p. 4)"
    _, made = tiny_text("critic", [tiny_turn(f"“Lorem ipsum.” {cite}")], kind="citing")
    (pair,) = page_pairs(("critic", r) for r in find_references(made, load("main")))
    assert (pair.left, pair.left_pages, pair.right, pair.right_pages) == ("en-1936", ("41",), "Pravda", ("4",))


def pair(left: str, right: str) -> PagePair:
    return PagePair("en-1937", tuple(left.split()), "ru-1937-book", tuple(right.split()), "critic", 1)


def test_pages_between_two_ties_are_interpolated_with_a_margin() -> None:
    ties = [pair("30", "20"), pair("70 71", "40"), pair("300", "150")]
    found = interpolated(ties, "50")
    assert found is not None
    assert (found.right_pages, found.basis, found.margin) == (("30",), "interpolated", 3.0)
    assert interpolated(ties, "200") is None
    assert interpolated(ties, "10") is None
    assert interpolated(ties, "x") is None
    assert interpolated([pair("30", "40"), pair("50", "20")], "40") is None


def test_contents_tell_whether_both_pages_lie_in_one_sitting() -> None:
    main = load("main")
    same = PagePair("en-1937", ("30",), "en-1937-redstar", ("30",))
    assert checked(same, main).contents == ""
    assert checked(PagePair("en-1937", ("30",), "en-1937", ("31",)), main).contents == "agrees"
    assert checked(PagePair("en-1937", ("30",), "en-1937", ("430",)), main).contents == "disagrees"


def test_no_page_is_given_far_before_the_first_quotation_and_far_behind_the_last(book: list[list[str]]) -> None:
    (_, turns), _ = paged([edition(book), citing(book, [30, 32, 34, 36])], load("main"))
    placed = {true_page(turn) for turn in turns if turn.page.basis == "estimated"}
    assert {29, 33, 37} <= placed
    assert not {page for page in placed if page < 26 or page > 40}


def test_a_page_far_from_any_quotation_is_said_to_be_less_sure(book: list[list[str]]) -> None:
    (_, turns), _ = paged([edition(book), citing(book, [12, 13, 33, 34])], load("main"))
    margins = {true_page(turn): turn.page.margin for turn in turns if turn.page.basis == "estimated"}
    assert margins[14] == margins[32] == 1.0
    assert margins[23] == 2.0

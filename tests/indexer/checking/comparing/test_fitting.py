"""Fitting a quotation into a text without holding the whole table, and what long quotations and many parts take."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.limits import MAX_COMPARED_WORDS
from indexer.checking.checker import Checker
from indexer.checking.comparing import fitting
from indexer.checking.comparing.fitting import (
    CUT_COST,
    DROP_COST,
    GO_ON_COST,
    INSERTED_COST,
    LIKE_COST,
    OTHER_COST,
    fit,
)
from indexer.checking.comparing.locating import PARTS_PLACED, locate
from indexer.checking.comparing.matching import Matcher
from indexer.checking.comparing.quote import read_quote
from indexer.generation.index import open_index

WORDS = ["dark", "darks", "lamp", "lamps", "a", "the", "night", "nights", "quay"]


@st.composite
def fitted(draw: st.DrawFn) -> tuple[list[str], list[str], list[bool], list[bool]]:
    quote = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=24))
    source = draw(st.lists(st.sampled_from(WORDS), max_size=30))
    flags = st.lists(st.booleans(), min_size=len(quote), max_size=len(quote))
    return quote, source, draw(flags), draw(flags)


def substitution(left: str, right: str) -> float:
    if left == right:
        return 0.0
    return LIKE_COST if len(left) >= 4 and left.rstrip("s") == right.rstrip("s") else OTHER_COST


def least(quote: list[str], source: list[str], inserted: list[bool], cut: list[bool]) -> float:
    """Fill the whole table by its definition, every gap by itself, and give the least cost of its last row."""
    before = [0.0] * (len(source) + 1)
    for row, word in enumerate(quote):
        begin, go_on = (CUT_COST, CUT_COST) if row + 1 < len(quote) and cut[row + 1] else (1.0, GO_ON_COST)
        step = [cost + (INSERTED_COST if inserted[row] else DROP_COST) for cost in before]
        for at, other in enumerate(source):
            step[at + 1] = min(step[at + 1], before[at] + substitution(word, other))
        before = [min([step[at], *(step[start] + begin + (at - start - 1) * go_on for start in range(at))])
                  for at in range(len(step))]
    return min(before)


@given(fitted())
def test_the_cost_is_that_of_the_whole_table(case: tuple[list[str], list[str], list[bool], list[bool]]) -> None:
    assert fit(*case)[0] == pytest.approx(least(*case))


@given(fitted())
def test_the_steps_are_the_same_however_few_rows_are_held(
    case: tuple[list[str], list[str], list[bool], list[bool]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "KEPT_ROWS", 1000)
        whole = fit(*case)
        for held in (2, 3, 7):
            patch.setattr(fitting, "KEPT_ROWS", held)
            assert fit(*case) == whole


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matcher]:
    """A text of words of which some look alike and some are rare."""
    chance = random.Random(3)  # noqa: S311
    rare = [f"{word}{end}" for word in ("lantern", "harbour", "window") for end in ("", "s", "ed", "ing")]
    text = " ".join(chance.choices([*WORDS, *rare], [40] * len(WORDS) + [1] * len(rare), k=4_000))
    text += " the lantern by a harbour window"
    home = tiny_home(tmp_path_factory.mktemp("near"), [tiny_text("en-specimen", [text], trial="specimen")])
    with open_index(home) as index:
        yield Checker(index, load("main")).matcher


@given(st.lists(st.sampled_from(["the", "lantern", "lanterns", "by", "a", "harbour", "harboured", "window", "nowhere"]),
                min_size=2, max_size=6))
@example(["lanterns", "by", "harbour", "window"])
@example(["the", "lantern", "harboured", "window"])
def test_what_is_left_out_before_it_is_fitted_is_not_near(matcher: Matcher, quoted: list[str]) -> None:
    words = matcher.look_up(read_quote(" ".join(quoted)).words)
    found = locate(matcher, words)
    assert found or quoted != ["lanterns", "by", "harbour", "window"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Matcher, "_may_hold", lambda *_: True)
        assert locate(matcher, words) == found


def peak(length: int) -> int:
    """Give the most bytes held while every ninth word of a text is missing in the quotation."""
    words = random.Random(length).choices([f"word{number}" for number in range(200)], k=2 * length)  # noqa: S311
    quote = [word for at, word in enumerate(words[:length]) if at % 9]
    tracemalloc.start()
    try:
        fit(quote, words, [False] * len(quote), [False] * len(quote))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_grows_with_the_length_and_not_with_its_square() -> None:
    assert peak(3200) < 8 * peak(800)


ROOTS = [f"{head}{tail}" for head in ("bark", "dole", "fern", "gild", "husk", "jolt", "kelp", "lime", "moss", "nook")
         for tail in ("", "en", "ful", "ish", "let", "ward", "wort", "sy", "ock", "ing")]
SPEECH = random.Random(7).choices(ROOTS, k=5000)  # noqa: S311


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    turns = [tiny_turn(" ".join(SPEECH), page="13", sitting="1911-05-04-morning"),
             tiny_turn("and so they were " * 600, page="14", sitting="1911-05-04-morning")]
    home = tiny_home(tmp_path_factory.mktemp("long"), [tiny_text("en-specimen", turns, trial="specimen")])
    with open_index(home) as index:
        yield Checker(index, load("specimen"))


def test_a_long_quotation_is_compared_in_parts_and_is_one(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths: list[int] = []
    fit_here = Matcher._best_fit
    monkeypatch.setattr(Matcher, "_best_fit", lambda self, words, low, high: (
        lengths.append(len(words.asked) * (high - low)), fit_here(self, words, low, high))[1])
    quote = SPEECH[100:3900]
    quote[2500] = "another"
    del quote[1200]
    found = checker.check(" ".join(quote))
    assert found.verdict == "near"
    assert [(d.kind, d.quote, d.source) for d in found.differences] == [
        ("omission-unmarked", "", SPEECH[1300]), ("word", "another", SPEECH[2600])]
    assert max(lengths) <= 4 * MAX_COMPARED_WORDS**2


def test_words_left_out_between_two_parts_are_told(checker: Checker) -> None:
    quote = SPEECH[: MAX_COMPARED_WORDS] + SPEECH[MAX_COMPARED_WORDS + 3 : 3 * MAX_COMPARED_WORDS]
    found = checker.check(" ".join(quote))
    assert [(d.kind, d.source) for d in found.differences] == [
        ("omission-unmarked", " ".join(SPEECH[MAX_COMPARED_WORDS : MAX_COMPARED_WORDS + 3]))]


def test_many_ellipses_place_a_bounded_number_of_parts(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    exact = Matcher.exact_placement
    monkeypatch.setattr(Matcher, "exact_placement", lambda self, words, start: (
        looked.append(start), exact(self, words, start))[1])
    checker.check("they were ... and so ... " * 40)
    assert len(looked) < 2 * PARTS_PLACED


def test_fit_leaves_the_ends_of_the_text_free() -> None:
    cost, steps = fit(["b", "c"], ["a", "b", "x", "c", "d"], [False] * 2, [False] * 2)
    assert cost == pytest.approx(1.0)
    assert [(s.quote, s.source, s.same) for s in steps] == [(0, 1, True), (None, 2, False), (1, 3, True)]
    assert fit(["b", "c"], ["b", "x", "x", "x", "c"], [False] * 2, [False, True])[0] == pytest.approx(0.03)
    assert fit(["b", "c"], ["b", "x", "x", "c"], [False] * 2, [False] * 2)[0] == pytest.approx(1.02)
    cost, steps = fit(["a", "b", "c", "d"], ["a", "b", "x", "y", "c", "d"], [False] * 4, [False] * 4)
    assert cost == pytest.approx(1.2)
    assert [s.source for s in steps if s.quote is None] == [2, 3]

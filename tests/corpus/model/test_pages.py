"""The pages of parts of a turn are those that looking through all its marks gives."""

from __future__ import annotations

from collections.abc import Callable

from growth import assert_grows
from hypothesis import given
from hypothesis import strategies as st
from tiny import tiny_turn

from corpus.model.pages import TurnPages, page_labels, page_of
from corpus.model.turns import Mark, Page

MARKS = st.lists(st.builds(lambda kind, at, label: Mark(kind, at, at, label), st.sampled_from(["page", "note"]),
                           st.integers(0, 20), st.sampled_from(["1", "2", "9", "xi", "", None])), max_size=6)
PAGES = st.builds(lambda label, end: Page(label, "printed", None, end), st.sampled_from(["1", "x", None]),
                  st.sampled_from(["4", "x", None]))


@given(MARKS, PAGES, st.integers(0, 20), st.integers(0, 20))
def test_they_are_found_as_by_looking_through_all_marks(marks: list[Mark], page: Page, one: int, other: int) -> None:
    start, end = sorted((one, other))
    turn = tiny_turn("x" * 20, page=page, marks=tuple(marks))
    known = sorted((m for m in marks if m.kind == "page" and m.label is not None), key=lambda m: m.start)
    before = [m.label for m in known if m.start <= start]
    within = [m.label for m in known if m.start < end]
    first = before[-1] if before else page.label
    found = page_of(turn, start, end)
    assert (found.label, found.end) == ((first, within[-1] if within else first) if known else (page.label, page.end))
    labels = page_labels(turn, start, end)
    assert {m.label for m in known if m.label and start < m.start < end} <= set(labels)
    assert labels[:1] == ((found.label,) if found.label else labels[:1])
    assert TurnPages(turn).labels(start, end) == labels


def test_parts_of_a_turn_of_many_pages_take_time_with_their_number() -> None:
    def labels(number: int) -> Callable[[], None]:
        turn = tiny_turn("x\n" * number, marks=tuple(Mark("page", 2 * at, 2 * at, str(at)) for at in range(number)))

        def work() -> None:
            pages = TurnPages(turn)
            for at in range(number):
                assert pages.labels(2 * at, 2 * at + 1) == (str(at),)

        return work

    assert_grows(labels, 4_000)

"""Which turns are aligned together, and what is said of a pair."""

from __future__ import annotations

import pytest

from corpus.alignment.marks import mark
from corpus.alignment.reasons import reasons
from corpus.alignment.sittings import groups
from corpus.model.notes import Note
from corpus.model.turns import Turn


def _turn(ref: str, sitting: str | None, lang: str = "ru", text: str = "лорем", **more: str) -> Turn:
    return Turn(ref=ref, text_id=lang, ordinal=0, kind="speech", text=text, lang=lang, sitting=sitting, **more)  # type: ignore[arg-type]


def _groups(left: list[str], right: list[str]) -> list[tuple[list[str], list[str]]]:
    ours, theirs = [_turn(s, s) for s in left], [_turn(s, s, "en") for s in right]
    return [([t.ref for t in a], [t.ref for t in b]) for a, b in groups(ours, theirs)]


def test_sittings_of_both_are_together() -> None:
    assert _groups(["1936-08-19-morning", "1936-08-19-evening"], ["1936-08-19-evening", "1936-08-20-morning"]) == [
        (["1936-08-19-evening"], ["1936-08-19-evening"])
    ]


def test_a_verdict_that_one_edition_has_under_the_evening_before_is_joined_to_it() -> None:
    evening, verdict = "1936-08-23-evening", "1936-08-24-verdict"
    assert _groups([evening], [evening, verdict]) == [([evening], [evening, verdict])]
    assert _groups([evening, verdict], [evening]) == [([evening, verdict], [evening])]
    assert _groups([evening, verdict], [evening, verdict]) == [([evening], [evening]), ([verdict], [verdict])]


def test_a_verdict_dated_differently_is_still_one() -> None:
    night, day = "1936-08-23-verdict", "1936-08-24-verdict"
    assert _groups([night], [day]) == [([night], [day])]
    evening = "1936-08-23-evening"
    assert _groups([evening, night], [evening, day]) == [([evening, night], [evening, day])]


def test_a_day_that_one_edition_does_not_part_is_one() -> None:
    morning, evening, day, next_day = "1937-01-28-morning", "1937-01-28-evening", "1937-01-28-day", "1937-01-29-morning"
    assert _groups([day, next_day], [morning, evening, next_day]) == [
        ([day], [morning, evening]), ([next_day], [next_day])]
    assert _groups([morning, evening], [day]) == [([morning, evening], [day])]
    assert _groups([morning], [evening]) == []
    assert _groups([day], [day, evening]) == [([day], [day, evening])]


def test_a_verdict_alone_stays_alone() -> None:
    assert _groups(["1936-08-21-evening"], ["1936-08-21-evening", "1936-08-24-verdict"]) == [
        (["1936-08-21-evening"], ["1936-08-21-evening"])
    ]
    assert _groups(["1936-08-24-verdict"], []) == []


@pytest.mark.parametrize(("sign", "confidences"), [("●", (1.0, 0.85)), ("◐", (0.84, 0.5)), ("○", (0.49, 0.0))])
def test_marks(sign: str, confidences: tuple[float, ...]) -> None:
    assert {mark(confidence) for confidence in confidences} == {sign}


def test_reasons() -> None:
    left = _turn("a", None, text="Брумель дал Окерну 14 крон и 3 пенса.", speaker="brumel")
    right = _turn("b", None, "en", text="Brumel gave Okern 14 crowns and a few pence.", speaker="brumel")
    assert reasons([left], [right]) == (
        Note("speaker-same"), Note("numbers-shared", shared=1, of=2), Note("names-shared", shared=2, of=2),
        Note("length-fits"),
    )
    assert reasons([left], [_turn("c", None, "en", text="Yes.", speaker="okern")])[0] == Note("speaker-differs")
    assert reasons([left], [_turn("c", None, "en", text="yes")])[-1] == Note("length-shorter")
    assert reasons([_turn("d", None, text="да")], [_turn("c", None, "en", text="yes, indeed it is so")]) == (
        Note("length-longer"),
    )

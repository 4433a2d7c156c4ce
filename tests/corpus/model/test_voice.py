"""Who says a passage: nobody is named for words that are not theirs, however a turn is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import tiny_turn

from corpus.model.notes import Note
from corpus.model.turns import Mark, Turn
from corpus.model.voice import apart, inferred, narration, part_spans, permalink, split_address, stretches, voice

TEXT = "Yes. The reporter goes on."


def told(text: str = TEXT, start: int = 5) -> Turn:
    marks = (Mark("narration", start, len(text), "narration-wording"),)
    return tiny_turn(text, speaker="vetkin", label="VETKIN", role="defendant", marks=marks)


@pytest.mark.parametrize(("spans", "speaker", "part"), [
    ((), None, None), (((0, 4),), "vetkin", "speech"), (((0, 5),), "vetkin", "speech"), (((5, 26),), None, "narration"),
    (((9, 12), (20, 22)), None, "narration"), (((0, 4), (20, 22)), None, None), (((3, 8),), None, None),
])
def test_who_says_a_range(spans: tuple[tuple[int, int], ...], speaker: str | None, part: str | None) -> None:
    said = voice(told(), spans)
    assert (said.speaker, said.part) == (speaker, part)
    assert (said.label is None) == (said.role is None) == (speaker is None)
    assert said.mixed == (part is None)
    assert said.kind == ("narration" if part == "narration" else "speech")


def test_a_turn_without_narration_is_its_speakers() -> None:
    said = voice(tiny_turn("Yes.", speaker="vetkin", label="VETKIN"), ((0, 2),))
    assert (said.speaker, said.label, said.part, said.mixed) == ("vetkin", "VETKIN", None, False)


def test_parts_have_addresses() -> None:
    turn = told()
    assert [TEXT[a:b] for a, b in part_spans(turn, "speech")] == ["Yes."]
    assert [TEXT[a:b] for a, b in part_spans(turn, "narration")] == ["The reporter goes on."]
    assert part_spans(turn, "chorus") == part_spans(tiny_turn("Yes."), "speech") == ()
    assert split_address(f"{turn.ref}#narration") == (turn.ref, "narration")
    assert split_address(f"{turn.ref}#chorus") == split_address(turn.ref) == (turn.ref, None)
    assert permalink(turn, "narration") == f"{turn.permalink}&part=narration"
    assert permalink(turn) == turn.permalink
    assert inferred(turn) == {"narration": Note("narration-wording")}


@given(st.text("ab .\n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_cut_apart_nothing_is_mixed_and_no_word_is_lost(text: str, edges: list[tuple[int, int]]) -> None:
    ranges = [sorted(min(edge, len(text)) for edge in pair) for pair in edges]
    marks = tuple(Mark("narration", low, high) for low, high in ranges if low < high)
    turn = tiny_turn(text, speaker="vetkin", label="VETKIN", marks=marks)
    assert "".join(text[a:b] for a, b, _ in stretches(turn)) == text
    parts = apart(turn)
    assert not any(voice(turn, part).mixed for part in parts)
    whole = "".join(text[a:b] for part in parts for a, b in part or ((0, len(text)),))
    assert whole.split() == text.split() or "".join(whole.split()) == "".join(text.split())
    for low, high in narration(turn):
        if text[low:high].strip():
            assert voice(turn, ((low, high),)).label is None

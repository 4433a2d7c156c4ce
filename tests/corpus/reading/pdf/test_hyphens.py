"""Hyphens at line ends: those of the printer go, those of the word stay."""

from __future__ import annotations

import pytest

from corpus.reading.pdf.hyphens import Hyphens, is_parted, without_stray


def joined(before: str, after: str, *elsewhere: str) -> str:
    stays, _ = Hyphens.seen_in(elsewhere).stays(before, after)
    return before + after if stays else before[:-1] + after


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("inten-", "tion", "intention"),
        ("«inten-", "tion,»", "«intention,»"),
        ("counter-re-", "volution", "counter-revolution"),
        ("Ter-", "Petrov", "Ter-Petrov"),
        ("anti-", "Roman", "anti-Roman"),
        ("1925-", "27", "1925-27"),
        ("58-", "1a", "58-1a"),
        ("PROCEED-", "INGS", "PROCEEDINGS"),
        ("inten\u00ad", "tion", "intention"),
        ("inten¬", "tion", "intention"),
        ("thirty-", "six", "thirty-six"),
        ("seventy-", "fifth", "seventy-fifth"),
        ("forty-", "ish", "fortyish"),
        ("какой-", "нибудь", "какой-нибудь"),
        ("кто-", "то", "кто-то"),
        ("мес-", "то", "место"),
        ("кое-", "где", "кое-где"),
        ("из-", "за", "из-за"),
        ("кото-", "рой", "которой"),
        ("пред-", "седателя", "председателя"),
        ("какая-", "либо", "какая-либо"),
        ("по-", "прежнему", "по-прежнему"),
        ("по-", "местному", "поместному"),
    ],
)
def test_rules(before: str, after: str, whole: str) -> None:
    assert joined(before, after) == whole


def test_the_text_itself_is_the_first_witness() -> None:
    assert joined("to-", "day", "alpha to-day beta") == "to-day"
    assert joined("to-", "day", "alpha today beta") == "today"
    assert joined("to-", "day", "today today to-day") == "today"
    assert joined("self-", "evident", "an evident thing") == "self-evident"
    assert joined("half-", "past", "it was past six") == "half-past"
    assert joined("по-", "прежнему", "попрежнему") == "попрежнему"
    assert joined("стрелочником-", "исполнителем") == "стрелочником-исполнителем"


def test_another_form_of_a_compound_is_a_witness() -> None:
    assert joined("quagga-", "pens", "alpha quagga-pen beta") == "quagga-pens"
    assert joined("quagga-", "pen", "alpha quagga-pens beta") == "quagga-pen"
    assert joined("copper-", "boxes", "a copper-box") == "copper-boxes"
    assert joined("sea-", "ports", "a seaport, sea-ports") == "sea-ports"
    assert joined("sea-", "ports", "a seaport") == "seaports"


def test_the_first_part_of_a_compound_is_a_witness_beside_the_second() -> None:
    assert joined("quagga-", "house", "a quagga-pen, a house") == "quagga-house"
    assert joined("quagga-", "house", "a quagga-pen") == "quaggahouse"
    assert Hyphens.seen_in(["a quagga-pen, a house"]).stays("quagga-", "house") == (True, True)


def test_a_word_parted_at_a_line_end_is_no_witness() -> None:
    assert Hyphens.seen_in(["alpha cen-", "tre beta"]).seen["cen"] == 0


@pytest.mark.parametrize(
    ("line", "parted"), [("alpha be-", True), ("alpha -", False), ("alpha –", False), ("be\u00ad", True), ("", False)]
)
def test_parted(line: str, parted: bool) -> None:
    assert is_parted(line) is parted


def test_speck_after_the_hyphen() -> None:
    assert without_stray("кото-.") == "кото-"
    assert without_stray("etc.") == "etc."

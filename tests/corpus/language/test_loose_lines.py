"""Words of a loosely set line that a tool wrote below each other."""

from __future__ import annotations

from corpus.language.loose_lines import loose_breaks

FULL = "the porters had left the ledger on the quay\n"


def joined(text: str) -> str:
    """Give a text with a space for each line end inside a loose line."""
    breaks = loose_breaks(text)
    return "".join(" " if at in breaks else sign for at, sign in enumerate(text))


def test_words_below_each_other_were_one_line() -> None:
    text = FULL * 3 + "Korvin\nsaw\nthe\nlamp.\n" + FULL
    assert joined(text) == FULL * 3 + "Korvin saw the lamp.\n" + FULL


def test_a_label_behind_a_sentence_begins_a_line_all_the_same() -> None:
    text = FULL * 9 + "left\nthe\nquay.\nKorvin.\nNever\nagain.\n" + FULL
    assert joined(text) == FULL * 9 + "left the quay.\nKorvin. Never again.\n" + FULL


def test_short_answers_a_list_longer_than_a_line_and_a_list_of_words_stay() -> None:
    answers = FULL * 5 + "KORVIN\nYes.\nORSETSKY\nNo.\nKORVIN\nYes.\n"
    long = FULL * 9 + "Bartholomew\nChristopher\nMaximilian\nAlexandrine\nSebastian\n"
    assert not loose_breaks(answers) and not loose_breaks(long)
    assert not loose_breaks("one\ntwo\nthree\nfour\n") and not loose_breaks("")

"""Short files whose labels have another form than a known name and a colon: no voice goes on as the one before."""

from __future__ import annotations

import pytest
from records import made_edition, made_record

RECORDS = {
    "names in brackets behind sides": [
        ("Q (Orsetsky)", ": "), ("A (Korvin)", ": "), ("Q (Brenn)", ": "), ("A (Korvin)", ": "), ("Q", ": "),
        ("A", ": "),
        ("Orsetsky, to the clerk", ": ")],
    "stops and dashes": [
        ("The President", ".— "), ("Counsel Orsetsky", ".— "), ("A. Korvin", ".— "), ("The President", ".— "),
        ("Several voices", ".— "), ("Witness Halloran (rising)", ".— "), ("The President", ".— "),
        ("A. Korvin", ".— ")],
    "initials": [
        ("O.", ": "), ("K.", ": "), ("O.", ": "), ("K.", ": "), ("Pres", ".: "), ("K.", ": "), ("O.", ": ")],
    "names of nobody known": [
        ("BRENN", ": "), ("LUNIN", ": "), ("BRENN", ": "), ("LUNIN", ": "), ("BRENN", ": "), ("LUNIN", ": "),
        ("Halloran (from his seat)", ": "), ("BRENN", ": ")],
}


def lines(record: str) -> list[str]:
    return [f"{label}{sign}Lamp number {'abcdefghij'[number]} was out." for number, (label, sign) in
            enumerate(RECORDS[record])]


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize("record", RECORDS)
def test_each_voice_is_a_turn(record: str, apart: str) -> None:
    text = apart.join(lines(record))
    expected = [label for label, _ in RECORDS[record]]
    for made in (made_edition(text), made_record(f"The lamps\n\n{text}\n", ext="txt")):
        assert [turn.label for turn in made.turns if "Lamp" in turn.text] == expected


def test_whom_brackets_behind_a_side_name_speaks() -> None:
    turns = made_edition("\n".join(lines("names in brackets behind sides"))).turns
    assert next(turn.speaker for turn in turns) == "orsetsky"
    assert {turn.speaker for turn in turns if turn.label == "Q (Brenn)"} == {None}


def test_a_voice_that_calls_out_among_names_with_a_stop() -> None:
    names = ("Брен", "Лунин", "Брен", "Лунин", "Брен", "Лунин", "Голос с места", "Брен")
    text = "\n".join(f"{name}. Фонарь {number} погас." for number, name in enumerate(names))
    made = made_record(f"Стенограмма\n\n{text}\n", ext="txt")
    assert [turn.label for turn in made.turns if "Фонарь" in turn.text] == [*names]


def test_a_number_of_a_page_at_the_end_of_a_line_hides_no_voice() -> None:
    text = "ORSETSKY: Tell us about\nthe salt.        13\nBRENN: The salt was wet.\nORSETSKY: Thank you.\n"
    labels = [turn.label for turn in made_record(text, ext="txt").turns]
    assert [label for label in labels if label] == ["ORSETSKY", "BRENN", "ORSETSKY"]

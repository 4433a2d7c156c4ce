"""Labels that brackets, bullets, initials behind the name or a misread sign set off at the beginning of a line."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.reading import formats

SPECIMEN = load("specimen")
BEFORE = {
    "en": "ORSETSKY: Where was the lamp?\n\nDAL-RENIN: On the quay.\n\n" * 3,
    "ru": "ОРСЕЦКИЙ: Где был фонарь?\n\nДАЛЬ-РЕНИН: На причале.\n\n" * 3,
}


def made(line: str, lang: str) -> EditionTurns:
    data = f"{BEFORE[lang]}{line}\n\n{BEFORE[lang]}".encode()
    [source] = formats.read(data, "text", "a.txt")
    return edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)


LINES = {
    "en": ("[A. KORVIN]: I lit it.", "[A. KORVIN] I lit it.", "(A. KORVIN:) I lit it.", "(A. Korvin): I lit it.",
           "<A. KORVIN> I lit it.", "• A. KORVIN: I lit it.", "1. A. KORVIN: I lit it.", "— A. KORVIN: I lit it.",
           "KORVIN, A.: I lit it.", "Korvin, A. (rising): I lit it.", "A. KORVIN = I lit it.", "A. KORVIN >> I lit it.",
           "A. KORVIN… I lit it.", "A. KORVIN\tI lit it.", "A. KORVIN, I lit it.", "A. KORVIN Never lit it."),
    "ru": ("[А. КОРВИН]: Я зажёг.", "[А. КОРВИН] Я зажёг.", "(А. КОРВИН:) Я зажёг.", "• А. КОРВИН: Я зажёг.",
           "2) А. КОРВИН: Я зажёг.", "КОРВИН, А.: Я зажёг.", "А. КОРВИН / Я зажёг.", "А. КОРВИН Зажёг я.",
           "— А. Корвин: Я зажёг.", "А. КОРВИН… Я зажёг."),
}


@pytest.mark.parametrize(("lang", "line"), [(lang, line) for lang, lines in LINES.items() for line in lines])
def test_a_label_set_off_begins_a_turn(lang: str, line: str) -> None:
    result = made(line, lang)
    said = [turn for turn in result.turns if turn.kind == "speech"]
    around = ["orsetsky", "dal-renin"] * 3
    assert [turn.speaker for turn in said] == [*around, "a-korvin", *around]
    assert said[6].text.split()[-1] in ("it.", "зажёг.", "я.") and "КОРВИН" not in said[6].text.upper()
    assert said[5].text in ("On the quay.", "На причале.")
    assert {doubt.code for doubt in result.doubts} <= {"label-read-as"}


@pytest.mark.parametrize(("lang", "line"), [
    ("en", "ORSETSKY AND A. KORVIN (together): Never!"), ("ru", "ОРСЕЦКИЙ И А. КОРВИН (вместе): Никогда!"),
])
def test_of_several_who_speak_nobody_is_named(lang: str, line: str) -> None:
    result = made(line, lang)
    said = [turn for turn in result.turns if turn.kind == "speech"]
    assert [turn.speaker for turn in said][5:8] == ["dal-renin", None, "orsetsky"]
    assert "label-unknown" in {doubt.code for doubt in result.doubts}


STOPPED = {
    "Голос из зала. Стыдно!": None, "Голоса. Стыдно!": None, "Все подсудимые: Никогда!": None,
    "Гурмало — Не знаю.": "gurmalo", "[Гурмало]: Не знаю.": "gurmalo", "Корвин, А.: Не знаю.": "a-korvin",
}


@pytest.mark.parametrize("line", STOPPED)
def test_voices_in_a_text_that_ends_labels_with_stops(line: str) -> None:
    around = "Орсецкий. Где был фонарь?\n\nДаль-Ренин. На причале.\n\n" * 3
    [source] = formats.read(f"{around}{line}\n\n{around}".encode(), "text", "a.txt")
    turns = edition_turns([(source, None)], SPECIMEN.edition("ru-specimen"), SPECIMEN).turns
    said = [turn for turn in turns if turn.kind == "speech"]
    pair = ["orsetsky", "dal-renin"] * 3
    assert [turn.speaker for turn in said] == [*pair, STOPPED[line], *pair]


@pytest.mark.parametrize("line", [
    "A. Korvin, who had the lamp, lit it.", "(Korvin rises.) I lit it.", "[A. Korvin is led away.]",
    "A. Korvin lit it.", "1. Korvin had the lamp.", "A. KORVIN was seen on the quay.",
])
def test_a_name_in_a_sentence_is_no_label(line: str) -> None:
    said = [turn for turn in made(line, "en").turns if turn.kind == "speech"]
    assert len(said) == 12
